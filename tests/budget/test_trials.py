"""Can we afford this? What is tried, kept, compared and turned into reservations."""

import threading
from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from civilsociety.budget.actions import trials as actions
from civilsociety.budget.formats.awards import read_awards
from civilsociety.budget.models import Move, Reservation, Trial
from civilsociety.budget.rules.trials import Award, outcome_of, ranks_of, try_out
from civilsociety.refusal import Refused
from tests.budget.conftest import NOW

HOME = "budget:trials"
LIST = """Hythe Youth Hub, 60,000, Volunteering, 2021/22
Swale Hub, Ltd, £120,000, volunteering, 2021-22
Thanet Together; 20000.01; Volunteering; 2021
"""


@pytest.fixture
def opened(framework, hold_clock):
    hold_clock(2021, 12, 20, 12)
    return framework


@pytest.fixture
def try_list(opened, client_of, frank):
    """`try_list(lines=LIST)` posts the page and gives its desk."""
    client = client_of(frank)

    def post(act="look", **typed):
        return client.post(reverse(HOME), {"act": act, **typed}).context["desk"]

    return post


@pytest.fixture
def a_trial(opened, frank):
    """`a_trial(60_000_00, 40_000_00)` keeps a trial of awards in rank order."""

    def make(*amounts, cut_off=None, counted_free=(), title="Spring panel"):
        awards = [
            Award(rank, f"Group {rank}", pence, opened.head, opened.year)
            for rank, pence in enumerate(amounts, start=1)
        ]
        return actions.save_trial(
            title=title,
            awards=awards,
            cut_off=cut_off,
            counted_free=counted_free,
            by=frank,
            now=NOW,
        )

    return make


def reserve(trial, by, key=None):
    return actions.reserve_trial(
        trial=trial,
        paper="Panel, item 4",
        expires_on=date(2022, 2, 1),
        reason="For the panel",
        by=by,
        key=key or uuid4(),
        now=NOW,
    )


@pytest.mark.parametrize(
    ("line", "name", "pence"),
    [
        ("Hythe Hub, 5000, Volunteering, 2021/22", "Hythe Hub", 5000_00),
        ("Smith, Jones and Co, £5,000, Volunteering, 2021-22", "Smith, Jones and Co", 5000_00),
        ("Kent Hub\t1,250,000.50\tvolunteering\t2021", "Kent Hub", 125000050),
        ('"A, B and C"; 10 ; ; ', "A, B and C", 10_00),
        ("Kent Hub, 7.5", "Kent Hub", 7_50),
    ],
)
def test_line_is_read_as_people_write_it(framework, line, name, pence):
    known = {"heads": [framework.head], "years": [framework.year]}
    awards, wrong = read_awards(line, head=framework.head, year=framework.year, **known)
    assert not wrong
    assert [(each.payee_name, each.pence) for each in awards] == [(name, pence)]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Hub, £1k, Volunteering, 2021/22", "in figures"),
        ("Hub, -5, Volunteering, 2021/22", "minus sign"),
        ("Hub, $5, Volunteering, 2021/22", "in pounds"),
        ("Hub, 0, Volunteering, 2021/22", "more than nothing"),
        ("Hub, 5.005, Volunteering, 2021/22", "whole pence"),
        ("Hub, 5, Voluntering, 2021/22", "Did you mean Volunteering"),
        ("Hub, 5, Volunteering, 2021/23", "not one financial year"),
        ("Hub, 5, Volunteering, 2031/32", "not a year that is open"),
        ("Hub, 5", "Name the programme"),
        ("Hub", "Give the amount"),
    ],
)
def test_line_that_cannot_be_read_is_told_by_its_number(framework, line, words):
    text = f"\nGood, 5, Volunteering, 2021/22\n{line}"
    awards, wrong = read_awards(text, heads=[framework.head], years=[framework.year])
    assert len(awards) == 1
    assert [each.line for each in wrong] == [3]
    assert words in wrong[0].sentence


def test_column_names_are_understood_in_any_order(framework):
    text = "Year,Programme,Organisation,Amount\n2021/22,Volunteering,Hub,5\n"
    awards, wrong = read_awards(text, heads=[framework.head], years=[framework.year])
    assert not wrong and awards[0].payee_name == "Hub"


