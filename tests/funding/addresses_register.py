"""Who may open the addresses of the public register, its files and evaluations."""

from datetime import date

from civilsociety.accounts.permissions import Permission
from funding.actions.register import publish_award
from funding.models import Evaluation, PublishedAward, RegisterCheck
from funding.states import ApplicationState, CallState
from tests.access import PUBLIC, Row
from tests.funding.makers import NOW, world_of


def an_award(cast):
    """A published award that was reduced since."""
    world = world_of(cast)
    award = world.award(districts=["swale", "thanet"])
    publish_award(award=award, now=NOW)
    world.framework.release(commitment=award.promises.get().commitment, pence=500_01)
    publish_award(award=award, now=NOW, what_changed="Less was needed.")
    return {"reference": award.number}


def a_register(cast):
    an_award(cast)
    return {}


def a_decided_round(cast):
    """A round with thirty bids, all decided."""
    world = world_of(cast)
    call = world.make_call(number=2, state=CallState.PUBLISHED)
    for number in range(30):
        organisation = world.make_organisation(f"Group {number}")
        state = ApplicationState.AWARDED if number < 8 else ApplicationState.REFUSED
        world.bid(state, call=call, organisation=organisation)
    return {}


def an_evaluation(cast):
    """A published evaluation, with its figures."""
    world = world_of(cast)
    publish_award(award=world.award(), now=NOW)
    evaluation = a_written_evaluation(world)
    Evaluation.objects.filter(pk=evaluation.pk).update(state="published", published_at=NOW)
    return {"slug": world.programme.slug, "pk": evaluation.pk}


def a_written_evaluation(world):
    return Evaluation.objects.create(
        programme=world.programme,
        title="What the recovery fund did in 2021/22",
        from_day=date(2021, 4, 1),
        until_day=date(2022, 3, 31),
        worked="Small grants came quickly.",
        learned="The form asked **too much**.",
        quotes="It was clear from the start what you wanted.",
        recommendation="Go on, with a shorter form.",
        written_by=world.officer,
    )


def with_kind(make, kind):
    return lambda cast: make(cast) | {"kind": kind}


ROWS = {
    "funding:grants": Row(PUBLIC, a_register),
    "funding:grants_csv": Row(PUBLIC, a_register, page=False),
    "funding:grants_xlsx": Row(PUBLIC, a_register, page=False),
    "funding:grants_json": Row(PUBLIC, a_register, page=False),
    "funding:districts": Row(PUBLIC, a_register),
    "funding:grant": Row(PUBLIC, an_award),
    "funding:outcomes": Row(PUBLIC, a_decided_round),
    "funding:evaluation": Row(PUBLIC, an_evaluation),
    "funding:evaluation_file": Row(PUBLIC, with_kind(an_evaluation, "pdf"), page=False),
}


def a_published_row(cast):
    reference = an_award(cast)["reference"]
    return {"object_id": PublishedAward.objects.get(reference=reference, is_latest=True).pk}


def a_running_award(cast):
    return {"pk": world_of(cast).award().pk}


def a_check(cast):
    an_award(cast)
    check = RegisterCheck.objects.create(
        state="done", awards=2, differences=["SRF-G00001 is not in the register."],
        held_back=["SRF-G00002"], finished_at=NOW,
    )  # fmt: skip
    return {"object_id": check.pk}


def some_checks(cast):
    a_check(cast)
    return {}


def a_draft(cast):
    return {"pk": a_written_evaluation(world_of(cast)).pk}


def a_draft_in_the_admin(cast):
    return {"object_id": a_draft(cast)["pk"]}


def some_drafts(cast):
    a_draft(cast)
    return {}


def a_world(cast):
    world_of(cast)
    return {}


READERS = {Permission.MANAGE_FUNDING, Permission.HOLD_BUDGET}
OFFICERS = {Permission.MANAGE_FUNDING}
ROWS |= {
    "admin:funding_publishedaward_changelist": Row(READERS, a_register),
    "admin:funding_publishedaward_change": Row(READERS, a_published_row),
    "admin:funding_publishedaward_csv": Row(READERS, a_register, page=False),
    "admin:funding_publishedaward_xlsx": Row(READERS, a_register, page=False),
    "admin:funding_republish_of_award": Row(OFFICERS, a_running_award),
    "admin:funding_registercheck_changelist": Row(READERS, some_checks),
    "admin:funding_registercheck_change": Row(READERS, a_check),
    "admin:funding_prove": Row(OFFICERS, a_world),
    "admin:funding_evaluation_changelist": Row(READERS, some_drafts),
    "admin:funding_evaluation_change": Row(READERS, a_draft_in_the_admin),
    "admin:funding_begin_evaluation": Row(OFFICERS, a_world),
    "admin:funding_write_of_evaluation": Row(OFFICERS, a_draft),
    "admin:funding_publish_of_evaluation": Row(OFFICERS, a_draft),
    "admin:funding_take_back_of_evaluation": Row(OFFICERS, a_draft),
    "admin:funding_follow_of_evaluation": Row(OFFICERS, a_draft),
}
