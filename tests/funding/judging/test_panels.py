"""Panels: the line, money held all or nothing, decisions, the minute that writes itself."""

from datetime import UTC, date, datetime, timedelta

import pytest

from civilsociety.budget.models import Reservation
from civilsociety.refusal import Refused
from funding.actions.judging import interests, meetings, panels, papers
from funding.models import PanelItem, PanelPaper, Reason
from funding.queries.judging.minute import minute_document, minute_for
from funding.queries.judging.panels import sheet_of
from funding.states import ApplicationState, PanelState
from tests.funding.judging.judged import LATER, NOW, a_panel, bid_of, fresh, issued, scored

pytestmark = pytest.mark.django_db


@pytest.fixture
def bids(world, asa):
    """Four bids of £5,000, scored so that they rank in the order of the alphabet."""
    names = ("Arts Barn", "Beach Club", "Choir", "Dance")
    return [
        scored(world, bid_of(world, name), {asa: (5 - place, 3)})
        for place, name in enumerate(names)
    ]


@pytest.fixture
def panel(world, asa, ash):
    return a_panel(world, asa, ash)


@pytest.fixture
def reasons(db):
    return {
        use: Reason.objects.create(key=use, use=use, label=f"Reason {use}", text="Because.")
        for use in ("refused", "part", "ineligible")
    }


def leave(framework, pence):
    """Leaves only so much available under the head."""
    framework.reserve(200_000_00 - pence)


def item(panel, bid):
    return panel.items.get(application=bid)


def decide(world, panel, bid, decision="fund", pence=5_000_00, reasons=(), feedback="Well done."):
    return meetings.decide(
        item=item(panel, bid),
        decision=decision,
        pence=pence,
        reasons=list(reasons),
        feedback=feedback,
        by=world.officer,
    )


def came(world, panel, *people):
    ids = set(panel.members.filter(person__in=people).values_list("pk", flat=True))
    meetings.write_attendance(panel=panel, attended=ids, by=world.officer)


def close(world, panel, now=LATER):
    return meetings.hold(panel=panel, discussion="We talked.", by=world.officer, now=now)


def test_bids_are_ranked_and_their_money_is_held_when_the_paper_goes_out(world, panel, bids):
    issued(world, panel)
    ranks = panel.items.values_list(
        "application__organisation__name", "rank", "reservation__held_pence"
    )
    assert list(ranks) == [
        ("Arts Barn", 1, 5_000_00),
        ("Beach Club", 2, 5_000_00),
        ("Choir", 3, 5_000_00),
        ("Dance", 4, 5_000_00),
    ]
    held = Reservation.objects.filter(state="held")
    assert {each.expires_on for each in held} == {panel.held_until}
    assert {each.state for each in map(fresh, bids)} == {ApplicationState.AT_PANEL}


def test_line_stands_where_the_money_ends(world, panel, bids, framework):
    leave(framework, 12_000_00)
    panels.put_on_paper(panel=panel, by=world.officer)
    sheet = sheet_of(panel)
    assert sheet.cut_off == 2
    assert [row.is_above for row in sheet.rows] == [True, True, False, False]
    assert [row.total_pence for row in sheet.rows] == [5_000_00, 10_000_00, 15_000_00, 20_000_00]
    papers.issue_paper(panel=panel, by=world.officer, now=NOW)
    assert Reservation.objects.filter(paper=panel.title).count() == 2
    assert sheet_of(fresh(panel)).cut_off == 2


def test_paper_short_of_money_holds_nothing_and_says_which_bid_by_how_much(
    world, panel, bids, framework
):
    leave(framework, 12_000_00)
    panels.put_on_paper(panel=panel, by=world.officer)
    panels.draw_line(panel=panel, cut_off=4, by=world.officer)
    with pytest.raises(Refused, match=r"Choir, rank 3, is short of £3,000\."):
        papers.issue_paper(panel=panel, by=world.officer, now=NOW)
    assert not Reservation.objects.filter(paper=panel.title).exists()
    assert fresh(panel).state == PanelState.PREPARING


