"""When a version may be followed by a new draft."""

from civilsociety.refusal import Refused, allows
from strategy.states import VersionState


def check_can_start_revision(version, open_draft):
    """Raises Refused unless a new draft can begin from `version`; `open_draft` may be None."""
    if version.may_change:
        raise Refused(f"{version.name} is a draft already: you can write in it.")
    if open_draft is not None:
        raise Refused(
            f"{open_draft.name} is being worked on, and there is one draft at a time. "
            "Write in that one, or publish it or throw it away first."
        )


def can_start_revision(version, open_draft):
    """Whether a new draft can begin from `version`."""
    return allows(check_can_start_revision, version, open_draft)


def state_of_revision(version):
    """What a new draft is: a revision after a consultation, else a draft from the start."""
    consulted = version.state == VersionState.CONSULTATION_DRAFT
    return VersionState.REVISED if consulted else VersionState.DRAFT
