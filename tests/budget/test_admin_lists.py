"""Finding, narrowing and taking away what the ledger holds."""

import csv
import io
import zipfile
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from civilsociety.budget import actions
from civilsociety.budget.models import Check, Move

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client_of, frank, framework, hold_clock):
    hold_clock(2021, 12, 20, 12, 0)
    return client_of(frank)


@pytest.fixture
def promise(framework):
    promise = framework.commit(45_000_01, title="Kitchen", payee_name="Dover Kitchen")
    framework.pay(promise, 11_000_00, reference="INV 77")
    return promise


def list_of(name, **asked):
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    return reverse(f"admin:budget_{name}_changelist") + f"?{query}"


def found(client, address):
    return list(client.get(address).context["cl"].queryset)


def rows_of(answer):
    return list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        ("Dover", {"commit", "pay"}),
        ("INV 77", {"pay"}),
        ("21/00055", {"appropriate", "allocate", "commit", "pay"}),
        ("volunteering", {"allocate", "commit", "pay", "reserve"}),
        ("nothing like it", set()),
    ],
)
def test_moves_found_by_what_people_know(officer, framework, promise, typed, kinds):
    framework.reserve(1_000_00)
    moves = found(officer, list_of("move", q=typed))
    assert {move.kind for move in moves} == kinds


def test_moves_found_by_number(officer, promise):
    move = Move.objects.get(kind="pay")

    assert found(officer, list_of("move", q=move.number)) == [move]
    assert found(officer, list_of("move", q=f"l-{move.pk}")) == [move]
    behind = found(officer, list_of("move", q=promise.number))
    assert {each.kind for each in behind} == {"commit", "pay"}
    entries = found(officer, list_of("entry", q=move.number))
    assert {entry.move_id for entry in entries} == {move.pk}


def test_commitments_and_reservations_found(officer, framework, promise):
    held = framework.reserve(1_000_00, title="Walkers", paper="Paper 9")

    for typed in ("Dover", "kitchen", promise.number, "21/00055", "Volunteering"):
        assert found(officer, list_of("commitment", q=typed)) == [promise], typed
    for typed in ("Paper 9", "walkers", held.number):
        assert found(officer, list_of("reservation", q=typed)) == [held], typed


def test_moves_narrowed_by_year_source_and_head(officer, framework, next_year, promise):
    assert not found(officer, list_of("move", year=next_year.pk))
    assert len(found(officer, list_of("move", year=framework.year.pk))) == Move.objects.count()
    assert len(found(officer, list_of("move", head=framework.head.pk))) == 3
    one = found(officer, list_of("move", source=framework.base.pk, kind__exact="appropriate"))
    assert len(one) == 1


def test_moves_narrowed_by_date(officer, framework, promise):
    framework.now = datetime(2022, 1, 31, 23, 30, tzinfo=UTC)
    framework.reserve(1_000_00)

    page = officer.get(list_of("move")).text
    assert "at__year=2021" in page and "at__year=2022" in page
    year = officer.get(list_of("move", at__year=2022)).text
    assert "January 2022" in year and "All dates" in year
    moves = found(officer, list_of("move", at__year=2022, at__month=1, at__day=31))
    assert [move.kind for move in moves] == ["reserve"]


@pytest.mark.parametrize("odd", ["at__year=x", "year=x", "e=1", "kind__exact=%00", "q=%00"])
def test_odd_addresses_do_not_break_a_list(officer, promise, odd):
    for name in ("changelist", "csv", "xlsx"):
        answer = officer.get(f"{reverse(f'admin:budget_move_{name}')}?{odd}")
        assert answer.status_code in {200, 302, 400}


def test_csv_holds_what_was_narrowed(officer, framework, promise):
    answer = officer.get(reverse("admin:budget_move_csv") + "?q=INV+77")

    rows = rows_of(answer)
    assert rows[0][0] == "Number"
    assert len(rows) == 2
    assert rows[1][4] == "11000.00"
    assert 'filename="moves-2021-12-20.csv"' in answer["Content-Disposition"]