def test_skipped_bid_lets_the_next_one_be_afforded(world, panel, bids, framework):
    leave(framework, 12_000_00)
    panels.put_on_paper(panel=panel, by=world.officer)
    terms = {"by": world.officer, "pence": 0}
    with pytest.raises(Refused, match="Say why"):
        panels.propose(item=item(panel, bids[0]), recommendation="reserve", why=" ", **terms)
    panels.propose(item=item(panel, bids[0]), recommendation="reserve", why="Funded twice", **terms)
    panels.propose(
        item=item(panel, bids[3]),
        recommendation="part_fund",
        pence=2_000_00,
        why="What is left",
        by=world.officer,
    )
    panels.draw_line(panel=panel, cut_off=3, by=world.officer)
    papers.issue_paper(panel=panel, by=world.officer, now=NOW)
    held = panel.items.exclude(reservation=None).values_list("rank", flat=True)
    assert set(held) == {2, 3}


@pytest.mark.parametrize(
    ("choice", "pence", "why"),
    [("fund", 4_000_00, "x"), ("part_fund", 5_000_00, "x"), ("part_fund", 0, "x"),
     ("refuse", 1, "x"), ("part_fund", 1_000_00, "")],
)  # fmt: skip
def test_amount_and_reason_go_with_the_recommendation(world, panel, bids, choice, pence, why):
    panels.put_on_paper(panel=panel, by=world.officer)
    with pytest.raises(Refused):
        panels.propose(
            item=item(panel, bids[0]), recommendation=choice, pence=pence, why=why, by=world.officer
        )


def test_panel_sent_twice_is_called_once(world, panel, asa, ash):
    with pytest.raises(Refused, match="of that name already"):
        a_panel(world, asa, ash)


def test_member_is_removed_until_the_panel_met_but_never_the_chair(world, panel, asa, ash):
    panels.remove_member(member=panel.members.get(person=ash), by=world.officer)
    with pytest.raises(Refused, match="Name another chair"):
        panels.remove_member(member=panel.members.get(person=asa), by=world.officer)


def test_issuing_again_changes_nothing(world, panel, bids):
    issued(world, panel)
    papers.issue_paper(panel=panel, by=world.officer, now=NOW)
    assert Reservation.objects.count() == 4 and PanelPaper.objects.count() == 1


def test_bid_taken_off_the_paper_sets_its_money_free(world, panel, bids, framework):
    issued(world, panel)
    papers.take_off(item=item(panel, bids[1]), why="A question", by=world.officer, now=NOW)
    assert fresh(bids[1]).state == ApplicationState.ASSESSING
    assert Reservation.objects.filter(state="held").count() == 3
    assert framework.line().reserved_pence + framework.line(framework.health).reserved_pence == (
        15_000_00
    )


def test_second_panel_cannot_promise_the_same_pounds(world, panel, bids, asa, ash, framework):
    leave(framework, 20_000_00)
    issued(world, panel)
    late = scored(world, bid_of(world, "Elm"), {asa: (5, 5)})
    other = a_panel(world, asa, ash, title="Panel of February")
    panels.put_on_paper(panel=other, by=world.officer)
    assert sheet_of(other).cut_off == 0
    panels.draw_line(panel=other, cut_off=1, by=world.officer)
    with pytest.raises(Refused, match="short of £5,000"):
        papers.issue_paper(panel=other, by=world.officer, now=NOW)
    assert fresh(late).state == ApplicationState.AT_PANEL


def test_decisions_take_effect_together(world, panel, bids, reasons, asa, ash):
    issued(world, panel)
    decide(world, panel, bids[0])
    decide(world, panel, bids[1], "part_fund", 3_000_01, [reasons["part"]])
    decide(world, panel, bids[2], "reserve", 0)
    decide(world, panel, bids[3], "refuse", 0, [reasons["refused"]], "Try again.")
    assert {fresh(each).state for each in bids} == {"at_panel"}
    came(world, panel, asa, ash)
    close(world, panel)
    assert [fresh(each).state for each in bids] == ["at_panel", "at_panel", "reserve", "refused"]
    held = panel.items.filter(reservation__state="held")
    assert dict(held.values_list("rank", "reservation__held_pence")) == {
        1: 5_000_00,
        2: 3_000_01,
    }
    refused = fresh(bids[3])
    assert (refused.feedback, refused.decided_at) == ("Try again.", LATER)
    assert list(refused.reasons.all()) == [reasons["refused"]]


