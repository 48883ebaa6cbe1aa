"""The roll: who may vote, and for which organisations a person may act."""

from django.db.models import Q
from django.db.models.functions import Lower

from civilsociety.organisations.models import Contact, Membership, Organisation
from civilsociety.organisations.states import Status
from engagement.models import Voter

# What an officer can look for on a roll.
SHOWN = {
    "on": ("May vote", Q(struck_reason="")),
    "no_address": ("No address to write to", Q(struck_reason="", email="")),
    "refused": ("Mail was refused", Q(struck_reason="") & ~Q(mail_error="")),
    "struck": ("Taken off", ~Q(struck_reason="")),
}


def confirmed_organisations(*, kinds=(), districts=(), incomes=()):
    """Organisations an officer has confirmed, narrowed where something is chosen."""
    found = Organisation.objects.filter(status=Status.CONFIRMED)
    for field, chosen in (("kind", kinds), ("district", districts), ("income_band", incomes)):
        if chosen:
            found = found.filter(**{f"{field}__in": chosen})
    return found.in_order()


def addresses_for(organisations):
    """The address of each organisation’s contact known longest, by the organisation’s number."""
    contacts = Contact.objects.filter(organisation__in=organisations).exclude(email="")
    found = {}
    for contact in contacts.order_by("added_at", "pk"):
        found.setdefault(contact.organisation_id, contact.email.lower())
    return found


def roll_of(election, *, words="", shown=""):
    """The places on a roll in the order of names, narrowed by what an officer typed."""
    voters = Voter.objects.filter(election=election).select_related("organisation")
    if words.strip("\0 "):
        known = Organisation.objects.known_as(words.replace("\0", ""))
        voters = voters.filter(organisation__in=known)
    if shown in SHOWN:
        voters = voters.filter(SHOWN[shown][1])
    return voters.order_by(Lower("organisation__name"), "pk")


def organisations_of(user):
    """The organisations a person may act for: both they and it are confirmed."""
    if not user.is_authenticated:
        return Organisation.objects.none()
    mine = Membership.objects.filter(user=user).exclude(confirmed_at=None)
    return Organisation.objects.filter(
        pk__in=mine.values("organisation"), status=Status.CONFIRMED
    ).in_order()


def places_of(user, election):
    """The places on a roll that a person may use, in the order of names."""
    return (
        Voter.objects.filter(election=election, organisation__in=organisations_of(user))
        .select_related("election__group", "organisation")
        .order_by(Lower("organisation__name"), "pk")
    )


def not_on_roll(election, words, most=20):
    """Confirmed organisations that fit what was typed and have no place on the roll."""
    there = Voter.objects.filter(election=election).values("organisation")
    return confirmed_organisations().known_as(words).exclude(pk__in=there)[:most]