def test_years_of_one_award_share_a_rank():
    rows = [("Hub", 1, 2021), ("hub", 1, 2022), ("Hub", 1, 2022), ("Other", 1, 2021)]
    assert list(ranks_of(rows)) == [1, 1, 2, 3]


def test_pasted_list_is_tried_to_the_penny(try_list):
    desk = try_list(lines=LIST)
    first = desk.outcome.first_short
    assert [each.award.rank for each in desk.outcome.tried] == [1, 2, 3]
    assert (first.award.rank, first.short_pence) == (3, 1)
    assert desk.outcome.most_that_fit == 2
    assert desk.typed["lines"] == ""


def test_split_is_the_one_a_reservation_would_have(opened):
    amounts = [1, 1, 333, 50_001]
    awards = [
        Award(rank, f"G{rank}", pence, opened.head, opened.year)
        for rank, pence in enumerate(amounts, 1)
    ]
    tried = try_out(awards, years=[opened.year], heads=[opened.head]).tried
    for each, pence in zip(tried, amounts, strict=True):
        reservation = opened.reserve(pence)
        held = {leg.line.source: leg.held_pence for leg in reservation.legs.all()}
        assert held == {source: part for source, part in each.legs.items() if part}


def test_bad_line_keeps_everything_that_was_typed(try_list):
    row = {"awards-TOTAL_FORMS": "1", "awards-0-payee_name": "Hub", "awards-0-pence": "£1k"}
    desk = try_list(lines="Other, five", title="Mine", **row)
    assert desk.form["lines"].value() == "Other, five"
    assert desk.form["title"].value() == "Mine"
    assert desk.formset[0]["pence"].value() == "£1k"
    assert "row 1" in desk.formset[0].errors["pence"][0]
    assert "Line 1" in desk.form.errors["lines"][0]


def test_list_that_grows_too_long_is_told_and_kept(try_list):
    many = "\n".join(f"Group {n}, 1, Volunteering, 2021/22" for n in range(100))
    desk = try_list(lines=many)
    assert len(desk.rows) == 100
    desk = try_list(lines=many, **rows_of(desk))
    assert len(desk.rows) == 100 and desk.form["lines"].value() == many
    assert "more than 150 awards" in desk.form.errors["lines"][0]


def test_file_with_a_bad_line_can_be_mended_on_the_page(try_list):
    file = SimpleUploadedFile("list.csv", b"Name,Amount\nHub,nothing\n")
    desk = try_list(file=file)
    assert desk.form["lines"].value() == "Name,Amount\nHub,nothing\n"
    assert "Line 2" in desk.form.errors["lines"][0]


def test_file_in_the_letters_of_windows_is_read(try_list, opened):
    content = "Café Hythe,100,Volunteering,2021/22".encode("cp1252")
    desk = try_list(file=SimpleUploadedFile("list.csv", content))
    assert desk.rows[0]["payee_name"] == "Café Hythe"


def rows_of(desk):
    return {
        f"awards-{index}-{cell}": value
        for index, row in enumerate(desk.rows)
        for cell, value in row.items()
    } | {"awards-TOTAL_FORMS": str(len(desk.rows))}


def test_line_moves_by_its_buttons(try_list):
    typed = rows_of(try_list(lines=LIST))
    moved = try_list("line-up", **typed)
    assert moved.cut_off == 2 and moved.outcome.fits
    again = try_list("line-up", cut_off="2", **typed)
    assert again.cut_off == 1
    assert try_list("line-down", cut_off="2", **typed).cut_off is None
    assert try_list("line-fit", **typed).cut_off == 2


def test_row_moves_by_its_rank_and_goes_when_removed(try_list):
    typed = rows_of(try_list(lines=LIST))
    moved = try_list(**(typed | {"awards-2-rank": "1", "awards-0-rank": "2"}))
    assert [row["payee_name"][:5] for row in moved.rows] == ["Thane", "Hythe", "Swale"]
    removed = try_list("remove-0", **typed)
    assert [row["rank"] for row in removed.rows] == ["1", "2"]
    assert removed.rows[0]["payee_name"].startswith("Swale")


