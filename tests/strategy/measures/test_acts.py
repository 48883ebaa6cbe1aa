"""Objectives, measures, readings and actions: what may be done, and what stays."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import InternalError, transaction
from django.db.utils import Error

from civilsociety.audit.models import Event
from civilsociety.refusal import Refused
from strategy.actions.measures import measures as acts
from strategy.actions.measures import readings, undertakings
from strategy.actions.measures.changing import Changed
from strategy.models import Measure, Reading
from strategy.queries.measures.board import row_of
from tests.strategy.measures import made

pytestmark = pytest.mark.django_db


def correct(reading, value, by, why="The survey was counted twice.", **fields):
    given = {"value": Decimal(value), "commentary": reading.commentary} | fields
    return readings.correct_reading(reading=reading, why=why, by=by, now=made.NOW, **given)


def test_objectives_are_numbered_in_order(strategy, olivia):
    first = made.an_objective(strategy, olivia)
    second = made.an_objective(strategy, olivia, "A fair deal")
    assert (first.number, second.number) == (1, 2)


def test_a_second_measure_of_the_same_name_has_its_own_address(objective, olivia):
    one, two = made.a_measure(objective, olivia), made.a_measure(objective, olivia)
    assert one.slug != two.slug
    assert made.a_measure(objective, olivia, name="New").slug != "new"


def test_a_name_without_letters_still_has_an_address(objective, olivia):
    assert made.a_measure(objective, olivia, name="£££ ???").slug


@pytest.mark.parametrize(
    ("lacking", "said"),
    [
        ({"target": None, "target_on": None}, "where it should be"),
        ({"first_due_on": None}, "first reading is due"),
    ],
)
def test_measure_is_not_published_without_what_it_is_judged_by(objective, olivia, lacking, said):
    measure = made.a_measure(objective, olivia, published=False, **lacking)
    with pytest.raises(Refused, match=said):
        acts.publish_measure(measure=measure, by=olivia, now=made.NOW)


def test_publishing_tells_the_record(measure):
    assert (
        Event.objects.filter(verb="strategy.measure_published")
        .get()
        .target.endswith(f":{measure.pk}")
    )


def test_two_who_change_one_measure_both_keep_their_text(measure, olivia, make_person):
    first = Measure.objects.get(pk=measure.pk)
    acts.change_measure(measure=first, by=olivia, revision=1, definition="Olivia’s words.")
    otto = make_person("Otto", "consultation_officer")
    with pytest.raises(Changed) as caught:
        acts.change_measure(measure=measure, by=otto, revision=1, definition="Otto’s words.")
    assert caught.value.theirs.definition == "Olivia’s words."
    acts.change_measure(measure=measure, by=otto, revision=2, definition="Otto’s words.")
    told = Event.objects.filter(verb="strategy.measure_changed").first()
    assert told.details["definition"] == ["Olivia’s words.", "Otto’s words."]


def test_unit_stays_once_it_is_read(measure, olivia):
    acts.change_measure(measure=measure, by=olivia, revision=1, unit="number")
    made.a_reading(measure, olivia)
    with pytest.raises(Refused, match="read in its unit"):
        acts.change_measure(measure=measure, by=olivia, revision=2, unit="pounds")


def test_retired_measure_says_why_and_is_not_read_again(measure, olivia):
    with pytest.raises(Refused, match="Say why"):
        acts.retire_measure(measure=measure, reason=" ", by=olivia, today=made.TODAY)
    acts.retire_measure(measure=measure, reason="The survey ended.", by=olivia, today=made.TODAY)
    with pytest.raises(Refused, match="retired"):
        made.a_reading(measure, olivia)
    with pytest.raises(Refused, match="retired"):
        acts.change_measure(measure=measure, by=olivia, revision=1, name="Other")


def test_unpublished_measure_is_thrown_away_and_a_published_one_is_not(objective, olivia):
    draft = made.a_measure(objective, olivia, published=False)
    with pytest.raises(Refused, match="never published"):
        acts.retire_measure(measure=draft, reason="x", by=olivia, today=made.TODAY)
    acts.throw_away(measure=draft, by=olivia)
    assert not Measure.objects.exists()
    with pytest.raises(Refused, match="Retire it"):
        acts.throw_away(measure=made.a_measure(objective, olivia), by=olivia)


def test_objective_is_retired_after_its_measures(measure, olivia):
    objective = measure.objective
    with pytest.raises(Refused, match="still run"):
        acts.retire_objective(objective=objective, by=olivia, today=made.TODAY)
    acts.retire_measure(measure=measure, reason="Done.", by=olivia, today=made.TODAY)
    acts.retire_objective(objective=objective, by=olivia, today=made.TODAY)
    with pytest.raises(Refused, match="retired"):
        made.a_measure(objective, olivia, name="Other")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"on": date(2022, 7, 2)}, "in the future"),
        ({"on": date(2021, 9, 30)}, "before the start of the measure, 1 October 2021"),
        ({"value": None, "commentary": " "}, "Say why"),
    ],
)
def test_reading_that_cannot_be(measure, olivia, fields, said):
    with pytest.raises(Refused, match=said):
        made.a_reading(measure, olivia, **fields)
    assert not Reading.objects.exists()


def test_second_reading_of_a_day_is_told_the_first(measure, olivia):
    made.a_reading(measure, olivia, value=36)
    with pytest.raises(Refused, match="31 March 2022 has a reading already: 36%"):
        made.a_reading(measure, olivia, value=37)


def test_reading_that_could_not_be_taken_says_why_and_counts_as_looked_after(measure, olivia):
    made.a_reading(measure, olivia, value=None, commentary="The survey was not held.")
    row = row_of(measure, today=date(2022, 9, 1))
    assert row.course == "unreadable" and not row.late
    assert row.due == date(2022, 9, 30)


def test_a_reading_is_never_changed_nor_deleted(measure, olivia):
    reading = made.a_reading(measure, olivia)
    reading.value = 99
    with pytest.raises((InternalError, Error)), transaction.atomic():
        reading.save()
    with pytest.raises((InternalError, Error)), transaction.atomic():
        reading.delete()


def test_correction_follows_the_reading_and_both_are_seen(measure, olivia):
    reading = made.a_reading(measure, olivia, value=36)
    correct(reading, 34, olivia)
    row = row_of(measure, today=made.TODAY)
    assert [each.words for each in row.readings] == ["34%"]
    assert [each.words for each in row.every] == ["36%", "34%"]
    assert row.every[1].replaces.words == "36%"


def test_correction_of_a_correction(measure, olivia):
    reading = made.a_reading(measure, olivia, value=36)
    second = correct(reading, 34, olivia)
    correct(second, 35, olivia)
    assert [each.words for each in row_of(measure, today=made.TODAY).readings] == ["35%"]
    with pytest.raises(Refused, match="it now says 34%"):
        correct(reading, 33, olivia)


def test_correction_without_reason_or_without_difference(measure, olivia):
    reading = made.a_reading(measure, olivia, value=36)
    with pytest.raises(Refused, match="Say why"):
        correct(reading, 34, olivia, why=" ")
    with pytest.raises(Refused, match="says the same"):
        correct(reading, 36, olivia)


def test_action_walks_its_states_and_the_record_keeps_each(strategy, olivia):
    action = made.an_undertaking(strategy, olivia)

    def tell(state, on, text="Done so far."):
        return undertakings.tell_undertaking(
            undertaking=action, on=on, state=state, text=text, by=olivia, now=made.NOW,
            today=made.TODAY,
        )  # fmt: skip

    tell("under_way", date(2021, 12, 1))
    with pytest.raises(Refused, match="later one"):
        tell("done", date(2021, 11, 1))
    with pytest.raises(Refused, match="future"):
        tell("done", date(2022, 7, 2))
    tell("done", date(2022, 4, 1))
    with pytest.raises(Refused, match="cannot become"):
        tell("dropped", date(2022, 4, 2))
    tell("under_way", date(2022, 5, 1))
    assert [each.state for each in action.updates.all()] == ["under_way", "done", "under_way"]


def test_action_without_a_day_is_not_published(strategy, olivia):
    action = made.an_undertaking(strategy, olivia, published=False, due_on=None)
    with pytest.raises(Refused, match="by which day"):
        undertakings.publish_undertaking(undertaking=action, by=olivia, now=made.NOW)


def test_action_before_it_was_asked_for(strategy, olivia):
    action = made.an_undertaking(strategy, olivia)
    with pytest.raises(Refused, match="before it was asked for"):
        undertakings.tell_undertaking(
            undertaking=action, on=date(2021, 10, 12), state="done", text="x", by=olivia,
            now=made.NOW, today=made.TODAY,
        )  # fmt: skip
