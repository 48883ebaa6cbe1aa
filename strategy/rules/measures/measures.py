"""When an objective or a measure may be changed, published, retired or thrown away."""

from civilsociety.accounts.permissions import Permission
from civilsociety.refusal import Refused, allows
from strategy.models import Measure


def may_read(measure, user):
    """Whether this person may enter readings: a strategy officer, or who answers for it."""
    return user.may(Permission.MANAGE_STRATEGY) or measure.owner_user_id == user.pk


def check_can_change_measure(measure, *, unit):
    """Raises Refused for a retired measure, and for another unit once it was read."""
    if measure.retired_on:
        raise Refused("This measure is retired and stays as it was.")
    if unit != measure.unit and measure.readings.exists():
        raise Refused(
            "It was read in its unit already. Retire it, and start another measure in the new one."
        )


def check_can_publish_measure(measure):
    """Raises Refused unless everything stands that a reader needs to judge the measure by."""
    if measure.published_at:
        raise Refused("This measure is published already.")
    if measure.objective.retired_on:
        raise Refused("Its objective is retired. Put the measure under another one first.")
    missing = list(_missing(measure))
    if missing:
        raise Refused(f"Before it is published, fill in {' and '.join(missing)}.")


def _missing(measure):
    held = measure.direction == Measure.Direction.HOLD
    if measure.target is None and not (held and measure.baseline is not None):
        yield "where it should be, and by which day"
    if measure.first_due_on is None:
        yield "when the first reading is due"


def can_publish_measure(measure):
    """Whether the measure may be published now."""
    return allows(check_can_publish_measure, measure)


def check_can_retire_measure(measure):
    """Raises Refused unless people have seen the measure and it still runs."""
    if measure.retired_on:
        raise Refused("This measure is retired already.")
    if not measure.published_at:
        raise Refused("This measure was never published. Throw it away instead.")


def can_retire_measure(measure):
    """Whether the measure may be retired now."""
    return allows(check_can_retire_measure, measure)


def check_can_throw_away(measure):
    """Raises Refused once the measure is published or was read: then it is only retired."""
    if measure.published_at:
        raise Refused("This measure is published. Retire it, with the reason.")
    if measure.readings.exists():
        raise Refused("This measure was read already, and readings are kept. Publish it first.")
    if measure.undertakings.exists():
        raise Refused("An action names this measure. Take it out there first.")


def can_throw_away(measure):
    """Whether the measure may be thrown away."""
    return allows(check_can_throw_away, measure)


def check_can_retire_objective(objective):
    """Raises Refused while measures of the objective still run."""
    if objective.retired_on:
        raise Refused("This objective is retired already.")
    if objective.measures.filter(retired_on=None).exists():
        raise Refused("Measures of this objective still run. Retire them first, with the reason.")


def can_retire_objective(objective):
    """Whether the objective may be retired now."""
    return allows(check_can_retire_objective, objective)
