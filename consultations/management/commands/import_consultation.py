"""`import_consultation FILE.yaml`: makes or updates a draft from YAML."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from civilsociety.audit.actions import SYSTEM
from civilsociety.refusal import Refused
from consultations.actions.prepare import import_consultation
from consultations.formats import LARGEST, read_consultation


class Command(BaseCommand):
    help = "Makes or updates the draft of a consultation from YAML (docs/formats.md)."

    def add_arguments(self, parser):
        parser.add_argument(
            "file", type=Path, help="a YAML file, or what export_consultation wrote"
        )

    def handle(self, *, file, **options):
        plan, problems = read_consultation(self._content(file))
        if problems:
            raise CommandError("\n".join(f"{file.name}: {problem}" for problem in problems))
        try:
            done = import_consultation(plan=plan, by=SYSTEM)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        word = "New draft" if done.created else "Updated draft"
        self.stdout.write(f"{word}: {done.consultation.title} ({done.consultation.slug})")
        for name in done.missing_files:
            self.stdout.write(f"Upload this paper on its Papers page: {name}")

    def _content(self, file):
        try:
            # One byte more than allowed is enough to know that it is too large.
            with file.open("rb") as opened:
                return opened.read(LARGEST + 1)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
