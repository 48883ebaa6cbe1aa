"""Who may open which address of the strategies: one module of rows for each part."""

from importlib import import_module

PARTS = ("versions", "word", "editing", "pathway", "redline", "measures", "glossary")

ROWS = {}
for _part in PARTS:
    ROWS |= import_module(f"tests.strategy.addresses_{_part}").ROWS
