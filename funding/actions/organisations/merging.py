"""When two organisations are found to be one: what each gave us becomes one set of papers."""

from funding.models import BankAccount, OrganisationDocument, Profile
from funding.queries.organisations import STANDING
from funding.states import BankState, DocumentState

IN_CHECKING = (BankState.ENTERED, BankState.CHECKED)


def move_profile(*, drop, keep):
    """The facts go along where the other has none; of two, those that were said right later."""
    theirs = Profile.objects.filter(organisation=drop).first()
    ours = Profile.objects.filter(organisation=keep).first()
    if theirs is None:
        return
    if ours and _later(ours, theirs):
        theirs.delete()
        return
    if ours:
        ours.delete()
    theirs.organisation = keep
    theirs.save()


def _later(ours, theirs):
    return (str(ours.checked_on or ""), ours.changed_at) >= (
        str(theirs.checked_on or ""),
        theirs.changed_at,
    )


def move_documents(*, drop, keep):
    """All go along; of two of one kind that stand, the one given later stands."""
    for document in OrganisationDocument.objects.filter(organisation=drop).order_by("pk"):
        twin = OrganisationDocument.objects.filter(
            organisation=keep, kind=document.kind, state__in=STANDING
        ).first()
        if twin and document.state in STANDING:
            older = min(twin, document, key=lambda each: each.given_at)
            older.state = DocumentState.REPLACED
            older.save()
        document.organisation = keep
        document.save()


def move_accounts(*, drop, keep):
    """All go along; money goes on where it went for the organisation that stays."""
    for account in BankAccount.objects.filter(organisation=drop).order_by("pk"):
        ours = BankAccount.objects.filter(organisation=keep)
        verified = account.state == BankState.VERIFIED
        rivals = [BankState.VERIFIED] if verified else IN_CHECKING
        counts = account.state in (BankState.VERIFIED, *IN_CHECKING)
        if counts and ours.filter(state__in=rivals).exists():
            account.state = BankState.REPLACED
        account.organisation = keep
        account.save()
