"""When an officer alone may say what an award is meant to reach."""

from civilsociety.refusal import Refused
from funding.states import AwardState

BEFORE_AGREED = (AwardState.DECIDED, AwardState.OFFERED, AwardState.ACCEPTED)


def check_can_set(*, award):
    """Raises Refused once there are targets: then both sides agree to change them."""
    if award.state not in BEFORE_AGREED:
        raise Refused("This award is over.")
    if award.targets.exists():
        raise Refused("There are targets already. Ask for a change: both sides agree to it.")
