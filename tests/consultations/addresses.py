"""Who may open which address of consultations: each part keeps its own rows."""

from importlib import import_module
from importlib.util import find_spec

PARTS = ("prepare", "respond", "hear", "answer")

ROWS = {}
for part in PARTS:
    name = f"tests.consultations.{part}.addresses"
    if find_spec(f"tests.consultations.{part}") and find_spec(name):
        ROWS |= import_module(name).ROWS
