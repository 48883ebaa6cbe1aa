"""Writing down what happened (`record`), forgetting by whom (`forget`), and long jobs (`jobs`)."""

from civilsociety.audit.actions.events import (
    RESPONDENT,
    SYSTEM,
    event_of_each,
    event_values,
    name_of,
    record,
)
from civilsociety.audit.actions.forgetting import forget

__all__ = ["RESPONDENT", "SYSTEM", "event_of_each", "event_values", "forget", "name_of", "record"]
