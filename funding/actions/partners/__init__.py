"""What a partner brings in and gives us, and what officers make of it."""

from funding.actions.partners.imports import apply_import, ask_import, check_file, remove_grant

__all__ = ["apply_import", "ask_import", "check_file", "remove_grant"]
