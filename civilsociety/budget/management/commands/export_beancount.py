"""Writes the whole ledger as a Beancount file."""

from pathlib import Path

from django.core.management.base import BaseCommand

from civilsociety.budget.formats.beancount import as_beancount


class Command(BaseCommand):
    help = "Writes the whole ledger as a Beancount file, with balances that bean-check proves."

    def add_arguments(self, parser):
        parser.add_argument("path", nargs="?", help="The file; without it, to the terminal.")

    def handle(self, *args, path=None, **options):
        if path is None:
            self.stdout.writelines(as_beancount())
            return
        with Path(path).open("w", encoding="utf-8") as file:
            file.writelines(as_beancount())
        self.stdout.write(f"The ledger was written to {path}.")
