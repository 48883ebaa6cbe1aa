"""Sending an application, once, before the call closes; and taking it back."""

from uuid import NAMESPACE_URL, uuid5

from django.db import transaction

from civilsociety.audit.actions import record
from civilsociety.budget import actions as budget
from civilsociety.budget.states import ReservationState
from civilsociety.rows import locked, move_to
from civilsociety.ui.words import pounds
from funding.actions import messages
from funding.emails import applying as emails
from funding.models import ProcessFeedback
from funding.rules.applying import check_can_send, check_can_withdraw, check_is_the_one
from funding.states import MOVES, ApplicationState


@transaction.atomic
def submit(*, application, by, now):
    """Sends an application; everybody on it gets the receipt. Sent again, it changes nothing.

    Raises Refused with the first thing it lacks, and at the moment the call closes or later.
    """
    locked(application.organisation)  # two applications of one organisation cannot both be sent
    application = locked(application)
    if application.submitted_at:
        return application
    check_can_send(application, by, now)
    check_is_the_one(application)
    move_to(application, ApplicationState.SUBMITTED, moves=MOVES)
    application.submitted_by, application.submitted_at, application.typed = by, now, {}
    application.save()
    record(
        verb="funding.application_sent",
        target=application,
        by=by,
        sentence=f"{application.organisation} applied for "
        f"{pounds(application.requested_pence)}: {application.number}.",
        details={"pence": application.requested_pence, "signed": application.signed_digest},
    )
    _tell(application, "receipt", emails.receipt(application), now)
    return application


def _tell(application, what, words, now):
    people = application.colleagues.filter(left_at=None).exclude(person=None)
    for colleague in people.select_related("person"):
        key = f"{what}:{application.pk}"
        messages.write(key=key, to=colleague.person.email, words=words, now=now)


@transaction.atomic
def withdraw(*, application, why, by, now):
    """Takes an application back, before or after it was sent; money held for it is free again.

    Raises Refused once it is decided, and for those who do not lead it. Done again, it
    changes nothing.
    """
    application = locked(application)
    if application.state == ApplicationState.WITHDRAWN:
        return application
    check_can_withdraw(application, by)
    move_to(application, ApplicationState.WITHDRAWN, moves=MOVES)
    application.withdrawn_why = why.strip()
    application.save()
    _set_free(application, by, now)
    record(
        verb="funding.application_withdrawn",
        target=application,
        by=by,
        sentence=f"{application.organisation} withdrew {application.number}.",
    )
    if application.submitted_at:
        _tell(application, "withdrawn", emails.withdrawn(application), now)
    return application


def _set_free(application, by, now):
    """Releases what a panel paper holds for it; in a closed year, it was released already."""
    items = application.panel_items.exclude(reservation=None).select_related("reservation__year")
    for item in items:
        held = item.reservation
        if held.state == ReservationState.HELD and held.year.is_open:
            budget.release(
                reservation=held,
                reason=f"{application.number} was withdrawn",
                by=by,
                key=uuid5(NAMESPACE_URL, f"withdrawn:{application.pk}:{held.pk}"),
                now=now,
            )


@transaction.atomic
def give_feedback(*, application, ease, comment, minutes, now):
    """Keeps what applying was like; said again, the later words stand.

    Nobody who judges the application sees it, and the record does not speak of it.
    """
    ProcessFeedback.objects.update_or_create(
        application=application,
        defaults={"ease": ease, "comment": comment.strip(), "given_at": now},
    )
    application = locked(application)
    application.minutes_spent = minutes
    application.save(update_fields=["minutes_spent"])
    return application