def test_held_money_counts_as_free_when_ticked(opened, try_list):
    held = opened.reserve(150_000_00, title="Blanket")
    lines = "Hub, 100,000, Volunteering, 2021/22"
    assert not try_list(lines=lines).outcome.fits
    assert try_list(lines=lines, counted_free=[str(held.pk)]).outcome.fits


def test_trial_is_saved_and_opened_again(opened, client_of, frank):
    client = client_of(frank)
    client.post(reverse(HOME), {"act": "save", "lines": LIST, "title": "First", "cut_off": "2"})
    trial = Trial.objects.get()
    page = client.get(reverse("budget:trial", args=[trial.pk]))
    assert page.context["desk"].cut_off == 2
    assert [each.position for each in trial.awards.all()] == [1, 2, 3]
    assert not Reservation.objects.exists()


def test_trial_without_a_name_is_not_saved_and_not_lost(opened, client_of, frank):
    page = client_of(frank).post(reverse(HOME), {"act": "save", "lines": LIST})
    assert "Give the trial a name" in page.content.decode()
    assert len(page.context["desk"].rows) == 3 and not Trial.objects.exists()


def test_trial_somebody_changed_meanwhile_is_not_overwritten(a_trial, frank):
    trial = a_trial(100)
    with pytest.raises(Refused, match="Somebody changed"):
        actions.save_trial(
            trial=trial,
            title="Mine",
            awards=[],
            cut_off=None,
            counted_free=[],
            by=frank,
            now=NOW,
            seen="2021-01-01T00:00:00+00:00",
        )


def test_trial_becomes_reservations_in_rank_order(a_trial, frank):
    trial = a_trial(60_000_00, 40_000_01, 10_00, cut_off=2)
    made = reserve(trial, frank)
    assert [each.amount_pence for each in made] == [60_000_00, 40_000_01]
    assert [each.trial_award.position for each in made] == [1, 2]
    assert all("rank" in each.title and each.paper == "Panel, item 4" for each in made)


def test_trial_is_reserved_once_however_often_it_is_asked(a_trial, frank):
    trial, key = a_trial(60_000_00, 40_000_00), uuid4()
    first = reserve(trial, frank, key)
    assert reserve(trial, frank, key) == first == reserve(trial, frank)
    assert Reservation.objects.count() == 2


def test_trial_that_does_not_fit_holds_nothing(a_trial, frank):
    trial = a_trial(60_000_00, 150_000_00)
    with pytest.raises(Refused, match="Group 2, rank 2, is short of £10,000"):
        reserve(trial, frank)
    assert not Reservation.objects.exists()


def test_reservations_are_all_or_nothing_when_one_is_refused(a_trial, frank, monkeypatch):
    trial = a_trial(60_000_00, 40_000_00)
    real, calls = actions.reserve, []

    def second_refused(**terms):
        calls.append(terms)
        if len(calls) == 2:
            raise Refused("Somebody was faster.")
        return real(**terms)

    monkeypatch.setattr(actions, "reserve", second_refused)
    with pytest.raises(Refused, match="faster"):
        reserve(trial, frank)
    assert not Reservation.objects.exists()
    assert not Trial.objects.get().reserved_at


def test_money_counted_free_is_released_in_the_same_moment(opened, a_trial, frank):
    held = opened.reserve(150_000_00, title="Blanket")
    trial = a_trial(100_000_00, 100_000_00, counted_free=[held])
    made = reserve(trial, frank)
    held.refresh_from_db()
    assert held.state == "released" and len(made) == 2
    assert opened.standing()[0] == 0


def test_held_trial_is_not_changed_but_copied(a_trial, frank):
    trial = a_trial(100)
    reserve(trial, frank)
    with pytest.raises(Refused, match="copy"):
        actions.delete_trial(trial=trial, by=frank)
    copy = actions.copy_trial(trial=trial, by=frank, now=NOW)
    assert copy.awards.count() == 1 and not copy.awards.get().reservation


def test_comparison_says_what_differs(a_trial, client_of, frank):
    one, other = a_trial(100_00, 200_00), a_trial(150_00, title="Second")
    page = client_of(frank).get(reverse("budget:trials_compare"), {"a": one.pk, "b": other.pk})
    assert [row["says"] for row in page.context["awards"]] == ["£50 more", "Only in the first"]