@pytest.mark.parametrize(
    ("decision", "pence", "use", "feedback"),
    [
        ("refuse", 0, None, "Words"),
        ("refuse", 0, "part", "Words"),
        ("part_fund", 1_000_00, "refused", "Words"),
        ("fund", 5_000_00, None, " "),
        ("fund", 4_999_99, None, "Words"),
    ],
)
def test_decision_needs_its_reason_amount_and_words(
    world, panel, bids, reasons, decision, pence, use, feedback
):
    issued(world, panel)
    with pytest.raises(Refused):
        decide(world, panel, bids[0], decision, pence, [reasons[use]] if use else [], feedback)


def test_panel_that_gives_more_than_there_is_decides_nothing(
    world, panel, bids, framework, reasons, asa, ash
):
    leave(framework, 12_000_00)
    issued(world, panel)
    for bid in bids:
        decide(world, panel, bid)
    came(world, panel, asa, ash)
    with pytest.raises(Refused, match=r"Choir: £5,000 cannot be held\..*Nothing was decided"):
        close(world, panel)
    assert fresh(panel).state == PanelState.ISSUED
    assert Reservation.objects.filter(paper=panel.title, state="held").count() == 2


def test_money_that_expired_before_the_meeting_is_held_again(world, bids, asa, ash, framework):
    panel = a_panel(world, asa, ash, title="Late", held_until=LATER.date())
    issued(world, panel)
    for each in panel.items.all():
        framework.release(reservation=each.reservation)
    for bid in bids:
        decide(world, panel, bid)
    came(world, panel, asa, ash)
    close(world, panel)
    assert Reservation.objects.filter(paper="Late", state="held").count() == 4


def test_meeting_closes_on_its_day_with_people_and_all_decided(world, panel, bids, asa, ash):
    issued(world, panel)
    with pytest.raises(Refused, match="meets on 14 January 2022"):
        close(world, panel, LATER - timedelta(days=1))
    with pytest.raises(Refused, match="who attended"):
        close(world, panel)
    came(world, panel, asa, ash)
    with pytest.raises(Refused, match="Missing: SRF-A"):
        close(world, panel)


def test_bid_withdrawn_meanwhile_comes_off_the_paper_first(world, panel, bids, asa, ash):
    issued(world, panel)
    type(bids[0]).objects.filter(pk=bids[0].pk).update(state=ApplicationState.WITHDRAWN)
    for bid in bids:
        decide(world, panel, bid)
    came(world, panel, asa, ash)
    with pytest.raises(Refused, match="withdrawn by the applicant. Take it off"):
        close(world, panel)
    papers.take_off(item=item(panel, bids[0]), why="Withdrawn", by=world.officer, now=NOW)
    close(world, panel)
    assert fresh(bids[0]).state == ApplicationState.WITHDRAWN


@pytest.mark.parametrize(
    ("moment", "closes"),
    [
        (datetime(2022, 5, 31, 22, 59, tzinfo=UTC), False),  # a minute to midnight in Kent
        (datetime(2022, 5, 31, 23, 0, tzinfo=UTC), True),  # 1 June there, 31 May in UTC
    ],
)
def test_day_of_the_meeting_begins_at_midnight_in_kent(
    world, bids, asa, ash, moment, closes, framework
):
    panel = a_panel(world, asa, ash, meets_on=date(2022, 6, 1), title="Summer")
    issued(world, panel)
    for bid in bids:
        decide(world, panel, bid)
    came(world, panel, asa, ash)
    if not closes:
        with pytest.raises(Refused, match="meets on 1 June 2022"):
            close(world, panel, moment)
        return
    close(world, panel, moment)
    panel = fresh(panel)
    assert minute_document(panel, minute_for(panel, asa)).issued_on == date(2022, 6, 1)


def held(world, panel, bids, *people, reasons=()):
    issued(world, panel)
    for bid in bids:
        decide(world, panel, bid)
    came(world, panel, *people)
    return close(world, panel)


