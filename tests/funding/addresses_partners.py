"""Who may open the addresses of regrants through a partner and commissioned pilots."""

from datetime import date

from civilsociety.accounts.permissions import Permission
from funding.actions.partners import milestones
from funding.actions.partners.readings import give_readings, write_note
from funding.models import OnwardGrant
from funding.queries.partners.indicators import PLACES
from tests.access import SIGNED_IN, Row
from tests.funding.makers import world_of
from tests.funding.partners.partnership import (
    LATER,
    a_row,
    as_csv,
    bring_in,
    pilot_award,
    read,
    regrant_award,
    upload,
)

OFFICERS = {Permission.MANAGE_FUNDING}
READERS = {Permission.MANAGE_FUNDING, Permission.HOLD_BUDGET}
MINE = {"access": SIGNED_IN, "only": "respondent"}
FILE = {"page": False}


def regrant(cast):
    """An award that is given on, with grants, as its partner has it."""
    world = world_of(cast)
    award = regrant_award(world, pence=20_000_00)
    rows = [a_row(n, District=("Swale", "Dover", "Thanet", "")[n % 4]) for n in range(1, 8)]
    bring_in(award, as_csv(*rows), by=world.tess)
    return award


def of_regrant(cast):
    return {"pk": regrant(cast).pk}


def a_list(cast, **changes):
    """A list that waits to be confirmed: a new grant, a changed one, one missing."""
    award = regrant(cast)
    rows = [a_row(1, Amount="900"), *(a_row(n) for n in range(3, 12))]
    return award, read(award, as_csv(*rows), by=award.accepted_by, name="grants-in-may.csv")


def of_list(cast):
    award, job = a_list(cast)
    return {"pk": award.pk, "number": job.pk}


def with_mistakes(cast):
    award = regrant(cast)
    rows = [a_row(1, **{"Award date": "soon"}), a_row(2, Amount="lots", Title="Ring 01795 123456")]
    job = read(award, as_csv(*rows), by=award.accepted_by)
    return {"pk": award.pk, "number": job.pk}


def pilot(cast):
    """A pilot with a milestone evidenced, one to come, a quarter of figures, a case note."""
    world = world_of(cast)
    award = pilot_award(world)
    for number, title in enumerate(("The desk is open", "Two hundred roles advertised"), 1):
        milestones.set_milestone(
            award=award,
            title=title,
            evidence_needed="A picture of it, and its opening hours",
            due_on=date(2022, 3 * number, 28),
            payment=award.payments.filter(number=number).first(),
            by=world.officer,
        )
    indicators = award.programme.indicators.all()
    values = {
        (i, place): (None, 7 * n + 3) for i in indicators for n, (place, _) in enumerate(PLACES)
    }
    first = date(2022, 1, 1)
    give_readings(award=award, quarter=first, changes=values, by=world.tess, now=LATER)
    write_note(
        award=award, quarter=first, district="swale", title="A way back",
        text="A student found her way back to college.", by=world.tess, now=LATER,
    )  # fmt: skip
    return award


def of_pilot(cast):
    return {"pk": pilot(cast).pk}


def evidenced(cast):
    award = pilot(cast)
    return milestones.give_evidence(
        milestone=award.milestones.first(),
        evidence="The desk opened on 1 February and is open five days a week.",
        uploads=[upload()],
        by=award.accepted_by,
        now=LATER,
    )


def to_be_given(cast):
    return {"pk": pilot(cast).pk, "number": 2}


def a_file(cast):
    milestone = evidenced(cast)
    return {"pk": milestone.award_id, "number": 1, "file": milestone.files.get().pk}


def a_quarter(cast):
    return {"pk": pilot(cast).pk, "slug": "2022-01"}


def a_note(cast):
    award = pilot(cast)
    return {"pk": award.pk, "number": award.case_notes.get().pk}


def of_programme(cast):
    return {"slug": pilot(cast).programme.slug}


def plus(kwargs, **more):
    return lambda cast: kwargs(cast) | more


def everything(cast):
    evidenced(cast)
    return {}


def grants_and_lists(cast):
    a_list(cast)
    return {}


