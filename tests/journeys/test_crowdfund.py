"""CrowdFund Kent from a page on the platform to pounds in the ledger, as an officer goes it."""

import pytest

from funding.models import Award, Project
from funding.states import ProjectState
from tests.browser import go, press
from tests.budget.conftest import framework
from tests.funding.conftest import in_december, world
from tests.funding.crowd.conftest import crowd

__all__ = ["crowd", "framework", "in_december", "world"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("in_december")]


def write_a_day(page, name, day, month, year):
    for part, value in (("day", day), ("month", month), ("year", year)):
        page.fill(f'[name="{name}_{part}"]', value)


def add_project(page):
    go(page, "Add a project")
    page.fill('[name="title_"]', "A garden behind the library")
    page.fill('[name="organisation"]', "marsh lane community kitchen")
    page.fill('[name="summary"]', "Raised beds that anybody can reach.")
    page.get_by_label("Activities and running costs").check()
    page.get_by_label("Swale").check()
    page.fill('[name="platform_url"]', "https://platform.example/garden")
    page.fill('[name="target"]', "£8,000")
    write_a_day(page, "campaign_ends_on", "15", "January", "2022")
    page.fill('[name="raised"]', "1,000")
    press(page, "Add this project")


def add_partner(page):
    go(page, "Add another funder’s pledge")
    page.fill('[name="funder"]', "NHS Kent and Medway")
    page.fill('[name="pence"]', "2,000")
    page.get_by_label("Public money", exact=True).check()
    press(page, "Add this pledge")


def see_it_met(page):
    go(page, "Look again")
    page.fill('[name="raised"]', "8,000")
    press(page, "Save what you saw")
    assert page.get_by_text("The target of £8,000 is met.").count()


def make_the_grant(page):
    assert page.get_by_text("The target is met. Verify the project first.").count()
    go(page, "Verify")
    page.fill('[name="how"]', "Spoke to the treasurer and saw the lease.")
    press(page, "It is verified")
    go(page, "Make it a grant")
    write_a_day(page, "starts_on", "1", "2", "2022")
    write_a_day(page, "ends_on", "31", "12", "2022")
    press(page, "Make it a grant")


@pytest.mark.parametrize("javascript", [True, False])
def test_project_from_the_platform_to_the_ledger(crowd, open_page, frank, javascript):
    panel = f"/officers/funding/crowd/{crowd.programme.pk}/"
    page = open_page(panel, person=frank, javascript=javascript)
    add_project(page)
    add_partner(page)
    meter = "£3,200: half of the target would be £4,000, but with NHS Kent and Medway’s £2,000"
    assert page.get_by_text(meter).count()
    page.goto(panel)
    page.locator('[name^="take_"]').check()
    press(page, "Reserve the chosen pledges")
    assert page.get_by_text("£3,200 is held for 1 project").count()
    project = Project.objects.get()
    assert crowd.standing() == (196_800_00, 3_200_00, 0, 0)
    page.goto(f"/admin/funding/project/{project.pk}/change/")
    see_it_met(page)
    make_the_grant(page)
    project.refresh_from_db()
    award = Award.objects.get()
    assert (project.state, award.amount_pence) == (ProjectState.COMMITTED, 3_200_00)
    assert crowd.standing() == (196_800_00, 0, 3_200_00, 0)
    assert page.troubles == []
    public = open_page(project.get_absolute_url(), javascript=javascript)
    assert public.get_by_text("Granted", exact=True).count()
    go(public, f"£3,200 to {project.organisation}, in the ledger")
    assert public.get_by_role("heading", level=1).inner_text().startswith("£3,200 to")
    assert public.troubles == []
