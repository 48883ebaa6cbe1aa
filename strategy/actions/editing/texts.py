"""Writing in one section, putting an earlier text of it back."""

from django.db import transaction

from civilsociety.audit.actions import record
from civilsociety.refusal import Refused
from civilsociety.ui.words import uk_time
from strategy.actions.editing.clash import Clash, Words
from strategy.actions.editing.drafts import open_section, touched
from strategy.actions.revisions import How, keep
from strategy.formats.body import plain_title, problems_of, tidy, title_problem
from strategy.queries.editing.locks import lock_of
from strategy.rules.editing import check_nobody_else_writes

SENTENCES = {
    How.WRITTEN: "Wrote in {}.",
    How.RESTORED: "Put an earlier text of {} back.",
    How.IMPORTED: "Brought a text into {} from a file.",
}


@transaction.atomic
def save_section(*, section, title, body, revision, by, now, how=How.WRITTEN):
    """Keeps the title and text of a section, written on top of `revision`; gives the section.

    Raises Clash when somebody else changed the words after that revision, Held while somebody
    else is writing in the section, Refused when the version is published or the section gone.
    A section that was only moved or renumbered meanwhile is saved all the same. The same words
    again change nothing.
    """
    words = Words(plain_title(title), tidy(body))
    _check_can_be_kept(words)
    section = open_section(section)
    check_nobody_else_writes(lock_of(section, now), by=by, now=now)
    if Words(section.title, section.body) == words:
        return section
    _check_nobody_came_between(section, words, revision)
    section.title, section.body = words.title, words.body
    section.revision += 1
    section.save(update_fields=["title", "body", "revision"])
    keep(section, how=how, by=by, now=now)
    touched(section.version)
    record(
        verb="strategy.section_written",
        target=section.version,
        by=by,
        sentence=SENTENCES[how].format(section),
        details={"section": section.key, "revision": section.revision},
    )
    return section


def _check_can_be_kept(words):
    """Refuses what no database and no page can hold; the form tells the rest, line by line."""
    if problem := title_problem(words.title):
        raise Refused(problem)
    for problem in problems_of(words.body, strict=False):
        raise Refused(str(problem))


def _check_nobody_came_between(section, words, revision):
    if section.revision == revision:
        return
    theirs = Words(section.title, section.body)
    kept = section.version.revisions.filter(key=section.key)
    began = kept.filter(revision=revision).first()
    base = Words(began.title, began.body) if began else None
    if base == theirs:
        return
    last = kept.select_related("by").first()
    who = str(last.by) if last.by else "Somebody else"
    raise Clash(
        f"{who} saved this section at {uk_time(last.at)}, after you had begun. Nothing is lost: "
        "look at both texts and choose.",
        mine=words,
        theirs=theirs,
        base=base,
        revision=section.revision,
    )


@transaction.atomic
def restore_text(*, section, kept, revision, by, now):
    """Puts the title and text of an earlier revision back as a new one. Raises as `save_section`.

    `kept` is the SectionRevision, `revision` the one the person has before them.
    """
    return save_section(
        section=section,
        title=kept.title,
        body=kept.body,
        revision=revision,
        by=by,
        now=now,
        how=How.RESTORED,
    )
