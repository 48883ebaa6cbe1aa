"""What happens next with an application, and when: beside every page of it."""

from dataclasses import dataclass

from django.utils import timezone

from civilsociety.ui.words import uk_date, uk_datetime
from funding.states import ApplicationState

GOES_ON = {
    ApplicationState.DRAFT,
    ApplicationState.SUBMITTED,
    ApplicationState.ASSESSING,
    ApplicationState.AT_PANEL,
}


@dataclass(frozen=True)
class Step:
    """One thing that happens: when, in words, and what."""

    when: str
    what: str
    now: bool = False


def steps_of(application, now):
    """What is still to come, from the call's dates; nothing once it is decided."""
    if application.state not in GOES_ON:
        return []
    return [*_first(application, now), *_later(application.call, now)]


def _first(application, now):
    call = application.call
    if application.state != ApplicationState.DRAFT:
        sent = uk_date(application.submitted_at)
        yield Step(f"Sent {sent}", "We mailed a receipt to everybody on it.")
        yield Step("Now", NOW[application.state], now=True)
        return
    if call.is_open(now):
        yield Step(f"Until {uk_datetime(call.closes_at)}", "You write and send it.", now=True)
        yield Step("As soon as you send it", "You get a receipt by mail.")


NOW = {
    ApplicationState.SUBMITTED: "We check that it is within the rules of the programme.",
    ApplicationState.ASSESSING: "Assessors read and score it.",
    ApplicationState.AT_PANEL: "A panel decides on it.",
}


def _later(call, now):
    today = timezone.localdate(now)
    if call.panel_on and call.panel_on >= today:
        yield Step(uk_date(call.panel_on), "A panel meets and decides.")
    yield Step(f"By {uk_date(call.decision_by)}", "You hear what we decided, and the reasons.")
    if call.starts_from:
        yield Step(f"From {uk_date(call.starts_from)}", "Projects may start.")
