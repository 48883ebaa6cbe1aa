"""Who may open the addresses of the gate, assessment and panels."""

from civilsociety.accounts.permissions import Permission
from civilsociety.ui.contents import ScanOutcome
from funding.actions.judging import interests, meetings, panels
from funding.models import (
    ApplicationFile,
    Assessment,
    Assessor,
    Conflict,
    PanelPaper,
    StoredFile,
)
from funding.states import ApplicationState
from tests.access import Row
from tests.funding.judging.judged import (
    LATER,
    NOW,
    a_panel,
    bid_of,
    issued,
    listed,
    passed,
    scored,
)
from tests.funding.makers import world_of

OFFICERS = {Permission.MANAGE_FUNDING}
READERS = {Permission.MANAGE_FUNDING, Permission.HOLD_BUDGET}
ASSESSORS = {Permission.ASSESS_APPLICATIONS}
JUDGES = READERS | ASSESSORS


def people(cast):
    return cast["funding_officer"], cast["assessor"]


def read_by_both(cast):
    """A bid that the officer and the assessor were given to read; neither has scored."""
    world = world_of(cast)
    bid = passed(world, world.bid())
    listed(world, *people(cast))
    for person in people(cast):
        Assessment.objects.create(application=bid, assessor=person)
    bid_of(world, "Harbour Choir", ApplicationState.SUBMITTED)
    return world, bid


def a_bid(cast):
    return {"pk": read_by_both(cast)[1].pk}


def a_bid_in_the_admin(cast):
    return {"object_id": read_by_both(cast)[1].pk}


def a_bid_to_check(cast):
    world = world_of(cast)
    return {"pk": world.bid().pk}


def a_scored_bid(cast):
    world, bid = read_by_both(cast)
    scored(world, bid, dict(zip(people(cast), ((5, 3), (2, 3)), strict=True)))
    return {"pk": bid.pk}


def a_round(cast):
    return {"pk": read_by_both(cast)[0].call.pk}


def a_busy_round(cast):
    """A bid with scores far apart, one half scored, one that waits for assessors; a panel."""
    world, bid = read_by_both(cast)
    officer, assessor = people(cast)
    scored(world, bid, {officer: (5, 3), assessor: (2, 3)})
    half = bid_of(world, "Beach Club")
    Assessment.objects.create(application=half, assessor=officer)
    scored(world, half, {assessor: (4, 4)})
    bid_of(world, "Arts Barn")
    a_panel(world, assessor, officer)
    return {"pk": world.call.pk}


def a_round_to_declare_on(cast):
    """Officer and assessor assess in the round, and the budget holder sits on its panel."""
    world, _ = read_by_both(cast)
    a_panel(world, cast["assessor"], cast["budget_holder"])
    return {"pk": world.call.pk}


def an_assessment(cast):
    return {"pk": read_by_both(cast)[1].assessments.first().pk}


def an_assessor(cast):
    world = world_of(cast)
    listed(world, cast["assessor"])
    return {"pk": Assessor.objects.get().pk}


def a_file(cast):
    _, bid = read_by_both(cast)
    file = StoredFile.objects.create(
        file_name="plan.pdf",
        content_type="application/pdf",
        content=b"%PDF-1.7",
        size=8,
        sha256="0" * 64,
        scan=ScanOutcome.NOT_SCANNED,
        given_by=bid.started_by,
    )
    given = ApplicationFile.objects.create(application=bid, question_key="need", file=file)
    return {"pk": bid.pk, "file": given.pk}


def a_prepared_panel(cast):
    """A panel with three bids of £5,000, £45,000 and £200,000 on its paper: the last is short."""
    world = world_of(cast)
    panel = a_panel(world, cast["assessor"], cast["funding_officer"])
    sums = (("Harbour Choir", 5_000_00, 5), ("Beach Club", 45_000_00, 4), ("Isle", 200_000_00, 2))
    for name, pence, points in sums:
        bid = bid_of(world, name, requested_pence=pence)
        scored(world, bid, {cast["assessor"]: (points, 3)})
    panels.put_on_paper(panel=panel, by=world.officer)
    return world, panel


def a_panel_to_prepare(cast):
    return {"pk": a_prepared_panel(cast)[1].pk}


def a_member(cast):
    panel = a_prepared_panel(cast)[1]
    return {"pk": panel.pk, "member": panel.members.exclude(person=panel.chair).get().pk}


def an_item_to_prepare(cast):
    panel = a_prepared_panel(cast)[1]
    return {"pk": panel.pk, "item": panel.items.first().pk}


def issued_one(cast):
    world, panel = a_prepared_panel(cast)
    issued(world, panel)
    PanelPaper.objects.update(state="done", pdf=b"%PDF-1.7", docx=b"PK")
    return world, panel


def an_issued_panel(cast):
    return {"pk": issued_one(cast)[1].pk}


