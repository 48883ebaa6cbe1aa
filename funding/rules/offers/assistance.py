"""Minimal financial assistance: notice before the award, confirmation, the limit.

Subsidy Control Act 2022, s. 36 (limit over three financial years) and s. 37 (the notice, the
recipient's written confirmation before the assistance is given).
"""

from civilsociety.refusal import Refused, allows
from civilsociety.ui.words import pounds
from funding.queries.offers.assistance import assistance_of, limit_pence
from funding.queries.offers.letters import addresses_of
from funding.states import ApplicationState, AssistanceState

BEFORE_AWARD = (
    ApplicationState.ASSESSING,
    ApplicationState.AT_PANEL,
    ApplicationState.RESERVE,
)
NOT_NOW = "A notice is sent after the checks and before the award. This application is: {state}."


def check_is_before_award(*, application):
    """Raises Refused unless the bid passed the checks and has no award yet."""
    if application.state not in BEFORE_AWARD:
        raise Refused(NOT_NOW.format(state=application.get_state_display().lower()))


def standing_notice(application):
    """The notice that waits for its answer, was confirmed or is over the limit; or None."""
    return application.assistance_notices.exclude(state=AssistanceState.WITHDRAWN).first()


def check_can_send_notice(*, application):
    """Raises Refused unless a notice of financial assistance can be sent about a bid now."""
    check_is_before_award(application=application)
    if application.no_subsidy_why:
        raise Refused("An officer wrote why it is not a subsidy, so no notice is needed.")
    if notice := standing_notice(application):
        if notice.state == AssistanceState.OVER:
            raise Refused(f"{notice} would go over the limit. Withdraw it to send another.")
        raise Refused(f"{notice} stands already. Withdraw it to send another.")
    if not addresses_of(application):
        raise Refused("Nobody on the application has an address to write to.")


def check_fits_limit(*, organisation, pence, day, other=0):
    """Raises Refused when so much more would take an organisation over the limit."""
    had = assistance_of(organisation, day)
    if had.ours + other + pence > had.limit:
        others = f" and {pounds(other)} from others" if other else ""
        raise Refused(
            f"{organisation} had {pounds(had.ours)} from us{others} in this and the two financial "
            f"years before. With {pounds(pence)} it would be over the limit of "
            f"{pounds(had.limit)}. Award {pounds(had.left_with(other))} or less, or write why it "
            "is not a subsidy."
        )


def check_can_answer_notice(*, notice):
    """Raises Refused unless the notice still waits for its answer."""
    if notice.state == AssistanceState.WITHDRAWN:
        raise Refused("We no longer need an answer to this notice.")
    if notice.state != AssistanceState.SENT:
        raise Refused("This notice was answered already.")


def check_can_withdraw_notice(*, notice):
    """Raises Refused for a notice that is withdrawn, or whose bid was awarded on it."""
    if notice.state == AssistanceState.WITHDRAWN:
        raise Refused(f"{notice} is withdrawn already.")
    if notice.application and notice.application.state == ApplicationState.AWARDED:
        raise Refused("The award was made on this notice, so it stays.")


def check_can_say_no_subsidy(*, application):
    """Raises Refused unless the bid has no award yet and nobody wrote this before."""
    check_is_before_award(application=application)
    if application.no_subsidy_why:
        raise Refused(f"It is written already: {application.no_subsidy_why}")


def check_subsidy_is_settled(*, application, pence, day):
    """Raises Refused unless so much may be awarded to this bid under subsidy control.

    Either an officer wrote why it is not a subsidy, or the recipient confirmed a notice of at
    least this amount and the three-year total still stays within the limit.
    """
    if application.no_subsidy_why:
        return
    notice = standing_notice(application)
    if notice is None:
        raise Refused(
            "Send a notice of minimal financial assistance first, or write why it is not a subsidy."
        )
    if notice.state == AssistanceState.SENT:
        raise Refused(
            f"{application.organisation} has not confirmed the notice of financial assistance yet. "
            "The award can be made when it has."
        )
    if notice.state == AssistanceState.OVER:
        raise Refused(
            f"By its answer, {application.organisation} would go over the limit of "
            f"{pounds(limit_pence())}. Withdraw the notice and send one of a lower amount, or "
            "write why it is not a subsidy."
        )
    if pence > notice.amount_pence:
        raise Refused(
            f"The notice was of {pounds(notice.amount_pence)}. Award that or less, or withdraw it "
            "and send another."
        )
    check_fits_limit(
        organisation=application.organisation, pence=pence, day=day, other=notice.other_pence
    )


def can_send_notice(*, application):
    """Whether a notice of financial assistance can be sent about a bid now."""
    return allows(check_can_send_notice, application=application)


def can_answer_notice(*, notice):
    """Whether the notice still waits for its answer."""
    return allows(check_can_answer_notice, notice=notice)
