"""Quarterly figures: written bit by bit, corrected with their history, published without people."""

from datetime import date

import pytest

from civilsociety.audit.models import Event
from civilsociety.refusal import Refused
from funding.actions.partners.readings import give_readings, write_note
from funding.models import CaseNote, Reading
from funding.queries.partners.indicators import PLACES, as_given, as_published, rows_of_file
from funding.queries.partners.quarters import from_slug, in_words, quarter_of, quarters_of
from tests.funding.partners.partnership import LATER, pilot_award

FIRST = date(2022, 1, 1)
SECOND = date(2022, 4, 1)
SPRING = LATER.replace(month=5)


@pytest.fixture
def award(world):
    return pilot_award(world)


@pytest.fixture
def placed(award):
    return award.programme.indicators.get(name="Volunteers placed")


def give(award, by, indicator, values, *, quarter=FIRST, before=None, now=SPRING):
    changes = {(indicator, place): (before, value) for place, value in values.items()}
    return give_readings(award=award, quarter=quarter, changes=changes, by=by, now=now)


def everywhere(value, **more):
    return {place: value for place, _ in PLACES} | more


def test_figures_are_written_bit_by_bit(award, tess, placed):
    assert give(award, tess, placed, {"swale": 12}) == 1
    assert give(award, tess, placed, {"dover": 3}) == 1
    assert Reading.objects.count() == 2


def test_corrected_figure_keeps_what_it_was_in_the_audit(award, tess, placed):
    give(award, tess, placed, {"swale": 12})
    give(award, tess, placed, {"swale": 14}, before=12)
    assert Reading.objects.get().value == 14
    details = Event.objects.filter(verb="funding.readings_given").first().details
    assert details == {"Volunteers placed, Swale": [12, 14]}


def test_figure_taken_away_is_no_longer_there(award, tess, placed):
    give(award, tess, placed, {"swale": 12})
    give(award, tess, placed, {"swale": None}, before=12)
    assert not Reading.objects.exists()


def test_figure_that_somebody_else_changed_is_not_written_over(award, tess, noor, placed):
    give(award, tess, placed, {"swale": 12})
    with pytest.raises(Refused, match="somebody wrote 12"):
        give(award, noor, placed, {"dover": 1, "swale": 9})
    assert list(Reading.objects.values_list("value", flat=True)) == [12]


def test_same_figure_again_is_no_change(award, tess, placed):
    give(award, tess, placed, {"swale": 12})
    assert give(award, tess, placed, {"swale": 12}) == 0
    assert Event.objects.filter(verb="funding.readings_given").count() == 1


@pytest.mark.parametrize("quarter", [date(2022, 7, 1), date(2021, 10, 1), date(2022, 2, 1)])
def test_quarter_that_is_not_one_of_the_award_or_has_not_begun_is_refused(
    award, tess, placed, quarter
):
    with pytest.raises(Refused, match="has begun"):
        give(award, tess, placed, {"swale": 1}, quarter=quarter)


def test_quarter_begins_by_the_clock_in_kent(award, tess, placed):
    """At a quarter past midnight on 1 July in Kent it is still June in UTC."""
    at = LATER.replace(month=6, day=30, hour=23, minute=15)
    assert give(award, tess, placed, {"swale": 1}, quarter=date(2022, 7, 1), now=at) == 1
    with pytest.raises(Refused):
        give(award, tess, placed, {"dover": 1}, quarter=date(2022, 7, 1), now=at.replace(hour=22))


def test_quarters_are_told_in_words():
    assert in_words(date(2022, 4, 1)) == "April to June 2022"
    assert quarter_of(date(2022, 12, 31)) == date(2022, 10, 1)
    assert from_slug("2022-02") is from_slug("0000-01") is from_slug("x") is None


def test_quarters_of_an_award_are_those_that_began(award):
    assert quarters_of(award, date(2022, 6, 30)) == [FIRST, SECOND]
    assert len(quarters_of(award, date(2026, 1, 1))) == 4


# -- Published ---------------------------------------------------------------------------


def shown(award, threshold=10):
    """{district: figures} of the volunteers as published."""
    told = as_published(award.programme, threshold=threshold)
    table = told[-1].by_district.table
    return {row[0]: [str(cell) for cell in row[1:]] for row in table.rows}, table.note


def test_small_groups_of_people_are_not_published_nor_what_gives_them_away(award, tess, placed):
    give(award, tess, placed, everywhere(20, swale=3))
    rows, note = shown(award)
    assert rows["Swale"][0] == "not shown"
    assert sum(row[0] == "not shown" for row in rows.values()) >= 2
    assert "fewer than 10" in note


def test_figures_that_count_no_people_are_published_as_they_are(award, tess, placed):
    placed.unit = "organisations"
    placed.save()
    give(award, tess, placed, everywhere(20, swale=3))
    rows, note = shown(award)
    assert (rows["Swale"], note) == (["3", "3"], "")
    assert rows["All of Kent"] == ["243", "243"]


def test_quarter_with_an_empty_district_is_not_published_yet(award, tess, placed):
    give(award, tess, placed, everywhere(20))
    give(award, tess, placed, {"swale": 50}, quarter=SECOND)
    told = as_published(award.programme, threshold=10)[-1]
    assert (told.quarters, told.waiting) == ((FIRST,), (SECOND,))


def test_partner_and_officers_see_every_figure(award, tess, placed):
    give(award, tess, placed, {"swale": 3})
    table = as_given(award)[-1].by_district.table
    assert {row[0]: row[1] for row in table.rows if row[1] is not None}["Swale"] == 3


def test_file_says_the_same_as_the_page(award, tess, placed):
    give(award, tess, placed, everywhere(20, swale=3))
    told = as_published(award.programme, threshold=10)
    rows = {row[4]: str(row[5]) for row in rows_of_file(told)}
    assert rows == {name: cells[0] for name, cells in shown(award)[0].items() if name in rows}
    assert rows["Swale"] == "not shown"


def test_figures_of_an_award_that_is_not_published_are_not_public(world, award, tess, placed):
    hidden = world.award(programme=award.programme, starts_on=FIRST, ends_on=date(2022, 12, 31))
    give(hidden, tess, placed, everywhere(20))
    assert as_published(award.programme, threshold=10)[-1].quarters == ()


# -- Case notes --------------------------------------------------------------------------


def note(award, by, text="A student found her way back.", title="A way back", **more):
    fields = {"quarter": FIRST, "district": "swale", "title": title, "text": text}
    return write_note(award=award, by=by, now=SPRING, **(fields | more))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ring 01795 123456 or write to jo@example.org", "jo@example.org.*01795 123456"),
        ("She lives at 14 Marsh Lane", "14 Marsh Lane"),
        ("In ME10 3AB", "ME10 3AB"),
    ],
)
def test_case_note_with_personal_data_is_refused_with_every_word_found(award, tess, text, words):
    with pytest.raises(Refused, match=words):
        note(award, tess, text)
    assert not CaseNote.objects.exists()


def test_title_of_a_case_note_is_checked_too(award, tess):
    with pytest.raises(Refused, match="out of the title"):
        note(award, tess, title="jo@example.org")


def test_case_note_is_corrected_and_the_audit_holds_none_of_its_words(award, tess):
    first = note(award, tess)
    note(award, tess, "He found a place.", note=first)
    assert CaseNote.objects.get().text == "He found a place."
    assert not Event.objects.filter(sentence__contains="found").exists()
