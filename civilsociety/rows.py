"""Rows as they are now, held until the action ends."""


def locked(row):
    """The row as the database has it, filled into the caller's object and locked."""
    row.refresh_from_db(from_queryset=type(row)._base_manager.select_for_update(of=("self",)))
    return row


def move_to(row, state, *, moves):
    """Gives a locked row another state; a move that the table does not know is a bug.

    Rules refuse in words before; this holds what they forgot. `moves` is the MOVES of the app.
    """
    if state not in moves[type(state)][type(state)(row.state)]:
        raise ValueError(f"{row!r} does not go from {row.state} to {state}.")
    row.state = state
