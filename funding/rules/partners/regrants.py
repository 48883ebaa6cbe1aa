"""When a partner's own awards may be brought in, and by whom."""

from civilsociety.refusal import Refused, allows
from funding.models.choices import ProgrammeKind
from funding.states import AwardState

TAKES = frozenset({AwardState.ACCEPTED, AwardState.COMPLETED, AwardState.ENDED_EARLY})


def is_regrant(award):
    """Whether the grant holder awards the money on."""
    return bool(award.regrant_type) or award.programme.kind == ProgrammeKind.REGRANT


def check_takes_onward_grants(award):
    """Raises Refused unless the grant holder awards our money on and the award was accepted."""
    if not is_regrant(award):
        raise Refused("This award is not given on by a partner, so it has no onward grants.")
    if award.state not in TAKES:
        raise Refused("Onward grants can be brought in once the award is accepted.")


def check_can_apply(job):
    """Raises Refused unless a file was read without a problem and waits to be confirmed."""
    check_takes_onward_grants(job.award)
    if job.applied_at:
        raise Refused("This file was brought in already. There is nothing to do.")
    if not job.ended:
        raise Refused("We are still reading the file. Wait until it is done.")
    if job.state == job.State.FAILED:
        raise Refused("This file could not be read. Choose it again.")
    if job.problems:
        raise Refused("This file has mistakes. Correct them, and choose the corrected file.")
    if not job.changes_something:
        raise Refused("Nothing in this file is new or different, so there is nothing to bring in.")


def check_can_remove(grant):
    """Raises Refused unless an officer may take an onward grant out: any that is there."""
    check_takes_onward_grants(grant.award)


def can_take_onward_grants(award):
    """Whether a partner's list may be brought in now."""
    return allows(check_takes_onward_grants, award)


def can_apply(job):
    """Whether a file that was read may be confirmed now."""
    return allows(check_can_apply, job)


def can_remove(grant):
    """Whether an officer may take an onward grant out."""
    return allows(check_can_remove, grant)
