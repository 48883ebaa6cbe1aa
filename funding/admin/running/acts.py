"""What can be done next with an award that runs, and with its parts."""

from civilsociety.ui import clock
from funding.admin.pages import OFFICERS, RELEASERS, act
from funding.models.choices import Side
from funding.rules.running import ending, money_back, payments, reports, targets, variations
from funding.states import AwardState

RUNNING = (AwardState.ACCEPTED, AwardState.COMPLETED, AwardState.ENDED_EARLY)


def acts_for_award(user, award):
    """What can be done with an award here."""
    if award.state not in RUNNING:
        return []
    known = {"row": award, "award": award}
    return [
        act(user, OFFICERS, "Lay out the payments", "schedule_of_award",
            check=payments.check_can_schedule, **known),
        act(user, OFFICERS, "Set the targets", "targets_of_award",
            check=targets.check_can_set, **known),
        act(user, OFFICERS, "Ask for a change", "ask_change_of_award",
            check=variations.check_can_ask, **known),
        act(user, OFFICERS, "Ask for money back", "back_of_award",
            check=money_back.check_has_money, **known),
        act(user, OFFICERS, "Give notice of an early end", "notice_of_award",
            check=ending.check_can_give_notice, **known),
        act(user, OFFICERS, "Complete it", "complete_of_award",
            check=ending.check_can_complete, **known),
    ]  # fmt: skip


def acts_for_payment(user, payment):
    """What can be done with a payment."""
    known, today = {"row": payment, "payment": payment}, clock.today()
    return [
        act(user, OFFICERS, "Propose to pay it", "propose_of_payment",
            check=payments.check_can_propose, today=today, **known),
        act(user, RELEASERS, "Release the money", "release_of_payment",
            check=payments.check_can_release, by=user, today=today, **known),
        act(user, RELEASERS, "Send it back", "return_of_payment",
            check=payments.check_can_send_back, **known),
    ]  # fmt: skip


def acts_for_report(user, report):
    """What can be done with a report."""
    known = {"row": report, "report": report}
    return [
        act(user, OFFICERS, "Accept it", "accept_of_report",
            check=reports.check_can_read, **known),
        act(user, OFFICERS, "Send it back with a question", "question_of_report",
            check=reports.check_can_read, **known),
        act(user, OFFICERS, "Give it another last day", "move_of_report",
            check=reports.check_can_move, **known),
        act(user, OFFICERS, "Do without it", "excuse_of_report",
            check=reports.check_can_excuse, **known),
        act(user, OFFICERS, "Ask for it after all", "again_of_report",
            check=reports.check_can_ask_again, **known),
    ]  # fmt: skip


def acts_for_variation(user, variation):
    """What can be done with a change."""
    known = {"row": variation, "variation": variation}
    answering = {"check": variations.check_can_answer, "side": Side.COUNCIL, "by": user}
    return [
        act(user, OFFICERS, "Agree to it", "agree_of_variation", **answering, **known),
        act(user, OFFICERS, "Decline it", "decline_of_variation", **answering, **known),
        act(user, OFFICERS, "Withdraw it", "withdraw_of_variation",
            check=variations.check_can_withdraw, side=Side.COUNCIL, **known),
    ]  # fmt: skip


def acts_for_money(user, money):
    """What can be done with money that comes back."""
    label = "Release it" if money.is_unpaid else "Write down that it came"
    known = {"row": money, "money": money, "by": user}
    return [
        act(user, OFFICERS, label, "settle_of_moneyback",
            check=money_back.check_can_settle, **known),
        act(user, OFFICERS, "No longer ask for it", "drop_of_moneyback",
            check=money_back.check_can_drop, **known),
    ]  # fmt: skip


def acts_for_notice(user, notice):
    """What can be done with a notice of an early end."""
    known = {"row": notice, "notice": notice}
    return [
        act(user, OFFICERS, "Withdraw it", "withdraw_of_endnotice",
            check=ending.check_can_withdraw_notice, **known),
        act(user, OFFICERS, "End the award now", "end_of_endnotice",
            check=ending.check_can_end, today=clock.today(), **known),
    ]  # fmt: skip
