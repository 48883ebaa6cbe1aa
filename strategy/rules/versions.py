"""When a version of the strategy may be published, adopted or thrown away."""

from django.utils import timezone

from civilsociety.refusal import Refused, allows
from strategy.states import MOVES, VersionState

_MOVE_WORDS = {
    VersionState.CONSULTATION_DRAFT: "published as a consultation draft",
    VersionState.FINAL: "published as the final text",
    VersionState.ADOPTED: "adopted",
    VersionState.IN_REVIEW: "given to a group to review",
    VersionState.REVISED: "revised",
    VersionState.CABINET: "put before Cabinet",
    VersionState.IN_FORCE: "put in force",
    VersionState.SUPERSEDED: "superseded",
}


def check_can_move(version, state, *, has_sections):
    """Raises Refused unless `version` may go to `state` from where it stands."""
    if state not in MOVES[VersionState][VersionState(version.state)]:
        words = _MOVE_WORDS.get(state, "made a draft again")
        raise Refused(
            f"{version.name} stands as “{version.get_state_display()}” and cannot be {words}. "
            "Import a new version to change the text."
        )
    if not has_sections:
        raise Refused("This version has no sections. Import its text before you publish it.")


def can_move(version, state, *, has_sections):
    """Whether `version` may go to `state` now."""
    return allows(check_can_move, version, state, has_sections=has_sections)


def check_can_adopt(version, *, adopted_on, decision_reference, today):
    """Raises Refused unless the decision is named and its date can be right."""
    if not decision_reference.strip():
        raise Refused("Give the reference of the decision that adopts the strategy, like 21/00055.")
    if adopted_on is None:
        raise Refused("Give the date of the decision, like 9 December 2021.")
    if adopted_on > today:
        raise Refused("The date of the decision is in the future. Record it once it is taken.")
    if version.published_at and adopted_on < timezone.localdate(version.published_at):
        raise Refused("The date of the decision is before the text was published. Check the date.")


def check_can_change(version):
    """Raises Refused when the version is published, and so stays as it is."""
    if version.is_published:
        raise Refused(
            f"{version.name} is published and stays as it is. Begin the next draft with its text, "
            "or import one."
        )


def can_change(version):
    """Whether the text of this version may still be replaced or thrown away."""
    return not version.is_published
