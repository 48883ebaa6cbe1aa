"""What an award is meant to reach, set by an officer while it is new."""

from django.db import transaction

from civilsociety.audit.actions import record
from civilsociety.rows import locked
from funding.actions.running.variations import set_targets_to
from funding.rules.running.targets import check_can_set


@transaction.atomic
def set_targets(*, award, targets, by, now):
    """Sets the targets ({indicator pk as text: value}) of an award that has none yet."""
    award = locked(award)
    check_can_set(award=award)
    set_targets_to(award, targets)
    record(
        verb="funding.targets_set",
        target=award,
        by=by,
        sentence=f"The targets of {award.number} were set.",
        details=targets,
    )
    return award
