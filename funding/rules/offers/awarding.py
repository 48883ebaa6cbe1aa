"""When a bid may become an award: decided by a panel, or taken from the reserve list in order."""

from civilsociety.refusal import Refused, allows
from civilsociety.ui.words import pounds
from funding.queries.offers.bids import TO_FUND, ahead_on_reserve, decided_item, most_to_award
from funding.rules.offers.assistance import check_subsidy_is_settled
from funding.states import ApplicationState


def check_is_to_fund(*, application):
    """Raises Refused unless a panel decided to fund the bid, or it is on the reserve list."""
    if application.state == ApplicationState.RESERVE:
        return
    if application.state == ApplicationState.AWARDED:
        raise Refused(f"{application.number} is awarded already.")
    item = decided_item(application)
    if application.state != ApplicationState.AT_PANEL or item is None:
        raise Refused("No panel has decided on this application yet.")
    if item.decision not in TO_FUND:
        raise Refused("The panel did not decide to fund this application.")


def check_amount_is_decided(*, application, pence):
    """Raises Refused for more than the panel decided, or than was asked for."""
    most = most_to_award(application)
    if pence > most:
        whose = "was asked for"
        if application.state == ApplicationState.AT_PANEL:
            whose = "is what the panel decided"
        raise Refused(f"{pounds(most)} {whose}. Award that or less.")


def check_rank_order(*, application, out_of_order_why=""):
    """Raises Refused for a bid from the reserve list before better ones, without a reason."""
    if application.state != ApplicationState.RESERVE or out_of_order_why.strip():
        return
    if ahead := ahead_on_reserve(application):
        raise Refused(
            f"{ahead[0].number} of {ahead[0].organisation} stands before it on the reserve list. "
            "Award that one first, or write why not."
        )


def check_can_award_bid(*, application, pence, day, out_of_order_why=""):
    """Raises Refused unless so much can be awarded to this bid on a day (the award date)."""
    check_is_to_fund(application=application)
    check_amount_is_decided(application=application, pence=pence)
    check_rank_order(application=application, out_of_order_why=out_of_order_why)
    check_subsidy_is_settled(application=application, pence=pence, day=day)


def check_can_refuse_reserve(*, application):
    """Raises Refused unless the bid is on the reserve list."""
    if application.state != ApplicationState.RESERVE:
        raise Refused(f"{application.number} is not on the reserve list.")


def can_award_bid(*, application, pence, day, out_of_order_why=""):
    """Whether so much can be awarded to this bid on a day."""
    return allows(
        check_can_award_bid,
        application=application,
        pence=pence,
        day=day,
        out_of_order_why=out_of_order_why,
    )