def an_issued_item(cast):
    panel = issued_one(cast)[1]
    return {"pk": panel.pk, "item": panel.items.first().pk}


def a_file_of_a_paper(cast):
    return {"pk": issued_one(cast)[1].pk, "kind": "pdf"}


def a_held_panel(cast):
    world, panel = issued_one(cast)
    for item in panel.items.select_related("application__organisation"):
        gives = item.rank < 3
        meetings.decide(
            item=item,
            decision="fund" if gives else "reserve",
            pence=item.application.requested_pence if gives else 0,
            reasons=[],
            feedback="A clear plan; say more about volunteers next time.",
            by=world.officer,
        )
    everybody = set(panel.members.values_list("pk", flat=True))
    meetings.write_attendance(panel=panel, attended=everybody, by=world.officer)
    meetings.hold(panel=panel, discussion="", by=world.officer, now=LATER)
    return {"pk": panel.pk}


def panel_in_the_admin(cast):
    return {"object_id": a_prepared_panel(cast)[1].pk}


def an_interest(cast):
    world = world_of(cast)
    interests.declare_interest(
        application=world.bid(), interest="My sister", by=cast["assessor"], now=NOW
    )
    return {"pk": Conflict.objects.get().pk}


def interest_in_the_admin(cast):
    return {"object_id": an_interest(cast)["pk"]}


def everything(cast):
    """Bids in several states."""
    a_prepared_panel(cast)
    return {}


def desk_with_work(cast):
    read_by_both(cast)
    return {}


ROWS = {
    "funding:desk": Row(JUDGES, desk_with_work),
    "funding:round": Row(OFFICERS, a_busy_round),
    "funding:interests": Row(JUDGES, a_round_to_declare_on),
    "funding:add_assessor": Row(OFFICERS, a_round),
    "funding:draw": Row(OFFICERS, a_round),
    "funding:call_panel": Row(OFFICERS, a_round),
    "funding:remove_assessor": Row(OFFICERS, an_assessor, method="post", page=False, opens=False),
    "funding:stand_down": Row(OFFICERS, an_assessment),
    "funding:assess": Row(ASSESSORS, desk_with_work),
    "funding:score": Row(ASSESSORS, a_bid),
    "funding:bid": Row(JUDGES, a_scored_bid),
    "funding:declare": Row(JUDGES, a_bid),
    "funding:moderate": Row(OFFICERS, a_scored_bid),
    "funding:bid_file": Row(JUDGES, a_file, page=False),
    "funding:panels": Row(JUDGES, everything),
    "funding:panel": Row(JUDGES, a_panel_to_prepare),
    "funding:change_panel": Row(OFFICERS, a_panel_to_prepare),
    "funding:add_member": Row(OFFICERS, a_panel_to_prepare),
    "funding:remove_panel_member": Row(OFFICERS, a_member, method="post", page=False),
    "funding:fill_paper": Row(OFFICERS, a_panel_to_prepare, method="post", page=False),
    "funding:move_line": Row(OFFICERS, a_panel_to_prepare),
    "funding:propose": Row(OFFICERS, an_item_to_prepare),
    "funding:take_off": Row(OFFICERS, an_item_to_prepare),
    "funding:decide": Row(OFFICERS, an_issued_item),
    "funding:issue_paper": Row(OFFICERS, a_panel_to_prepare),
    "funding:panel_paper": Row(JUDGES, an_issued_panel),
    "funding:panel_file": Row(JUDGES, a_file_of_a_paper, page=False),
    "funding:panel_files_again": Row(OFFICERS, an_issued_panel, method="post", page=False),
    "funding:attendance": Row(OFFICERS, an_issued_panel),
    "funding:hold_panel": Row(OFFICERS, an_issued_panel),
    "funding:minute": Row(JUDGES, a_held_panel),
    "funding:minute_file": Row(JUDGES, a_held_panel, page=False),
    "funding:discussion": Row(OFFICERS, a_held_panel),
    "funding:agree_minute": Row(JUDGES, a_held_panel),
    "admin:funding_application_changelist": Row(READERS, everything),
    "admin:funding_application_change": Row(READERS, a_bid_in_the_admin),
    "admin:funding_conflict_changelist": Row(READERS, lambda cast: an_interest(cast) and {}),
    "admin:funding_conflict_change": Row(READERS, interest_in_the_admin),
    "admin:funding_panel_changelist": Row(READERS, everything),
    "admin:funding_panel_change": Row(READERS, panel_in_the_admin),
    **{
        f"admin:funding_{model}_{kind}": Row(READERS, everything, page=False)
        for model in ("application", "conflict", "panel")
        for kind in ("csv", "xlsx")
    },
    **{
        f"admin:funding_{act}_of_application": Row(OFFICERS, a_bid_to_check)
        for act in ("gate", "pass", "fail", "condition")
    },
    "admin:funding_withdraw_of_conflict": Row(OFFICERS, an_interest),
}
