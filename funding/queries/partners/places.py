"""On pages of others: what regrants through a partner and commissioned pilots put there."""

from django.urls import reverse

from civilsociety.accounts.permissions import Permission
from civilsociety.ui import clock
from civilsociety.ui.slots import Card, Panel, Task
from civilsociety.ui.words import uk_date
from funding.models import Award, Programme, RegrantImport
from funding.models.choices import ProgrammeKind
from funding.queries.partners.onward import counted, with_onward_grants
from funding.queries.partners.standing import overdue, quarters_with_state, to_be_checked
from funding.states import AwardState, ProgrammeState

MOST_TASKS = 5  # of a kind; the list in the admin has all
RUNS = (AwardState.ACCEPTED, AwardState.COMPLETED, AwardState.ENDED_EARLY)


def tasks_for(user):
    """Evidence to be checked, milestones that are late, lists that wait to be confirmed."""
    if not user.may(Permission.MANAGE_FUNDING):
        return []
    shown = {"award__in": Award.objects.shown_to(user)}
    checks = to_be_checked().filter(**shown)[:MOST_TASKS]
    late = overdue(clock.today()).filter(**shown)[:MOST_TASKS]
    lists = RegrantImport.objects.filter(
        **shown, state="done", problems=[], applied_at=None, asked_by=user
    ).exclude(added=0, changed=0)
    return [
        *(_task(each, "Check the evidence", f"Given {uk_date(each.given_at)}") for each in checks),
        *(_task(each, "Late", f"Was due {uk_date(each.due_on)}", urgent=True) for each in late),
        *(
            Task(
                f"Confirm {each.file_name}",
                reverse("admin:funding_regrantimport_change", args=[each.pk]),
                detail=f"Onward grants of {each.award.number}",
            )
            for each in lists.select_related("award__programme").defer("content", "rows")[:5]
        ),
    ]


def _task(milestone, what, due, *, urgent=False):
    return Task(
        f"{what}: milestone {milestone.number} of {milestone.award.number}",
        reverse("admin:funding_milestone_change", args=[milestone.pk]),
        detail=f"{milestone.award.organisation}: {milestone.title}",
        due=due,
        urgent=urgent,
    )


def tools_for(user):
    """The lists of partners, for those who may."""
    if not user.may(Permission.MANAGE_FUNDING):
        return []
    return [
        Card(
            "Partners",
            reverse("admin:funding_milestone_changelist"),
            "Milestones, figures and case notes of pilots, and the onward grants of regrants.",
        )
    ]


def public_addresses():
    """Pages of onward grants and of what pilots counted."""
    pilots = Programme.objects.filter(kind=ProgrammeKind.PILOT).exclude(state=ProgrammeState.DRAFT)
    return [
        *(reverse("funding:onward", args=[award.pk]) for award in with_onward_grants()),
        *(
            reverse("funding:indicators", args=[slug])
            for slug in pilots.values_list("slug", flat=True)
        ),
    ]


def panels_for(award, user, now):
    """Parts of the grant holder's page of an award (Panels)."""
    if award.state not in RUNS:
        return []
    if award.programme.kind == ProgrammeKind.PILOT:
        return [Panel("funding/partners/panels/pilot.html", _pilot(award))]
    if award.regrant_type or award.programme.kind == ProgrammeKind.REGRANT:
        return [Panel("funding/partners/panels/onward.html", _onward(award))]
    return []


def _pilot(award):
    today = clock.today()
    return {
        "award": award,
        "milestones": award.milestones.select_related("payment"),
        "quarter": next(iter(quarters_with_state(award, today)), None),
        "notes": award.case_notes.count(),
        "today": today,
    }


def _onward(award):
    lists = award.imports.filter(state="done", problems=[], applied_at=None)
    waiting = lists.exclude(added=0, changed=0).defer("content", "rows").first()
    return {"award": award, "counted": counted(award), "waiting": waiting}
