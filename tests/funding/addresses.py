"""Who may open which address of funding: one module of rows for each part."""

from importlib import import_module

PARTS = (
    "programmes", "applying", "judging", "offers", "running", "crowd", "partners", "register",
)  # fmt: skip

ROWS = {}
for _part in PARTS:
    ROWS |= import_module(f"tests.funding.addresses_{_part}").ROWS
