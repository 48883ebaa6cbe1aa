"""Rows as they are now, held until the action ends."""


def locked(row):
    """The row as the database has it, filled into the caller's object and locked."""
    row.refresh_from_db(from_queryset=type(row)._base_manager.select_for_update(of=("self",)))
    return row
