"""The versions in the order in which they came about, with the steps between them."""

from datetime import UTC, datetime
from pathlib import Path

from django.utils import timezone

from strategy.actions import import_text
from strategy.actions.editing import save_section, start_revision
from strategy.actions.pathway import correct_step, walk
from strategy.actions.redline import explain
from strategy.actions.word import publish_rendition, save_rendition
from strategy.demonstration import words
from strategy.formats import read_strategy
from strategy.models import Strategy, Version
from strategy.slots import origins
from strategy.states import VersionState

SLUG = "civil-society"
# In the order in which they were published.
FILES = (
    "1-consultation-draft-2020-02.md",
    "2-consultation-draft-2021-09.md",
    "3-final-2021-11.md",
)


class Unreviewed:
    """Nobody reads the draft early: for a strategy without groups."""

    def open(self, version):
        """The draft of 2021 stands, unpublished."""

    def answer(self, version):
        """It stands as it will be published."""


def load(*, by, review=None):
    """Imports the three versions, walks them along, and gives them back, oldest first.

    `by` is a user or audit's SYSTEM. `review` hears when the draft of 2021 is there, and when its
    text is as it will be published (`open`, `answer`). A second time nothing changes. Other
    loaders find a section by its stable key: `versions[1].sections.get(key="volunteering")`.
    """
    strategy = Strategy.objects.filter(slug=SLUG).first()
    if strategy and strategy.versions.filter(number__lte=len(FILES)).count() == len(FILES):
        return list(strategy.versions.filter(number__lte=len(FILES)).order_by("number"))
    first = _import(FILES[0], by)
    _say(first, VersionState.CONSULTATION_DRAFT, words.FIRST_CONSULTATION, by)
    second = _second(by, review or Unreviewed())
    _say(second, VersionState.CONSULTATION_DRAFT, words.SECOND_CONSULTATION, by)
    return [first, second, _final(by)]


def _import(name, by, **more):
    return import_text(slug=SLUG, text=_text(name, **more), by=by).version


def _text(name, *, kind="", instead=()):
    """The text of a file; `instead` are pairs of words in it and what stood there before."""
    content = (Path(__file__).parent / name).read_text(encoding="utf-8")
    for after, before in instead:
        content = content.replace(after, before)
    return read_strategy(content.encode(), kind=kind)


def _second(by, review):
    """The draft of 2021: read by the Steering Group, changed, then published."""
    _import(FILES[1], by, kind=VersionState.DRAFT, instead=words.BEFORE_THE_REVIEW)
    draft = Version.objects.get(strategy__slug=SLUG, number=2)
    review.open(draft)
    _import(FILES[1], by, kind=VersionState.DRAFT)
    draft.refresh_from_db()
    review.answer(draft)
    return _import(FILES[1], by)


def _final(by):
    """The final text: committee, Cabinet, adopted, in force."""
    version = _import(FILES[2], by, kind=VersionState.FINAL)
    _say(version, VersionState.FINAL, words.COMMITTEE, by)
    moment = datetime(2021, 12, 20, 9, tzinfo=UTC)
    for state, on, told in words.AFTER_COMMITTEE:
        walk(version=version, state=state, on=on, by=by, now=moment, **told)
    return version


def _say(version, state, told, by):
    """Puts on a step what came of it."""
    step = version.steps.filter(state=state).first()
    correct_step(step=step, by=by, today=timezone.localdate(), **told)


def explain_changes(*, version, by, now):
    """Why the final text differs from the draft: what people said, and what a committee asked."""
    if version.changes.exists():
        return
    choices = {}
    for origin in origins.fill(version, by):
        choices.setdefault(origin.section_key, []).append(origin)
    for key, what, why, own in words.CHANGES:
        named = [*choices.get(key, [])[:2], *own] or [words.REPORT]
        explain(
            version=version,
            section_key=key,
            what=what,
            why=why,
            origins=named,
            by=by,
            now=now,
            is_sample=True,
        )
    for kind, body in words.RENDITIONS:
        rendition = save_rendition(
            version=version, kind=kind, body=body, revision=0, by=by, now=now
        )
        type(rendition).objects.filter(pk=rendition.pk).update(is_sample=True)
        rendition.refresh_from_db()
        publish_rendition(rendition=rendition, by=by, now=now)


def begin_the_next(*, by, now):
    """The next strategy, a draft that nobody outside has read yet; None when it is there."""
    strategy = Strategy.objects.get(slug=SLUG)
    if strategy.versions.filter(number__gt=len(FILES)).exists():
        return None
    version = start_revision(version=strategy.versions.get(number=len(FILES)), by=by, now=now)
    Version.objects.filter(pk=version.pk).update(
        label="Early draft of the next strategy (sample)",
        note="Begun from the strategy in force.",
        period=f"{now.year + 1} to {now.year + 4}",
        is_sample=True,
    )
    for key, after, before in words.NEXT:
        section = version.sections.get(key=key)
        save_section(
            section=section,
            title=section.title,
            body=section.body.replace(before, after),
            revision=section.revision,
            by=by,
            now=now,
        )
    version.refresh_from_db()
    return version
