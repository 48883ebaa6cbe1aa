"""Writing the sections of a file into a draft, so that every text that was there is kept."""

from django.db.models import ProtectedError

from civilsociety.refusal import Refused
from strategy.actions.revisions import How, begin_history, keep, last_revisions
from strategy.models import Section
from strategy.queries.editing.locks import locks_in
from strategy.rules.editing import check_nobody_writes_in


def store_sections(version, texts, *, by, now):
    """Writes the sections in order, keeping the row of every anchor that was there before.

    Each section whose words change gets a revision. Refused while somebody else writes in one
    that would change or go, and where something holds on to one that would go.
    """
    kept = {section.key: section for section in version.sections.select_related("parent")}
    gone = kept.keys() - {text.key for text in texts}
    _check_nobody_is_disturbed(version, kept, texts, by, now)
    begin_history(version)
    last, path = last_revisions(version), []
    for position, text in enumerate(texts, 1):
        fresh = Section(version=version, key=text.key, revision=last.get(text.key, 0))
        section = kept.get(text.key, fresh)
        changed = section is fresh or _differs(section, text)
        path = path[: text.level - 1]
        section.parent = path[-1] if path else None
        section.position, section.level, section.number = position, text.level, text.number
        section.title, section.body = text.title, text.body
        section.revision += changed
        section.save()
        if changed:
            keep(section, how=How.IMPORTED, by=by, now=now)
        path.append(section)
    _drop([kept[key] for key in gone], by, now)


def _differs(section, text):
    return (section.title, section.body) != (text.title, text.body)


def _check_nobody_is_disturbed(version, kept, texts, by, now):
    wanted = {text.key: text for text in texts}
    touched = [
        section
        for key, section in kept.items()
        if key not in wanted or _differs(section, wanted[key])
    ]
    locks = locks_in(version, now) if touched else {}
    check_nobody_writes_in(touched, locks, by=by, now=now, act="replaced by the file")


def _drop(sections, by, now):
    """Takes away the sections a new text no longer has, unless something points at them."""
    for section in sorted(sections, key=lambda section: section.position):
        section.revision += 1
        keep(section, how=How.TAKEN_OUT, by=by, now=now)
    try:
        Section.objects.filter(pk__in=[section.pk for section in sections]).delete()
    except ProtectedError as error:
        named = ", ".join(f"{{#{key}}}" for key in sorted(section.key for section in sections))
        raise Refused(
            f"Something else points at one of the sections {named}, which the new text leaves "
            "out. Keep its anchor at a heading, or unlink it first."
        ) from error
