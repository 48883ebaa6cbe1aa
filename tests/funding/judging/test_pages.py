"""The pages of judging as people use them: what they type is kept, what they may not see is not."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from civilsociety.ui.slots import desk_tasks
from funding.actions.judging import panels
from funding.models import Assessment, Assessor, Check, Conflict, Panel, Reason, Score
from funding.queries.judging.gate import kinds_for
from funding.states import ApplicationState, AssessmentState, PanelState
from tests.funding.judging.judged import (
    LATER,
    a_panel,
    bid_of,
    fresh,
    issued,
    listed,
    passed,
    scored,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_december")]
KEY = "8d7e0f5c-6a1f-4d10-9a58-8d0c0d6a3f01"


def admin(name, pk):
    return reverse(f"admin:funding_{name}", args=[pk])


def day(name, day, month, year):
    return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}


@pytest.fixture
def reading(world, asa, ash):
    """A bid that Asa and Ash read."""
    bid = passed(world, world.bid())
    listed(world, asa, ash)
    for person in (asa, ash):
        Assessment.objects.create(application=bid, assessor=person)
    return bid


def marks(world, *given):
    pairs = zip(world.programme.criteria.all(), given, strict=True)
    typed = {}
    for criterion, (points, why) in pairs:
        typed |= {f"points_{criterion.pk}": points, f"why_{criterion.pk}": why}
    return typed


# -- The gate ----------------------------------------------------------------------------


def test_gate_saves_what_is_answered_and_leaves_the_rest(world, client_of, frank):
    bid = world.bid()
    answer = client_of(frank).post(
        admin("gate_of_application", bid.pk), {"key": KEY, "outcome_eligible": "yes"}
    )
    assert answer.status_code == 302
    assert Check.objects.values_list("kind", "outcome").get() == ("eligible", "yes")


def test_gate_says_what_is_wrong_beside_each_check_and_keeps_the_words(world, client_of, frank):
    bid = world.bid()
    typed = {
        "key": KEY,
        "outcome_eligible": "no",
        "outcome_insurance": "condition",
        "text_insurance": "Send the new policy",
        "note_accounts": "A note of mine",
        **day("due_insurance", "1", "12", "2021"),
        "outcome_bank": "yes",
    }
    text = client_of(frank).post(admin("gate_of_application", bid.pk), typed).content.decode()
    for words in ("Say why, in the note", "20 December 2021 or later", "No verified bank account",
                  "Send the new policy", "A note of mine"):  # fmt: skip
        assert words in text
    assert not Check.objects.exists()


@pytest.mark.parametrize(
    "typed",
    [
        {"outcome_eligible": "condition"},
        {"outcome_eligible": "perhaps"},
        {"outcome_eligible": ["yes", "no"], "note_eligible": "\0"},
        {"outcome_insurance": "condition", "text_insurance": "x", "due_insurance_day": "9" * 40},
        {"key": "no key", "outcome_eligible": "yes"},
    ],
)
def test_gate_takes_no_nonsense(world, client_of, frank, typed):
    bid = world.bid()
    answer = client_of(frank).post(admin("gate_of_application", bid.pk), {"key": KEY} | typed)
    assert answer.status_code == 200 and not Check.objects.exists()


def test_bid_goes_from_the_gate_to_the_assessors(world, client_of, frank):
    bid, client = world.bid(), client_of(frank)
    typed = {f"outcome_{kind}": "yes" for kind in kinds_for(bid)} | {
        "outcome_bank": "condition", "text_bank": "Verify it", **day("due_bank", "1", "3", "2022"),
    }  # fmt: skip
    client.post(admin("gate_of_application", bid.pk), typed | {"key": KEY})
    page = client.get(admin("application_change", bid.pk)).content.decode()
    assert admin("pass_of_application", bid.pk) in page
    client.post(admin("pass_of_application", bid.pk), {"key": KEY})
    assert fresh(bid).state == ApplicationState.ASSESSING


def test_bid_that_fails_is_ended_with_a_reason(world, client_of, frank):
    bid, client = world.bid(), client_of(frank)
    reason = Reason.objects.create(key="outside", use="ineligible", label="Outside", text="It is.")
    typed = {"outcome_eligible": "no", "note_eligible": "In Sussex", "key": KEY}
    client.post(admin("gate_of_application", bid.pk), typed)
    address = admin("fail_of_application", bid.pk)
    empty = client.post(address, {"key": KEY}).content.decode()
    assert "Error: " in empty
    client.post(address, {"key": KEY, "reasons": [reason.pk], "feedback": "Sorry, Sussex."})
    assert fresh(bid).feedback == "Sorry, Sussex."


@pytest.mark.parametrize(
    ("typed", "found"),
    [("A{pk}", 1), ("SRF-A000{pk}", 1), ("marsh kitchen", 1), ("street", 1), ("nothing", 0),
     ("\0", 0), ("A999999999", 0)],
)  # fmt: skip
def test_bids_are_found_by_number_project_and_organisation(world, client_of, frank, typed, found):
    bid = world.bid()
    query = urlencode({"q": typed.format(pk=bid.pk)})
    answer = client_of(frank).get(f"{reverse('admin:funding_application_changelist')}?{query}")
    if "\0" in typed:
        assert answer.status_code in {200, 302, 400, 404}
        return
    assert len(answer.context["cl"].queryset) == found


def test_list_and_desk_cost_the_same_for_one_bid_and_for_three(
    world, client_of, frank, count_queries
):
    client = client_of(frank)
    bid_of(world, "One", ApplicationState.SUBMITTED)
    pages = [reverse("admin:funding_application_changelist"), reverse("funding:desk")]
    client.get(pages[0])
    before = [count_queries(lambda page=page: client.get(page)) for page in pages]
    for name in ("Two", "Three"):
        bid_of(world, name, ApplicationState.SUBMITTED)
    assert [count_queries(lambda page=page: client.get(page)) for page in pages] == before


# -- Assessors ---------------------------------------------------------------------------


def test_assessor_declares_before_anything_opens(world, client_of, asa):
    bid = world.bid()
    other = bid_of(world, "Harbour Choir", ApplicationState.SUBMITTED)
    listed(world, asa, declared=False)
    client, address = client_of(asa), reverse("funding:interests", args=[world.call.pk])
    assert any(task.url == address for task in desk_tasks.fill(asa))
    page = client.get(address).content.decode()
    assert "Marsh Lane Community Kitchen" in page and "Cooking together" not in page
    typed = {f"interest_{bid.pk}": "I volunteer there", "key": KEY}
    again = client.post(address, typed).content.decode()
    assert "I volunteer there" in again and not Conflict.objects.exists()
    client.post(address, typed | {"read": "on"})
    assert Conflict.objects.get().application == bid
    assert Assessor.objects.get().declared_at
    assert client.get(reverse("funding:bid", args=[other.pk])).status_code == 404


def test_bid_that_came_in_later_is_declared_on_before_papers_open(world, client_of, asa, ash):
    scored(world, bid_of(world, "Harbour Choir"), {asa: (4, 3)})
    panel = issued(world, a_panel(world, asa, ash))
    client, paper = client_of(ash), reverse("funding:panel_paper", args=[panel.pk])
    assert client.get(paper).status_code == 200
    assert f"Read the paper: {panel}" in [task.title for task in desk_tasks.fill(ash)]
    bid_of(world, "Late", ApplicationState.SUBMITTED, submitted_at=LATER)
    assert client.get(paper).status_code == 404
    assert reverse("funding:interests", args=[world.call.pk]) in [
        task.url for task in desk_tasks.fill(ash)
    ]


def test_list_of_applicants_is_for_those_who_judge_the_round(world, client_of, asa, frank):
    address = reverse("funding:interests", args=[world.call.pk])
    assert client_of(asa).get(address).status_code == 404
    assert client_of(frank).get(address).status_code == 404


def test_draft_keeps_what_was_typed(world, client_of, asa, reading):
    client, address = client_of(asa), reverse("funding:score", args=[reading.pk])
    typed = marks(world, ("4", "It says so"), ("", "Not sure yet"))
    client.post(address, typed | {"comment": "Hm", "draft": "yes"})
    assert Score.objects.count() == 2
    page = client.get(address).content.decode()
    assert "Not sure yet" in page and "It says so" in page


def test_scores_that_lack_something_come_back_with_it_said(world, client_of, asa, reading):
    client, address = client_of(asa), reverse("funding:score", args=[reading.pk])
    typed = marks(world, ("4", ""), ("", "Words of mine"))
    page = client.post(address, typed | {"send": "yes"}).content.decode()
    assert "Say why you give these points for Need" in page
    assert "Choose the points for Plan" in page and "Words of mine" in page
    assert reading.assessments.filter(state=AssessmentState.SCORED).count() == 0


@pytest.mark.parametrize("points", ["6", "-1", "three", "9" * 30, "\0", "3.5"])
def test_points_outside_the_scale_are_refused(world, client_of, asa, reading, points):
    typed = marks(world, (points, "x"), ("3", "x"))
    answer = client_of(asa).post(
        reverse("funding:score", args=[reading.pk]), typed | {"send": "yes"}
    )
    assert answer.status_code == 200
    assert not Score.objects.filter(points__gt=5).exists()


def test_others_scores_are_unseen_until_all_are_in(world, client_of, asa, ash, frank, reading):
    secret = "My secret reason"
    typed = marks(world, ("4", secret), ("3", secret))
    client_of(asa).post(
        reverse("funding:score", args=[reading.pk]), typed | {"send": "yes", "comment": secret}
    )
    places = [
        (ash, reverse("funding:score", args=[reading.pk])),
        (ash, reverse("funding:bid", args=[reading.pk])),
        (frank, reverse("funding:bid", args=[reading.pk])),
        (frank, reverse("funding:round", args=[reading.call_id])),
        (frank, reverse("funding:moderate", args=[reading.pk])),
        (frank, admin("application_change", reading.pk)),
    ]
    for person, address in places:
        text = client_of(person).get(address).content.decode()
        assert secret not in text and "70.00" not in text, address
    scored(world, reading, {ash: (3, 4)})
    seen = [secret in client_of(who).get(at).content.decode() for who, at in places[:3]]
    assert seen == [True, True, True]


def test_bid_given_to_somebody_else_is_not_found(world, client_of, ash, reading):
    other = passed(world, bid_of(world, "Harbour Choir", ApplicationState.SUBMITTED))
    for name in ("score", "bid", "declare"):
        assert client_of(ash).get(reverse(f"funding:{name}", args=[other.pk])).status_code == 404


def test_round_page_costs_the_same_for_one_bid_and_for_three(
    world, client_of, frank, asa, count_queries
):
    client, page = client_of(frank), reverse("funding:round", args=[world.call.pk])
    scored(world, bid_of(world, "One"), {asa: (3, 3)})
    before = count_queries(lambda: client.get(page))
    for name in ("Two", "Three"):
        scored(world, bid_of(world, name), {asa: (3, 3)})
    assert count_queries(lambda: client.get(page)) == before


# -- Panels ------------------------------------------------------------------------------


def test_panel_from_call_to_agreed_minute(world, client_of, frank, asa, ash, hold_clock):
    bid = scored(world, bid_of(world, "Harbour Choir"), {asa: (4, 3)})
    client = client_of(frank)
    client.post(
        reverse("funding:call_panel", args=[world.call.pk]),
        {"key": KEY, "title_": "January", "chair": asa.pk,
         **day("meets_on", "20", "1", "2022"), **day("held_until", "10", "2", "2022")},
    )  # fmt: skip
    panel = Panel.objects.get()

    def act(name, typed=None, **more):
        return client.post(
            reverse(f"funding:{name}", kwargs={"pk": panel.pk} | more), {"key": KEY} | (typed or {})
        )

    act("add_member", {"person": ash.pk})
    panel.members.update(declared_at=world.now)
    act("fill_paper")
    item = panel.items.get()
    act("propose", {"choice": "part_fund", "pence": "4,000", "why": "Fewer days"}, item=item.pk)
    act("issue_paper")
    assert fresh(panel).state == PanelState.ISSUED
    assert client_of(ash).get(reverse("funding:panel_paper", args=[panel.pk])).status_code == 200
    reason = Reason.objects.create(key="less", use="part", label="Less is enough", text="It is.")
    lacking = act("decide", {"choice": "part_fund", "pence": "4000", "feedback": "Words"},
                  item=item.pk)  # fmt: skip
    assert "Choose at least one reason" in lacking.content.decode()
    act(
        "decide",
        {"choice": "part_fund", "pence": "4000", "reasons": [reason.pk], "feedback": "Words"},
        item=item.pk,
    )
    act("attendance", {"attended": [each.pk for each in panel.members.all()]})
    early = act("hold_panel", {"discussion": "We talked for long."})
    assert "We talked for long." in early.content.decode()
    hold_clock(2022, 1, 20, 12)
    act("hold_panel", {"discussion": "We talked for long."})
    assert fresh(bid).feedback == "Words"
    minute = reverse("funding:minute", args=[panel.pk])
    assert "We talked for long." in client.get(minute).content.decode()
    client_of(asa).post(reverse("funding:agree_minute", args=[panel.pk]), {"key": KEY})
    assert fresh(panel).state == PanelState.AGREED


def test_member_who_has_not_declared_is_sent_to_the_list_first(world, client_of, asa, ash):
    scored(world, bid_of(world, "Harbour Choir"), {asa: (4, 3)})
    panel = issued(world, a_panel(world, asa, ash))
    panel.members.filter(person=ash).update(declared_at=None)
    client = client_of(ash)
    answer = client.get(reverse("funding:panel", args=[panel.pk]))
    assert answer.url == reverse("funding:interests", args=[world.call.pk])
    assert client.get(reverse("funding:panel_paper", args=[panel.pk])).status_code == 404


def test_paper_in_preparation_is_not_open_to_members(world, client_of, asa, ash):
    scored(world, bid_of(world, "Harbour Choir"), {asa: (4, 3)})
    panel = a_panel(world, asa, ash)
    panels.put_on_paper(panel=panel, by=world.officer)
    client = client_of(ash)
    assert "Harbour" not in client.get(reverse("funding:panel", args=[panel.pk])).content.decode()
    for name in ("panel_paper", "minute"):
        assert client.get(reverse(f"funding:{name}", args=[panel.pk])).status_code == 404


def test_assessor_who_does_not_sit_on_a_panel_does_not_find_it(world, client_of, asa, ash, fern):
    panel = a_panel(world, fern, ash)
    assert client_of(asa).get(reverse("funding:panel", args=[panel.pk])).status_code == 404


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"choice": "fund", "pence": "4000"}, "They asked for £5,000"),
        ({"choice": "part_fund", "pence": "5000", "why": "x"}, "less than the £5,000"),
        ({"choice": "part_fund", "pence": "", "why": "x"}, "more than nothing"),
        ({"choice": "reserve", "pence": "", "why": " "}, "Say why it is not funded as asked"),
        ({"choice": "refuse", "pence": "1", "why": "x"}, "Leave the amount empty"),
        ({"choice": "maybe", "pence": "x" * 50, "why": "\0"}, "null character"),
        ({"choice": "fund", "pence": "9" * 60}, "Error"),
    ],
)
def test_proposal_says_what_is_wrong(world, client_of, frank, asa, ash, typed, told):
    scored(world, bid_of(world, "Harbour Choir"), {asa: (4, 3)})
    panel = a_panel(world, asa, ash)
    panels.put_on_paper(panel=panel, by=world.officer)
    address = reverse("funding:propose", args=[panel.pk, panel.items.get().pk])
    answer = client_of(frank).post(address, {"key": KEY} | typed)
    assert answer.status_code == 200 and told in answer.content.decode()


@pytest.mark.parametrize("cut_off", ["-1", "x", "99999999999999999999", "1.5", "\0"])
def test_line_is_a_rank(world, client_of, frank, asa, ash, cut_off):
    panel = a_panel(world, asa, ash)
    address = reverse("funding:move_line", args=[panel.pk])
    answer = client_of(frank).post(address, {"key": KEY, "cut_off": cut_off})
    assert answer.status_code == 200 and "Error: " in answer.content.decode()


def test_history_of_a_bid_is_hidden_with_the_bid(world, client_of, frank, fern):
    bid = passed(world, world.bid())
    Conflict.objects.create(application=bid, person=fern, interest="Trustee")
    address = reverse("accounts:history", args=[f"funding.application:{bid.pk}"])
    assert client_of(frank).get(address).status_code == 200
    assert client_of(fern).get(address).status_code == 403
