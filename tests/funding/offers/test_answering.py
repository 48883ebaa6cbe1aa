"""Accepting, declining, lapsing: the last day by British clocks, the money, two at once."""

from datetime import UTC, date, datetime

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from civilsociety.audit.models import Event
from civilsociety.refusal import Refused
from funding.actions import messages, offers
from funding.models import Award, Message, PublishedAward
from funding.queries.awards import standing_of
from funding.states import AwardState
from tests.budget.test_at_once import at_once
from tests.funding.makers import NOW
from tests.funding.offers.decided import awarded, offered

LAST_MINUTE = datetime(2022, 1, 31, 23, 59, tzinfo=UTC)
NEXT_DAY = datetime(2022, 2, 1, 0, 0, tzinfo=UTC)


def accept(world, award, now=NOW, by=None):
    return offers.accept_offer(award=award, name="Tess Moor", by=by or world.tess, now=now)


def test_accepted_award_runs_and_is_published_to_the_penny(world):
    made = accept(world, offered(world, 5_000_01))
    assert (made.state, made.accepted_name) == (AwardState.ACCEPTED, "Tess Moor")
    assert PublishedAward.objects.get().amount_pence == standing_of(made).now == 5_000_01


def test_accepting_twice_accepts_once(world):
    made = offered(world)
    accept(world, made)
    accept(world, made)
    assert Event.objects.filter(verb="funding.accepted").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_accepting_at_once_accept_once(world, noor):
    made = offered(world)
    found = at_once(
        *[
            lambda by=by: accept(world, Award.objects.get(pk=made.pk), by=by)
            for by in (world.tess, noor) * 3
        ]
    )
    assert all(isinstance(each, Award) for each in found)
    assert Event.objects.filter(verb="funding.accepted").count() == 1
    assert PublishedAward.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_accepting_and_lapsing_at_once_leave_one_outcome(world):
    made = offered(world)
    Award.objects.filter(pk=made.pk).update(accept_by=date(2021, 12, 20))
    late = datetime(2021, 12, 21, 0, 1, tzinfo=UTC)
    at_once(
        lambda: accept(world, Award.objects.get(pk=made.pk)),
        lambda: offers.lapse_offer(award=Award.objects.get(pk=made.pk), now=late),
    )
    made.refresh_from_db()
    left = standing_of(made).now
    assert (made.state, left) in [(AwardState.ACCEPTED, 5_000_00), (AwardState.LAPSED, 0)]


def test_offer_that_was_not_sent_cannot_be_accepted(world):
    with pytest.raises(Refused, match="not been sent"):
        accept(world, awarded(world))


def test_declined_offer_frees_its_money(world):
    made = offered(world, 5_000_01)
    before = world.framework.standing()[0]
    offers.decline_offer(award=made, why="We lost our room.", by=world.tess, now=NOW)
    assert made.state == AwardState.DECLINED and standing_of(made).now == 0
    assert world.framework.standing()[0] > before
    with pytest.raises(Refused, match="declined"):
        accept(world, made)


def test_declining_needs_a_reason(world):
    with pytest.raises(Refused, match="why"):
        offers.decline_offer(award=offered(world), why=" ", by=world.tess, now=NOW)


def test_the_last_day_counts_to_its_end(world):
    assert not offers.lapse_offer(award=offered(world), now=LAST_MINUTE)
    assert accept(world, Award.objects.get(), now=LAST_MINUTE).state == AwardState.ACCEPTED


def test_the_day_after_it_lapses_and_is_free_and_told(world):
    made = offered(world)
    with pytest.raises(Refused, match="31 January 2022"):
        accept(world, made, now=NEXT_DAY)
    assert offers.lapse_offer(award=made, now=NEXT_DAY)
    assert not offers.lapse_offer(award=made, now=NEXT_DAY)
    assert made.state == AwardState.LAPSED and standing_of(made).now == 0
    said = Message.objects.get()
    assert (said.to, said.subject) == (world.tess.email, f"Our offer has lapsed: {made.title}")


def test_offer_lapses_while_the_mail_server_is_away_and_is_told_later(world, monkeypatch):
    made = offered(world)
    honest = EmailMessage.send
    monkeypatch.setattr(EmailMessage, "send", _away)
    assert offers.lapse_offer(award=made, now=NEXT_DAY) and standing_of(made).now == 0
    monkeypatch.setattr(EmailMessage, "send", honest)
    mail.outbox.clear()
    for _ in range(2):
        messages.send(pk=Message.objects.get().pk, now=NEXT_DAY)
    assert [message.to for message in mail.outbox] == [[world.tess.email]]


def _away(message, *args, **kwargs):
    raise ConnectionError


def test_in_summer_the_day_ends_at_eleven_by_greenwich(world):
    made = offered(world)
    Award.objects.filter(pk=made.pk).update(accept_by=date(2022, 3, 27))  # the clocks go forward
    before = datetime(2022, 3, 27, 22, 59, tzinfo=UTC)
    after = datetime(2022, 3, 27, 23, 0, tzinfo=UTC)
    assert not offers.lapse_offer(award=made, now=before)
    assert offers.lapse_offer(award=made, now=after)


def test_reminder_goes_out_a_week_before_and_once(world):
    made = offered(world)
    too_early = datetime(2022, 1, 23, 23, 59, tzinfo=UTC)
    a_week_before = datetime(2022, 1, 24, 0, 0, tzinfo=UTC)
    assert not offers.remind_of_offer(award=made, now=too_early)
    assert offers.remind_of_offer(award=made, now=a_week_before)
    assert not offers.remind_of_offer(award=made, now=a_week_before)
    assert "31 January 2022" in Message.objects.get().body


def test_more_time_moves_the_day_and_reminds_again(world):
    made = offered(world)
    offers.remind_of_offer(award=made, now=datetime(2022, 1, 25, tzinfo=UTC))
    offers.give_more_time(
        award=made, accept_by=date(2022, 2, 28), why="Half-term", by=world.officer, now=NOW
    )
    assert not offers.lapse_offer(award=made, now=NEXT_DAY)
    assert made.reminded_at is None
    with pytest.raises(Refused, match="at least a week"):
        offers.give_more_time(
            award=made, accept_by=date(2021, 12, 26), why="", by=world.officer, now=NOW
        )


def test_condition_is_met_once_and_never_in_the_future(world):
    made = offered(world)
    condition = offers.set_condition(
        award=made, text="Show the insurance", due_on=date(2022, 2, 1), before_payment=True,
        by=world.officer, now=NOW,
    )  # fmt: skip
    with pytest.raises(Refused, match="or earlier"):
        offers.meet_condition(
            condition=condition, how="Seen", met_on=date(2021, 12, 21), by=world.officer, now=NOW
        )
    offers.meet_condition(condition=condition, how="Seen", by=world.officer, now=NOW)
    with pytest.raises(Refused, match="It was met"):
        offers.meet_condition(condition=condition, how="Again", by=world.officer, now=NOW)
