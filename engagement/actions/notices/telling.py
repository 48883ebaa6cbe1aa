"""Who is told of what, each address once."""

from django.utils import timezone

from civilsociety.audit.actions import jobs
from engagement.emails import publishing
from engagement.models import Group, Notice, NoticeDelivery
from engagement.queries.groups.membership import addresses_of


def prepare_notice(*, kind, about, subject, body, readers, now):
    """Lists who is to be told, and hands the sending to the worker once this is committed.

    `about` names the matter once (`engagement.review:4 opened`): asked again, the same notice comes
    back and nobody is written to twice. `readers` maps an address to what only this reader gets
    (their own link), or "".
    """
    readers = {email.lower(): extra for email, extra in readers.items() if email}
    notice, new = Notice.objects.get_or_create(
        about=about,
        defaults={
            "kind": kind,
            "subject": " ".join(subject.split())[:200],
            "body": body,
            "requested_at": now,
            "total": len(readers),
        },
    )
    if new:
        NoticeDelivery.objects.bulk_create(
            NoticeDelivery(notice=notice, email=email, extra=extra, created_at=now)
            for email, extra in readers.items()
        )
        jobs.hand_over("engagement.tasks.notices.send_notice", notice.pk)
    return notice


def tell_of_version(version, state, *, by, now):
    """A filler of strategy.slots.version_published: every group that reads drafts is told."""
    subject, body = publishing.published(version)
    _tell_groups(
        kind=Notice.Kind.STRATEGY,
        about=f"strategy.version:{version.pk} {state}",
        subject=subject,
        body=body,
        now=now,
    )
    return []


def tell_of_report(*, about, subject, body, besides, now):
    """Tells the groups that a report is published, with the words everybody gets.

    `besides` holds addresses that are told in another way, or asked not to be: nobody gets two.
    """
    return _tell_groups(
        kind=Notice.Kind.REPORT,
        about=about,
        subject=subject,
        body=publishing.as_member(body),
        now=now,
        besides={address.lower() for address in besides},
    )


def _tell_groups(*, now, besides=frozenset(), **notice):
    """Every member today of the groups that read drafts, once; nothing where there is nobody."""
    day = timezone.localdate(now)
    groups = Group.objects.filter(reads_drafts=True, closed_on=None)
    addresses = {address for group in groups for address in addresses_of(group, day)} - besides
    if not addresses:
        return None
    return prepare_notice(readers=dict.fromkeys(sorted(addresses), ""), now=now, **notice)
