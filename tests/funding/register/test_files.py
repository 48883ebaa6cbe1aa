"""The register's files: the Transparency Code's fields, safe cells, explained columns, streamed."""

import itertools

import pytest

from funding.actions.register import publish_award
from funding.queries.register import export
from tests.funding.register.makers import fill
from tests.funding.register.reading import as_csv, as_json, as_xlsx, body, xlsx_rows

CODE = [
    "Date awarded",
    "Time period",
    "Department",
    "Beneficiary",
    "Registration number",
    "Summary of purpose",
    "Amount",
]


@pytest.fixture
def award(world):
    """An award whose texts would be formulas."""
    organisation = world.make_organisation('=HYPERLINK("x")', charity_number="1234567")
    award = world.award(
        organisation=organisation, title="+1 place", summary="@SUM(1)\nfor, “all”", pence=1_000_01
    )
    publish_award(award=award, now=world.now)
    return award


def test_csv_begins_with_the_seven_fields_of_the_transparency_code(award, client):
    [line] = as_csv(client)
    assert list(line)[:7] == CODE
    assert line["Date awarded"] == "2021-12-20"
    assert line["Time period"] == "1 March 2022 to 31 December 2022"
    assert line["Registration number"] == "1234567"
    assert line["Amount"] == "1000.01"


def test_no_text_becomes_a_formula(award, client):
    [line] = as_csv(client)
    assert line["Beneficiary"].startswith("'=")
    assert line["Title"].startswith("'+")
    [cells] = xlsx_rows(client)
    assert cells["Beneficiary"] == '=HYPERLINK("x")'
    sheet = as_xlsx(client)["Awards"]
    assert {cell.data_type for cell in sheet[2]} <= {"s", "n", "d"}


def test_spreadsheet_explains_itself_on_a_sheet_of_its_own(award, client):
    book = as_xlsx(client)
    assert book.sheetnames == ["Awards", "Meta"]
    told = dict(book["Meta"].iter_rows(values_only=True))
    assert told["Publisher"] == "Kent County Council"
    assert "Open Government Licence 3.0" in told["Licence"]
    assert told["Coverage"] == "Every award in the register."
    heads = [cell.value for cell in book["Awards"][1]]
    assert set(heads) <= set(told)


def test_part_of_the_register_says_that_it_is_a_part(award, client):
    told = dict(as_xlsx(client, "?kind=cic")["Meta"].iter_rows(values_only=True))
    assert told["Coverage"].startswith("A part")


def test_empty_register_gives_whole_files(client, db):
    assert as_csv(client) == []
    assert as_json(client)["grants"] == []
    assert as_xlsx(client).sheetnames == ["Awards", "Meta"]


def test_files_hold_each_award_once_whatever_the_size_of_a_part(world, client, monkeypatch):
    monkeypatch.setattr(export, "FIRST", 2)
    monkeypatch.setattr(export, "AT_ONCE", 3)
    wanted = sorted(row.reference for row in fill(world, 12))
    assert sorted(line["Reference"] for line in as_csv(client)) == wanted
    assert sorted(each["id"][-len(wanted[0]) :] for each in as_json(client)["grants"]) == wanted


def test_award_that_changes_while_a_file_is_sent_stands_in_it_once(world, client, monkeypatch):
    monkeypatch.setattr(export, "FIRST", 1)
    monkeypatch.setattr(export, "AT_ONCE", 1)
    awards = [world.award() for _ in range(3)]
    for award in awards:
        publish_award(award=award, now=world.now)
    pieces = iter(client.get("/funding/grants.json").streaming_content)
    begun = b"".join(itertools.islice(pieces, 2))
    for award in awards:
        world.framework.release(commitment=award.promises.get().commitment, pence=100)
        publish_award(award=award, now=world.now, what_changed="Less.")
    publish_award(award=world.award(), now=world.now)
    whole = (begun + b"".join(pieces)).decode()
    assert [whole.count(f'"360G-sample-{award.number}"') for award in awards] == [1, 1, 1]


def test_number_of_queries_grows_by_parts_and_not_by_awards(world, client, count_queries):
    def take():
        body(client.get("/funding/grants.json"))

    fill(world, 1)
    one = count_queries(take)
    fill(world, 40)
    assert count_queries(take) == one


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_first_piece_comes_before_any_award_is_read(world, client, count_queries, kind):
    fill(world, 5)
    response = client.get(f"/funding/grants.{kind}")
    assert response.streaming
    first = next(iter(response.streaming_content))
    assert b"Project" not in first


def test_pages_of_others_may_read_the_data(award, client):
    response = client.get("/funding/grants.json")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "attachment" in response["Content-Disposition"]
