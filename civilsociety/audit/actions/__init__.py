"""Writing down what happened (`record`), and moving a long job along (`jobs`)."""

from civilsociety.audit.actions.events import (
    RESPONDENT,
    SYSTEM,
    event_of_each,
    event_values,
    name_of,
    record,
)

__all__ = ["RESPONDENT", "SYSTEM", "event_of_each", "event_values", "name_of", "record"]