def test_no_cell_becomes_a_formula(officer, framework):
    framework.commit(100_00, title='=HYPERLINK("x")', payee_name="=1+1")

    rows = rows_of(officer.get(reverse("admin:budget_commitment_csv")))
    assert rows[1][1].startswith("'=") and rows[1][2] == "'=1+1"
    book = officer.get(reverse("admin:budget_commitment_xlsx")).content
    sheet = zipfile.ZipFile(io.BytesIO(book)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet


@pytest.mark.parametrize("name", ["line", "move", "entry", "reservation", "commitment", "proposal"])
def test_each_list_can_be_taken_away(officer, framework, promise, name):
    framework.reserve(1_000_00)
    actions.propose(act="lapse", terms={"line": framework.line().pk, "pence": 5}, **framework.who())
    assert len(rows_of(officer.get(reverse(f"admin:budget_{name}_csv")))) > 1
    assert officer.get(reverse(f"admin:budget_{name}_xlsx")).content[:2] == b"PK"


def test_too_many_rows_for_a_workbook_are_refused_in_words(officer, promise, monkeypatch):
    monkeypatch.setattr("civilsociety.budget.admin.exports.MOST_ROWS", 1)
    answer = officer.get(reverse("admin:budget_move_xlsx"), follow=True)

    assert "Narrow the list by year or by date, or take the CSV." in answer.text


@pytest.mark.parametrize(
    "name", ["line", "move", "entry", "reservation", "commitment", "proposal", "year", "check"]
)
def test_list_asks_the_same_however_long(officer, framework, count_queries, name):
    address = list_of(name)

    def more():
        promise = framework.commit(1_000_00)
        framework.pay(promise, 1_00)
        framework.reserve(1_000_00)
        terms = {"line": framework.line().pk, "pence": 5}
        actions.propose(act="lapse", terms=terms, **framework.who())
        Check.objects.create()

    more()
    officer.get(address)
    one = count_queries(lambda: officer.get(address))
    more()
    more()
    framework.open_year(2030)
    three = count_queries(lambda: officer.get(address))
    assert three == one


def test_index_asks_the_same_however_much_there_is(officer, framework, count_queries):
    officer.get("/admin/")
    one = count_queries(lambda: officer.get("/admin/"))
    framework.open_year(2022)
    framework.open_year(2023)
    for _ in range(3):
        framework.reserve(1_00)
        terms = {"line": framework.line().pk, "pence": 5}
        actions.propose(act="lapse", terms=terms, **framework.who())
    assert count_queries(lambda: officer.get("/admin/")) == one


@pytest.mark.parametrize("name", ["line", "commitment", "move"])
def test_page_of_a_row_asks_the_same_however_long(officer, framework, promise, count_queries, name):
    pk = {"line": framework.line().pk, "commitment": promise.pk}
    pk["move"] = Move.objects.filter(kind="commit").get().pk
    address = reverse(f"admin:budget_{name}_change", args=[pk[name]])
    officer.get(address)
    one = count_queries(lambda: officer.get(address))
    for _ in range(3):
        framework.pay(promise, 1_00)
    assert count_queries(lambda: officer.get(address)) == one


def test_running_balances_follow_each_entry(officer, framework, promise):
    line = framework.line()
    page = officer.get(reverse("admin:budget_line_change", args=[line.pk])).text

    assert "£77,499.99" in page  # £100,000 less £22,500.01: the odd penny falls to the first source
    assert "Entries 1 to 3 of 3" in page


def test_button_asks_the_worker_for_a_proof(officer, framework):
    answer = officer.post(reverse("admin:budget_run_check"), follow=True)

    assert Check.objects.count() == 1
    assert "The sums are being proved" in answer.text


def test_proof_that_found_a_difference_names_it(officer, framework):
    check = Check.objects.create(
        state="done", agrees=False, differences=["2021/22, Volunteering: £1 more than its entries"]
    )
    assert "1 sum differs" in officer.get("/admin/").text
    page = officer.get(reverse("admin:budget_check_change", args=[check.pk])).text
    assert "£1 more than its entries" in page
