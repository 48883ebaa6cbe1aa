"""What the ledger stores. The counters are kept by the database: see `guards`."""

from civilsociety.budget.models.framework import Ceiling, Head, Line, Source, Year
from civilsociety.budget.models.ledger import Entry, Move
from civilsociety.budget.models.promises import (
    Commitment,
    CommitmentLeg,
    Drawdown,
    Reservation,
    ReservationLeg,
)
from civilsociety.budget.models.proposals import Proposal
from civilsociety.budget.models.statements import Check, Statement, StatementFile
from civilsociety.budget.models.trials import Trial, TrialAward

__all__ = [
    "Ceiling",
    "Check",
    "Commitment",
    "CommitmentLeg",
    "Drawdown",
    "Entry",
    "Head",
    "Line",
    "Move",
    "Proposal",
    "Reservation",
    "ReservationLeg",
    "Source",
    "Statement",
    "StatementFile",
    "Trial",
    "TrialAward",
    "Year",
]
