"""What a partner's file may hold, and what is said of each cell that is wrong."""

from datetime import date

import pytest

from funding.formats.onward import csv_template, xlsx_template
from funding.models import OnwardGrant
from tests.funding.partners.partnership import (
    HEADS,
    a_row,
    as_csv,
    as_xlsx,
    bring_in,
    problems,
    read,
    regrant_award,
)


@pytest.fixture
def award(world):
    return regrant_award(world)


@pytest.mark.parametrize(
    ("column", "typed", "cell", "words"),
    [
        ("Award date", "soon", "H2", "like 14 January 2022"),
        ("Award date", "31 February 2022", "H2", "like 14 January 2022"),
        ("Award date", "", "H2", "Enter the award date"),
        ("Award date", "1 February 2023", "H2", "today or earlier"),
        ("Award date", "1 December 2021", "H2", "20 December 2021 or later"),
        ("Amount", "a lot", "G2", "amount in pounds"),
        ("Amount", "-5", "G2", "more than nothing"),
        ("Amount", "0", "G2", "more than nothing"),
        ("Amount", "€500", "G2", "other currencies"),
        ("Amount", "1.005", "G2", "whole pence"),
        ("Amount", "9" * 400, "G2", "Enter"),
        ("Charity number", "12", "C2", "charity number"),
        ("Company number", "ABC", "D2", "company number"),
        ("Title", "x" * 141, "E2", "Shorten it to 140"),
        ("Summary", "Ring 01795 123456", "F2", "01795 123456"),
        ("Title", "Ask jo@example.org", "E2", "jo@example.org"),
        ("Organisation", "", "B2", "name of the organisation"),
        ("Reference", "", "A2", "your reference"),
        ("District", "Atlantis", "K2", "district"),
        ("End date", "1 January 2022", "J2", "before the start"),
        ("Amount", "=SUM(A1:A2)", "G2", "formula"),
    ],
)
def test_cell_that_is_wrong_is_named_and_nothing_is_brought_in(
    award, tess, column, typed, cell, words
):
    found = problems(award, as_csv(a_row(**{column: typed})), by=tess)
    assert list(found) == [cell]
    assert words in found[cell]
    assert not OnwardGrant.objects.exists()


def test_problem_tells_what_was_written(award, tess):
    job = read(award, as_csv(a_row(**{"Award date": "soon"})), by=tess)
    assert job.problems[0]["value"] == "soon"


def test_every_problem_of_every_row_is_told_at_once(award, tess):
    rows = [a_row(1, Amount="x", District="y"), a_row(2), a_row(3, **{"Award date": "z"})]
    assert list(problems(award, as_csv(*rows), by=tess)) == ["G2", "K2", "H4"]


def test_same_reference_twice_names_the_other_cell(award, tess):
    found = problems(award, as_csv(a_row(1), a_row(1)), by=tess)
    assert "A2" in found["A3"]


def test_column_that_is_missing_is_named(award, tess):
    found = problems(award, as_csv(a_row(), heads=HEADS[:6]), by=tess)
    assert "is missing" in found["G1"]


def test_column_that_nobody_asked_for_is_told_and_left_alone(award, tess):
    job = read(award, as_csv(a_row(), heads=[*HEADS, "Our notes"]), by=tess)
    assert (job.problems, job.unread) == ([], ["Our notes"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_separators_are_told_apart(award, tess, encoding, delimiter):
    name = "Café – the “green” one"
    file = as_csv(a_row(Organisation=name), encoding=encoding, delimiter=delimiter)
    bring_in(award, file, by=tess)
    assert OnwardGrant.objects.get().recipient_name == name


def test_workbook_gives_the_same_as_csv(award, tess):
    row = a_row(
        **{"Award date": date(2022, 1, 14), "Amount": 1200.5, "Charity number": 1234567,
           "Company number": 1234567, "End date": None}
    )  # fmt: skip
    bring_in(award, as_xlsx(row), by=tess)
    grant = OnwardGrant.objects.get()
    assert (grant.amount_pence, grant.awarded_on) == (120_050, date(2022, 1, 14))
    assert (grant.charity_number, grant.company_number) == ("1234567", "01234567")
    assert (grant.ends_on, grant.district) == (None, "swale")


def test_workbook_with_a_formula_is_refused_in_words(award, tess):
    found = problems(award, as_xlsx(a_row(Amount="=1000+200")), by=tess)
    assert "formula" in found["G2"]


def test_workbook_with_a_date_as_a_bare_number_is_refused(award, tess):
    assert "number" in problems(award, as_xlsx(a_row(**{"Award date": 44575})), by=tess)["H2"]


def test_rows_without_anything_and_notes_are_passed_over_and_addresses_stay(award, tess):
    empty, note = {}, {"Reference": "# a note"}
    found = problems(award, as_xlsx(empty, note, a_row(Amount="x")), by=tess)
    assert list(found) == ["G4"]


def test_heads_of_a_360giving_file_are_known(award, tess):
    heads = {
        "Reference": "Identifier", "Organisation": "Recipient Org:Name", "Title": "Title",
        "Summary": "Description", "Amount": "Amount Awarded", "Award date": "Award Date",
    }  # fmt: skip
    row = {heads.get(head, head): value for head, value in a_row().items()}
    row |= {"Award Date": "2022-01-14T00:00:00Z", "Currency": "GBP"}
    bring_in(award, as_csv(row, heads=[*heads.values(), "Currency"]), by=tess)
    assert OnwardGrant.objects.get().awarded_on == date(2022, 1, 14)


@pytest.mark.parametrize("template", [csv_template, xlsx_template])
def test_empty_template_says_what_to_do(award, tess, template):
    assert "no grant" in problems(award, template(), by=tess)["A1"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"   ", "empty"),
        (b"PK\x03\x04nonsense", "could not read"),
        (b"\xd0\xcf\x11\xe0 old", "old Excel"),
        (b"a,b\x00,c", "not text"),
        (b"\x81\x8d\x8f", "not text"),
        (b'a,"' + b"x" * 200_000, "cannot be read"),
        (as_csv(*[a_row(n) for n in range(10_001)]), "more than 10,000"),
    ],
    ids=["empty", "broken", "xls", "nul", "no encoding", "endless cell", "too long"],
)
def test_file_that_cannot_be_read_says_what_to_do_instead(award, tess, content, words):
    assert words in problems(award, content, by=tess)[""]


def test_award_date_counts_by_the_clock_in_kent(award, tess):
    """Half past eleven at night, UTC, in summer is the next day in Kent."""
    late = award.decided_at.replace(year=2022, month=6, day=30, hour=23, minute=30)
    row = a_row(**{"Award date": "1 July 2022"})
    assert problems(award, as_csv(row), by=tess, now=late) == {}
    early = late.replace(hour=22, minute=30)
    assert "H2" in problems(award, as_csv(row), by=tess, now=early)
