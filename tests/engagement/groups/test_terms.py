"""Who comes to a seat, for how long, and who leaves when."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from civilsociety.accounts.models import User
from civilsociety.audit.actions import SYSTEM
from civilsociety.audit.models import Event
from civilsociety.refusal import Refused
from engagement.actions import groups as actions
from engagement.models import Group, Seat, Term, TermEnding
from engagement.queries.groups.membership import may_read_as_member, term_of
from engagement.queries.groups.rotation import full_end, staggered, suggested_end
from engagement.tasks.groups import look_after_terms
from strategy.actions import import_text
from strategy.formats import read_strategy
from strategy.models import Version
from tests.budget.test_at_once import at_once
from tests.engagement.makers import a_group, a_term
from tests.strategy.conftest import SHORT

STARTS = date(2021, 10, 1)


def seats_of(group, number, **fields):
    given = {"appointment": "elected", "term_months": 24} | fields
    return [
        Seat.objects.create(group=group, name=f"Seat {each}", order=each, **given)
        for each in range(1, number + 1)
    ]


def appoint(seat, name="Pat", *, by, now, starts=STARTS, ends=None, user=None, email="", **more):
    return actions.appoint(
        seat=seat,
        name=name,
        user=user,
        email=email,
        organisation=None,
        starts_on=starts,
        ends_on=ends or full_end(seat, starts),
        by=by,
        now=now,
        **more,
    )


@pytest.fixture
def draft(db, now):
    text = read_strategy(SHORT.encode())
    return import_text(slug="civil-society", text=text, by=SYSTEM, now=now).version


@pytest.fixture
def group(db):
    return a_group(rotation_percent=34)


def test_full_term_ends_the_day_before_it_began(group):
    (seat,) = seats_of(group, 1, term_months=24)
    assert full_end(seat, date(2021, 10, 1)) == date(2023, 9, 30)
    assert full_end(seat, date(2020, 2, 29)) == date(2022, 2, 27)


def test_appointing_beyond_the_share_is_refused_and_names_a_day(group, olivia, now):
    one, two, *_ = seats_of(group, 3)
    appoint(one, "Ann", by=olivia, now=now)
    with pytest.raises(Refused, match="No more than 1 of 3 seats may end in one year") as refused:
        appoint(two, "Ben", by=olivia, now=now)
    assert "30 September 2022 instead" in str(refused.value)
    assert suggested_end(two, STARTS) == date(2022, 9, 30)
    appoint(two, "Ben", by=olivia, now=now, ends=date(2022, 9, 30))


def test_one_seat_may_always_end(group, olivia, now):
    Group.objects.update(rotation_percent=1)
    (seat,) = seats_of(group, 1)
    assert appoint(seat, by=olivia, now=now).ends_on == date(2023, 9, 30)


def test_six_seats_under_34_per_cent_let_two_end(group, olivia, now):
    one, two, three, *_ = seats_of(group, 6)
    appoint(one, "Ann", by=olivia, now=now)
    appoint(two, "Ben", by=olivia, now=now)
    with pytest.raises(Refused, match="No more than 2 of 6"):
        appoint(three, "Cas", by=olivia, now=now)


def test_seat_by_virtue_of_a_post_does_not_rotate(group, olivia, now):
    one, two, three = seats_of(group, 3)
    Seat.objects.filter(pk__in=[two.pk, three.pk]).update(appointment="ex_officio")
    for seat, name in zip(Seat.objects.all(), ("Ann", "Ben", "Cas"), strict=True):
        appoint(seat, name, by=olivia, now=now)
    assert Term.objects.count() == 3


def test_who_stood_down_early_does_not_bind_the_rotation(group, olivia, now):
    one, two, _ = seats_of(group, 3)
    term = appoint(one, "Ann", by=olivia, now=now)
    actions.end_term(term=term, ending="stood_down", on=STARTS, by=olivia, now=now)
    assert appoint(two, "Ben", by=olivia, now=now).ends_on.year == 2023


def test_staggering_proposes_ends_that_can_all_be_appointed(group, olivia, now):
    seats_of(group, 6)
    proposals = staggered(group, STARTS)
    years = [end.year for _, end in proposals]
    assert len(proposals) == 6
    assert max(years.count(year) for year in years) == 2
    for number, (seat, end) in enumerate(proposals):
        appoint(seat, f"Person {number}", by=olivia, now=now, ends=end)


def test_seat_holds_one_person_at_a_time(group, olivia, now):
    Group.objects.update(rotation_percent=100)
    (seat,) = seats_of(group, 1)
    appoint(seat, "Ann", by=olivia, now=now)
    with pytest.raises(Refused, match="Ann holds this seat from 1 October 2021"):
        appoint(seat, "Ben", by=olivia, now=now, starts=date(2022, 1, 1))


def test_person_holds_one_seat(group, olivia, mina, now):
    Group.objects.update(rotation_percent=100)
    one, two = seats_of(group, 2)
    appoint(one, "Mina", user=mina, by=olivia, now=now)
    with pytest.raises(Refused, match="One person holds one seat"):
        appoint(two, "M. Another", email="MINA@example.org", by=olivia, now=now)


def test_two_terms_in_a_row_and_no_third_until_a_year_has_passed(group, olivia, now):
    Group.objects.update(rotation_percent=100)
    (seat,) = seats_of(group, 1)
    first = appoint(seat, "Ann", email="ann@example.org", by=olivia, now=now)
    second = actions.renew_term(term=first, ends_on=date(2025, 9, 30), by=olivia, now=now)
    assert (second.starts_on, second.name) == (date(2023, 10, 1), "Ann")
    with pytest.raises(Refused, match="has served 2 terms in a row"):
        actions.renew_term(term=second, ends_on=date(2027, 9, 30), by=olivia, now=now)
    third = appoint(
        seat, "Ann", email="ann@example.org", by=olivia, now=now, starts=date(2026, 10, 2)
    )
    assert third.pk


def test_extension_is_a_year_at_most(group, olivia, now):
    (seat,) = seats_of(group, 1)
    term = appoint(seat, by=olivia, now=now)
    with pytest.raises(Refused, match="may be extended until 30 September 2024"):
        actions.extend_term(term=term, ends_on=date(2024, 10, 1), by=olivia, now=now)
    moved = actions.extend_term(term=term, ends_on=date(2024, 9, 30), by=olivia, now=now)
    assert moved.ends_on == date(2024, 9, 30)


def test_term_ended_early_cannot_be_called_completed(group, olivia, now):
    (seat,) = seats_of(group, 1)
    term = appoint(seat, by=olivia, now=now)
    with pytest.raises(Refused, match="was not completed"):
        actions.end_term(
            term=term, ending=TermEnding.COMPLETED, on=date(2022, 1, 1), by=olivia, now=now
        )


def test_term_withdrawn_before_it_began_leaves_the_seat_free(group, olivia, now):
    (seat,) = seats_of(group, 1)
    term = appoint(seat, "Ann", by=olivia, now=now)
    actions.end_term(
        term=term, ending="stood_down", on=STARTS - timedelta(days=1), by=olivia, now=now
    )
    assert appoint(seat, "Ben", by=olivia, now=now).pk


@pytest.mark.django_db(transaction=True)
def test_two_officers_appoint_at_once_and_the_share_holds(make_person, now):
    group = a_group(rotation_percent=34)
    one, two, _ = seats_of(group, 3)
    olivia, omar = (make_person(name, "consultation_officer") for name in ("Olivia", "Omar"))
    found = at_once(
        lambda: appoint(one, "Ann", by=olivia, now=now),
        lambda: appoint(two, "Ben", by=omar, now=now),
    )
    assert sorted(type(each).__name__ for each in found) == ["Term", "str"]
    assert Term.objects.count() == 1


def reads_drafts(person):
    return User.objects.get(pk=person.pk).may("review_drafts")


def test_term_gives_the_role_and_its_end_takes_it(group, olivia, tess, now, today):
    (seat,) = seats_of(group, 1)
    term = appoint(seat, "Tess", user=tess, by=olivia, now=now, starts=today)
    assert reads_drafts(tess)
    assert Event.objects.filter(verb="accounts.role_given", actor="system").exists()
    actions.end_term(
        term=term, ending="stood_down", on=today - timedelta(days=1), by=olivia, now=now
    )
    assert not reads_drafts(tess)


def test_term_in_the_future_gives_the_role_on_its_first_day(group, olivia, tess, now, today):
    (seat,) = seats_of(group, 1)
    appoint(seat, "Tess", user=tess, by=olivia, now=now, starts=today + timedelta(days=1))
    assert not reads_drafts(tess)
    actions.settle_roles(today=today)
    assert not reads_drafts(tess)
    actions.settle_roles(today=today + timedelta(days=1))
    actions.settle_roles(today=today + timedelta(days=1))
    assert reads_drafts(tess)
    actions.settle_roles(today=date(2030, 1, 1))
    assert not reads_drafts(tess)


def test_nightly_round_settles_everybody_once(group, olivia, tess, noor, now, monkeypatch):
    Group.objects.update(rotation_percent=100)
    one, two = seats_of(group, 2)
    begins = date(2021, 9, 2)
    appoint(one, "Tess", user=tess, by=olivia, now=now, starts=begins)
    appoint(two, "Noor", user=noor, by=olivia, now=now, starts=begins)
    # Five past midnight in London, in summer time, is still yesterday by the world's clock.
    night = datetime(2021, 9, 1, 23, 5, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: night)
    assert look_after_terms() == 2
    assert look_after_terms() <= 2
    assert reads_drafts(tess)
    assert reads_drafts(noor)
    assert Event.objects.filter(verb="accounts.role_given").count() == 2


def test_closed_account_keeps_nobody_else_waiting(group, olivia, tess, noor, now, today):
    Group.objects.update(rotation_percent=100)
    one, two = seats_of(group, 2)
    later = today + timedelta(days=1)
    appoint(one, "Tess", user=tess, by=olivia, now=now, starts=later)
    appoint(two, "Noor", user=noor, by=olivia, now=now, starts=later)
    User.objects.filter(pk=tess.pk).update(is_active=False)
    actions.settle_roles(today=later)
    assert reads_drafts(noor)
    assert not reads_drafts(tess)


def test_role_from_elsewhere_outlives_the_term(group, olivia, mina, now, today):
    (seat,) = seats_of(group, 1)
    appoint(seat, "Mina", user=mina, by=olivia, now=now, starts=today)
    actions.settle_roles(today=date(2030, 1, 1))
    assert reads_drafts(mina)


def test_role_stays_while_another_term_needs_it(group, olivia, tess, now, today):
    other = a_group("partnership-board", name="Partnership Board")
    (one,), (two,) = seats_of(group, 1), seats_of(other, 1)
    first = appoint(one, "Tess", user=tess, by=olivia, now=now, starts=today)
    appoint(two, "Tess", user=tess, by=olivia, now=now, starts=today)
    actions.end_term(
        term=first, ending="stood_down", on=today - timedelta(days=1), by=olivia, now=now
    )
    assert reads_drafts(tess)
    actions.settle_roles(today=date(2030, 1, 1))
    assert not reads_drafts(tess)


def test_role_an_administrator_took_away_is_not_given_again(group, olivia, tess, now, today):
    (seat,) = seats_of(group, 1)
    appoint(seat, "Tess", user=tess, by=olivia, now=now, starts=today)
    tess.role_assignments.update(ended_at=now)
    actions.settle_roles(today=today + timedelta(days=1))
    assert not reads_drafts(tess)


def test_group_that_stops_reading_drafts_stops_its_members(group, olivia, tess, now, today):
    (seat,) = seats_of(group, 1)
    appoint(seat, "Tess", user=tess, by=olivia, now=now, starts=today)
    actions.describe_group(group=group, revision=1, by=olivia, now=now, reads_drafts=False)
    assert not reads_drafts(tess)


def test_drafts_open_and_close_with_the_term(group, draft, olivia, tess, now, today):
    (seat,) = seats_of(group, 1)
    term = appoint(seat, "Tess", user=tess, by=olivia, now=now, starts=today)
    assert Version.objects.visible_to(User.objects.get(pk=tess.pk)).exists()
    actions.end_term(term=term, ending="removed", on=today - timedelta(days=1), by=olivia, now=now)
    assert not Version.objects.visible_to(User.objects.get(pk=tess.pk)).exists()


def test_another_address_moves_the_role_to_its_account(group, olivia, tess, now, today):
    (seat,) = seats_of(group, 1)
    term = appoint(seat, "Tess", user=tess, email=tess.email, by=olivia, now=now, starts=today)
    actions.correct_person(
        term=term,
        name="Tessa",
        email="tessa@example.org",
        organisation=None,
        signs_in=True,
        consent=False,
        by=olivia,
        now=now,
    )
    assert not reads_drafts(tess)
    assert reads_drafts(User.objects.get(email="tessa@example.org"))


def test_last_day_counts_by_the_clocks_of_the_united_kingdom(group, tess):
    (seat,) = seats_of(group, 1)
    a_term(seat, tess, starts=date(2021, 1, 1), ends=date(2021, 6, 30))
    assert term_of(tess, group, date(2021, 6, 30))
    assert not may_read_as_member(tess, group, date(2021, 7, 1))


@pytest.mark.parametrize(
    ("moment", "reads"),
    # Summer time: half past eleven in London is half past ten by the world's clock.
    [((2021, 6, 30, 23, 30), 200), ((2021, 7, 1, 0, 30), 404)],
)
def test_members_pages_close_at_midnight_in_london(
    group, tess, client_of, hold_clock, moment, reads
):
    (seat,) = seats_of(group, 1)
    a_term(seat, tess, starts=date(2021, 1, 1), ends=date(2021, 6, 30))
    hold_clock(*moment)
    address = f"/groups/{group.slug}/members/"
    assert client_of(tess).get(address).status_code == reads
