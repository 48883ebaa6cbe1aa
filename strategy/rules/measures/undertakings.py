"""When an action promised elsewhere may be published, and what may be told of it."""

from civilsociety.refusal import Refused, allows
from civilsociety.ui.words import uk_date
from strategy.states import MOVES, UndertakingState


def check_can_publish_undertaking(undertaking):
    """Raises Refused unless it says by when it should be done."""
    if undertaking.published_at:
        raise Refused("This action is published already.")
    if undertaking.due_on is None:
        raise Refused("Before it is published, say by which day it should be done.")


def can_publish_undertaking(undertaking):
    """Whether the action may be published now."""
    return allows(check_can_publish_undertaking, undertaking)


def states_from(state):
    """The states an update may give: the one it has, and where it may go from there."""
    now = UndertakingState(state)
    return (now, *MOVES[UndertakingState][now])


def check_can_tell(undertaking, *, state, on, today):
    """Raises Refused unless the day and the state can follow what was told before."""
    if state not in states_from(undertaking.state):
        raise Refused(
            f"It stands as “{undertaking.public_state}” and cannot become "
            f"“{UndertakingState(state).label}” from there."
        )
    if on > today:
        raise Refused("The day is in the future. Tell it once it has happened.")
    if undertaking.asked_on and on < undertaking.asked_on:
        raise Refused(
            f"The day is before it was asked for, {uk_date(undertaking.asked_on)}. Check the date."
        )
    last = undertaking.updates.last()
    if last and on < last.on:
        raise Refused(
            f"The last update speaks of {uk_date(last.on)}. Give that day or a later one."
        )
