"""Rows as they are now, held until the action ends; the election before what belongs to it."""

from engagement.models import Election
from engagement.states import MOVES


def locked(row):
    """The row as the database has it, filled into the caller's object and locked."""
    row.refresh_from_db(from_queryset=type(row)._base_manager.select_for_update(of=("self",)))
    return row


def hold_election(row):
    """Locks the election that a row belongs to, then the row; returns the row.

    Votes, candidates stepping back and the count wait for one another here.
    """
    row.election = Election.objects.select_for_update(of=("self",)).get(pk=row.election_id)
    election = row.election
    locked(row)
    row.election = election
    return row


def move_to(row, state):
    """Gives a locked row another state; a move that the table does not know is a bug."""
    if state not in MOVES[type(state)][type(state)(row.state)]:
        raise ValueError(f"{row!r} does not go from {row.state} to {state}.")
    row.state = state
