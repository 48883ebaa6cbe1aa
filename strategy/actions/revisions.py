"""Keeping every text that a section ever had."""

from django.db.models import Max

from strategy.models import SectionRevision

How = SectionRevision.How


def begin_history(version):
    """Keeps each section as it stands where no revision of it is kept yet.

    Texts that came in before revisions were kept, and those copied from the version before, get
    their first one here: without it nobody could see what a later one changed. Call it inside
    the action's transaction, before anything is changed.
    """
    kept = set(version.revisions.values_list("key", "revision"))
    missing = [
        revision_of(section, how=How.BEGUN, by=None, at=version.created_at)
        for section in version.sections.select_related("parent")
        if (section.key, section.revision) not in kept
    ]
    SectionRevision.objects.bulk_create(missing)


def keep(section, *, how, by, now):
    """Keeps a section as it stands after a change. `by` is a user or audit's SYSTEM."""
    row = revision_of(section, how=how, by=by, at=now)
    row.save()
    return row


def revision_of(section, *, how, by, at):
    """The row that keeps a section as it stands; not saved."""
    return SectionRevision(
        version_id=section.version_id,
        key=section.key,
        revision=section.revision,
        number=section.number,
        level=section.level,
        parent_key=section.parent.key if section.parent else "",
        title=section.title,
        body=section.body,
        how=how,
        by=None if isinstance(by, str) else by,
        at=at,
    )


def last_revisions(version):
    """The highest revision of each anchor this version ever had, by anchor."""
    rows = version.revisions.order_by().values("key").annotate(last=Max("revision"))
    return {row["key"]: row["last"] for row in rows}