def test_reader_tries_but_does_not_hold(a_trial, client_of, dee):
    trial = a_trial(100)
    client = client_of(dee)
    assert client.get(reverse("budget:trial", args=[trial.pk])).status_code == 200
    assert client.post(reverse("budget:trial_reserve", args=[trial.pk])).status_code == 403


def test_reader_copies_what_is_not_theirs(a_trial, client_of, dee):
    trial, client = a_trial(100), client_of(dee)
    with pytest.raises(Refused, match="changed by funding officers"):
        actions.delete_trial(trial=trial, by=dee)
    page = client.get(reverse("budget:trial_delete", args=[trial.pk]))
    assert "changed by funding officers" in page.content.decode()
    words = client.get(reverse("budget:trial", args=[trial.pk])).content.decode()
    assert "becomes a copy of your own" in words
    data = {"act": "save", "title": "Mine", "as_copy": "yes", "lines": LIST}
    client.post(reverse("budget:trial", args=[trial.pk]), data)
    assert Trial.objects.get(title="Mine").made_by == dee and Trial.objects.count() == 2


def test_held_trial_shows_its_reservations(a_trial, client_of, frank, dee):
    trial = a_trial(100, 200, cut_off=1)
    (held,) = reserve(trial, frank)
    for person in (frank, dee):
        words = client_of(person).get(reverse("budget:trial", args=[trial.pk])).content.decode()
        assert held.number in words and "Below the line" in words
    assert f"/admin/budget/reservation/{held.pk}/" not in words


def test_page_holds_the_money(a_trial, client_of, frank):
    trial = a_trial(100)
    data = {"paper": "Item 4", "reason": "Panel", "key": str(uuid4())}
    data |= {"expires_on_day": "1", "expires_on_month": "2", "expires_on_year": "2022"}
    client = client_of(frank)
    address = reverse("budget:trial_reserve", args=[trial.pk])
    for _ in range(2):
        assert client.post(address, data).status_code == 302
    assert Reservation.objects.count() == 1 and Move.objects.filter(kind="reserve").count() == 1


def test_long_list_takes_no_more_queries(opened, a_trial, client_of, frank, count_queries):
    client = client_of(frank)
    few, many = a_trial(*[1_00] * 2), a_trial(*[1_00] * 60, title="Long")
    pages = [reverse("budget:trial", args=[each.pk]) for each in (few, many)]
    client.get(pages[0])
    assert count_queries(lambda: client.get(pages[0])) == count_queries(
        lambda: client.get(pages[1])
    )


def test_list_of_trials_takes_no_more_queries(a_trial, client_of, frank, count_queries):
    client = client_of(frank)
    a_trial(1_00)
    client.get(reverse(HOME))
    few = count_queries(lambda: client.get(reverse(HOME)))
    a_trial(1_00, title="Second")
    a_trial(1_00, title="Third")
    assert count_queries(lambda: client.get(reverse(HOME))) == few


def test_outcome_of_a_saved_trial_is_that_of_its_page(a_trial, client_of, frank):
    trial = a_trial(60_000_00, 150_000_00, cut_off=1)
    page = client_of(frank).get(reverse("budget:trial", args=[trial.pk]))
    assert page.context["outcome"].first_short.short == outcome_of(trial).first_short.short


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_once_hold_a_trial_once_and_money_never_twice(a_trial, frank, bea):
    """The same trial by two people, and another trial over the same money."""
    first, second = a_trial(120_000_00), a_trial(120_000_00, title="Second panel")
    outcomes = []

    def run(trial, by):
        try:
            outcomes.append([each.pk for each in reserve(trial, by)])
        except Refused:
            outcomes.append("refused")
        finally:
            connection.close()

    asked = [(first, frank), (first, bea), (second, frank), (second, bea)]
    threads = [threading.Thread(target=run, args=each) for each in asked]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    (held,) = Reservation.objects.all()
    assert sorted(map(str, outcomes)) == sorted([f"[{held.pk}]"] * 2 + ["refused"] * 2)
