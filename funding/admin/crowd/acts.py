"""What a person can do with a project next, or why not."""

from civilsociety.budget.admin.acts import Act
from civilsociety.budget.admin.cells import address_of
from civilsociety.ui import clock
from funding.admin.pages import OFFICERS, act
from funding.models import Project
from funding.rules.crowd import pledging, projects
from funding.states import ProjectState


def acts_for_application(user, application):
    """What can be done with a bid here: nothing."""
    return []


def acts_for_award(user, award):
    """From an award to the project it came of."""
    project = Project.objects.filter(award=award).first()
    return [Act("See the crowdfunded project", address_of(project))] if project else []


def acts_for_project(user, project):
    """Every act on a project, the one that comes next first."""

    def on(label, name, check=None, **known):
        found = {"project": project, **known} if check else {}
        return act(user, OFFICERS, label, f"{name}_of_project", row=project, check=check, **found)

    today = clock.today()
    looks = [
        on("Look again", "refresh", projects.check_can_change),
        on("Add another funder’s pledge", "partner"),
        on("Change particulars", "edit", projects.check_can_change),
        on("Say whether it is an earlier project", "same"),
    ]
    if project.state == ProjectState.PROPOSED:
        reserve = on("Reserve a pledge", "reserve", pledging.check_may_be_reserved, today=today)
        return [reserve, *looks, on("Refuse", "refuse", projects.check_can_refuse)]
    if project.state == ProjectState.RESERVED:
        again = on("Reserve again", "reserve", pledging.check_may_be_reserved, today=today)
        return [
            on("Make it a grant", "commit", pledging.check_can_commit),
            on("Verify", "verify", pledging.check_can_verify),
            *([] if project.is_held else [again]),
            on("Change the pledge", "pledge", pledging.check_is_held),
            *looks,
            on("Void the pledge", "void", pledging.check_can_void),
        ]
    if project.state in (ProjectState.VOID, ProjectState.REFUSED):
        return [on("Take it up again", "reconsider", projects.check_can_reconsider), *looks]
    return looks
