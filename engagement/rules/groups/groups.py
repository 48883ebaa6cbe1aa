"""When a group may be changed or closed."""

from civilsociety.refusal import Refused, allows
from civilsociety.ui.words import plural, uk_date
from engagement.models import Term


def check_can_change_group(group):
    """Raises Refused once the group is closed."""
    if group.closed_on:
        raise Refused(
            f"{group} was closed on {uk_date(group.closed_on)}. What it was stays as it is."
        )


def check_same_revision(row, revision):
    """Raises Refused when somebody saved the row after it was opened for writing."""
    if row.revision != revision:
        raise Refused(
            "Somebody else saved this while you wrote. What they saved stands above; put the two "
            "together and save again. Nothing you wrote is lost."
        )


def check_can_close_group(group, *, on, today):
    """Raises Refused while terms run beyond the day, or when the day is still to come."""
    check_can_change_group(group)
    if on > today:
        raise Refused("Close the group on the day it ends, or give an earlier day.")
    running = Term.objects.filter(seat__group=group).held().running_from(on).exclude(ended_on=on)
    if number := running.exclude(ended_on=None, ends_on=on).count():
        raise Refused(
            f"{plural(number, 'term runs', 'terms run')} beyond {uk_date(on)}. End each of them "
            "first, so that nobody keeps a seat on a group that is closed."
        )


def can_close_group(group, *, on, today):
    """Whether the group may be closed on that day."""
    return allows(check_can_close_group, group, on=on, today=today)
