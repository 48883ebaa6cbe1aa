"""When a paper may be put together, issued, decided on, and its minute agreed."""

from functools import partial

from civilsociety.accounts.permissions import Permission
from civilsociety.refusal import Refused, allows
from civilsociety.ui.words import pounds, uk_date
from funding.models import Conflict, Recommendation
from funding.queries.judging.panels import GIVES
from funding.rules.judging.interests import check_no_interest, check_no_interest_in_round
from funding.states import ApplicationState, PanelState

FEWEST_MEMBERS = 2


def check_can_make_panel(call, *, by, title, meets_on, held_until, today):
    """Raises Refused for an officer with an interest, a name that is taken, and for days that
    do not follow."""
    check_no_interest_in_round(call, by=by)
    if call.panels.filter(title__iexact=title.strip()).exists():
        raise Refused("This round has a panel of that name already. Open it, or use another name.")
    check_days(meets_on=meets_on, held_until=held_until, today=today)


def check_days(*, meets_on, held_until, today):
    """Raises Refused unless today, the meeting and the last day of the money follow each other."""
    if meets_on < today:
        raise Refused(f"Enter a day of the meeting that is {uk_date(today)} or later.")
    if held_until < meets_on:
        raise Refused(
            "The money must be held until the panel has met. Enter the day of the meeting or "
            "later; two or three weeks leave time for the offers."
        )


def check_is_preparing(panel, *, by):
    """Raises Refused unless the paper is still being prepared, by somebody who may see it all."""
    check_no_interest_in_round(panel.call, by=by)
    if panel.state != PanelState.PREPARING:
        raise Refused(
            f"The paper is no longer being prepared: {panel.get_state_display().lower()}."
        )


def check_can_add_member(panel, *, person):
    """Raises Refused for somebody who may not sit on panels, or who is on it; until it has met."""
    if panel.state not in {PanelState.PREPARING, PanelState.ISSUED}:
        raise Refused("The panel has met already.")
    if not person.may(Permission.ASSESS_APPLICATIONS) and not person.may(Permission.HOLD_BUDGET):
        raise Refused(
            f"{person} does not have the role of an assessor. An administrator gives it under "
            "People and roles."
        )
    if panel.members.filter(person=person).exists():
        raise Refused(f"{person} sits on this panel already.")


def check_can_remove_member(panel, *, person):
    """Raises Refused for the chair, and once the panel has met."""
    if panel.state not in {PanelState.PREPARING, PanelState.ISSUED}:
        raise Refused("The panel has met already.")
    if panel.chair_id == person.pk:
        raise Refused(f"{person} is in the chair. Name another chair first.")


def check_can_put_on_paper(panel, ready, *, by):
    """Raises Refused when no further bid is scored and settled."""
    check_is_preparing(panel, by=by)
    if not ready and not panel.items.exists():
        raise Refused(
            "No bid is ready. A bid is ready when every assessor has sent their scores and scores "
            "that lie far apart are moderated."
        )


def check_can_propose(item, *, recommendation, pence, why, by):
    """Raises Refused unless amount and reason fit what is recommended (pence)."""
    check_is_preparing(item.panel, by=by)
    check_amount_fits(item, recommendation, pence, why)


def check_amount_fits(item, choice, pence, why):
    """Raises Refused unless the money goes with the choice: all, part or none of what was asked."""
    asked = item.application.requested_pence
    if choice == Recommendation.FUND and pence != asked:
        raise Refused(f"They asked for {pounds(asked)}. Enter that, or choose to fund it in part.")
    if choice == Recommendation.PART_FUND and not 0 < pence < asked:
        raise Refused(f"Enter more than nothing and less than the {pounds(asked)} asked for.")
    if choice not in GIVES and pence:
        raise Refused("Leave the amount empty: this choice gives no money.")
    if choice != Recommendation.FUND and not why.strip():
        raise Refused("Say why it is not funded as asked.")


def check_can_take_off(item, *, by):
    """Raises Refused once the panel has met."""
    check_no_interest_in_round(item.panel.call, by=by)
    if item.panel.state not in {PanelState.PREPARING, PanelState.ISSUED}:
        raise Refused("The panel has met, so its paper stays as it is.")


