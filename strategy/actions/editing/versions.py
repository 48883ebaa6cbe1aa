"""Beginning the next draft from a published version, and describing a draft."""

from django.db import transaction
from django.db.models import Max

from civilsociety.audit.actions import record
from civilsociety.refusal import Refused
from strategy.actions.editing.clash import Clash
from strategy.actions.editing.drafts import open_draft, touched
from strategy.actions.revisions import begin_history
from strategy.actions.steps import write_step
from strategy.formats.front_matter import CONTROL
from strategy.models import Section, Strategy, Version
from strategy.rules.editing import check_can_start_revision, state_of_revision

DESCRIBED = ("title", "summary", "period", "label", "note")


@transaction.atomic
def start_revision(*, version, by, now):
    """A new draft with the sections and pictures of a published version; gives it.

    It is being revised where people were consulted on the version, else a draft. Raises
    Refused while another draft is open.
    """
    strategy = Strategy.objects.select_for_update().get(pk=version.strategy_id)
    open_one = strategy.versions.unpublished().first()
    check_can_start_revision(version, open_one)
    draft = Version.objects.create(
        strategy=strategy,
        number=strategy.versions.aggregate(last=Max("number"))["last"] + 1,
        state=state_of_revision(version),
        title=version.title,
        summary=version.summary,
        period=version.period,
        is_sample=version.is_sample,
        created_at=now,
    )
    _copy_sections(version, draft)
    _copy_pictures(version, draft)
    begin_history(draft)
    write_step(draft, by=by, now=now)
    record(
        verb="strategy.revision_started",
        target=draft,
        by=by,
        sentence=f"Began version {draft.number} from version {version.number}.",
        details={"from": version.number},
    )
    return draft


def _copy_sections(version, draft):
    """The sections with their anchors, level by level, because each needs its parent's row."""
    levels = {}
    for section in version.sections.select_related("parent"):
        levels.setdefault(section.level, []).append(section)
    made = {}
    for level in sorted(levels):
        copies = [_copy(section, draft, made) for section in levels[level]]
        made |= {copy.key: copy for copy in Section.objects.bulk_create(copies)}


def _copy(section, draft, made):
    return Section(
        version=draft,
        parent=made[section.parent.key] if section.parent else None,
        key=section.key,
        position=section.position,
        level=section.level,
        number=section.number,
        title=section.title,
        body=section.body,
    )


def _copy_pictures(version, draft):
    for picture in version.pictures.all():
        picture.pk, picture._state.adding = None, True
        picture.version = draft
        picture.save(force_insert=True)


@transaction.atomic
def describe(*, version, seen, by, **words):
    """Changes what a draft is called and what is said of it: title, summary, period, label, note.

    `seen` holds the same as the person had it before them. Raises Clash when somebody else
    changed one of them meanwhile, Refused when the version is published.
    """
    open_draft(version)
    words = {name: words.get(name, getattr(version, name)) for name in DESCRIBED}
    if any(CONTROL.search(value) for value in words.values()):
        raise Refused("There is a character that is not text. Delete it.")
    theirs = {name: getattr(version, name) for name in DESCRIBED}
    if words == theirs:
        return version
    if theirs != {name: seen.get(name) for name in DESCRIBED}:
        raise Clash(
            "Somebody else changed this meanwhile. What they wrote is shown beside your own "
            "words. Save again to keep yours.",
            mine=words,
            theirs=theirs,
        )
    for name, value in words.items():
        setattr(version, name, value)
    version.save(update_fields=list(DESCRIBED))
    touched(version)
    changed = [name for name in DESCRIBED if words[name] != theirs[name]]
    record(
        verb="strategy.described",
        target=version,
        by=by,
        sentence=f"Changed what is said of version {version.number}: {', '.join(changed)}.",
        details={name: [theirs[name], words[name]] for name in changed},
    )
    return version
