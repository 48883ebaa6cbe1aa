"""What people do with a strategy: import a text, publish it, have it adopted, drop a draft."""

from dataclasses import dataclass
from datetime import datetime, time

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from civilsociety.audit.actions import record
from civilsociety.refusal import Refused
from strategy.actions.pictures import store_pictures
from strategy.actions.steps import THROWN_AWAY, write_step
from strategy.actions.storing import store_sections
from strategy.models import Strategy, Version
from strategy.rules import (
    check_can_adopt,
    check_can_change,
    check_can_move,
)
from strategy.slots import version_published
from strategy.states import ADOPTED, UNPUBLISHED, VersionState


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
        version, outcome = _store_draft(strategy, text, by, now)
        record(
            verb="strategy.imported",
            target=version,
            by=by,
            sentence=f"Imported the text of version {version.number}: "
            f"{len(text.sections)} sections.",
        )
    if text.kind != VersionState.DRAFT and version.state not in ADOPTED:
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
        **dict.fromkeys(UNPUBLISHED, True),
        VersionState.FINAL: text.kind == VersionState.ADOPTED,
        VersionState.ADOPTED: text.kind == VersionState.FINAL,
    }
    return held if goes_there.get(held.state) else None


def _store_draft(strategy, text, by, now):
    """The text in the strategy's open draft, or in a new one; anchors keep their rows."""
    last = strategy.versions.select_for_update().order_by("-number").first()
    draft = last if last and last.may_change else None
    version = draft or Version(strategy=strategy, number=last.number + 1 if last else 1)
    check_can_change(version)
    for name in ("title", "summary", "period", "label", "note", "digest"):
        setattr(version, name, getattr(text, name))
    version.is_sample = text.sample
    version.save()
    text = store_pictures(version, text)
    store_sections(version, text.sections, by=by, now=now)
    return version, "replaced" if draft else "created"


def _carry_to_kind(version, text, by, now):
    """Moves an imported version on until it stands where its file says."""
    published_at = _moment(text.published_on) if text.published_on else now
    if version.may_change:
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
    version = lock_version(version)
    check_can_move(version, state, has_sections=version.sections.exists())
    version.state, version.published_at = state, now
    version.label = version.label if label is None else label
    version.note = version.note if note is None else note
    version.save()
    show_latest(version.strategy)
    write_step(version, by=by, now=now)
    record(
        verb="strategy.published",
        target=version,
        by=by,
        sentence=f"Published version {version.number}: {version.public_state.lower()}.",
    )
    version_published.fill(version, state, by=by, now=now)
    return version


@transaction.atomic
def adopt(*, version, adopted_on, decision_reference, by, today):
    """Records that a published final text was adopted by an executive decision. Raises Refused."""
    version = lock_version(version)
    check_can_move(version, VersionState.ADOPTED, has_sections=True)
    check_can_adopt(
        version, adopted_on=adopted_on, decision_reference=decision_reference, today=today
    )
    version.state, version.adopted_on = VersionState.ADOPTED, adopted_on
    version.decision_reference = decision_reference.strip()
    version.save()
    show_latest(version.strategy)
    write_step(
        version,
        on=adopted_on,
        by=by,
        now=timezone.now(),
        decision_reference=version.decision_reference,
    )
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
    version = lock_version(version)
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
            "Something points at this draft: a consultation, or a review of it and its answers. "
            "Take it out there first; a draft that was reviewed is revised, not thrown away."
        ) from error


def lock_version(version):
    """The row as it is now, held until the action ends, filled into the caller's object.

    The strategy is held first, as an import holds it: two never wait for each other in turn.
    Raises Refused where somebody threw the draft away.
    """
    Strategy.objects.select_for_update(no_key=True).filter(pk=version.strategy_id).first()
    try:
        version.refresh_from_db(from_queryset=Version.objects.select_for_update())
    except Version.DoesNotExist as error:
        raise Refused(THROWN_AWAY) from error
    return version


def show_latest(strategy):
    """The strategy carries the title, summary and period of the version in force."""
    current = strategy.versions.published().most_settled_first().first()
    Strategy.objects.filter(pk=strategy.pk).update(
        title=current.title, summary=current.summary, period=current.period
    )
    strategy.refresh_from_db()
