"""Which rounds of a programme people rely on at this moment."""

from funding.states import CallState


def undecided_round(programme):
    """A round whose applicants rely on what they read: published and not decided. Or nothing."""
    return programme.calls.filter(state=CallState.PUBLISHED).first()
