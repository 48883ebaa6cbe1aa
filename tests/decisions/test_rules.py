"""What a record must hold, which notice a key decision needs, when a call-in is possible."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civilsociety.audit.actions import SYSTEM
from civilsociety.audit.models import Event
from civilsociety.decisions import actions, rules
from civilsociety.decisions.models import Decision
from civilsociety.decisions.queries.notices import countdown, earliest_decision
from civilsociety.decisions.states import DecisionState
from civilsociety.refusal import Refused
from civilsociety.ui import days
from tests.decisions.makers import (
    EFFECTIVE,
    TAKEN,
    a_decision,
    a_draft,
    a_notice,
    a_purpose,
    at,
)

LATER = date(2022, 3, 1)


def why_not(decision, published_on=TAKEN, today=LATER):
    found = rules.why_not_publish(decision, published_on=published_on, today=today)
    return " ".join(found)


@pytest.mark.parametrize(
    ("first", "last", "between"),
    [
        (date(2021, 12, 9), date(2021, 12, 9), 0),
        (date(2021, 12, 9), date(2021, 12, 10), 0),
        (date(2021, 12, 9), date(2021, 12, 11), 1),
        (date(2021, 11, 10), date(2021, 12, 9), 28),
    ],
)
def test_clear_days_leave_out_both_ends(first, last, between):
    assert days.clear_days(first, last) == between


@given(day=st.dates(date(2015, 1, 1), date(2035, 1, 1)), count=st.integers(0, 60))
def test_earliest_day_has_exactly_the_clear_days_it_needs(day, count):
    assert days.clear_days(day, days.after_clear_days(day, count)) == count
    last = days.last_of_working_days(day, count)
    between = [day + n * days.DAY for n in range(1, (last - day).days + 1)]
    assert sum(map(days.is_working_day, between)) == count
    assert not count or days.is_working_day(last)


def test_working_days_leave_out_weekends_and_bank_holidays():
    # Published on the Thursday before Christmas 2021: the 27th, the 28th and 3 January were
    # bank holidays in England, so five working days end on 4 January.
    assert days.last_of_working_days(date(2021, 12, 23), 5) == date(2022, 1, 4)
    assert not days.is_working_day(date(2022, 6, 3))  # the Platinum Jubilee
    assert days.last_of_working_days(date(2021, 12, 23), 0) == date(2021, 12, 23)


def test_effect_follows_five_clear_working_days():
    assert rules.proposed_effect(TAKEN) == (date(2021, 12, 16), EFFECTIVE)
    assert rules.proposed_effect(TAKEN, can_be_called_in=False) == (None, TAKEN)


def test_call_in_length_is_a_setting(settings):
    settings.CALL_IN_WORKING_DAYS = 3
    assert rules.proposed_effect(TAKEN) == (date(2021, 12, 14), date(2021, 12, 15))


@pytest.mark.parametrize(
    ("pence", "divisions", "everywhere", "proposed"),
    [
        (1_000_000_00, (), False, False),
        (1_000_000_01, (), False, True),
        (0, ("Deal",), False, False),
        (0, ("Deal", "Swale East"), False, True),
        (0, (), True, True),
    ],
)
def test_key_test_proposes_by_money_and_divisions(pence, divisions, everywhere, proposed):
    test = rules.key_test(pence=pence, divisions=divisions, all_divisions=everywhere)
    assert test.proposed is proposed


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"decision": " "}, "Write what is decided"),
        ({"reasons": ""}, "Write the reasons"),
        ({"alternatives": ""}, "alternatives were considered"),
        ({"conflicts": ""}, "conflicts of interest"),
        ({"key_reason": ""}, "why it is a key decision"),
        ({"maker_name": "", "maker_post": ""}, "Say who decides"),
        ({"divisions": []}, "Say which divisions"),
        ({"taken_on": None}, "Give the date of the decision"),
        ({"taken_on": date(2022, 3, 2)}, "still to come"),
        ({"taken_on": date(2021, 12, 10)}, "cannot have been published on 9 December 2021"),
        ({"effective_from": date(2021, 12, 16)}, "takes effect on 17 December 2021 or later"),
        ({"can_be_called_in": False}, "why the decision cannot be called in"),
        ({"is_key": True}, "needs its notice"),
        ({"maker_kind": "officer"}, "under a delegation"),
    ],
)
def test_record_that_lacks_something_is_not_published(change, words):
    decision = a_draft(**change)
    assert words in why_not(decision)
    with pytest.raises(Refused):
        actions.publish(decision=decision, by=SYSTEM, now=at(LATER), published_on=TAKEN)
    assert Decision.objects.get().state == DecisionState.DRAFT


@pytest.mark.django_db
def test_decision_over_the_threshold_must_be_marked_as_key():
    assert "Mark it as a key decision" in why_not(a_draft(pence=1_000_000_01))


@pytest.mark.django_db
def test_whole_record_is_published_with_its_dates_and_recorded():
    decision = a_decision()
    assert (decision.call_in_ends_on, decision.effective_from) == (date(2021, 12, 16), EFFECTIVE)
    assert Event.objects.filter(verb="decisions.published").count() == 1


@pytest.mark.django_db
def test_record_published_elsewhere_before_counts_from_that_day():
    decision = a_draft()
    actions.publish(decision=decision, by=SYSTEM, now=at(LATER), published_on=TAKEN)
    assert decision.published_on == TAKEN
    assert decision.effective_from == EFFECTIVE


@pytest.mark.django_db
def test_reference_in_use_is_refused():
    a_draft("21/00055")
    with pytest.raises(Refused, match="already a decision 21/00055"):
        a_draft("21/00055")


@pytest.mark.django_db
def test_key_decision_waits_for_28_clear_days():
    notice = a_notice(published_on=date(2021, 11, 10), due_from=TAKEN)
    assert "needs" not in why_not(a_draft(is_key=True, notice=notice))
    with pytest.raises(Refused, match="on 10 December 2021 at the earliest"):
        a_notice(published_on=date(2021, 11, 11), due_from=TAKEN)


@pytest.mark.django_db
def test_key_decision_before_its_announced_day_is_not_published():
    notice = a_notice(published_on=date(2021, 10, 1), due_from=date(2021, 12, 20))
    assert "on 20 December 2021 at the earliest" in why_not(a_draft(is_key=True, notice=notice))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("route", "particulars", "days_before", "refused"),
    [
        ("general_exception", {"reason": "New figures."}, 6, ""),
        ("general_exception", {"reason": "New figures."}, 5, "5 clear days"),
        ("general_exception", {}, 6, "Say why"),
        ("special_urgency", {"reason": "Flood.", "agreed_by": "The chair"}, 0, ""),
        ("special_urgency", {"reason": "Flood."}, 0, "agreement of the chair"),
    ],
)
def test_exceptions_need_their_reason_and_their_days(route, particulars, days_before, refused):
    wanted = {"route": route, "due_from": TAKEN, **particulars}
    published_on = TAKEN - timedelta(days=days_before)
    if refused:
        with pytest.raises(Refused, match=refused):
            a_notice(published_on=published_on, **wanted)
    else:
        assert a_notice(published_on=published_on, **wanted).published_on == published_on


@pytest.mark.django_db
def test_countdown_counts_clear_days_and_stops_at_what_is_needed():
    notice = a_notice(published_on=date(2021, 11, 10), due_from=TAKEN)
    first = countdown(notice, today=date(2021, 11, 10))
    assert (first.run, first.left) == (0, 28)
    assert countdown(notice, today=date(2021, 12, 7)).left == 1
    assert countdown(notice, today=date(2021, 12, 8)).left == 0
    assert countdown(notice, today=LATER).run == 28
    assert earliest_decision(date(2021, 11, 10), "notice") == TAKEN


@pytest.mark.django_db
def test_notice_on_which_something_was_decided_stays():
    notice = a_notice(published_on=date(2021, 11, 10), due_from=TAKEN)
    a_decision(is_key=True, notice=notice)
    with pytest.raises(Refused, match="A decision was taken on this notice"):
        actions.withdraw_notice(notice=notice, reason="Off.", by=SYSTEM, today=LATER)


@pytest.mark.django_db
def test_notice_is_withdrawn_with_a_reason_and_stays_readable():
    notice = a_notice()
    with pytest.raises(Refused, match="why"):
        actions.withdraw_notice(notice=notice, reason=" ", by=SYSTEM, today=LATER)
    actions.withdraw_notice(notice=notice, reason="Not needed.", by=SYSTEM, today=LATER)
    assert notice.withdrawn_on == LATER


@pytest.mark.django_db
def test_correction_stands_beside_the_first_version_and_keeps_its_money():
    first = a_decision(pence=100_00)
    second = actions.correct(decision=first, note="The division.", by=SYSTEM)
    actions.change(decision=second, particulars={"divisions": ["Deal"]}, by=SYSTEM)
    with pytest.raises(Refused, match="cannot change what may be spent"):
        actions.add_authority(decision=second, purpose=a_purpose(), up_to_pence=1, by=SYSTEM)
    with pytest.raises(Refused, match="A correction keeps"):
        actions.change(decision=second, particulars={"effective_from": LATER}, by=SYSTEM)
    actions.publish(decision=second, by=SYSTEM, now=at(LATER))
    first.refresh_from_db()
    assert (first.state, second.state) == (DecisionState.CORRECTED, DecisionState.PUBLISHED)
    assert second.first == first
    assert first.is_effective(LATER) and second.is_effective(LATER)
    with pytest.raises(Refused, match="Only the version that stands"):
        actions.correct(decision=first, note="Again.", by=SYSTEM)


@pytest.mark.django_db
def test_second_correction_waits_for_the_first():
    first = a_decision()
    actions.correct(decision=first, note="A word.", by=SYSTEM)
    with pytest.raises(Refused, match="has been begun already"):
        actions.correct(decision=first, note="Another.", by=SYSTEM)


@pytest.mark.django_db
def test_decision_is_superseded_only_by_one_in_effect():
    old, new = a_decision(), a_decision("22/00001", taken_on=LATER, published_on=LATER)
    with pytest.raises(Refused, match="until then this one stands"):
        actions.supersede(decision=old, by_decision=new, by=SYSTEM, today=LATER)
    with pytest.raises(Refused, match="cannot supersede itself"):
        actions.supersede(decision=old, by_decision=old, by=SYSTEM, today=LATER)
    day = new.effective_from
    actions.supersede(decision=old, by_decision=new, by=SYSTEM, today=day)
    assert old.state == DecisionState.SUPERSEDED
    assert not Decision.objects.effective_on(day).filter(pk=old.pk).exists()
    with pytest.raises(Refused, match="does not stand"):
        actions.supersede(decision=old, by_decision=new, by=SYSTEM, today=day)


def called_in(decision, on=date(2021, 12, 14)):
    return actions.call_in(
        decision=decision, called_in_on=on, called_in_by="Three members", reason="Cost.", by=SYSTEM
    )


@pytest.mark.django_db
def test_call_in_is_refused_outside_its_days_and_twice():
    decision = a_decision()
    with pytest.raises(Refused, match="from 9 December 2021 to 16 December 2021"):
        called_in(decision, date(2021, 12, 17))
    called_in(decision)
    with pytest.raises(Refused, match="once"):
        called_in(decision)


@pytest.mark.django_db
def test_exempt_decision_is_not_called_in():
    decision = a_decision(can_be_called_in=False, call_in_exempt_reason="Urgent.")
    assert decision.effective_from == TAKEN
    with pytest.raises(Refused, match="cannot be called in: Urgent"):
        called_in(decision)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"ended_on": date(2022, 3, 2)}, "in the future"),
        ({"ended_on": date(2021, 12, 13)}, "called in on 14 December 2021"),
        ({"effective_from": None}, "Give the day"),
        ({"effective_from": date(2022, 1, 11)}, "12 January 2022 or later"),
    ],
)
def test_answer_to_a_call_in_must_fit(answer, words):
    call_in = called_in(a_decision())
    wanted = {
        "state": "confirmed",
        "ended_on": date(2022, 1, 12),
        "effective_from": date(2022, 1, 13),
    }
    with pytest.raises(Refused, match=words):
        actions.answer_call_in(
            call_in=call_in, outcome="Stands.", by=SYSTEM, today=LATER, **{**wanted, **answer}
        )


@pytest.mark.django_db
def test_decision_withdrawn_after_a_call_in_never_takes_effect():
    decision = a_decision()
    actions.answer_call_in(
        call_in=called_in(decision),
        state="withdrawn",
        ended_on=date(2022, 1, 12),
        outcome="Reconsidered.",
        by=SYSTEM,
        today=LATER,
    )
    assert not decision.is_effective(date(2099, 1, 1))


@pytest.mark.django_db
def test_changed_draft_goes_back_from_the_decision_makers_desk():
    decision = a_draft()
    actions.give_to_maker(decision=decision, by=SYSTEM, now=at(TAKEN))
    assert decision.ready_at
    actions.change(decision=decision, particulars={"title": "Another title"}, by=SYSTEM)
    assert decision.ready_at is None


@pytest.mark.django_db
def test_withdrawn_paper_leaves_its_title_and_the_reason():
    decision = a_draft()
    file = {"file_name": "a.pdf", "content_type": "application/pdf", "content": b"%PDF-"}
    paper = actions.add_paper(
        decision=decision, kind="report", title="Report", file=file, by=SYSTEM
    )
    actions.publish(decision=decision, by=SYSTEM, now=at(TAKEN))
    actions.withdraw_paper(paper=paper, reason="Personal data.", by=SYSTEM, today=LATER)
    paper.refresh_from_db()
    assert paper.content is None and paper.title == "Report"
    with pytest.raises(Refused, match="Only a paper that is published"):
        actions.withdraw_paper(paper=paper, reason="Again.", by=SYSTEM, today=LATER)
