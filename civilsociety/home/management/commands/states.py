"""Writes docs/states.md from the apps' `states` modules, or checks that it is as they say."""

import inspect
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

PAGE = Path("docs", "states.md")
OPENING = """# States and moves

Made from the code by `manage.py states`; do not edit. Each state has two names: ours, and the
one a person outside the council sees.
"""


class Command(BaseCommand):
    help = "Writes docs/states.md from the code; with --check, says whether it is as the code says."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="change nothing, only compare")

    def handle(self, *, check, **options):
        tables = list(state_tables())
        if complaints := [line for table in tables for line in complaints_about(*table)]:
            raise CommandError("\n".join(complaints))
        text = "\n".join([OPENING, *(as_markdown(*table) for table in tables)])
        page = settings.BASE_DIR / PAGE
        if not check:
            page.write_text(text, encoding="utf-8")
        elif not page.exists() or page.read_text(encoding="utf-8") != text:
            raise CommandError(f"{PAGE} is not as the code says. Run: manage.py states")


def state_tables():
    """(app label, states, moves, outside labels) of every class of states that has moves."""
    for config in apps.get_app_configs():
        if not find_spec(f"{config.name}.states"):
            continue
        module = import_module(f"{config.name}.states")
        labels = getattr(module, "OUTSIDE_LABELS", getattr(module, "PUBLIC_LABELS", {}))
        for states in vars(module).values():
            ours = inspect.isclass(states) and f"{states.__module__}.".startswith(
                f"{module.__name__}."
            )
            if ours and (moves := part_of(getattr(module, "MOVES", {}), states)):
                yield config.label, states, moves, part_of(labels, states)


def part_of(table, states):
    """The rows of one class, whether an app keeps one table or one for each class.

    By class, not by value: “closed” of one class equals “closed” of another, and in a table
    that holds both the second row has taken the place of the first.
    """
    if states in table:
        return table[states]
    return {state: row for state, row in table.items() if type(state) is states}


def complaints_about(label, states, moves, outside):
    """A state without its moves or without its second name is not finished."""
    for state in states:
        if state not in moves:
            yield f"{label}: {states.__name__}.{state.name} has no row in MOVES."
        if state not in outside:
            yield f"{label}: {states.__name__}.{state.name} has no label for outsiders."


def as_markdown(label, states, moves, outside):
    """One section: a sentence, and a row for each state."""
    rows = [
        f"| {state.label} | {outside[state]} | "
        f"{', '.join(after.label for after in moves[state]) or 'nothing more'} |"
        for state in states
    ]
    about = (inspect.getdoc(states) or "").split("\n")[0]
    head = f"## {label}: {states.__name__}\n\n{about}\n\n| ours | the outsider’s | moves to |"
    return "\n".join([head, "|---|---|---|", *rows, ""])
