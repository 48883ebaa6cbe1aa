"""Published figures: from counters, from entries, and as they were on a past day."""

from datetime import UTC, date, datetime

import pytest
from django.db.models import Sum

from civilsociety.budget import actions, queries
from civilsociety.budget.queries.figures import MADE_OF
from civilsociety.ui.clock import today

pytestmark = pytest.mark.django_db


@pytest.fixture
def busy(framework, next_year):
    """A bit of everything, over two years and two heads."""
    other = framework.add_head("other", objective="A strong sector")
    framework.allocate(50_001, head=other)
    commitment = framework.commit(1_001, reservation=framework.reserve(3_001))
    framework.pay(commitment, 501)
    framework.give_back(commitment, 51)
    framework.reserve(777, head=other)
    framework.two("carry_commitment", commitment=commitment, year=framework.year)
    framework.two("carry_balance", line=framework.line(), pence=1_234)
    framework.two("lapse", line=framework.line(), pence=99)
    terms = {"from_line": framework.line(), "to_line": framework.line(head=other), "pence": 500}
    framework.two("reverse", move=framework.two("vire", **terms))
    framework.two("reverse", move=framework.two("lapse", line=framework.line(), pence=3))
    framework.two("vire", **terms)
    return framework


def selections(framework, next_year):
    yield {}
    for year in (framework.year, next_year):
        yield {"year": year}
        yield {"year": year, "source": framework.health}
        yield {"year": year, "head": framework.head}
    yield {"head": framework.unallocated}
    yield {"objective": "A strong sector"}


def test_figures_of_today_agree_with_the_entries(busy, next_year):
    for chosen in selections(busy, next_year):
        now = queries.figures(**chosen)
        assert queries.figures(**chosen, as_at=today()) == now
        for name in MADE_OF:
            behind = queries.entries_behind(figure=name, **chosen)
            total = behind.aggregate(sum=Sum("effect_pence"))["sum"] or 0
            assert total == getattr(now, name), (name, chosen)


def test_figures_account_for_every_pound(busy, next_year):
    for year in (busy.year, next_year):
        for source in (None, busy.base):
            found = queries.figures(year=year, source=source)
            came = found.appropriated + found.carried_in + found.recovered
            stands = found.unallocated + found.available + found.reserved + found.committed
            assert came == stands + found.paid + found.lapsed + found.carried_out


def test_rows_add_up_to_the_whole(busy):
    whole = queries.figures(year=busy.year)
    for rows in (
        queries.by_source(busy.year),
        queries.by_head(busy.year),
        queries.by_objective(busy.year),
    ):
        for name in MADE_OF:
            assert sum(getattr(row.figures, name) for row in rows) == getattr(whole, name), name
    years = queries.by_year()
    assert sum(row.figures.paid for row in years) == queries.figures().paid
    assert [row.figures.ceiling for row in years] == [700_000_00, 700_000_00]


def test_rows_take_as_many_queries_for_many_heads(busy, count_queries):
    asked = [queries.by_year, queries.by_source, queries.by_head, queries.by_objective]
    few = [count_queries(each) for each in asked]
    for number in range(3):
        busy.allocate(100, head=busy.add_head(f"more-{number}"))
    assert [count_queries(each) for each in asked] == few
    assert max(few) <= 4


def test_as_at_knows_what_was_written_down_by_the_end_of_the_day(framework):
    summer = datetime(2022, 6, 30, 22, 30, tzinfo=UTC)  # half past eleven at night in Kent
    framework.commit(1_000, now=summer)
    framework.commit(10, now=summer.replace(hour=23))  # half past midnight, the next day
    assert queries.figures(as_at=date(2022, 6, 29)).committed == 0
    assert queries.figures(as_at=date(2022, 6, 30)).committed == 1_000
    assert queries.figures(as_at=date(2022, 7, 1)).committed == 1_010


def test_as_at_knows_the_ceiling_of_the_day(framework, hold_clock):
    actions.set_ceiling(
        year=framework.year,
        source=framework.base,
        pence=400_000_00,
        by=framework.approver,
        reason="More",
        now=framework.now,
    )
    assert queries.figures(year=framework.year).ceiling == 750_000_00
    yesterday = date.fromordinal(today().toordinal() - 1)
    assert queries.figures(year=framework.year, as_at=yesterday).ceiling == 700_000_00


def test_running_shows_what_stood_after_each_entry(framework):
    commitment = framework.commit(1_000)
    framework.pay(commitment, 400)
    line = framework.line()
    last = list(queries.running(line))[-1]
    stood = (last.available_after, last.reserved_after, last.committed_after, last.paid_after)
    assert stood == framework.standing()


def test_open_items_lists_what_must_be_settled(framework):
    framework.reserve(1_000)
    framework.commit(500)
    kinds = [item.kind for item in queries.open_items(framework.year)]
    assert kinds == ["reservation", "commitment", *["balance"] * 4]
