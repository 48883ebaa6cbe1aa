"""What everybody reads of projects, and what nobody outside may."""

from datetime import date

import pytest

from funding.actions import crowd as acts
from funding.models import Programme
from funding.queries.crowd.places import public_addresses
from funding.states import ProgrammeState
from tests.funding.crowd.makers import TODAY

pytestmark = pytest.mark.usefixtures("in_december")
LIST = "/funding/crowdfund/projects/"


def text_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def refused(crowd):
    project = crowd.project("A tower")
    acts.refuse_project(project=project, why="We doubt the treasurer.", by=crowd.officer)
    return project


def test_refused_project_is_not_there(crowd, stranger):
    project = refused(crowd)
    assert "A tower" not in text_of(stranger, LIST)
    assert stranger.get(project.get_absolute_url()).status_code == 404


def test_project_considered_shows_no_judgement(crowd, stranger):
    project = crowd.project()
    page = text_of(stranger, project.get_absolute_url())
    assert "Being considered" in page
    assert "£4,000" not in page


def test_project_never_considered_is_gone_when_its_campaign_ends(crowd, stranger, hold_clock):
    project = crowd.project()
    hold_clock(2022, 1, 15, 23, 59)
    assert stranger.get(project.get_absolute_url()).status_code == 200
    hold_clock(2022, 1, 16, 0, 0)
    assert stranger.get(project.get_absolute_url()).status_code == 404


def test_why_a_pledge_became_void_stays_with_the_officers(crowd, stranger):
    project = crowd.void(crowd.reserved(), why="The chair left in anger.")
    page = text_of(stranger, project.get_absolute_url())
    assert "The pledge was not needed" in page
    assert "anger" not in page


def test_page_tells_who_pledges_what_to_the_penny(crowd, stranger):
    project = crowd.reserved(2_750_25)
    crowd.partner(project, 1_200_00)
    crowd.partner(project, 350_50, "Creek Bakery", is_public=False)
    crowd.see(project, 6_000_00)
    page = text_of(stranger, project.get_absolute_url())
    for words in ("£2,750.25", "NHS Kent and Medway", "£1,200", "Creek Bakery", "£350.50",
                  "£1,699.25", "£2,000 is still missing", "Pledge to it on the"):  # fmt: skip
        assert words in page


def test_sums_agree_when_named_pledges_come_to_more_than_was_seen(crowd):
    project = crowd.reserved(4_000_00)
    crowd.partner(project, 1_200_00)
    assert (project.known_pence, project.crowd_pence) == (5_200_00, 0)
    assert project.missing_pence == 2_800_00


def test_thread_leads_from_the_decision_to_the_commitment(crowd, stranger):
    project = crowd.commit(crowd.ready())
    page = text_of(stranger, project.get_absolute_url())
    commitment = project.award.promises.get().commitment
    decision = crowd.world.authority.decision
    for address in (
        commitment.get_absolute_url(),
        decision.get_absolute_url(),
        f"/funding/grants/{project.award.number}/",
    ):
        assert f'href="{address}"' in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("stands=open", {"Open"}),
        ("stands=successful", {"Met"}),
        ("stands=not", {"Failed"}),
        ("district=swale", {"Open", "Met", "Failed"}),
        ("district=dover", set()),
        ("q=fail", {"Failed"}),
        ("q=kitchen+met", {"Met"}),
        ("stands=never&district=&district=x&round=999999999999999999999&page=-3",
         {"Open", "Met", "Failed"}),
    ],
)  # fmt: skip
def test_list_is_found_by_filters_and_bears_nonsense(crowd, stranger, query, found):
    crowd.reserved(1_00, title="Open")
    crowd.commit(crowd.ready(1_00, title="Met"))
    crowd.void(crowd.reserved(1_00, title="Failed"))
    page = text_of(stranger, f"{LIST}?{query}")
    assert {title for title in ("Open", "Met", "Failed") if f'/">{title}</a>' in page} == found


def test_list_is_paged_and_costs_the_same_at_one_and_three(crowd, stranger, count_queries):
    crowd.reserved(1_00)
    one = count_queries(lambda: stranger.get(LIST))
    for number in range(2):
        crowd.partner(crowd.reserved(1_00, title=f"More {number}"), 100)
    assert count_queries(lambda: stranger.get(LIST)) == one
    for number in range(20):
        crowd.project(f"Again {number}")
    assert 'rel="next"' in text_of(stranger, LIST)


def test_empty_list_and_list_without_a_match_teach(crowd, stranger):
    assert "No project yet" in text_of(stranger, LIST)
    assert "show all projects" in text_of(stranger, f"{LIST}?q=nothing")


def test_draft_programme_and_other_kinds_have_no_projects(crowd, stranger):
    project = crowd.reserved()
    Programme.objects.filter(pk=crowd.programme.pk).update(state=ProgrammeState.DRAFT)
    for address in (LIST, f"{LIST}rounds/", f"{LIST}rounds.csv", project.get_absolute_url(),
                    "/funding/recovery-fund/projects/"):  # fmt: skip
        assert stranger.get(address).status_code == 404


def test_statement_counts_ours_and_theirs_once(crowd, stranger):
    granted = crowd.ready(2_000_00, title="Granted")
    crowd.partner(granted, 1_000_00)
    crowd.commit(granted)
    open_one = crowd.reserved(1_000_00)
    crowd.partner(open_one, 500_00)
    page = text_of(stranger, f"{LIST}rounds/")
    # £8,000 was raised for £2,000 of ours: £3 from others for each pound.
    for words in ("£2,000", "£1,000", "£3", "£5,000", "NHS Kent and Medway", "£7,000 is left"):
        assert words in page


def test_statement_as_file_agrees_with_the_page(crowd, stranger):
    crowd.partner(crowd.reserved(1_000_00), 500_00, "=HYPERLINK(1)")
    lines = b"".join(stranger.get(f"{LIST}rounds.csv").streaming_content).decode().splitlines()
    assert lines[1] == "Round 1,Kent County Council,This council,1,0.00,1000.00,1000.00"
    assert lines[2].startswith("Round 1,'=HYPERLINK(1),Public funder,1,0.00,500.00")


def test_map_of_the_site_names_public_pages_only(crowd):
    shown, hidden = crowd.reserved(), refused(crowd)
    addresses = set(public_addresses())
    assert LIST in addresses
    assert shown.get_absolute_url() in addresses
    assert hidden.get_absolute_url() not in addresses


def test_target_seen_met_is_told_from_the_day_it_was_seen(crowd, stranger):
    project = crowd.see(crowd.reserved(), 8_000_00)
    assert project.target_met_on == TODAY == date(2021, 12, 20)
    assert "Target met, being checked" in text_of(stranger, project.get_absolute_url())
