"""manage.py import_strategy SLUG FILE.md: the text of a strategy, from a Markdown file."""

import re
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from civilsociety.audit.actions import SYSTEM
from civilsociety.refusal import Refused
from strategy.actions import import_text
from strategy.formats import LARGEST_FILE, UnreadableFile, read_strategy
from strategy.states import VersionState

LONGEST_SLUG = 60


class Command(BaseCommand):
    help = (
        "Imports a version of a strategy from a Markdown file. "
        "The same file twice changes nothing. The format is described in docs/formats.md."
    )

    def add_arguments(self, parser):
        parser.add_argument("slug", help="the strategy's name in its address, like civil-society")
        parser.add_argument("file", type=Path, help="the Markdown file")
        parser.add_argument("--title", default="", help="outranks the title in the file")
        parser.add_argument(
            "--kind",
            default="",
            choices=["", *VersionState.values],
            help="what the version is to be; outranks the file, which is a draft unless it says",
        )

    def handle(self, *, slug, file, title, kind, **options):
        check_slug(slug)
        try:
            text = read_strategy(_content(file), title=title, kind=kind)
            done = import_text(slug=slug, text=text, by=SYSTEM)
        except (UnreadableFile, Refused) as error:
            raise CommandError(f"{file} was not imported.\n{error}") from error
        self.stdout.write(done.sentence)
        self.stdout.write(f"It stands as: {done.version.get_state_display()}.")


def check_slug(slug):
    """Raises CommandError unless the slug can stand in an address."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) or len(slug) > LONGEST_SLUG:
        raise CommandError(
            f"“{slug}” cannot stand in an address. Use up to {LONGEST_SLUG} small letters, "
            "digits and hyphens, like civil-society."
        )


def _content(file):
    """The file's bytes, no more than can be imported, so that a mistaken path costs nothing."""
    try:
        with file.open("rb") as handle:
            return handle.read(LARGEST_FILE + 1)
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
