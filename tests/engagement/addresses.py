"""Who may open which address of the standing conversation: one module of rows for each part."""

from importlib import import_module

PARTS = ("groups", "elections", "meetings", "reviews", "conversations", "notices")

ROWS = {}
for _part in PARTS:
    ROWS |= import_module(f"tests.engagement.addresses_{_part}").ROWS
