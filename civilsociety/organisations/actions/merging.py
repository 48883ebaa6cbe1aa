"""Making one organisation of two that are the same."""

from django.db import transaction
from django.db.models.functions import Lower

from civilsociety.audit.actions import record
from civilsociety.organisations import rules, slots
from civilsociety.organisations.models import Alias, Organisation
from civilsociety.organisations.queries import merged_fields
from civilsociety.organisations.states import Status


@transaction.atomic
def merge(*, keep, drop, by):
    """Makes `drop` another name of `keep`; everything that pointed at it points at `keep`.

    What `keep` lacks is taken over, what it has stands. Done again, it changes nothing.
    Raises Refused when they differ in a number, when `keep` was itself merged, when
    `drop` was merged into a third, or when something unknown points at organisations.
    """
    keep, drop = _locked(keep, drop)
    if drop.merged_into_id == keep.pk:
        return keep
    rules.check_can_merge(keep=keep, drop=drop)
    taken = _taken_over(keep, drop)
    drop.status, drop.merged_into = Status.MERGED, keep
    drop.save()
    for field, value in taken.items():
        setattr(keep, field, value)
    keep.save()
    moved = _repoint(keep, drop)
    _remember_name(keep, drop)
    _record(keep, drop, by, {"moved": moved, "taken over": taken})
    return keep


def _locked(keep, drop):
    """Both rows, locked in one order so that two officers cannot wait for each other."""
    pks = sorted({keep.pk, drop.pk})
    rows = Organisation.objects.select_for_update(of=("self",)).order_by("pk").in_bulk(pks)
    return rows[keep.pk], rows[drop.pk]


def _taken_over(keep, drop):
    """The particulars that `keep` gets from `drop`."""
    fields = merged_fields(keep=keep, drop=drop)
    return {each.field: each.taken for each in fields if each.taken}


def _repoint(keep, drop):
    moved = {}
    for relation in slots.known():
        if number := relation.count(drop):
            relation.repoint(drop=drop, keep=keep)
            moved[relation.called] = number
    return moved


def _remember_name(keep, drop):
    listed = keep.aliases.alias(lower=Lower("name")).filter(lower=drop.name.lower())
    if drop.name.lower() != keep.name.lower() and not listed.exists():
        keep.aliases.create(name=drop.name, origin=Alias.Origin.MERGED)


def _record(keep, drop, by, details):
    sentence = f"{drop} was merged into {keep}."
    for target in (keep, drop):
        record(
            verb="organisations.merged",
            target=target,
            by=by,
            sentence=sentence,
            details={"kept": keep.pk, "dropped": drop.pk, **details},
        )


def move_aliases(*, drop, keep):
    """The names of the one become names of the other, each listed once."""
    listed = {keep.name.lower(), *(alias.name.lower() for alias in keep.aliases.all())}
    for alias in drop.aliases.all():
        if alias.name.lower() in listed:
            alias.delete()
        else:
            alias.organisation = keep
            alias.save()


def move_contacts(*, drop, keep):
    """Contacts go along; one who is listed at both stays once."""
    listed = {contact.email.lower() for contact in keep.contacts.all() if contact.email}
    for contact in drop.contacts.all():
        if contact.email.lower() in listed:
            contact.delete()
        else:
            contact.organisation = keep
            contact.save()


def move_members(*, drop, keep):
    """Members go along; of two memberships of one person the confirmed one stays."""
    ours = {membership.user_id: membership for membership in keep.memberships.all()}
    for membership in drop.memberships.all():
        twin = ours.get(membership.user_id)
        if twin and (twin.confirmed_at or not membership.confirmed_at):
            membership.delete()
            continue
        if twin:
            twin.delete()
        membership.organisation = keep
        membership.save()
