"""Crowdfunded projects: the list, the page of one with its meter, the acts on it."""

from django.contrib import admin

from civilsociety.budget.admin.cells import amount, money
from civilsociety.ui import clock
from civilsociety.ui.words import uk_date
from funding.admin.crowd.acts import acts_for_project
from funding.admin.crowd.filters import ByRound, Campaign
from funding.admin.pages import OFFICERS, FundingAdmin, Page, act, register
from funding.forms.crowd import importing, partners, pledges, projects
from funding.models import Project
from funding.queries.crowd.likeness import similar_to
from funding.queries.crowd.pictures import picture_of
from funding.queries.crowd.published import place_of
from funding.queries.crowd.waiting import what_waits
from funding.rules.crowd.pledging import meter_of
from funding.states import ProjectState

# The states in a word, for a list with many columns.
SHORT = {
    ProjectState.PROPOSED: "Proposed",
    ProjectState.RESERVED: "Reserved",
    ProjectState.COMMITTED: "Granted",
    ProjectState.VOID: "Void",
    ProjectState.REFUSED: "Refused",
}


@register(Project)
class ProjectAdmin(FundingAdmin):
    """Projects on the outside platform, and what we pledge to them."""

    about = (
        "Projects that raise money from a crowd. A pledge is held at the panel, becomes a grant "
        "when the target is met and the project verified, and is void otherwise."
    )
    list_display = [
        "title",
        "organisation",
        "round",
        money("target_pence", "Target"),
        money("raised_pence", "Raised"),
        "ours",
        "ends",
        "stands",
    ]
    list_display_links = ["title"]
    list_filter = ["state", Campaign, ByRound]
    list_select_related = ["organisation", "call__programme"]
    search_fields = ["title", "organisation__name", "platform_url"]
    search_help_text = "A title, an organisation or a page of the platform."
    ordering = ["-campaign_ends_on", "-pk"]
    page = "admin/funding/crowd/project.html"
    change_list_template = "admin/funding/crowd/projects.html"
    pages = (
        Page("add_project", projects.AddProjectForm, OFFICERS, Project),
        Page("import_projects", importing.ImportForm, OFFICERS, Project),
        Page("edit_of_project", projects.ChangeProjectForm, OFFICERS, Project),
        Page("refresh_of_project", projects.RefreshForm, OFFICERS, Project),
        Page("partner_of_project", partners.AddPartnerForm, OFFICERS, Project),
        Page("same_of_project", projects.SameForm, OFFICERS, Project),
        Page("reserve_of_project", pledges.ReserveForm, OFFICERS, Project),
        Page("pledge_of_project", pledges.ChangePledgeForm, OFFICERS, Project),
        Page("verify_of_project", projects.VerifyForm, OFFICERS, Project),
        Page("commit_of_project", pledges.CommitForm, OFFICERS, Project),
        Page("void_of_project", pledges.VoidForm, OFFICERS, Project),
        Page("refuse_of_project", projects.RefuseForm, OFFICERS, Project),
        Page("reconsider_of_project", projects.ReconsiderForm, OFFICERS, Project),
    )
    columns = (
        ("Title", "text", lambda each: each.title),
        ("Organisation", "text", lambda each: each.organisation.name),
        ("Round", "text", lambda each: each.call.name if each.call else ""),
        ("Page on the platform", "text", lambda each: each.platform_url),
        ("Target", "money", lambda each: each.target_pence),
        ("Raised", "money", lambda each: each.raised_pence),
        ("Seen on", "date", lambda each: each.seen_on),
        ("Last day of the campaign", "date", lambda each: each.campaign_ends_on),
        ("Our pledge", "money", lambda each: each.ours_pence),
        ("Target met on", "date", lambda each: each.target_met_on),
        ("Verified on", "date", lambda each: each.verified_on),
        ("State", "text", lambda each: each.get_state_display()),
    )

    def changelist_view(self, request, extra_context=None):
        acts = [
            act(request.user, OFFICERS, "Add a project", "add_project"),
            act(request.user, OFFICERS, "Take in many from a file", "import_projects"),
        ]
        return super().changelist_view(request, {"acts": acts, **(extra_context or {})})

    @admin.display(description="Round", ordering="call__name")
    def round(self, project):
        return project.call.name if project.call else ""

    @admin.display(description="Ends", ordering="campaign_ends_on")
    def ends(self, project):
        return project.campaign_ends_on

    @admin.display(description="State", ordering="state")
    def stands(self, project):
        return SHORT[project.state]

    @admin.display(description="Our pledge", ordering="pledged_pence")
    def ours(self, project):
        return amount(project.ours_pence)

    def page_context(self, request, project):
        meter = meter_of(project)
        proposed = project.state == ProjectState.PROPOSED
        shown = meter.suggested if proposed and meter else None
        return {
            "acts": acts_for_project(request.user, project),
            "meter": meter,
            "picture": picture_of(
                project,
                ours=shown,
                limit=meter.limits.together if meter else None,
                council="Suggested" if proposed else "Our pledge",
            ),
            "proposed": proposed,
            "is_above": bool(meter) and project.ours_pence > meter.most,
            "waits": what_waits(project, clock.today()),
            "partners": project.partner_pledges.all(),
            "similar": similar_to(project),
            "place": place_of(project, clock.today()),
            "ended": project.has_ended(clock.today()),
            "ends": uk_date(project.campaign_ends_on),
            "programme": project.programme,
            "is_public": Project.objects.public(clock.today()).filter(pk=project.pk).exists(),
            "seen_before_end": project.seen_on <= project.campaign_ends_on,
        }
