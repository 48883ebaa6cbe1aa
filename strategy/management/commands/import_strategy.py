"""manage.py import_strategy SLUG FILE.docx|.md: the text of a strategy, from a file."""

import re
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from civilsociety.audit.actions import SYSTEM
from civilsociety.refusal import Refused
from civilsociety.ui.contents import LARGEST
from strategy.actions import import_text
from strategy.actions.word.imports import picture_texts, spoken_sections
from strategy.formats import LARGEST_FILE, UnreadableFile, read_strategy
from strategy.formats.word import read_docx
from strategy.queries.word.imports import known_sections, known_words
from strategy.rules.word.imports import check_says_something
from strategy.states import IMPORTABLE, VersionState

LONGEST_SLUG = 60
# A Word file does not say when it was published or by which decision it was adopted.
FROM_WORD = ("", VersionState.DRAFT, VersionState.CONSULTATION_DRAFT, VersionState.FINAL)


class Command(BaseCommand):
    help = (
        "Imports a version of a strategy from a Word or Markdown file. "
        "The same file twice changes nothing. The formats are described in docs/formats.md."
    )

    def add_arguments(self, parser):
        parser.add_argument("slug", help="the strategy's name in its address, like civil-society")
        parser.add_argument("file", type=Path, help="the Word file (.docx) or Markdown file (.md)")
        parser.add_argument("--title", default="", help="outranks the title in the file")
        parser.add_argument(
            "--kind",
            default="",
            choices=["", *IMPORTABLE],
            help="what the version is to be; outranks the file, which is a draft unless it says",
        )
        parser.add_argument(
            "--alt",
            action="append",
            default=[],
            metavar='picture-1="What it shows"',
            help="what a picture of a Word file shows; once for each that has no words in Word",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="only tells what would come over"
        )

    def handle(self, *, slug, file, title, kind, alt=(), dry_run=False, **options):
        check_slug(slug)
        try:
            if file.suffix.lower() == ".docx":
                text = self._from_word(slug, file, title, kind, _alts(alt), dry_run)
            else:
                text = read_strategy(_content(file, LARGEST_FILE), title=title, kind=kind)
            if dry_run:
                self._tell(text)
                return
            done = import_text(slug=slug, text=text, by=SYSTEM)
        except (UnreadableFile, Refused) as error:
            raise CommandError(f"{file} was not imported.\n{error}") from error
        self.stdout.write(done.sentence)
        self.stdout.write(f"It stands as: {done.version.get_state_display()}.")

    def _from_word(self, slug, file, title, kind, alts, dry_run):
        """The text of a Word file; what could not be kept is printed, place by place."""
        if kind not in FROM_WORD:
            raise Refused("A Word file comes in as a draft. Record its adoption in a second step.")
        found = read_docx(_content(file, LARGEST), name=file.name, known=known_sections(slug))
        for each in found.left_out:
            words = f" “{each.text}”" if each.text else ""
            self.stdout.write(f"{each.place[:1].upper()}{each.place[1:]}: {each.sentence}.{words}")
        if found.problems:
            raise Refused("\n".join(found.problems))
        return self._spoken(found, slug, title, kind, alts, dry_run)

    def _spoken(self, found, slug, title, kind, alts, dry_run):
        said = known_words(slug, {each.sha256 for each in picture_texts(found.pictures, {})})
        words = {
            each.key: alts.get(each.key) or each.alt or said.get(each.sha256, "")
            for each in picture_texts(found.pictures, {})
        }
        _check_keys(alts, words)
        silent = [each for each in found.pictures if not words[each.key]]
        if silent and not dry_run:
            raise Refused(_ask_for(silent))
        for each in silent:
            self.stdout.write(f"{each.key} ({each.place}) has no words yet.")
        for key, each in words.items():
            if each:
                _check_words(key, each)
        return spoken_sections(found.text, picture_texts(found.pictures, words), title, kind)

    def _tell(self, text):
        self.stdout.write(f"Title: {text.title or 'none yet'}")
        for section in text.sections:
            self.stdout.write(f"{section.number} {section.title} {{#{section.key}}}")
        self.stdout.write("Nothing was imported.")


def check_slug(slug):
    """Raises CommandError unless the slug can stand in an address."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) or len(slug) > LONGEST_SLUG:
        raise CommandError(
            f"“{slug}” cannot stand in an address. Use up to {LONGEST_SLUG} small letters, "
            "digits and hyphens, like civil-society."
        )


def _alts(given):
    """The words for pictures, by key."""
    found = {}
    for each in given:
        key, sign, words = each.partition("=")
        if not sign:
            raise CommandError(f"“{each}” does not say what a picture shows. Write picture-1=“…”.")
        found[key.strip()] = words.strip().strip('"“”')
    return found


def _check_keys(alts, words):
    for key in alts:
        if key not in words:
            known = ", ".join(words) or "none"
            raise Refused(f"There is no {key} in the file. Its pictures are: {known}.")


def _check_words(key, words):
    try:
        check_says_something(words)
    except Refused as refused:
        raise Refused(f"{key}: {refused}") from refused


def _ask_for(silent):
    lines = [f'  --alt {each.key}="…"  ({each.place})' for each in silent]
    return "\n".join(["Say what each of these pictures shows:", *lines])


def _content(file, most):
    """The file's bytes, no more than can be imported, so that a mistaken path costs nothing."""
    try:
        with file.open("rb") as handle:
            content = handle.read(most + 1)
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
    if most == LARGEST and len(content) > most:
        raise CommandError(f"{file} is larger than 10 MB. Make its pictures smaller in Word.")
    return content
