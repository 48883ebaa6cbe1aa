"""What we hold about an organisation that asks for money: profile, documents, bank account."""

from dataclasses import dataclass

from civilsociety.audit.actions import name_of
from civilsociety.audit.models import Event
from civilsociety.organisations.models import Membership, Organisation
from funding.models import BankAccount, OrganisationDocument, Profile
from funding.models.choices import DocumentKind
from funding.states import BankState, DocumentState

# Asked of everybody before an application is sent; the others when a project needs them.
NEEDED = (DocumentKind.GOVERNING, DocumentKind.ACCOUNTS)
STANDING = (DocumentState.GIVEN, DocumentState.CHECKED)
FACTS = ("purpose", "year_founded", "income_pence", "spending_pence", "trustees")


@dataclass(frozen=True)
class DocumentStanding:
    """One kind of document: whether we ask everybody for it, what we have, whether it is valid.

    `refused` is the last one given, where it was not accepted and nothing took its place.
    """

    kind: str
    label: str
    needed: bool
    document: OrganisationDocument | None
    refused: OrganisationDocument | None
    valid: bool


def documents_of(organisation, today):
    """Every kind of document with how it stands, in the order we ask for them: one query."""
    current, refused = {}, {}
    rows = OrganisationDocument.objects.filter(organisation=organisation)
    for row in rows.select_related("file", "checked_by").defer("file__content").order_by("pk"):
        if row.state in STANDING:
            current[row.kind] = row
        elif row.state == DocumentState.NOT_ACCEPTED:
            refused[row.kind] = row
    return [_standing(kind, current.get(kind), refused.get(kind), today) for kind in DocumentKind]


def _standing(kind, document, refused, today):
    return DocumentStanding(
        kind=kind.value,
        label=kind.label,
        needed=kind in NEEDED,
        document=document,
        refused=None if document else refused,
        valid=document is not None and document.is_valid(today),
    )


def profile_of(organisation):
    """What an organisation told us of itself, or None."""
    return Profile.objects.filter(organisation=organisation).first()


def profile_is_complete(profile):
    """Whether everything we ask of everybody is there; nought is an answer."""
    return profile is not None and all(getattr(profile, name) not in (None, "") for name in FACTS)


def verified_account(organisation):
    """The bank account that two officers checked, where money may be sent; or None."""
    rows = BankAccount.objects.filter(organisation=organisation, state=BankState.VERIFIED)
    return rows.first()


def account_in_checking(organisation):
    """The bank account that was given and is being checked; or None."""
    waiting = (BankState.ENTERED, BankState.CHECKED)
    return BankAccount.objects.filter(organisation=organisation, state__in=waiting).first()


def last_refused_account(organisation):
    """The account given last, where it was not accepted; None where another came after it."""
    last = BankAccount.objects.filter(organisation=organisation).order_by("-pk").first()
    return last if last and last.state == BankState.REFUSED else None


def registered_by(organisation, user):
    """Whether this person put the organisation on the list."""
    return Event.objects.filter(
        verb="organisations.registered", target=name_of(organisation), actor=f"user:{user.pk}"
    ).exists()


def organisations_of(user):
    """The organisations this person said they belong to, by name: one query."""
    mine = Membership.objects.filter(user=user).values("organisation")
    return list(Organisation.objects.standing().filter(pk__in=mine).in_order())


def addresses_of(organisation, *, also=()):
    """Where we write to about an organisation: its confirmed members, and those `also` given."""
    rows = Membership.objects.filter(organisation=organisation, user__is_active=True)
    confirmed = rows.exclude(confirmed_at=None).select_related("user")
    people = [row.user for row in confirmed] + [user for user in also if user.is_active]
    return sorted({user.email for user in people})
