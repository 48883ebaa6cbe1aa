"""The people in an organisation: those we write to, those who sign in for it."""

from django.db import transaction
from django.utils import timezone

from civilsociety.audit.actions import name_of, record
from civilsociety.organisations import rules
from civilsociety.organisations.models import Contact, Membership
from civilsociety.refusal import Refused

# The record says that a contact changed, never how to reach them.
CONTACT_PARTICULARS = ("name", "email", "telephone", "position")


@transaction.atomic
def add_contact(*, organisation, name, by, email="", telephone="", position="", is_sample=False):
    """Notes somebody we may write to. The same address again is the same contact."""
    rules.check_is_standing(organisation)
    email = email.strip().lower()
    known = email and organisation.contacts.filter(email__iexact=email).first()
    if known:
        return known
    contact = organisation.contacts.create(
        name=name, email=email, telephone=telephone, position=position, is_sample=is_sample
    )
    _say("contact_added", organisation, by, f"A contact of {organisation} was added.", contact)
    return contact


@transaction.atomic
def change_contact(*, contact, by, **particulars):
    """Corrects a contact's name, address, telephone or position."""
    contact = Contact.objects.select_for_update().get(pk=contact.pk)
    for field in CONTACT_PARTICULARS:
        setattr(contact, field, particulars.get(field, getattr(contact, field)))
    contact.email = contact.email.strip().lower()
    twin = contact.email and (
        contact.organisation.contacts.filter(email__iexact=contact.email)
        .exclude(pk=contact.pk)
        .exists()
    )
    if twin:
        raise Refused("Another contact of this organisation has that email address already.")
    contact.save()
    organisation = contact.organisation
    _say("contact_changed", organisation, by, f"A contact of {organisation} changed.", contact)
    return contact


@transaction.atomic
def remove_contact(*, contact, by):
    """Forgets a contact: their name and address are deleted, the record says that it was done."""
    organisation, number = contact.organisation, contact.pk
    gone, _ = Contact.objects.filter(pk=number).delete()
    if gone:
        contact.pk = number
        _say("contact_removed", organisation, by, f"A contact of {organisation} left.", contact)


@transaction.atomic
def join(*, user, organisation, position):
    """Somebody says that they belong to an organisation; an officer confirms it later."""
    rules.check_is_standing(organisation)
    membership, new = Membership.objects.get_or_create(
        user=user, organisation=organisation, defaults={"position": position}
    )
    if new:
        _say("member_joined", organisation, user, f"{user} said they belong to {organisation}.")
    return membership


@transaction.atomic
def confirm_member(*, membership, by):
    """Confirms that a person may act for their organisation."""
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if membership.user_id == by.pk:
        raise Refused("Another officer must confirm your own place in an organisation.")
    if membership.confirmed_at is None:
        membership.confirmed_at, membership.confirmed_by = timezone.now(), by
        membership.save()
        sentence = f"{membership.user} was confirmed as belonging to {membership.organisation}."
        _say("member_confirmed", membership.organisation, by, sentence)
    return membership


@transaction.atomic
def remove_member(*, membership, by):
    """Ends a person's place in an organisation; what they did for it stays."""
    gone, _ = Membership.objects.filter(pk=membership.pk).delete()
    if gone:
        sentence = f"{membership.user} no longer belongs to {membership.organisation}."
        _say("member_removed", membership.organisation, by, sentence)


@transaction.atomic
def leave_all(user):
    """Ends every place of somebody who closes their account; gives the record's names of them."""
    left = Membership.objects.filter(user=user).select_related("organisation", "user")
    names = [name_of(membership.organisation) for membership in left]
    for membership in left:
        remove_member(membership=membership, by=user)
    return names


def _say(what, organisation, by, sentence, contact=None):
    record(
        verb=f"organisations.{what}",
        target=organisation,
        by=by,
        sentence=sentence,
        details={"contact": contact.pk} if contact else {},
    )
