"""Rows as they are now, held until the action ends; the election before what belongs to it."""

from civilsociety import rows
from civilsociety.rows import locked
from engagement.models import Election
from engagement.states import MOVES


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
    """Gives a locked row of an election another state."""
    rows.move_to(row, state, moves=MOVES)
