"""Files a consultation travels in."""

from consultations.formats.consultation_yaml import (
    Plan,
    PlannedPaper,
    read_consultation,
    read_questionnaire_part,
    write_consultation,
)
from consultations.formats.marked_yaml import LARGEST, Problem

__all__ = [
    "LARGEST",
    "Plan",
    "PlannedPaper",
    "Problem",
    "read_consultation",
    "read_questionnaire_part",
    "write_consultation",
]
