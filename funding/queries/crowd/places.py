"""On pages of others: what crowdfunded projects and pledges put there."""

from django.urls import reverse

from civilsociety.accounts.permissions import Permission
from civilsociety.ui import clock
from civilsociety.ui.slots import Card, Panel, Task
from civilsociety.ui.words import plural, uk_date
from funding.models import Programme, Project
from funding.models.choices import ProgrammeKind
from funding.queries.crowd.waiting import waiting_projects
from funding.states import ProgrammeState

MOST_TASKS = 5


def tasks_for(user):
    """What waits for this person (Tasks): pledges to look at, verify, grant or reduce."""
    if not user.may(Permission.MANAGE_FUNDING):
        return []
    waiting = waiting_projects(clock.today())
    tasks = [
        Task(
            title=f"{wait.project}: {wait.words[0].lower()}{wait.words[1:]}",
            url=reverse("admin:funding_project_change", args=[wait.project.pk]),
            due=f"By {uk_date(wait.by)}" if wait.by else "",
            urgent=wait.key == "expired",
        )
        for wait in waiting[:MOST_TASKS]
    ]
    if left := waiting[MOST_TASKS:]:
        more = plural(left, "more pledge waits", "more pledges wait")
        tasks.append(Task(title=more, url=reverse("admin:funding_project_changelist")))
    return tasks


def tools_for(user):
    """Where the tools stand, for those who may (Cards)."""
    if not user.may(Permission.MANAGE_FUNDING):
        return []
    programmes = Programme.objects.filter(kind=ProgrammeKind.CROWDFUNDING)
    return [
        Card(
            title=f"{each.name}: projects and pledges",
            url=reverse("funding:crowd", args=[each.pk]),
            summary="Suggested pledges, the round’s money, what waits.",
        )
        for each in programmes
    ]


def public_addresses():
    """Addresses of public pages, for search engines."""
    programmes = Programme.objects.filter(kind=ProgrammeKind.CROWDFUNDING)
    for programme in programmes.exclude(state=ProgrammeState.DRAFT):
        yield reverse("funding:projects", args=[programme.slug])
        yield reverse("funding:crowd_statement", args=[programme.slug])
    for pk in Project.objects.public(clock.today()).values_list("pk", flat=True):
        yield reverse("funding:project", args=[pk])


def panels_for(award, user, now):
    """On the grant holder’s page: the crowdfunded project that the grant came of (Panels)."""
    project = Project.objects.filter(award=award).first()
    if project is None:
        return []
    return [Panel("funding/crowd/parts/award_panel.html", {"project": project})]
