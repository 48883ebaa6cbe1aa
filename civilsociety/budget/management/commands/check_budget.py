"""Proves every sum of the ledger; ends with 1 when one does not agree."""

import sys

from django.core.management.base import BaseCommand

from civilsociety.budget.models import Entry
from civilsociety.budget.queries import differences
from civilsociety.ui.words import plural, thousands


class Command(BaseCommand):
    help = "Adds up every entry of the ledger and says which sum differs, and by how much."

    def handle(self, *args, **options):
        found = differences()
        for each in found:
            self.stdout.write(str(each))
        if found:
            self.stderr.write(
                f"The ledger has {plural(found, 'sum')} that its entries do not give."
            )
            sys.exit(1)
        count = thousands(Entry.objects.count())
        self.stdout.write(f"Every sum agrees with the ledger's {count} entries.")
