"""What anybody may read of the money: figures that open, days of the past, nobody's name."""

import csv
import io
import re
from datetime import date
from html import unescape
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from django.db import transaction

from civilsociety.accounts.models import User
from civilsociety.audit.actions import SYSTEM
from civilsociety.budget.demonstration import texts
from civilsociety.budget.models import Commitment, Head, Move, Year
from civilsociety.budget.queries import figures
from civilsociety.budget.queries.published import shown
from civilsociety.ui.words import pounds
from strategy import demonstration as strategy_demonstration
from strategy.queries import money_beside
from tests.access import ROLES
from tests.budget.addresses_public import story

pytestmark = pytest.mark.django_db

LINK = re.compile(r'<a class="figure-link[^"]*" href="([^"]+)">([^<]+)</a>')
HEADING = re.compile(r'<h1 class="govuk-heading-xl">[^<]*: (−?£[\d,.]+)</h1>')


@pytest.fixture(scope="module")
def story_of_the_module(django_db_setup, django_db_blocker):
    """The demonstration's three years, told once for all tests here, and taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield told_by_a_cast()
        transaction.set_rollback(True)


def told_by_a_cast():
    cast = {}
    for key in ROLES:
        person = User.objects.create_user(f"{key}@example.org", name=f"{key} Surname")
        cast[key] = person
    story(cast)
    return cast


@pytest.fixture
def told(story_of_the_module, db):
    """The people of the story; what a test changes is taken back."""
    return story_of_the_module


def text(answer):
    return unescape(answer.content.decode())


def links(page):
    return {(unescape(url), figure) for url, figure in LINK.findall(page)}


def csv_rows(answer):
    body = b"".join(answer.streaming_content).decode().removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(body)))


def pence(figure):
    """“−£1,250.37” as -125037."""
    whole, _, rest = figure.replace("−", "-").replace("£", "").replace(",", "").partition(".")
    sign = -1 if whole.startswith("-") else 1
    return sign * (abs(int(whole)) * 100 + int((rest or "0").ljust(2, "0")))


def test_totals_are_those_of_the_report(told, stranger):
    page = text(stranger.get("/budget/"))
    year = text(stranger.get("/budget/2022-23/"))

    assert "£700,000 a year for three years, £2,100,000 in all" in page
    assert "Half is from the base budget, half from Public Health" in page
    assert "£350,000" in year
    assert figures().appropriated == 210_000_000
    assert [figures(year=each).appropriated for each in Year.objects.all()] == [70_000_000] * 3
    decided = {"strategic-recovery-fund": 330, "volunteering-pilot": 170, "crowdfund-kent": 200}
    for key, thousands in decided.items():
        assert figures(head=Head.objects.get(key=key)).allocated == thousands * 100_000


@pytest.mark.parametrize(
    "address",
    [
        "/budget/",
        "/budget/?as-at=2022-03-01",
        "/budget/2022-23/",
        "/budget/programmes/crowdfund-kent/",
    ],
)
def test_each_figure_opens_to_entries_that_make_it(told, stranger, address):
    opened = links(text(stranger.get(address)))
    assert len(opened) > 10

    for url, figure in opened:
        answer = stranger.get(url)
        page = text(answer)
        assert HEADING.search(page)[1] == figure, url
        rows = csv_rows(stranger.get(url.replace("/entries/", "/entries.csv")))
        summed = sum(pence(row["Amount"]) for row in rows)
        assert summed == pence(figure), url


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("/budget/2022-23/?as-at=2023-02-01", {"Year": {"2022/23"}}),
        ("/budget/programmes/crowdfund-kent/", {"Programme": {"CrowdFund Kent"}}),
        ("/budget/", {"Year": {"2021/22", "2022/23", "2023/24"}}),
    ],
)
def test_file_of_a_page_has_the_rows_of_the_page(told, stranger, page, expected):
    address = re.search(r'href="(/budget/figures.csv[^"]*)"', stranger.get(page).content.decode())
    rows = csv_rows(stranger.get(unescape(address[1])))

    for column, values in expected.items():
        assert {row[column] for row in rows} == values


def test_tables_of_a_page_agree_with_each_other(told, stranger):
    rows = csv_rows(stranger.get("/budget/figures.csv"))
    now = figures()

    for column, name in (("Set aside", "appropriated"), ("Paid", "paid"), ("Reserved", "reserved")):
        assert sum(pence(row[column]) for row in rows) == getattr(now, name)
    standing = ("Not yet allocated", "Available in programmes", "Reserved", "Paid")
    standing += ("Committed, not yet paid",)
    assert sum(pence(row[name]) for row in rows for name in standing) == 210_000_000


def test_present_is_the_same_as_today_asked_as_a_past_day(told, stranger, hold_clock):
    hold_clock(2026, 11, 2, 9)
    now = {figure for _, figure in links(text(stranger.get("/budget/")))}
    then = {figure for _, figure in links(text(stranger.get("/budget/?as-at=2026-11-02")))}

    assert now == then


def test_past_day_shows_what_was_written_down_by_its_end(told, stranger):
    before = text(stranger.get("/budget/?as-at=2021-12-19"))
    on_the_day = text(stranger.get("/budget/?as-at=2021-12-20"))

    assert "Nothing had been written down by then" in before
    assert "As it was on 20 December 2021" in on_the_day
    assert "£700,000" in on_the_day
    assert "as-at=2021-12-20" in on_the_day
    assert 'href="/budget/">Show it as it is now' in on_the_day


def test_day_in_boxes_becomes_an_address(told, stranger):
    boxes = {"as_at_day": "31", "as_at_month": "March", "as_at_year": "2022", "figure": "paid"}
    answer = stranger.get("/budget/entries/", boxes)

    assert answer.status_code == 302
    assert answer.url == "/budget/entries/?figure=paid&as-at=2022-03-31"


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("2022-02-31", "must include a month and year"),
        ("yesterday", "must include a month and year"),
        ("31/2/2022", "Enter a real date"),
        ("2999-01-01", "The day must be today or earlier"),
        ("x" * 5000, "must include a month and year"),
    ],
)
def test_bad_day_is_explained(stranger, day, message):
    answer = stranger.get("/budget/", {"as-at": day})
    page = text(answer)

    assert answer.status_code == 200
    assert message in page
    assert 'href="#id_as_at_day"' in page
    assert 'id="id_as_at_day"' in page


@pytest.mark.parametrize("value", ["nothing", "2021-22", "C-000000", "'; drop", "é" * 999])
def test_unknown_selection_is_no_server_error(told, stranger, value):
    names = ["figure", "year", "source", "programme", "commitment", "objective", "kind", "q"]
    for name in [*names, "decision"]:
        for address in ("/budget/entries/", "/budget/moves/", "/budget/commitments/"):
            answer = stranger.get(address, {name: value, "page": value})
            assert answer.status_code == 200, (address, name)
        assert stranger.get("/budget/entries.csv", {name: value}).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/budget/2020-21/",
        "/budget/2021-23/",
        "/budget/9999-00/",
        "/budget/0000-01/",
        "/budget/programmes/none/",
        "/budget/moves/L-000000/",
        "/budget/commitments/C-999999999999/",
        "/budget/figures.pdf",
        "/budget/entries.exe",
    ],
)
def test_what_is_not_there_is_a_404(stranger, address):
    assert stranger.get(address).status_code == 404


def public_pages(client):
    """Every public page about the money with its text, and its files."""
    moves = [move.get_absolute_url() for move in Move.objects.all()]
    lists = ["/budget/entries/", "/budget/moves/feed/", *shown.public_addresses(), *moves]
    for address in lists:
        yield address, text(client.get(address))
    for name in ("entries", "moves", "commitments", "figures"):
        answer = client.get(f"/budget/{name}.csv")
        yield name, b"".join(answer.streaming_content).decode()


def test_nobody_is_named(told, stranger):
    secrets = ["Rowan", "Harbour Youth Stage", "stage for young people", "independent chair"]
    secrets += [texts.SAMPLE, "Sample invoice", "Sample claim", "Sample paper", "Sample refund"]
    secrets += ["Surname", "@example.org"]
    for address, page in public_pages(stranger):
        found = [secret for secret in secrets if secret in page]
        assert not found, f"{address}: {found}"


def test_person_is_not_found_by_name(told, stranger):
    assert "No commitment found" in text(stranger.get("/budget/commitments/?q=Rowan"))
    assert "A person, not named" in text(stranger.get("/budget/commitments/"))


@pytest.mark.parametrize("words", ["ashford", "infrastructure", "SAMPLE/21/00001"])
def test_commitment_is_found_by_payee_purpose_and_decision(told, stranger, words):
    page = text(stranger.get("/budget/commitments/", {"q": words}))

    assert "1 commitment found" in page
    assert "Ashford Volunteer Centre" in page


def test_commitment_is_found_by_its_number(told, stranger):
    number = Commitment.objects.get(payee_name="Ashford Volunteer Centre").number

    for words in (number, number.lower(), f" C-{int(number[2:])} "):
        assert "1 commitment found" in text(stranger.get("/budget/commitments/", {"q": words}))


def test_commitment_tells_its_pounds_from_source_to_payment(told, stranger):
    commitment = Commitment.objects.get(payee_name="Kent Community Foundation")
    page = text(stranger.get(commitment.get_absolute_url()))
    story_ = page[page.index("Where is this pound?") : page.index("What stands behind it")]

    words = re.findall(r'thread__word">([^<]+)', story_)
    assert words == [
        "Where it is from",
        "Allocated",
        "Decided",
        "Held for a decision",
        "Promised",
        "Paid",
        "Paid",
        "Paid",
        "Came back",
    ]
    assert 'href="/decisions/21-00074/"' in page
    assert "£1,250.37" in page


def test_move_leads_to_its_decision_commitment_and_legs(told, stranger):
    move = Move.objects.get(kind="carry_commitment")
    page = text(stranger.get(move.get_absolute_url()))

    assert "Promise carried into the next year: £56,666.66" in page
    assert "One officer proposed it and another approved it" in page
    assert 'href="/decisions/SAMPLE-21-00001/"' in page
    assert page.count("£28,333.33") == 4
    assert "money of 2021/22" in page


def test_correction_and_what_it_takes_back_lead_to_each_other(told, stranger):
    correction = Move.objects.get(kind="reverse")
    first = correction.reverses

    assert first.number in text(stranger.get(correction.get_absolute_url()))
    assert f'taken back by <a class="govuk-link" href="{correction.get_absolute_url()}"' in text(
        stranger.get(first.get_absolute_url())
    )


def test_feed_can_be_read(told, stranger):
    answer = stranger.get("/budget/moves/feed/")
    feed = ElementTree.fromstring(answer.content)
    entries = feed.findall("{http://www.w3.org/2005/Atom}entry")

    assert answer["Content-Type"].startswith("application/atom+xml")
    assert len(entries) == 40


def test_spreadsheets_open(told, stranger):
    openpyxl = pytest.importorskip("openpyxl")
    for name in ("figures", "entries", "moves", "commitments"):
        answer = stranger.get(f"/budget/{name}.xlsx")
        book = openpyxl.load_workbook(io.BytesIO(answer.content))
        assert book.worksheets[0].max_row > 5


def test_decision_shows_the_money_on_it(told, stranger):
    framework = text(stranger.get("/decisions/21-00055/"))
    fund = text(stranger.get("/decisions/21-00074/"))

    assert "Money on this decision" in framework
    assert "£2,100,000</a>, in 6 moves" in framework
    assert "£330,000 of £330,000 is promised, £0 is left" in fund
    assert Commitment.objects.get(payee_name="Kent Community Foundation").number in fund


def test_moves_on_a_decision_are_listed(told, stranger):
    page = text(stranger.get("/budget/moves/?kind=appropriate&decision=21/00055"))

    assert "6 moves found" in page


def test_strategy_shows_the_money_beside_its_sections(told):
    sections = [SimpleNamespace(key=key) for key in ("volunteering", "crowdfund-kent", "money")]
    found = dict(money_beside(sections))

    assert found["volunteering"].text == "£170,000 for Volunteering infrastructure pilot"
    assert found["crowdfund-kent"].url == "/budget/programmes/crowdfund-kent/"
    assert found["money"].text == "£2,100,000 set aside"


def test_programme_leads_back_to_the_section_that_promised_it(told, stranger):
    strategy_demonstration.load(by=SYSTEM)
    pilot = text(stranger.get("/budget/programmes/volunteering-pilot/"))
    promised = Commitment.objects.get(payee_name="Ashford Volunteer Centre")

    assert 'href="/strategy/civil-society/#volunteering"' in pilot
    assert "Promised in the strategy" in text(stranger.get(promised.get_absolute_url()))


def test_front_page_and_map_lead_to_the_money(told, stranger):
    assert "Where the £2,100,000 goes" in text(stranger.get("/"))
    assert "/budget/2021-22/" in text(stranger.get("/sitemap.xml"))


def test_second_loading_changes_nothing(told):
    before = [list(model.objects.order_by("pk").values()) for model in (Move, Commitment, Head)]
    story(told)

    assert [
        list(model.objects.order_by("pk").values()) for model in (Move, Commitment, Head)
    ] == before


def test_story_has_something_of_everything(told):
    kinds = set(Move.objects.values_list("kind", flat=True))

    assert kinds >= {
        "appropriate",
        "allocate",
        "reserve",
        "commit",
        "pay",
        "release",
        "vire",
        "carry_commitment",
        "carry_balance",
        "return",
        "reverse",
    }
    assert figures(as_at=date(2024, 3, 31)).reserved == figures().reserved > 0
    assert pounds(figures().committed) == "£5,000"
