"""A round: prepared as a copy, published whole, extended, cancelled, finished."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from civilsociety.refusal import Refused
from funding.actions import programmes as actions
from funding.actions.programmes.alerts import send_alerts
from funding.models import Alert, Application, Call, Panel, PanelItem, Question
from funding.rules import programmes as rules
from funding.rules.applying import check_is_open
from funding.states import ApplicationState, CallState
from tests.funding.programmes.worlds import complete, draft_of

State = ApplicationState


def dates(world, **more):
    fields = {
        "name": "Round 2",
        "year": world.year,
        "money_pence": 40_000_00,
        "opens_at": world.now + timedelta(days=10),
        "closes_at": world.now + timedelta(days=50),
        "panel_on": date(2022, 2, 20),
        "decision_by": date(2022, 3, 1),
        "starts_from": date(2022, 4, 1),
    }
    return fields | more


def start(world, **more):
    return actions.start_call(programme=world.programme, by=world.officer, **dates(world, **more))


def form_of(call):
    names = ("section", "position", "key", "kind", "text", "max_words")
    return list(call.questions.values_list(*names))


def test_next_round_begins_as_a_copy_of_the_last_form(world):
    call = start(world)
    assert (call.number, call.state) == (2, CallState.DRAFT)
    assert form_of(call) == form_of(world.call)


def test_change_in_the_copy_leaves_the_last_round_alone(world):
    call = start(world)
    before = form_of(world.call)
    actions.remove_question(question=call.questions.get(key="who"), by=world.officer)
    assert form_of(world.call) == before and call.questions.count() == 3


def test_round_of_pledges_needs_no_form_and_takes_no_applications(world):
    programme = world.make_programme("crowd", "CRO", kind="crowdfunding")
    programme.eligibility_questions.all().delete()
    programme.criteria.all().delete()
    call = actions.start_call(programme=programme, by=world.officer, **dates(world))
    actions.publish_call(call=call, by=world.officer, now=world.now)
    with pytest.raises(Refused, match="do not apply to us for this programme"):
        check_is_open(call, call.opens_at)


@pytest.mark.parametrize("kind", ["regrant", "pilot"])
def test_programmes_of_a_partner_have_no_rounds(world, kind):
    programme = world.make_programme("other", "OTH", kind=kind)
    with pytest.raises(Refused, match="no rounds"):
        actions.start_call(programme=programme, by=world.officer, **dates(world))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"closes_at": datetime(2021, 12, 1, tzinfo=UTC)}, "close after it opens"),
        ({"panel_on": date(2021, 12, 31)}, "panel meets after the round closes"),
        ({"decision_by": date(2022, 2, 19)}, "hear after the panel has met"),
        ({"panel_on": None, "decision_by": date(2022, 1, 1)}, "hear after the round closes"),
        ({"starts_from": date(2022, 2, 1)}, "start after applicants hear"),
    ],
)
def test_days_of_a_round_follow_one_another(world, change, words):
    with pytest.raises(Refused, match=words):
        start(world, **change)


def test_publishing_lists_all_that_is_missing_in_one_go(world):
    call = draft_of(world)
    type(world.programme).objects.update(terms="", contact_email="")
    call.questions.filter(key="plan").delete()
    call.questions.filter(key="need").update(max_words=None)
    call.refresh_from_db()
    with pytest.raises(Refused) as refused:
        actions.publish_call(call=call, by=world.officer, now=world.now)
    for words in ("terms and conditions", "whom applicants ask", "“Plan”", "word limit"):
        assert words in str(refused.value)


def test_round_offers_no_more_than_is_available_and_not_offered_already(world):
    call = draft_of(world, money_pence=150_000_01)
    words = "£200,000 is available, of which other rounds offer £50,000"
    with pytest.raises(Refused, match=words):
        actions.publish_call(call=call, by=world.officer, now=world.now)
    call.money_pence = 150_000_00
    call.save()
    actions.publish_call(call=call, by=world.officer, now=world.now)


def test_money_a_round_has_awarded_is_not_counted_against_the_next_twice(world):
    world.held_award(pence=50_000_00)
    call = draft_of(world, money_pence=150_000_00)
    rules.check_can_publish_call(call, now=world.now)
    call.money_pence += 1
    with pytest.raises(Refused, match="£150,000 is available."):
        rules.check_can_publish_call(call, now=world.now)


def test_money_a_panel_holds_is_not_counted_against_the_next_twice(world):
    day = date(2022, 1, 20)
    panel = Panel.objects.create(call=world.call, meets_on=day, held_until=day, title="Panel")
    PanelItem.objects.create(
        panel=panel,
        application=world.bid(State.AT_PANEL),
        rank=1,
        weighted=3,
        recommendation="fund",
        proposed_pence=5_000_00,
        reservation=world.framework.reserve(5_000_00),
    )
    call = draft_of(world, money_pence=150_000_00)
    rules.check_can_publish_call(call, now=world.now)
    call.money_pence += 1
    with pytest.raises(Refused, match="£195,000 is available, of which other rounds offer £45,000"):
        rules.check_can_publish_call(call, now=world.now)


def test_round_that_would_be_closed_already_is_not_published(world):
    call = draft_of(world)
    with pytest.raises(Refused, match="closed already"):
        actions.publish_call(call=call, by=world.officer, now=call.closes_at)


def test_published_round_keeps_its_form_in_the_rule_and_in_the_database(world):
    call = draft_of(world)
    actions.publish_call(call=call, by=world.officer, now=world.now)
    question = call.questions.first()
    with pytest.raises(Refused, match="stays as applicants saw it"):
        actions.remove_question(question=question, by=world.officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(text="Otherwise")


def test_published_round_is_not_changed_but_by_its_acts(world):
    for check in (rules.check_can_change_call, rules.check_can_remove_call):
        with pytest.raises(Refused, match="published"):
            check(world.call)


def test_draft_goes_with_its_questions(world):
    call = start(world)
    actions.remove_call(call=call, by=world.officer)
    assert not Call.objects.filter(number=2).exists()
    assert not Question.objects.filter(call__number=2).exists()


# -- Extending ---------------------------------------------------------------------------


def extend(world, **more):
    fields = {
        "closes_at": world.call.closes_at + timedelta(days=7),
        "panel_on": world.call.panel_on,
        "decision_by": date(2022, 2, 8),
        "reason": "Storms kept halls closed.",
        "now": world.now,
    }
    return actions.extend_call(call=world.call, by=world.officer, **(fields | more))


def test_extension_tells_everybody_why_once(world, tess, noor):
    world.bid(State.DRAFT)
    world.bid(State.SUBMITTED, person=noor, organisation=world.make_organisation("Harbour", noor))
    first = world.call.closes_at
    call = extend(world)
    assert call.changes == 1 and call.is_open(first)
    assert send_alerts(now=world.now) == 2
    assert {message.to[0] for message in mail.outbox} == {tess.email, noor.email}
    for message in mail.outbox:
        assert "Storms kept halls closed." in message.body
    assert "Your draft SRF-A" in next(m.body for m in mail.outbox if m.to == [tess.email])
    assert send_alerts(now=world.now) == 0


def test_closing_date_never_moves_earlier(world):
    with pytest.raises(Refused, match="never earlier"):
        extend(world, closes_at=world.call.closes_at - timedelta(seconds=1))


def test_extension_that_changes_nothing_is_refused(world):
    call = world.call
    with pytest.raises(Refused, match="Nothing would change"):
        extend(world, closes_at=call.closes_at, decision_by=call.decision_by)


def test_closed_round_is_not_opened_again(world):
    with pytest.raises(Refused, match="cannot be opened again"):
        extend(world, now=world.call.closes_at)
    last = world.call.closes_at - timedelta(microseconds=1)
    assert extend(world, now=last).is_open(last)


def test_start_of_projects_moves_with_the_day_applicants_hear(world):
    call = extend(world, decision_by=date(2022, 3, 15))
    assert call.starts_from == date(2022, 3, 15)


# -- Cancelling and finishing ------------------------------------------------------------


def test_cancelled_round_keeps_drafts_and_tells_their_writers(world, tess, stranger, in_december):
    draft = world.bid(State.DRAFT)
    actions.cancel_call(
        call=world.call, reason="The money is not there.", by=world.officer, now=world.now
    )
    send_alerts(now=world.now)
    (message,) = mail.outbox
    assert message.to == [tess.email] and message.subject.startswith("Cancelled:")
    assert "The money is not there." in message.body and draft.number in message.body
    kept = Application.objects.get(pk=draft.pk)
    assert (kept.state, kept.answers) == (State.DRAFT, draft.answers)
    page = stranger.get("/funding/recovery-fund/").content.decode()
    assert "Round 1 was cancelled" in page and "The money is not there." in page
    assert "/start/" not in page


def test_round_with_an_award_is_not_cancelled(world):
    world.held_award()
    with pytest.raises(Refused, match="no longer be cancelled"):
        actions.cancel_call(call=world.call, reason="x", by=world.officer, now=world.now)


def test_round_is_finished_when_every_bid_has_its_answer(world, noor):
    world.bid(State.REFUSED)
    waiting = world.bid(
        State.AT_PANEL, person=noor, organisation=world.make_organisation("Harbour", noor)
    )
    after = world.call.closes_at
    with pytest.raises(Refused, match="1 bid"):
        actions.close_round(call=world.call, by=world.officer, now=after)
    Application.objects.filter(pk=waiting.pk).update(state=State.REFUSED)
    with pytest.raises(Refused, match="has closed"):
        actions.close_round(call=world.call, by=world.officer, now=after - timedelta(seconds=1))
    actions.close_round(call=world.call, by=world.officer, now=after)
    assert world.call.state == CallState.DECIDED
    assert Alert.objects.count() == 0


# -- The clock ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("closes", "last"),
    [
        # 5pm in Kent on the day the clocks go back is 5pm UTC; forward, it is 4pm UTC.
        (datetime(2021, 10, 31, 17, 0, tzinfo=UTC), "5pm on 31 October 2021"),
        (datetime(2022, 3, 27, 16, 0, tzinfo=UTC), "5pm on 27 March 2022"),
    ],
)
def test_round_closes_at_5pm_by_the_clocks_on_the_day_they_change(
    world, hold_clock, stranger, closes, last
):
    complete(world.programme)
    opens = closes - timedelta(days=40)
    Call.objects.filter(pk=world.call.pk).update(
        opens_at=opens, closes_at=closes, panel_on=None, decision_by=closes.date()
    )
    day = closes.date()
    hold_clock(day.year, day.month, day.day, 16, 59, 59)
    assert f"Open until {last}" in stranger.get("/funding/recovery-fund/").content.decode()
    hold_clock(day.year, day.month, day.day, 17, 0)
    page = stranger.get("/funding/recovery-fund/").content.decode()
    assert "Open until" not in page and "closed on" in page


def test_round_opens_at_the_very_moment_it_says(world):
    call = world.call
    assert not call.is_open(call.opens_at - timedelta(microseconds=1))
    assert call.is_open(call.opens_at)
    assert not call.is_open(call.closes_at)
