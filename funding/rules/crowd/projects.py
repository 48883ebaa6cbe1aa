"""When a project may be added, changed, looked at again, refused."""

from functools import partial

from civilsociety.refusal import Refused, allows
from civilsociety.ui.personal import check_no_personal_data
from civilsociety.ui.words import pounds, uk_date
from funding.models.choices import ProgrammeKind
from funding.queries.crowd.likeness import known_by_page
from funding.states import ProjectState

SETTLED = (ProjectState.COMMITTED,)
# Beyond these years somebody’s finger slipped.
YEARS = range(2010, 2101)


def check_is_crowdfunding(programme):
    """Raises Refused for a programme that does not pledge to projects."""
    if programme.kind != ProgrammeKind.CROWDFUNDING:
        raise Refused(f"{programme} does not pledge to projects. Choose a crowdfunding programme.")


def check_particulars(project):
    """Raises Refused for what a project cannot be: it is published as it is written."""
    check_is_crowdfunding(project.programme)
    check_no_personal_data(project.title, where="the title")
    check_no_personal_data(project.summary, where="the summary")
    if project.call and project.call.programme_id != project.programme_id:
        raise Refused(f"{project.call.name} is a round of another programme. Choose one of this.")
    if project.campaign_ends_on.year not in YEARS:
        raise Refused(f"Enter a last day of the campaign from {YEARS[0]} to {YEARS[-1]}.")
    if project.target_pence <= 0:
        raise Refused("Enter a target of more than nothing.")
    if project.ours_pence > project.target_pence:
        raise Refused(
            f"Our pledge of {pounds(project.ours_pence)} is more than that target. Lower the "
            "pledge first."
        )
    same = known_by_page(project.platform_url)
    if same and same.pk != project.pk:
        raise Refused(f"That page is the project “{same}” already. Look at it there.")


def check_can_change(project):
    """Raises Refused once a pledge has become a grant: its figures stand."""
    if project.state in SETTLED:
        raise Refused(f"{project} is granted. What was published with the grant stays.")


def check_can_move_round(project, call):
    """Raises Refused for another round while a pledge stands: the round's money is counted."""
    if project.is_supported and call != project.call:
        raise Refused(
            f"{pounds(project.ours_pence)} of {project.call.name} is pledged to {project}. Void "
            "the pledge before you move it to another round."
        )


def check_can_refresh(project, *, seen_on, today):
    """Raises Refused for a look that is older than the last one, or not taken yet."""
    if seen_on > today:
        raise Refused(f"Enter the day you looked: {uk_date(today)} or earlier.")
    if seen_on < project.seen_on:
        raise Refused(f"Somebody looked on {uk_date(project.seen_on)} already. Enter a later look.")


def check_can_refuse(project):
    """Raises Refused unless the project still waits for a pledge."""
    if project.state != ProjectState.PROPOSED:
        stands = project.get_state_display()
        raise Refused(f"Only a proposed project is refused. {project} stands at: {stands}.")


def check_can_reconsider(project):
    """Raises Refused unless the project was refused or its pledge became void."""
    if project.state not in (ProjectState.REFUSED, ProjectState.VOID):
        raise Refused("Only a refused project, or one whose pledge is void, is taken up again.")


def check_same(project, other):
    """Raises Refused where a project cannot be said to be the same as another."""
    if other.pk == project.pk:
        raise Refused("A project is not the same as itself. Choose the earlier one.")


can_change = partial(allows, check_can_change)
can_refresh = partial(allows, check_can_refresh)
can_refuse = partial(allows, check_can_refuse)
can_reconsider = partial(allows, check_can_reconsider)
