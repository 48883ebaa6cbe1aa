"""What people do with a strategy: import a text, publish it, have it adopted, drop a draft."""

from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from civilsociety.audit.actions import record
from civilsociety.refusal import Refused
from strategy.models import Section, Strategy, Version
from strategy.rules import (
    check_can_adopt,
    check_can_change,
    check_can_move,
)
from strategy.states import VersionState


@dataclass(frozen=True)
class Import:
    """What an import did: the version that now holds the text, and in one word how."""

    version: Version
    outcome: str  # "created", "replaced", "unchanged"

    @property
    def sentence(self):
        """The outcome, as the person who imported reads it."""
        name = f"version {self.version.number} of “{self.version.title}”"
        return {
            "created": f"The file is now {name}.",
            "replaced": f"The file replaces the draft, {name}.",
            "unchanged": f"The file is the same text as {name}. Nothing was changed.",
        }[self.outcome]


@transaction.atomic
def import_text(*, slug, text, by, now=None):
    """Stores a StrategyText as the strategy's draft, and publishes it when its kind says so.

    The same text twice changes nothing, whichever version holds it. `by` is a user or
    audit's SYSTEM. Raises Refused when the text cannot take the state it asks for.
    """
    now = now or timezone.now()
    strategy = _lock_strategy(slug, text)
    version = _version_with(strategy, text)
    if version:
        outcome = "unchanged"
    else:
        version, outcome = _store_draft(strategy, text)
        record(
            verb="strategy.imported",
            target=version,
            by=by,
            sentence=f"Imported the text of version {version.number}: "
            f"{len(text.sections)} sections.",
        )
    if text.kind != VersionState.DRAFT and version.state != VersionState.ADOPTED:
        _carry_to_kind(version, text, by, now)
    return Import(version, outcome)


def _lock_strategy(slug, text):
    """The strategy by its slug, made on first sight; whoever imports at once waits here."""
    Strategy.objects.get_or_create(
        slug=slug,
        defaults={"title": text.title, "summary": text.summary, "period": text.period},
    )
    return Strategy.objects.select_for_update().get(slug=slug)


def _version_with(strategy, text):
    """The version that holds exactly this text and can stand for its kind, if there is one."""
    held = strategy.versions.filter(digest=text.digest).order_by("-number").first()
    if held is None or text.kind in {VersionState.DRAFT, held.state}:
        return held
    goes_there = {
        VersionState.DRAFT: True,
        VersionState.FINAL: text.kind == VersionState.ADOPTED,
        VersionState.ADOPTED: text.kind == VersionState.FINAL,
    }
    return held if goes_there.get(held.state) else None


def _store_draft(strategy, text):
    """The text in the strategy's open draft, or in a new one; anchors keep their rows."""
    last = strategy.versions.order_by("-number").first()
    draft = last if last and last.state == VersionState.DRAFT else None
    version = draft or Version(strategy=strategy, number=last.number + 1 if last else 1)
    check_can_change(version)
    for name in ("title", "summary", "period", "label", "note", "digest"):
        setattr(version, name, getattr(text, name))
    version.is_sample = text.sample
    version.save()
    _store_sections(version, text.sections)
    return version, "replaced" if draft else "created"


def _store_sections(version, texts):
    """Writes the sections in order, keeping the row of every anchor that was there before."""
    kept = {section.key: section for section in version.sections.all()}
    gone = kept.keys() - {text.key for text in texts}
    path = []
    for position, text in enumerate(texts, 1):
        section = kept.get(text.key) or Section(version=version, key=text.key)
        path = path[: text.level - 1]
        section.parent = path[-1] if path else None
        section.position, section.level, section.number = position, text.level, text.number
        section.title, section.body = text.title, text.body
        section.save()
        path.append(section)
    _drop_sections(version, gone)


def _drop_sections(version, keys):
    """Takes away the sections a new text no longer has, unless something points at them."""
    try:
        version.sections.filter(key__in=keys).delete()
    except ProtectedError as error:
        named = ", ".join(f"{{#{key}}}" for key in sorted(keys))
        raise Refused(
            f"Something else points at one of the sections {named}, which the new text leaves "
            "out. Keep its anchor at a heading, or unlink it first."
        ) from error


def _carry_to_kind(version, text, by, now):
    """Moves an imported version on until it stands where its file says."""
    published_at = _moment(text.published_on) if text.published_on else now
    if version.state == VersionState.DRAFT:
        first = (
            VersionState.CONSULTATION_DRAFT
            if text.kind == VersionState.CONSULTATION_DRAFT
            else VersionState.FINAL
        )
        publish(version=version, state=first, by=by, now=published_at)
    if text.kind == VersionState.ADOPTED and version.state == VersionState.FINAL:
        adopt(
            version=version,
            adopted_on=text.adopted_on,
            decision_reference=text.decision_reference,
            by=by,
            today=timezone.localdate(now),
        )


def _moment(day):
    """Nine in the morning, UK time: when a text published on that day is said to appear."""
    return timezone.make_aware(datetime.combine(day, time(9)))


@transaction.atomic
def publish(*, version, state, by, now, label=None, note=None):
    """Opens a draft to everybody as `state`; from here on its text never changes.

    `label` and `note`, where given, become the version's name and what is new in it.
    Raises Refused.
    """
    version = _lock_version(version)
    check_can_move(version, state, has_sections=version.sections.exists())
    version.state, version.published_at = state, now
    version.label = version.label if label is None else label
    version.note = version.note if note is None else note
    version.save()
    _show_latest(version.strategy)
    record(
        verb="strategy.published",
        target=version,
        by=by,
        sentence=f"Published version {version.number}: {version.public_state.lower()}.",
    )
    return version


@transaction.atomic
def adopt(*, version, adopted_on, decision_reference, by, today):
    """Records that a published final text was adopted by an executive decision. Raises Refused."""
    version = _lock_version(version)
    check_can_move(version, VersionState.ADOPTED, has_sections=True)
    check_can_adopt(
        version, adopted_on=adopted_on, decision_reference=decision_reference, today=today
    )
    version.state, version.adopted_on = VersionState.ADOPTED, adopted_on
    version.decision_reference = decision_reference.strip()
    version.save()
    _show_latest(version.strategy)
    record(
        verb="strategy.adopted",
        target=version,
        by=by,
        sentence=f"Recorded the adoption of version {version.number} "
        f"by decision {version.decision_reference}.",
    )
    return version


@transaction.atomic
def discard_draft(*, version, by):
    """Throws away a draft that nobody outside has seen. Raises Refused."""
    version = _lock_version(version)
    check_can_change(version)
    record(
        verb="strategy.discarded",
        target=version,
        by=by,
        sentence=f"Threw away the draft of version {version.number}.",
    )
    try:
        version.delete()
    except ProtectedError as error:
        raise Refused(
            "A consultation points at this draft. Take it out of the consultation first."
        ) from error


def _lock_version(version):
    """The row as it is now, held until the action ends, filled into the caller's object."""
    version.refresh_from_db(from_queryset=Version.objects.select_for_update())
    return version


def _show_latest(strategy):
    """The strategy carries the title, summary and period of the version in force."""
    current = strategy.versions.published().most_settled_first().first()
    Strategy.objects.filter(pk=strategy.pk).update(
        title=current.title, summary=current.summary, period=current.period
    )
    strategy.refresh_from_db()
