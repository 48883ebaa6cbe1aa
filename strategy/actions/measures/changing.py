"""Changing a row that another person may be changing too."""

from civilsociety.audit.actions import record
from civilsociety.refusal import Refused

SOMEBODY_ELSE = (
    "Somebody else changed this while you were writing. Both texts are below: take over what is "
    "right, and send yours again. Nothing you wrote is lost."
)
THROWN_AWAY = "It is not there any more: somebody threw it away meanwhile."


class Changed(Refused):
    """Somebody else saved first; `.theirs` is the row as it now stands."""

    def __init__(self, theirs):
        super().__init__(SOMEBODY_ELSE)
        self.theirs = theirs


def locked(row):
    """The row as it is now, held until the action ends, filled into the caller's object.

    Raises Refused where somebody threw it away.
    """
    try:
        row.refresh_from_db(from_queryset=type(row).objects.select_for_update())
    except type(row).DoesNotExist as error:
        raise Refused(THROWN_AWAY) from error
    return row


def locked_at(row, revision):
    """The same, for whoever began to write at `revision`; raises Changed when it is older."""
    locked(row)
    if revision != row.revision:
        raise Changed(row)
    return row


def write(row, fields, *, verb, by, sentence):
    """Writes what is different, and an event that says what it was; nothing when nothing is."""
    different = {name: value for name, value in fields.items() if getattr(row, name) != value}
    if not different:
        return row
    details = {name: [_plain(getattr(row, name)), _plain(new)] for name, new in different.items()}
    for name, value in different.items():
        setattr(row, name, value)
    row.revision += 1
    row.save()
    record(verb=verb, target=row, by=by, sentence=sentence, details=details)
    return row


def _plain(value):
    """For the record; an account stands there by its number alone."""
    return str(value.pk) if hasattr(value, "pk") else "" if value is None else str(value)
