"""When somebody may answer, change or withdraw; when an officer may enter a response."""

from civilsociety.refusal import Refused, allows
from civilsociety.ui.words import uk_date, uk_datetime
from consultations.models.response import Channel
from consultations.states import ConsultationState, Phase, ResponseState


def check_can_write(consultation, *, now, begun_at):
    """Whether somebody who began at `begun_at` (None: only now) may write and send.

    Until closing everybody may; in the time that follows, those who had begun before.
    Raises Refused with the sentence for the page.
    """
    phase = consultation.phase(now)
    if consultation.state == ConsultationState.CANCELLED:
        raise Refused("This consultation was cancelled. It takes no responses.")
    if phase is None:
        raise Refused("This consultation does not take responses.")
    if phase == Phase.FORTHCOMING:
        raise Refused(f"This consultation opens at {uk_datetime(consultation.opens_at)}.")
    if phase == Phase.GRACE and (begun_at is None or begun_at >= consultation.closes_at):
        raise Refused(
            f"This consultation closed at {consultation.until}. Only people "
            "who had begun before then may still send a response, until "
            f"{uk_datetime(consultation.grace_ends_at)}."
        )
    if phase == Phase.CLOSED:
        raise Refused(f"This consultation closed at {consultation.until}.")
    if consultation.state != ConsultationState.LAUNCHED:
        raise Refused("This consultation has been answered. It takes no more responses.")


def can_write(consultation, *, now, begun_at):
    """Whether `check_can_write` lets somebody pass."""
    return allows(check_can_write, consultation, now=now, begun_at=begun_at)


def check_can_change(response, consultation, *, now):
    """Whether its sender may still change or withdraw a response: until closing.

    The time to finish after closing is for these people too: they had begun before.
    """
    if response.state == ResponseState.WITHDRAWN:
        raise Refused(f"This response was withdrawn on {uk_date(response.withdrawn_at)}.")
    if not can_write(consultation, now=now, begun_at=response.submitted_at):
        raise Refused(
            "A response can be changed or withdrawn until the consultation closes. It closed at "
            f"{consultation.until}."
        )


def can_change(response, consultation, *, now):
    """Whether `check_can_change` lets the sender pass."""
    return allows(check_can_change, response, consultation, now=now)


def check_can_enter(consultation, *, channel, received_on, today):
    """Whether a response that came on paper, by mail or telephone may be entered.

    One that came after closing is entered too, and marked as late: nothing is dropped.
    """
    if consultation.state not in {ConsultationState.LAUNCHED, ConsultationState.REPORTED}:
        raise Refused("Responses can be entered once the consultation has been launched.")
    if consultation.state == ConsultationState.REPORTED:
        raise Refused("The report is published. A response that comes now cannot be counted in it.")
    if channel == Channel.WEB:
        raise Refused("Select how the response reached us.")
    if received_on > today:
        raise Refused("Enter the day it reached us: it cannot be in the future.")
    if received_on < consultation.opens_at.date():
        raise Refused(
            "Enter the day it reached us: the consultation opened on "
            f"{uk_date(consultation.opens_at)}."
        )


def can_enter(consultation, *, channel, received_on, today):
    """Whether `check_can_enter` lets the officer pass."""
    return allows(
        check_can_enter, consultation, channel=channel, received_on=received_on, today=today
    )
