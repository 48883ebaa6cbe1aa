"""A Word file's way in: received, read by the worker, looked at, imported whole or not at all."""

import hashlib
import re
from dataclasses import asdict, replace

from django.db import transaction
from django.utils import timezone

from civilsociety.audit.actions import jobs, record
from civilsociety.refusal import Refused
from civilsociety.ui.kept_file import kept
from strategy.actions.versions import Import, import_text
from strategy.formats import UnreadableFile
from strategy.formats.text import PictureText, SectionText, StrategyText
from strategy.formats.word import read_docx
from strategy.models import ImportedPicture, Strategy, WordImport
from strategy.queries.word.imports import known_sections, known_words
from strategy.rules.word.imports import check_can_bring_in

TASK = "strategy.tasks.word.read_word"
STEPS = 2
WITHOUT_WORDS = re.compile(r"!\[\]\(picture:([a-z0-9-]+)\)")
SPECIAL = re.compile(r"([\\`*_\[\]<&])")


@transaction.atomic
def receive(*, slug, upload, by, now):
    """Keeps an uploaded Word file and hands it to the worker.

    `upload` is what the field has read: name, type, bytes, scan.
    """
    strategy = Strategy.objects.filter(slug=slug).first()
    received = WordImport.objects.create(
        **kept(upload),
        strategy=strategy,
        slug=slug,
        by=by,
        given_at=now,
        requested_at=now,
        requested_by_label=str(by),
    )
    record(
        verb="strategy.received",
        target=received,
        by=by,
        sentence=f"Gave the Word file “{received.file_name}” to be read.",
    )
    jobs.hand_over(TASK, received.pk)
    return received


def read_file(*, word_import, now=None):
    """Reads the file: what came over, what did not, which pictures want words.

    Nothing of it is in the strategy yet. Raises audit's Superseded when another worker took
    the file over.
    """
    job = jobs.start(word_import, now=now)
    if job is None:
        return
    jobs.progress(job, done=0, total=STEPS, step="Reading the file")
    try:
        found = read_docx(bytes(job.content), name=job.file_name, known=known_sections(job.slug))
    except UnreadableFile as error:
        jobs.fail(job, error=str(error))
        return
    jobs.progress(job, done=1, step="Keeping what was read")
    _keep(job, found)


@transaction.atomic
def _keep(job, found):
    """The reading, and with it the pictures, as one."""
    digests = {each.key: hashlib.sha256(each.content).hexdigest() for each in found.pictures}
    said = known_words(job.slug, set(digests.values()))
    jobs.finish(
        job,
        reading={
            "title": found.text.title,
            "summary": found.text.summary,
            "sections": [[s.key, s.level, s.number, s.title, s.body] for s in found.text.sections],
        },
        left_out=[asdict(each) for each in found.left_out],
        problems=list(found.problems),
    )
    job.pictures.all().delete()
    ImportedPicture.objects.bulk_create(
        ImportedPicture(word_import=job, **_with_words(each, said.get(digests[each.key], "")))
        for each in found.pictures
    )


def _with_words(picture, said):
    fields = asdict(picture)
    return fields | {"alt": fields["alt"] or said, "place": fields["place"][:300]}


@transaction.atomic
def read_again(*, word_import, by):
    """Has a file read once more that could not be read. Raises Refused."""
    if not jobs.start_again(word_import):
        raise Refused("This file is being read, or was read already.")
    record(
        verb="strategy.read_again",
        target=word_import,
        by=by,
        sentence=f"Had the Word file “{word_import.file_name}” read again.",
    )
    jobs.hand_over(TASK, word_import.pk)
    return word_import


@transaction.atomic
def bring_in(*, word_import, title, alts, by, now=None, summary=None, period=None):
    """Makes the file the strategy's draft, with all its pictures, or changes nothing.

    `alts` says what each picture shows, by its key. A file that is in already stays as it is:
    the first import is returned. Raises Refused.
    """
    found = WordImport.objects.select_for_update().get(pk=word_import.pk)
    if found.imported_at and found.version:
        return Import(found.version, "unchanged")
    check_can_bring_in(found, alts)
    if not title.strip():
        raise Refused("Give the strategy a title.")
    text = _text(found, title.strip(), alts)
    if summary is not None:
        text = replace(text, summary=summary.strip())
    text = replace(text, **_kept_words(found.slug, period))
    done = import_text(slug=found.slug, text=text, by=by, now=now)
    found.version, found.strategy = done.version, done.version.strategy
    found.imported_at = now or timezone.now()
    found.save(update_fields=["version", "strategy", "imported_at"])
    return done


def picture_texts(pictures, words):
    """Pictures as they are imported, with the words for each by its key."""
    return tuple(
        PictureText(
            each.key,
            " ".join(words.get(each.key, each.alt).split()),
            each.content_type,
            bytes(each.content),
            each.width,
            each.height,
        )
        for each in pictures
    )


def spoken_sections(text, pictures, title="", kind=""):
    """The text with its pictures, and their words where the sections show them."""
    alts = {each.key: each.alt for each in pictures}
    sections = tuple(replace(each, body=spoken(each.body, alts)) for each in text.sections)
    said = {"title": title or text.title, "kind": kind or text.kind}
    if not said["title"]:
        raise Refused("The file has no title. Give its first line the style “Title” in Word.")
    return replace(text, sections=sections, pictures=pictures, **said)


def _text(found, title, alts):
    """What an import of this reading stores."""
    reading = found.reading
    sections = tuple(SectionText(*section) for section in reading["sections"])
    text = StrategyText(title=title, summary=reading.get("summary", ""), sections=sections)
    return spoken_sections(text, picture_texts(found.pictures.all(), alts))


def spoken(body, alts):
    """The text with words at each picture that has none."""

    def said(match):
        words = SPECIAL.sub(r"\\\1", alts.get(match[1], ""))
        return f"![{words}](picture:{match[1]})"

    return WITHOUT_WORDS.sub(said, body)


def _kept_words(slug, period):
    """What a Word file does not say and the open draft, or the strategy, does."""
    strategy = Strategy.objects.filter(slug=slug).first()
    if strategy is None:
        return {"period": period or ""}
    draft = strategy.versions.unpublished().first()
    kept_words = {"label": draft.label, "note": draft.note} if draft else {}
    before = draft.period if draft else strategy.period
    return kept_words | {"period": before if period is None else period}
