"""What can be done next with a bid, an award, a notice, a condition, a letter."""

from django.utils import timezone

from civilsociety.ui import clock
from funding.admin.pages import OFFICERS, act
from funding.queries.offers.bids import most_to_award
from funding.rules.offers import answering, assistance, awarding, letters
from funding.states import ApplicationState, AssistanceState

DECIDED = {
    ApplicationState.AWARDED,
    ApplicationState.RESERVE,
    ApplicationState.REFUSED,
    ApplicationState.INELIGIBLE,
}


def acts_for_application(user, application):
    """What can be done with a bid here."""
    found = []
    if application.state in assistance.BEFORE_AWARD:
        found += _before_award(user, application)
    if application.state in DECIDED and not application.letters.exists():
        found.append(
            act(user, OFFICERS, "Write the feedback", "feedback_of_application", row=application)
        )
    return found


def _before_award(user, application):
    asked = {"row": application}
    notice = assistance.standing_notice(application)
    found = [
        act(
            user, OFFICERS, "Send the notice of financial assistance", "notice_of_application",
            check=assistance.check_can_send_notice, application=application, **asked,
        ),
        act(
            user, OFFICERS, "Write why it is not a subsidy", "no_subsidy_of_application",
            check=assistance.check_can_say_no_subsidy, application=application, **asked,
        ),
    ]  # fmt: skip
    if notice and notice.state in (AssistanceState.SENT, AssistanceState.OVER):
        found += acts_for_notice(user, notice)
    found.append(_award(user, application))
    if application.state == ApplicationState.RESERVE:
        label = "Take it off the reserve list"
        found.append(act(user, OFFICERS, label, "off_reserve_of_application", row=application))
    return found


def _award(user, application):
    reserve = application.state == ApplicationState.RESERVE
    return act(
        user,
        OFFICERS,
        "Award from the reserve list" if reserve else "Make the award",
        "award_of_application",
        row=application,
        check=_check_can_begin_award,
        application=application,
    )


def _check_can_begin_award(*, application):
    """As the action asks it, but for what the form asks: the amount and the order's reason."""
    awarding.check_is_to_fund(application=application)
    notice = assistance.standing_notice(application)
    most = most_to_award(application) or 0
    if notice and notice.state == AssistanceState.CONFIRMED:
        most = min(most, notice.amount_pence)
    today = timezone.localdate(clock.now())
    assistance.check_subsidy_is_settled(application=application, pence=most, day=today)


def acts_for_award(user, award):
    """What can be done with an award here."""
    return [
        act(
            user, OFFICERS, "Set a condition", "condition_of_award",
            row=award, check=answering.check_can_set_condition, award=award,
        ),
        act(
            user, OFFICERS, "Give more time to answer", "more_time_of_award",
            row=award, check=answering.check_can_give_more_time, award=award,
        ),
    ]  # fmt: skip


def acts_for_notice(user, notice):
    """What can be done with a notice."""
    return [
        act(
            user, OFFICERS, "Withdraw the notice", "withdraw_of_assistancenotice",
            row=notice, check=assistance.check_can_withdraw_notice, notice=notice,
        )
    ]  # fmt: skip


def acts_for_condition(user, condition):
    """What can be done with a condition."""
    known = {"row": condition, "check": answering.check_is_not_met, "condition": condition}
    return [
        act(user, OFFICERS, "Mark as met", "meet_of_condition", **known),
        act(user, OFFICERS, "Change the day", "alter_of_condition", **known),
    ]


def acts_for_letter(user, letter):
    """What can be done with a letter."""
    return [
        act(
            user, OFFICERS, "Send it again", "again_of_letter",
            row=letter, check=letters.check_can_send_again, letter=letter,
        )
    ]  # fmt: skip