def test_minute_writes_itself_and_names_who_was_recused(world, panel, bids, asa, ash):
    issued(world, panel)
    interests.declare_interest(application=bids[1], interest="Trustee", by=ash, now=NOW)
    for bid in bids:
        decide(world, panel, bid)
    came(world, panel, asa, ash)
    close(world, panel)
    minute = minute_for(fresh(panel), asa)
    assert minute["attended"] == ["Asa", "Ash"] and minute["chair"] == "Asa"
    assert [each["recused"] for each in minute["items"]] == [[], ["Ash"], [], []]
    assert minute["given_pence"] == 20_000_00 and minute["discussion"] == "We talked."


def test_minute_for_somebody_recused_leaves_the_bid_ranks_and_sums_out(
    world, panel, bids, asa, ash
):
    issued(world, panel)
    interests.declare_interest(application=bids[1], interest="Trustee", by=ash, now=NOW)
    for bid in bids:
        decide(world, panel, bid)
    came(world, panel, asa, ash)
    close(world, panel)
    minute = minute_for(fresh(panel), ash)
    assert [each["organisation"] for each in minute["items"]] == ["Arts Barn", "Choir", "Dance"]
    assert {each["rank"] for each in minute["items"]} == {None}
    assert minute["given_pence"] is None and minute["discussion"] == ""


def test_bid_nobody_present_may_decide_on_goes_to_another_panel(world, panel, bids, asa, ash):
    issued(world, panel)
    for person in (asa, ash):
        interests.declare_interest(application=bids[1], interest="Trustee", by=person, now=NOW)
    for bid in bids:
        decide(world, panel, bid)
    came(world, panel, asa, ash)
    with pytest.raises(Refused, match="another panel"):
        close(world, panel)


def test_chair_agrees_the_minute_and_then_it_stays(world, panel, bids, asa, ash):
    held(world, panel, bids, asa, ash)
    with pytest.raises(Refused, match="The chair, Asa, agrees"):
        meetings.agree_minute(panel=panel, by=ash, now=LATER)
    meetings.write_discussion(panel=panel, discussion="In other words.", by=world.officer)
    meetings.agree_minute(panel=panel, by=asa, now=LATER)
    assert fresh(panel).minute["discussion"] == "In other words."
    with pytest.raises(Refused, match="stays as it is"):
        meetings.write_discussion(panel=panel, discussion="No", by=world.officer)


def test_recused_chair_leaves_the_minute_to_another_member(world, panel, bids, asa, ash):
    issued(world, panel)
    interests.declare_interest(application=bids[0], interest="Trustee", by=asa, now=NOW)
    for bid in bids:
        decide(world, panel, bid)
    came(world, panel, asa, ash)
    close(world, panel)
    with pytest.raises(Refused, match="Another member"):
        meetings.agree_minute(panel=panel, by=asa, now=LATER)
    meetings.agree_minute(panel=panel, by=ash, now=LATER)
    assert fresh(panel).agreed_by == ash


def test_officer_with_an_interest_runs_no_panel_of_the_round(world, panel, bids, fern, asa):
    interests.declare_interest(application=bids[0], interest="Trustee", by=fern, now=NOW)
    for act in (
        lambda: panels.put_on_paper(panel=panel, by=fern),
        lambda: papers.issue_paper(panel=panel, by=fern, now=NOW),
        lambda: panels.draw_line(panel=panel, cut_off=1, by=fern),
        lambda: panels.make_panel(
            call=world.call,
            title="Another",
            meets_on=LATER.date(),
            held_until=LATER.date(),
            chair=asa,
            by=fern,
            now=NOW,
        ),
    ):
        with pytest.raises(Refused, match="declared an interest"):
            act()


def test_paper_costs_the_same_with_one_bid_and_with_four(world, panel, asa, ash, count_queries):
    scored(world, bid_of(world, "One"), {asa: (3, 3)})
    panels.put_on_paper(panel=panel, by=world.officer)
    one = count_queries(lambda: sheet_of(panel, world.officer))
    for name in ("Two", "Three", "Four"):
        scored(world, bid_of(world, name), {asa: (3, 3)})
    panels.put_on_paper(panel=panel, by=world.officer)
    assert PanelItem.objects.count() == 4
    assert count_queries(lambda: sheet_of(panel, world.officer)) == one