def row_of(make):
    return lambda cast: {"object_id": make(cast).pk}


def act_on(make):
    return lambda cast: {"pk": make(cast).pk}


def a_milestone(cast):
    return pilot(cast).milestones.last()


def a_grant(cast):
    regrant(cast)
    return OnwardGrant.objects.first()


ROWS = {
    "funding:onward": Row(kwargs=of_regrant),
    "funding:onward_file": Row(kwargs=plus(of_regrant, kind="csv"), **FILE),
    "funding:indicators": Row(kwargs=of_programme),
    "funding:indicators_file": Row(kwargs=plus(of_programme, kind="csv"), **FILE),
    "funding:onward_files": Row(kwargs=of_regrant, **MINE),
    "funding:onward_template": Row(kwargs=plus(of_regrant, kind="xlsx"), **MINE, **FILE),
    "funding:onward_import": Row(kwargs=of_list, **MINE),
    "funding:onward_confirm": Row(kwargs=of_list, method="post", **MINE, **FILE),
    "funding:onward_problems": Row(kwargs=with_mistakes, **MINE, **FILE),
    "funding:milestone": Row(kwargs=to_be_given, **MINE),
    "funding:milestone_file": Row(kwargs=a_file, **MINE, **FILE),
    "funding:readings": Row(kwargs=of_pilot, **MINE),
    "funding:quarter": Row(kwargs=a_quarter, **MINE),
    "funding:case_notes": Row(kwargs=of_pilot, **MINE),
    "funding:new_case_note": Row(kwargs=of_pilot, **MINE),
    "funding:case_note": Row(kwargs=a_note, **MINE),
    "funding:evidence_file": Row(
        OFFICERS, lambda cast: {"pk": evidenced(cast).files.get().pk}, **FILE
    ),
    "funding:figures_of_award": Row(READERS, of_pilot),
    "funding:figures_of_award_file": Row(READERS, plus(of_pilot, kind="csv"), **FILE),
    "funding:import_problems": Row(
        OFFICERS, lambda cast: {"pk": with_mistakes(cast)["number"]}, **FILE
    ),
    "funding:list_template": Row(OFFICERS, lambda cast: {"kind": "csv"}, **FILE),
    "admin:funding_import_of_award": Row(OFFICERS, of_regrant),
    "admin:funding_confirm_of_import": Row(OFFICERS, lambda cast: {"pk": a_list(cast)[1].pk}),
    "admin:funding_remove_of_grant": Row(OFFICERS, act_on(a_grant)),
    "admin:funding_milestone_of_award": Row(OFFICERS, of_pilot),
    "admin:funding_accept_of_milestone": Row(OFFICERS, act_on(evidenced)),
    "admin:funding_back_of_milestone": Row(OFFICERS, act_on(evidenced)),
    "admin:funding_edit_of_milestone": Row(OFFICERS, act_on(a_milestone)),
    "admin:funding_remove_of_milestone": Row(OFFICERS, act_on(a_milestone)),
    **{
        f"admin:funding_{name}_{kind}": Row(READERS, make, **FILE)
        for name, make in (
            ("regrantimport", grants_and_lists),
            ("onwardgrant", grants_and_lists),
            ("milestone", everything),
            ("reading", everything),
        )
        for kind in ("csv", "xlsx")
    },
    **{
        f"admin:funding_{name}_changelist": Row(READERS, make)
        for name, make in (
            ("regrantimport", grants_and_lists),
            ("onwardgrant", grants_and_lists),
            ("milestone", everything),
            ("reading", everything),
            ("casenote", everything),
        )
    },
    "admin:funding_regrantimport_change": Row(READERS, row_of(lambda cast: a_list(cast)[1])),
    "admin:funding_onwardgrant_change": Row(READERS, row_of(a_grant)),
    "admin:funding_milestone_change": Row(READERS, row_of(evidenced)),
    "admin:funding_reading_change": Row(READERS, row_of(lambda cast: pilot(cast).readings.first())),
    "admin:funding_casenote_change": Row(
        READERS, row_of(lambda cast: pilot(cast).case_notes.get())
    ),
}
