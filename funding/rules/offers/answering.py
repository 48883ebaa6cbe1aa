"""When an offer may be accepted, declined, given more time; when it lapses; conditions."""

from datetime import timedelta

from civilsociety.refusal import Refused, allows
from civilsociety.ui.words import uk_date
from funding.states import AwardState

LEAST_DAYS = 7  # to answer an offer; a week is what the reminder needs too
ANSWERED = {
    AwardState.DECIDED: "The offer has not been sent yet. You hear from us when it is.",
    AwardState.ACCEPTED: "The offer was accepted already.",
    AwardState.COMPLETED: "The offer was accepted, and the award is completed.",
    AwardState.DECLINED: "The offer was declined.",
    AwardState.ENDED_EARLY: "The offer was accepted, and the award has ended.",
}
TOO_LATE = (
    "The last day to answer was {day}, and the offer has lapsed. Write to us if you still want it."
)


def has_run_out(award, today):
    """Whether the last day to answer (inclusive, UK date) has passed."""
    return award.accept_by is not None and award.accept_by < today


def check_can_answer_offer(*, award, today):
    """Raises Refused unless the grant holder can accept or decline the offer today."""
    if award.state == AwardState.LAPSED or (
        award.state == AwardState.OFFERED and has_run_out(award, today)
    ):
        raise Refused(TOO_LATE.format(day=uk_date(award.accept_by)))
    if award.state != AwardState.OFFERED:
        raise Refused(ANSWERED[AwardState(award.state)])


def check_can_lapse(*, award, today):
    """Raises Refused unless nobody took up the offer by its last day."""
    if award.state != AwardState.OFFERED or not has_run_out(award, today):
        raise Refused(f"The offer of {award.number} has not run out.")


def check_answer_by(*, accept_by, today):
    """Raises Refused for a last day that leaves less than a week to answer."""
    earliest = today + timedelta(days=LEAST_DAYS)
    if accept_by < earliest:
        raise Refused(f"Give at least a week: enter {uk_date(earliest)} or later.")
    if accept_by > today + timedelta(days=366):
        raise Refused("Enter a day within a year: the money is held until it is answered.")


def check_can_give_more_time(*, award):
    """Raises Refused unless the offer waits for its answer."""
    if award.state != AwardState.OFFERED:
        raise Refused(f"{award.number} has no offer that waits for an answer.")


def check_can_set_condition(*, award):
    """Raises Refused for an award that is over."""
    if award.state not in (AwardState.DECIDED, AwardState.OFFERED, AwardState.ACCEPTED):
        raise Refused(f"{award.number} is over: nothing more is asked of its holder.")


def check_is_not_met(*, condition):
    """Raises Refused for a condition that was met before."""
    if condition.met_on:
        raise Refused(f"It was met on {uk_date(condition.met_on)}.")


def can_answer_offer(*, award, today):
    """Whether the grant holder can accept or decline the offer today."""
    return allows(check_can_answer_offer, award=award, today=today)
