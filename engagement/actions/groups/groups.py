"""Starting, describing and closing a group."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from civilsociety.audit.actions import record
from civilsociety.refusal import Refused
from engagement.actions.groups.roles import settle_role
from engagement.actions.groups.rows import locked_group
from engagement.models import Group
from engagement.queries.groups.membership import members_on
from engagement.rules.groups import (
    check_can_change_group,
    check_can_close_group,
    check_same_revision,
)

# Words that stand where a group's name stands in an address.
TAKEN = ("start", "members", "conversations")
DESCRIBED = (
    "name",
    "purpose",
    "independence",
    "terms_of_reference",
    "contact",
    "quorum",
    "rotation_percent",
    "longest_terms",
    "reads_drafts",
    "is_public",
    "founded_on",
)


@transaction.atomic
def start_group(*, name, purpose, by, is_sample=False, **fields):
    """Begins a group; its address is made from its name. Raises Refused for a name in use."""
    name = name.strip()
    if Group.objects.filter(name__iexact=name).exists():
        raise Refused(f"There is a group called “{name}” already. Open it, or choose another name.")
    slug = (slugify(name)[:56] or "group").strip("-")
    group = Group(slug=slug, name=name, purpose=purpose, is_sample=is_sample, **fields)
    _save_under_free_address(group)
    record(
        verb="engagement.group_started", target=group, by=by, sentence=f"Started the group {group}."
    )
    return group


def _save_under_free_address(group):
    slug, number = group.slug, 1
    while group.pk is None:
        try:
            if group.slug not in TAKEN:
                with transaction.atomic():
                    group.save()
                return
        except IntegrityError:
            group.pk = None
        number += 1
        group.slug = f"{slug}-{number}"


@transaction.atomic
def describe_group(*, group, revision, by, now, **fields):
    """Changes what a group says of itself and the rules it set itself.

    Raises Refused when somebody saved it after `revision`, and once it is closed. When a group
    comes to read drafts, or no longer does, so do its members at once.
    """
    group = locked_group(group)
    check_can_change_group(group)
    check_same_revision(group, revision)
    _check_name_free(group, fields.get("name", group.name))
    changed = [
        name for name in DESCRIBED if name in fields and getattr(group, name) != fields[name]
    ]
    if not changed:
        return group
    for name in changed:
        setattr(group, name, fields[name])
    group.revision += 1
    group.save()
    labels = ", ".join(str(Group._meta.get_field(name).verbose_name) for name in changed)
    record(
        verb="engagement.group_described",
        target=group,
        by=by,
        sentence=f"Changed {labels} of {group}.",
        details={"changed": changed},
    )
    if "reads_drafts" in changed:
        today = timezone.localdate(now)
        for term in members_on(group, today).exclude(user=None):
            settle_role(user=term.user, today=today)
    return group


def _check_name_free(group, name):
    if Group.objects.exclude(pk=group.pk).filter(name__iexact=name.strip()).exists():
        raise Refused(f"Another group is called “{name}”. Choose another name.")


@transaction.atomic
def close_group(*, group, on, reason, by, now):
    """Closes a group as of a day, with the reason; its page stays, for those who look back."""
    group = locked_group(group)
    check_can_close_group(group, on=on, today=timezone.localdate(now))
    if not reason.strip():
        raise Refused("Say why the group is closed: its page will say it.")
    group.closed_on, group.closed_reason = on, reason.strip()
    group.revision += 1
    group.save()
    record(
        verb="engagement.group_closed",
        target=group,
        by=by,
        sentence=f"Closed {group}: {group.closed_reason}",
    )
    return group
