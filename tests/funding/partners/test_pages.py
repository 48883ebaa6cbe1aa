"""The partners' pages: whose they are, what they say, what no input breaks."""

import csv
import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from funding.models import CaseNote, OnwardGrant, Reading, RegrantImport
from funding.queries.partners import places
from funding.queries.partners.indicators import PLACES
from tests.funding.partners.partnership import (
    LATER,
    a_row,
    as_csv,
    bring_in,
    pilot_award,
    read,
    regrant_award,
)


@pytest.fixture
def in_may(hold_clock):
    return hold_clock(2022, 5, 3, 10, 0)


@pytest.fixture
def award(world):
    return regrant_award(world, pence=50_000_00)


def test_partner_of_another_award_finds_nothing(award, noor, client_of):
    assert client_of(noor).get(f"/funding/awards/{award.pk}/onward/").status_code == 404


def test_import_of_another_award_is_not_there(world, award, tess, client_of):
    job = read(award, as_csv(a_row()), by=tess)
    other = regrant_award(world)
    address = f"/funding/awards/{other.pk}/onward/{job.pk}/confirm/"
    assert client_of(tess).post(address).status_code == 404


def test_award_that_is_not_published_has_no_public_page(world, stranger):
    award = regrant_award(world, published=False)
    assert stranger.get(f"/funding/onward/{award.pk}/").status_code == 404


def test_award_that_is_not_given_on_has_no_public_page_of_onward_grants(world, stranger):
    award = pilot_award(world)
    assert stranger.get(f"/funding/onward/{award.pk}/").status_code == 404


def test_public_list_is_found_by_word_and_district(award, tess, stranger):
    rows = [a_row(1, Organisation="Shed"), a_row(2, District="Dover")]
    bring_in(award, as_csv(*rows), by=tess)
    address = f"/funding/onward/{award.pk}/"
    assert "Lunch club 2" not in stranger.get(address, {"q": "shed"}).content.decode()
    found = stranger.get(address, {"district": "dover"}).content.decode()
    assert "Lunch club 2" in found
    assert "Shed" not in found


def test_public_file_holds_what_was_asked_for_and_no_formula(award, tess, stranger):
    rows = [a_row(1, Organisation="@shed"), a_row(2, District="Dover")]
    bring_in(award, as_csv(*rows), by=tess)
    answer = stranger.get(f"/funding/onward/{award.pk}.csv", {"q": "shed"})
    lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert lines[0]["Organisation"] == "'@shed"
    assert lines[0]["Amount"] == "1200.50"
    assert "Do not add" in lines[1]["Reference"]


def test_long_public_list_is_paged(award, tess, stranger):
    bring_in(award, as_csv(*[a_row(n, Amount="1") for n in range(30)]), by=tess)
    page = stranger.get(f"/funding/onward/{award.pk}/", {"page": 2}).context["page"]
    assert (page.number, len(page)) == (2, 5)


@pytest.mark.parametrize(
    "query",
    ["?district=x", "?page=x", "?page=999999999999999", "?sort=x&sort=y", "?q=a&q=b"],
)
def test_nothing_asked_of_the_public_list_breaks_it(award, tess, stranger, query):
    bring_in(award, as_csv(a_row()), by=tess)
    assert stranger.get(f"/funding/onward/{award.pk}/{query}").status_code == 200
    assert stranger.get(f"/funding/onward/{award.pk}.csv{query}").status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/funding/onward/99999999999999999999/", "/funding/onward/{pk}.exe",
     "/funding/pilot/indicators.exe", "/funding/none/indicators/"],
)  # fmt: skip
def test_address_of_nothing_is_not_found(award, stranger, address):
    assert stranger.get(address.format(pk=award.pk)).status_code == 404


@pytest.mark.parametrize("content", [b"%PDF-1.4", b"\x89PNG\r\n", b"\xff\xd8\xff"])
def test_file_of_another_kind_is_refused_beside_the_field(award, tess, client_of, content):
    file = SimpleUploadedFile("x.csv", content)
    answer = client_of(tess).post(f"/funding/awards/{award.pk}/onward/", {"file": file})
    assert "Choose an Excel workbook" in answer.content.decode()
    assert not RegrantImport.objects.exists()


