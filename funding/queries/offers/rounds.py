"""Rounds with letters to write, as the officers' pages list them."""

from django.db.models import Case, Count, Q, When

from funding.models import Call, Conflict, Letter
from funding.queries.offers.letters import KIND_OF
from funding.states import AwardState, LetterState


def hidden_from(user):
    """Bids in which this person declared an interest: for them they are not there."""
    return Conflict.objects.filter(person=user, withdrawn_at=None).values("application")


def rounds_with_letters(user):
    """Calls with decided bids, each with `to_write` (bids without a letter as this person may see
    them) and `unreached` (letters no address took)."""
    seen = ~Q(applications__in=hidden_from(user))
    waiting = Q()
    for state, kind in KIND_OF.items():
        lettered = Letter.objects.filter(kind=kind).values("application")
        waiting |= Q(applications__state=state) & ~Q(applications__in=lettered)
    settled = Q(applications__award__isnull=False) & ~Q(
        applications__award__state=AwardState.DECIDED
    )
    refused = Q(applications__letters__state=LetterState.REFUSED)
    return (
        Call.objects.filter(applications__state__in=KIND_OF)
        .select_related("programme")
        .annotate(
            to_write=Count("applications", filter=waiting & ~settled & seen, distinct=True),
            unreached=Count("applications__letters", filter=refused & seen, distinct=True),
        )
        .order_by("-closes_at", "-pk")
        .distinct()
    )


def letters_in(batch, user):
    """A batch's letters as this person may see them, those not delivered first."""
    mine = Letter.objects.filter(batch=batch).exclude(application__in=hidden_from(user))
    order = Case(
        When(state=LetterState.REFUSED, then=0), When(state=LetterState.WAITING, then=1), default=2
    )
    related = ("application__organisation", "application__call__programme", "award__programme")
    return mine.defer("pdf", "body").select_related(*related).order_by(order, "pk")
