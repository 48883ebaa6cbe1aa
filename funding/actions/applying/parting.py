"""When somebody closes their account: their places on applications go with it."""

from django.db import transaction
from django.utils import timezone

from civilsociety.audit.actions import name_of
from civilsociety.rows import locked, move_to
from funding.actions.applying.people import lead_from_now
from funding.models import Application, Colleague, Message
from funding.models.choices import ColleagueRole
from funding.states import MOVES, ApplicationState

ALONE = "The person who wrote it closed their account."


@transaction.atomic
def let_go(user):
    """Takes a person off every application, and their address out of the lists of colleagues.

    The longest-standing writer leads what they led. What nobody else works on and was never
    sent is withdrawn. Returns the names in the record of what spoke of them.
    """
    now = timezone.now()
    spoke = set()
    Message.objects.filter(to__iexact=user.email).delete()
    rows = Colleague.objects.filter(person=user) | Colleague.objects.filter(
        email__iexact=user.email
    )
    for colleague in rows.select_related("application").order_by("pk"):
        application = locked(colleague.application)
        spoke.add(name_of(application))
        led = colleague.role == ColleagueRole.LEAD and colleague.left_at is None
        _forget(colleague, user, now)
        if led:
            _pass_on(application)
    begun = Application.objects.filter(started_by=user) | Application.objects.filter(signed_by=user)
    return sorted(spoke | {name_of(each) for each in begun})


def _forget(colleague, user, now):
    colleague.left_at = colleague.left_at or now
    colleague.email, colleague.person = f"closed-{user.pk}@closed.invalid", None
    colleague.save()


def _pass_on(application):
    people = application.colleagues.filter(left_at=None).exclude(person=None)
    heir = people.filter(role=ColleagueRole.WRITER).first() or people.first()
    if heir:
        lead_from_now(application, heir)
    elif application.state == ApplicationState.DRAFT:
        move_to(application, ApplicationState.WITHDRAWN, moves=MOVES)
        application.withdrawn_why = ALONE
        application.save()