@pytest.mark.parametrize("value", ["\x00", "-1", "1.5", "9" * 400, "１２", "a", "99,999,999"])
def test_figure_that_is_none_is_refused_and_nothing_is_written(
    world, tess, client_of, in_may, value
):
    award = pilot_award(world)
    indicator = award.programme.indicators.first()
    address = f"/funding/awards/{award.pk}/indicators/2022-01/"
    data = {f"n-{indicator.pk}-swale": value, f"n-{indicator.pk}-dover": "3"}
    answer = client_of(tess).post(address, data)
    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    assert not award.readings.exists()


@pytest.mark.parametrize("slug", ["2022-02", "2021-10", "2022-07", "x", "9999-01", "0000-00"])
def test_quarter_that_is_none_is_not_found(world, tess, client_of, in_may, slug):
    address = f"/funding/awards/{pilot_award(world).pk}/indicators/{slug}/"
    assert client_of(tess).get(address).status_code == 404


def test_case_note_with_a_null_character_or_an_unknown_quarter_is_refused(
    world, tess, client_of, in_may
):
    award = pilot_award(world)
    data = {"quarter": "x", "heading_of_note": "a\x00", "text": "b", "key": "x"}
    answer = client_of(tess).post(f"/funding/awards/{award.pk}/notes/new/", data)
    assert answer.status_code == 200
    assert not CaseNote.objects.exists()


def test_lists_cost_the_same_however_long(award, tess, client_of, stranger, count_queries, in_may):
    partner, costs = client_of(tess), []
    for number in (1, 3):
        for each in range(number):
            bring_in(award, as_csv(a_row(10 * number + each)), by=tess)
        costs.append(
            (
                count_queries(lambda: stranger.get(f"/funding/onward/{award.pk}/")),
                count_queries(lambda: partner.get(f"/funding/awards/{award.pk}/onward/")),
            )
        )
    assert costs[0] == costs[1]


def test_pilots_pages_cost_the_same_however_much_is_told(
    world, tess, client_of, stranger, count_queries, in_may
):
    award = pilot_award(world)
    partner, costs = client_of(tess), []
    addresses = [
        (stranger, "/funding/pilot/indicators/"),
        (partner, f"/funding/awards/{award.pk}/indicators/"),
        (partner, f"/funding/awards/{award.pk}/indicators/2022-01/"),
        (partner, f"/funding/awards/{award.pk}/notes/"),
    ]
    for number in (1, 3):
        for indicator in award.programme.indicators.all():
            for place, _ in PLACES[: 4 * number + 1]:
                Reading.objects.update_or_create(
                    award=award,
                    indicator=indicator,
                    district=place,
                    quarter_starts_on="2022-01-01",
                    defaults={"value": 12, "given_by": tess},
                )
        for _ in range(number):
            CaseNote.objects.create(
                award=award, quarter_starts_on=date(2022, 1, 1), title="A", text="B", given_by=tess
            )
        costs.append([count_queries(lambda who=who, at=at: who.get(at)) for who, at in addresses])
    assert costs[0] == costs[1]


def test_desk_names_evidence_and_lists_that_wait(award, frank, tess, in_may):
    read(award, as_csv(a_row()), by=frank)
    assert [task.title for task in places.tasks_for(frank)] == ["Confirm grants.csv"]
    assert places.tasks_for(tess) == []


def test_panels_stand_on_the_pages_of_their_awards_only(world, award, tess):
    assert len(places.panels_for(award, tess, LATER)) == 1
    assert len(places.panels_for(pilot_award(world), tess, LATER)) == 1
    assert places.panels_for(world.award(), tess, LATER) == []


def test_public_addresses_are_those_with_something_to_read(award, tess):
    assert places.public_addresses() == []
    bring_in(award, as_csv(a_row()), by=tess)
    assert OnwardGrant.objects.exists()
    assert places.public_addresses() == [f"/funding/onward/{award.pk}/"]
