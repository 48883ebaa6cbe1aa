"""Objectives and measures: start, change, publish, retire, throw away."""

from django.db import connection, transaction
from django.db.models import Max
from django.utils.text import slugify

from civilsociety.audit.actions import record
from civilsociety.refusal import Refused
from strategy.actions.measures.changing import locked, locked_at, write
from strategy.models import Measure, Objective, Strategy
from strategy.rules.measures.measures import (
    check_can_change_measure,
    check_can_publish_measure,
    check_can_retire_measure,
    check_can_retire_objective,
    check_can_throw_away,
)

# Words that stand in addresses where a name of a measure could.
TAKEN = {"new"}
LONGEST_SLUG = 60


@transaction.atomic
def add_objective(*, strategy, by, title, description="", section_key="", sample=False):
    """Adds an objective at the end of the strategy's list."""
    strategy = Strategy.objects.select_for_update().get(pk=strategy.pk)
    last = strategy.objectives.aggregate(last=Max("number"))["last"] or 0
    objective = Objective.objects.create(
        strategy=strategy,
        number=last + 1,
        title=title,
        description=description,
        section_key=section_key,
        is_sample=sample,
    )
    record(
        verb="strategy.objective_added",
        target=objective,
        by=by,
        sentence=f"Added objective {objective.number}, “{title}”.",
    )
    return objective


@transaction.atomic
def change_objective(*, objective, by, revision, **fields):
    """Changes an objective's title, description or section. Raises Changed."""
    locked_at(objective, revision)
    sentence = f"Changed objective {objective.number}."
    return write(objective, fields, verb="strategy.objective_changed", by=by, sentence=sentence)


@transaction.atomic
def retire_objective(*, objective, by, today):
    """Ends an objective that has no running measures. Raises Refused."""
    locked(objective)
    check_can_retire_objective(objective)
    objective.retired_on = today
    objective.save()
    sentence = f"Retired objective {objective.number}, “{objective.title}”."
    record(verb="strategy.objective_retired", target=objective, by=by, sentence=sentence)
    return objective


@transaction.atomic
def add_measure(*, objective, by, sample=False, **fields):
    """Starts a measure, for officers' eyes until it is published. Raises Refused."""
    Strategy.objects.select_for_update().get(pk=objective.strategy_id)
    objective.refresh_from_db()
    if objective.retired_on:
        raise Refused("This objective is retired. Choose another.")
    slug = fields.pop("slug", "") or free_slug(Measure, fields["name"])
    measure = Measure.objects.create(objective=objective, slug=slug, is_sample=sample, **fields)
    sentence = f"Added the measure “{measure.name}”."
    record(verb="strategy.measure_added", target=measure, by=by, sentence=sentence)
    return measure


def free_slug(model, name):
    """A name for addresses that no other row of the model has.

    Whoever looks for one at the same moment, in whichever strategy, waits until it is taken.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('strategy.slugs'))")
    base = slugify(name)[: LONGEST_SLUG - 4].strip("-") or "row"
    base = f"{base}-1" if base in TAKEN else base
    used = set(model.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    number, slug = 1, base
    while slug in used:
        number += 1
        slug = f"{base}-{number}"
    return slug


@transaction.atomic
def change_measure(*, measure, by, revision, **fields):
    """Changes what a measure says of itself. Raises Changed, Refused."""
    locked_at(measure, revision)
    check_can_change_measure(measure, unit=fields.get("unit", measure.unit))
    sentence = f"Changed the measure “{measure.name}”."
    return write(measure, fields, verb="strategy.measure_changed", by=by, sentence=sentence)


@transaction.atomic
def publish_measure(*, measure, by, now):
    """Shows a measure to everybody. Raises Refused."""
    locked(measure)
    check_can_publish_measure(measure)
    measure.published_at = now
    measure.save()
    sentence = f"Published the measure “{measure.name}”."
    record(verb="strategy.measure_published", target=measure, by=by, sentence=sentence)
    return measure


@transaction.atomic
def retire_measure(*, measure, reason, by, today):
    """Ends a measure, with the reason that everybody reads; its readings stay. Raises Refused."""
    locked(measure)
    check_can_retire_measure(measure)
    if not reason.strip():
        raise Refused("Say why the measure is retired.")
    measure.retired_on, measure.retired_reason = today, reason
    measure.source_says = []
    measure.save()
    record(
        verb="strategy.measure_retired",
        target=measure,
        by=by,
        sentence=f"Retired the measure “{measure.name}”.",
        details={"reason": reason},
    )
    return measure


@transaction.atomic
def throw_away(*, measure, by):
    """Takes away a measure that nobody outside has seen and nobody has read. Raises Refused."""
    locked(measure)
    check_can_throw_away(measure)
    sentence = f"Threw away the measure “{measure.name}”."
    record(verb="strategy.measure_thrown_away", target=measure, by=by, sentence=sentence)
    measure.delete()