def check_can_issue(panel, sheet, *, by, today):
    """Raises Refused unless everything above the line fits, to the penny, on every source."""
    check_is_preparing(panel, by=by)
    if not sheet.rows:
        raise Refused("No bid is on the paper yet. Put the scored bids on it first.")
    if panel.chair_id is None or panel.members.count() < FEWEST_MEMBERS:
        raise Refused(
            f"Name the chair and at least {FEWEST_MEMBERS} members before the paper goes out."
        )
    check_days(meets_on=panel.meets_on, held_until=panel.held_until, today=today)
    check_none_was_withdrawn([row.item for row in sheet.rows])
    for row in sheet.rows:
        if row.is_above and not row.tried.fits:
            bid = row.bid
            raise Refused(
                f"{bid.number} {bid.organisation}, rank {row.rank}, is short of "
                f"{pounds(row.tried.short_pence)}. Nothing was reserved. Move the line up, propose "
                "less, or put a bid above it on the reserve list."
            )


def check_none_was_withdrawn(items):
    """Raises Refused while a bid on the paper was withdrawn by its applicant meanwhile."""
    for item in items:
        bid = item.application
        if bid.state != ApplicationState.AT_PANEL:
            raise Refused(
                f"{bid.number} {bid.organisation} is no longer before the panel: "
                f"{bid.get_state_display().lower()}. Take it off the paper first."
            )


def check_can_decide(item, *, decision, pence, reasons, feedback, by):
    """Raises Refused unless the decision has its amount, its reasons and words for the applicant.

    Reasons are data: a refusal and a grant in part name at least one of their own kind.
    """
    check_no_interest(item.application, by=by)
    if item.panel.state != PanelState.ISSUED:
        raise Refused(
            "Decisions are written down between the issue of the paper and the end of the "
            f"meeting. This panel: {item.panel.get_state_display().lower()}."
        )
    check_amount_fits(item, decision, pence, "-")
    uses = {Recommendation.REFUSE: "refused", Recommendation.PART_FUND: "part"}
    if (use := uses.get(decision)) and use not in {each.use for each in reasons}:
        raise Refused("Choose at least one reason: the applicant reads it, and we count it.")
    if not feedback.strip():
        raise Refused("Write a few words for the applicant: everybody gets feedback.")


def check_can_hold(panel, items, *, by, today):
    """Raises Refused unless the day has come, people attended, and every bid is decided.

    Every bid is decided by at least one person who attended and has no interest in it.
    """
    check_no_interest_in_round(panel.call, by=by)
    if panel.state != PanelState.ISSUED:
        raise Refused(f"This panel: {panel.get_state_display().lower()}.")
    if today < panel.meets_on:
        raise Refused(f"The panel meets on {uk_date(panel.meets_on)}. Close the meeting then.")
    attended = set(panel.members.filter(attended=True).values_list("person_id", flat=True))
    if len(attended) < FEWEST_MEMBERS:
        raise Refused(f"Say who attended first: at least {FEWEST_MEMBERS} members decide together.")
    open_ones = [str(each.application.number) for each in items if not each.decision]
    if open_ones:
        raise Refused(f"Not every bid is decided. Missing: {', '.join(open_ones)}.")
    check_none_was_withdrawn(items)
    _check_somebody_is_free(items, attended)


def _check_somebody_is_free(items, attended):
    ids = [each.application_id for each in items]
    declared = Conflict.objects.filter(application__in=ids, withdrawn_at=None)
    barred = {}
    for application, person in declared.values_list("application_id", "person_id"):
        barred.setdefault(application, set()).add(person)
    for item in items:
        if attended <= barred.get(item.application_id, set()):
            raise Refused(
                f"Everybody who attended has an interest in {item.application.number}. Take it "
                "off the paper and bring it to another panel."
            )


def check_can_agree(panel, *, by):
    """Raises Refused unless the chair agrees, or for a chair who was recused another member."""
    if panel.state != PanelState.HELD:
        raise Refused(
            "A minute is agreed once, after the panel has met. This panel: "
            f"{panel.get_state_display().lower()}."
        )
    here = panel.members.filter(person=by, attended=True).exists()
    if _is_recused(panel, by):
        raise Refused(
            "You were recused from a bid of this panel. Another member who attended agrees the "
            "minute."
        )
    chair = panel.chair
    chair_can = panel.members.filter(person=chair, attended=True).exists() and not _is_recused(
        panel, chair
    )
    if chair_can and by.pk != chair.pk:
        raise Refused(f"The chair, {chair}, agrees the minute.")
    if not here:
        raise Refused("Somebody who attended the meeting agrees its minute.")


def _is_recused(panel, person):
    mine = Conflict.objects.filter(person=person, withdrawn_at=None)
    return mine.filter(application__call=panel.call_id).exists()


can_make_panel = partial(allows, check_can_make_panel)
can_issue = partial(allows, check_can_issue)
can_take_off = partial(allows, check_can_take_off)
can_hold = partial(allows, check_can_hold)
can_agree = partial(allows, check_can_agree)
