"""Who may open which address of the framework's money: one module of rows for each part."""

from importlib import import_module
from importlib.util import find_spec

PARTS = ("public", "officers", "trials", "years", "ledger")

ROWS = {}
for _part in PARTS:
    if find_spec(f"tests.budget.addresses_{_part}"):
        ROWS |= import_module(f"tests.budget.addresses_{_part}").ROWS
