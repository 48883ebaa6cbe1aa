"""Actions promised elsewhere: start, change, publish, tell what was done."""

from django.db import transaction

from civilsociety.audit.actions import record
from strategy.actions.measures.changing import locked, locked_at, write
from strategy.actions.measures.measures import free_slug
from strategy.models import Strategy, Undertaking, UndertakingMeasure, UndertakingUpdate
from strategy.rules.measures.undertakings import check_can_publish_undertaking, check_can_tell
from strategy.states import UndertakingState


@transaction.atomic
def add_undertaking(*, strategy, by, measures=(), sample=False, **fields):
    """Begins to track an action, for officers' eyes until it is published."""
    Strategy.objects.select_for_update().get(pk=strategy.pk)
    slug = fields.pop("slug", "") or free_slug(Undertaking, fields["title"])
    undertaking = Undertaking.objects.create(
        strategy=strategy, slug=slug, is_sample=sample, **fields
    )
    _link(undertaking, measures)
    sentence = f"Began to track “{undertaking.title}” of {undertaking.body}."
    record(verb="strategy.undertaking_added", target=undertaking, by=by, sentence=sentence)
    return undertaking


@transaction.atomic
def change_undertaking(*, undertaking, by, revision, measures, **fields):
    """Changes what is written of an action, and which measures show it. Raises Changed."""
    locked_at(undertaking, revision)
    sentence = f"Changed the action “{undertaking.title}”."
    write(undertaking, fields, verb="strategy.undertaking_changed", by=by, sentence=sentence)
    before = set(undertaking.measured_by.values_list("measure", flat=True))
    if before != {measure.pk for measure in measures}:
        _link(undertaking, measures)
        sentence = f"Changed which measures show “{undertaking.title}”."
        record(verb="strategy.undertaking_measured", target=undertaking, by=by, sentence=sentence)
    return undertaking


def _link(undertaking, measures):
    undertaking.measured_by.all().delete()
    UndertakingMeasure.objects.bulk_create(
        UndertakingMeasure(undertaking=undertaking, measure=measure) for measure in measures
    )


@transaction.atomic
def publish_undertaking(*, undertaking, by, now):
    """Shows an action to everybody. Raises Refused."""
    locked(undertaking)
    check_can_publish_undertaking(undertaking)
    undertaking.published_at = now
    undertaking.save()
    sentence = f"Published the action “{undertaking.title}”."
    record(verb="strategy.undertaking_published", target=undertaking, by=by, sentence=sentence)
    return undertaking


@transaction.atomic
def tell_undertaking(*, undertaking, on, state, text, by, now, today, evidence_link=""):
    """Writes what was done on an action by a day, and where it stands since. Raises Refused.

    The same words again, as a second click sends them, are the update that stands: nobody could
    take the second one back.
    """
    locked(undertaking)
    last = undertaking.updates.last()
    if last and (last.on, last.state, last.text, last.evidence_link) == (
        on, state, text, evidence_link,
    ):  # fmt: skip
        return last
    check_can_tell(undertaking, state=state, on=on, today=today)
    update = UndertakingUpdate.objects.create(
        undertaking=undertaking,
        on=on,
        state=state,
        text=text,
        evidence_link=evidence_link,
        by=None if isinstance(by, str) else by,
        at=now,
    )
    undertaking.state = state
    undertaking.save()
    label = UndertakingState(state).label.lower()
    sentence = f"Told of “{undertaking.title}”: {label}."
    record(verb="strategy.undertaking_told", target=undertaking, by=by, sentence=sentence)
    return update
