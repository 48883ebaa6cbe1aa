"""The officers’ pages: the panel’s list, a project in the admin, files of many projects."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from civilsociety.budget.models import Reservation
from civilsociety.organisations.models import Organisation
from funding.actions import crowd as acts
from funding.models import PartnerPledge, Project
from funding.queries.crowd.places import panels_for, tasks_for, tools_for
from funding.states import CallState, ProjectState

pytestmark = pytest.mark.usefixtures("in_december")


@pytest.fixture
def officer(client_of, frank):
    return client_of(frank)


def panel(crowd):
    return f"/officers/funding/crowd/{crowd.programme.pk}/"


def address(name, row=None):
    return reverse(f"admin:funding_{name}", args=[row.pk] if row else [])


def text_of(answer):
    assert answer.status_code == 200, answer
    return answer.content.decode()


def chosen(**amounts):
    """What the panel’s form is sent with: {project’s id: amount as typed}."""
    data = {"key": str(uuid4())}
    for pk, amount in amounts.items():
        data |= {f"take_{pk[1:]}": "on", f"pledge_{pk[1:]}": amount}
    return data


def test_panel_suggests_in_words_and_reserves_what_is_chosen(crowd, officer):
    one, two = crowd.project("One"), crowd.project("Two")
    crowd.partner(two, 2_000_00)
    page = text_of(officer.get(panel(crowd)))
    assert "£3,200: half of the target would be £4,000, but with NHS Kent and Medway’s" in page
    data = chosen(**{f"p{one.pk}": "£1,000.50", f"p{two.pk}": "3200"})
    page = text_of(officer.post(panel(crowd), data, follow=True))
    assert "£4,200.50 is held for 2 projects" in page
    assert Project.objects.filter(state=ProjectState.RESERVED).count() == 2


def test_panel_holds_nothing_where_one_is_above_its_limit(crowd, officer):
    one, two = crowd.project("One"), crowd.project("Two")
    data = chosen(**{f"p{one.pk}": "1000", f"p{two.pk}": "4000.01"})
    page = text_of(officer.post(panel(crowd), data))
    assert "Two: enter £4,000 or less" in page
    assert 'value="4000.01"' in page
    assert not Reservation.objects.exists()


def test_panel_refuses_more_than_the_round_has(crowd, officer):
    projects = [crowd.project(f"P{number}") for number in range(3)]
    data = chosen(**{f"p{each.pk}": "4000" for each in projects})
    page = text_of(officer.post(panel(crowd), data))
    assert "come to £12,000, and Round 1 has £10,000 left" in page
    assert not Reservation.objects.exists()


def test_panel_adds_up_without_reserving(crowd, officer):
    one = crowd.project()
    data = chosen(**{f"p{one.pk}": "1500"}) | {"check": "yes"}
    assert "Chosen: <strong>£1,500</strong> of £10,000" in text_of(officer.post(panel(crowd), data))
    assert not Reservation.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"key": "x"},
        {"key": str(uuid4()), "take_999999": "on", "pledge_999999": "5"},
        {"key": str(uuid4()), "take_{}": ["on", "off"], "pledge_{}": ["a\x00", "9" * 400]},
        {"key": str(uuid4()), "take_{}": "on", "pledge_{}": ""},
        {"key": str(uuid4()), "take_{}": "on", "pledge_{}": "-5", "paper": "x" * 500},
    ],
)
def test_panel_bears_nonsense(crowd, officer, data):
    project = crowd.project()
    data = {name.format(project.pk): value for name, value in data.items()}
    page = text_of(officer.post(panel(crowd), data))
    assert "There is a problem" in page
    assert not Reservation.objects.exists()


@pytest.mark.parametrize("query", ["?round=x", "?round=99999999999999999999", "?page=z&round="])
def test_panel_bears_strange_addresses(crowd, officer, query):
    assert officer.get(panel(crowd) + query).status_code == 200


def test_panel_costs_the_same_at_one_and_three(crowd, officer, count_queries):
    crowd.partner(crowd.project(), 100)
    one = count_queries(lambda: officer.get(panel(crowd)))
    for number in range(2):
        crowd.partner(crowd.project(f"A stage {number}"), 100)
    assert count_queries(lambda: officer.get(panel(crowd))) == one


def test_panel_points_at_a_project_that_may_be_known(crowd, officer):
    crowd.reserved(title="A stage for young people")
    crowd.project("A stage for the young people")
    page = text_of(officer.get(panel(crowd)))
    assert "It may be the same as “A stage for young people”" in page


def test_panel_without_rules_or_round_says_what_to_do(crowd, officer):
    crowd.project()
    crowd.rules.delete()
    assert "No pledge rules yet" in text_of(officer.get(panel(crowd)))
    crowd.round.state, crowd.round.cancelled_why = CallState.CANCELLED, "No money."
    crowd.round.save()
    assert "No round yet" in text_of(officer.get(panel(crowd)))


def test_project_page_shows_refused_acts_with_the_rule(crowd, officer):
    project = crowd.reserved()
    page = text_of(officer.get(address("project_change", project)))
    assert '<span class="act act--not">Make it a grant</span>' in page
    assert "The target of £8,000 is not met" in page


def test_project_page_and_lists_cost_the_same_at_one_and_three(crowd, officer, count_queries):
    crowd.partner(crowd.reserved(1_00), 100)
    project = Project.objects.get()
    pages = [address("project_changelist"), address("partnerpledge_changelist"),
             address("project_change", project)]  # fmt: skip
    before = [count_queries(lambda at=at: officer.get(at)) for at in pages]
    for number in range(2):
        other = crowd.reserved(1_00, title=f"Another {number}")
        crowd.partner(other, 100)
        crowd.partner(project, 100, f"District {number}")
    after = [count_queries(lambda at=at: officer.get(at)) for at in pages]
    assert after == before


def particulars(crowd, **more):
    return {
        "key": str(uuid4()),
        "call": crowd.round.pk,
        "title_": "A garden",
        "organisation": "Marsh Lane Community Kitchen",
        "summary": "Raised beds.",
        "kinds": ["activity"],
        "districts": ["swale"],
        "platform_url": "platform.example/garden",
        "target": "8,000",
        "campaign_ends_on_day": "15",
        "campaign_ends_on_month": "January",
        "campaign_ends_on_year": "2022",
        "raised": "1,000",
    } | more


def test_officer_adds_a_project_and_goes_on_to_it(crowd, officer):
    answer = officer.post(address("add_project"), particulars(crowd))
    project = Project.objects.get()
    assert answer.url == address("project_change", project)
    assert (project.organisation, project.target_pence) == (crowd.world.kitchen, 8_000_00)
    assert project.platform_url == "https://platform.example/garden"


def test_unknown_organisation_is_suggested_or_added_with_its_kind(crowd, officer):
    data = particulars(crowd, organisation="Marsh Lane Kitchen")
    page = text_of(officer.post(address("add_project"), data))
    assert "Did you mean “Marsh Lane Community Kitchen”?" in page
    assert not Project.objects.exists()
    officer.post(address("add_project"), data | {"organisation_kind": "community_group"})
    assert Project.objects.get().organisation.name == "Marsh Lane Kitchen"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"title_": "a\x00b"}, "null character"),
        ({"target": "0"}, "more than nothing"),
        ({"target": "9" * 30}, "or less"),
        ({"call": "x"}, "listed for the round"),
        ({"kinds": ["activity", "magic"]}, "listed for what the money"),
        ({"campaign_ends_on_year": "9999"}, "from 2010 to 2100"),
        ({"campaign_ends_on_day": "31", "campaign_ends_on_month": "2"}, "real date"),
        ({"platform_url": "javascript:alert(1)"}, "platform"),
        ({"summary": "Ring 01795 123456"}, "telephone number"),
        ({"organisation": "x" * 300}, "200"),
    ],
)
def test_what_cannot_be_a_project_is_said_and_nothing_typed_is_lost(crowd, officer, more, words):
    page = text_of(officer.post(address("add_project"), particulars(crowd, **more)))
    assert "There is a problem" in page
    assert words in page
    assert "Raised beds." in page or "summary" in more
    assert not Project.objects.exists()


def test_officer_takes_a_project_all_the_way(crowd, officer):
    project = crowd.project()
    key = {"key": str(uuid4())}
    officer.post(address("partner_of_project", project), key | {
        "funder": "NHS Kent and Medway", "pence": "1,200", "public": "yes",
        "pledged_on_day": "1", "pledged_on_month": "12", "pledged_on_year": "2021",
    })  # fmt: skip
    page = text_of(officer.get(address("reserve_of_project", project)))
    assert "The money is held until 14 February 2022" in page
    officer.post(address("reserve_of_project", project), {"key": str(uuid4()), "pence": "4000"})
    officer.post(address("refresh_of_project", project), {
        "key": str(uuid4()), "raised": "8,000", "seen_on_day": "20", "seen_on_month": "12",
        "seen_on_year": "2021",
    })  # fmt: skip
    officer.post(address("verify_of_project", project), {"key": str(uuid4()), "how": "We met."})
    data = {
        "key": str(uuid4()), "authority": crowd.world.authority.pk, "shown": "400000",
        "starts_on_day": "1", "starts_on_month": "2", "starts_on_year": "2022",
        "ends_on_day": "1", "ends_on_month": "2", "ends_on_year": "2023",
    }  # fmt: skip
    page = text_of(officer.post(address("commit_of_project", project), data, follow=True))
    assert "£4,000 is granted to Marsh Lane Community Kitchen and published" in page
    assert crowd.standing() == (196_000_00, 0, 4_000_00, 0)


def test_amount_that_changed_is_shown_before_it_is_granted(crowd, officer):
    project = crowd.ready()
    crowd.partner(project, 2_000_00)
    data = {
        "key": str(uuid4()), "authority": crowd.world.authority.pk, "shown": "400000",
        "starts_on_day": "1", "starts_on_month": "2", "starts_on_year": "2022",
        "ends_on_day": "1", "ends_on_month": "2", "ends_on_year": "2023",
    }  # fmt: skip
    page = text_of(officer.post(address("commit_of_project", project), data))
    assert "The rules allow £3,200 now, not £4,000" in page
    assert 'name="shown" value="320000"' in page
    answer = officer.post(address("commit_of_project", project), data | {"shown": "320000"})
    assert answer.status_code == 302


def test_similar_supported_project_must_be_looked_at(crowd, officer):
    crowd.reserved(1_00, title="A stage for young people")
    project = crowd.project("A stage for the young people")
    at, data = address("reserve_of_project", project), {"key": str(uuid4()), "pence": "100"}
    assert "Look at the similar project" in text_of(officer.post(at, data))
    assert officer.post(at, data | {"another": "on"}).status_code == 302


def test_project_is_said_to_be_an_earlier_one(crowd, officer):
    earlier = crowd.reserved(title="A stage for young people")
    project = crowd.project("A stage for the young people")
    at = address("same_of_project", project)
    assert "The same as “A stage for young people”" in text_of(officer.get(at))
    officer.post(at, {"key": str(uuid4()), "which": str(earlier.pk)})
    project.refresh_from_db()
    assert project.same_as == earlier
    page = text_of(officer.post(at, {"key": str(uuid4()), "which": "other", "page": "nowhere"}))
    assert "no project with that page" in page
    officer.post(at, {"key": str(uuid4()), "which": "own"})
    project.refresh_from_db()
    assert project.same_as is None


def test_partner_pledge_is_changed_and_removed(crowd, officer):
    pledge = crowd.partner(crowd.project(), 1_000_00)
    data = {"key": str(uuid4()), "pence": "1,500", "public": "no", "pledged_on_day": "20",
            "pledged_on_month": "12", "pledged_on_year": "2021"}  # fmt: skip
    officer.post(address("edit_of_partner_pledge", pledge), data)
    pledge.refresh_from_db()
    assert (pledge.amount_pence, pledge.is_public) == (1_500_00, False)
    officer.post(address("remove_of_partner_pledge", pledge), {"key": str(uuid4())})
    assert not PartnerPledge.objects.exists()


HEAD = "Title,Organisation,Summary,Page on the platform,Target,Raised,Campaign ends,Districts,Kinds"


def file_of(*lines, head=HEAD):
    content = "\n".join([head, *lines]).encode()
    return SimpleUploadedFile("projects.csv", content, content_type="text/csv")


def sent(crowd, file):
    return {"key": str(uuid4()), "call": crowd.round.pk, "file": file, "seen_on_day": "20",
            "seen_on_month": "12", "seen_on_year": "2021"}  # fmt: skip


GOOD = ('A garden,Marsh Lane Community Kitchen,Beds.,https://p.example/1,"8,000",1000,'
        "15 January 2022,Swale; Thanet,Activities and running costs")  # fmt: skip


def test_file_of_projects_is_taken_in_and_seen_again(crowd, officer):
    at = address("import_projects")
    page = text_of(officer.post(at, sent(crowd, file_of(GOOD)), follow=True))
    assert "1 project added, no projects seen again" in page
    project = Project.objects.get()
    assert (project.districts, project.kinds) == (["swale", "thanet"], ["activity"])
    officer.post(at, sent(crowd, file_of(GOOD.replace("1000", "2500"))))
    assert Project.objects.get().raised_pence == 2_500_00


def test_every_wrong_cell_is_named_and_nothing_is_taken_in(crowd, officer):
    bad = "Bench,Nobody Known,Ring 01795 123456,not a page,lots,,31 February 2022,Narnia,activity"
    page = text_of(officer.post(address("import_projects"), sent(crowd, file_of(GOOD, bad, GOOD))))
    for cell in ("B3", "C3", "D3", "E3", "G3", "H3", "D4"):
        assert f'<th scope="row">{cell}</th>' in page
    assert "Nothing was taken in" in page
    assert not Project.objects.exists()


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (SimpleUploadedFile("a.csv", b"\xff\xfe\x00"), "not text in UTF-8"),
        (SimpleUploadedFile("a.csv", b"Title\x00"), "not text in UTF-8"),
        (SimpleUploadedFile("a.csv", b""), "empty"),
        (SimpleUploadedFile("a.csv", b"Title;Organisation\n"), "Missing: Summary"),
        (file_of(), "no project below"),
        (file_of(*[GOOD] * 201), "up to 200"),
    ],
)
def test_file_that_is_none_is_said_to_be_none(crowd, officer, file, words):
    assert words in text_of(officer.post(address("import_projects"), sent(crowd, file)))


def test_new_organisation_of_a_file_needs_its_kind_and_is_added_once(crowd, officer):
    head = f"{HEAD},Kind of organisation"
    new = GOOD.replace("Marsh Lane Community Kitchen", "Creekside Residents")
    lines = [f"{new},", f"{new.replace('/1', '/2')},Community group without registration"]
    text_of(officer.post(address("import_projects"), sent(crowd, file_of(lines[0], head=head))))
    assert not Project.objects.exists()
    lines[0] = lines[1].replace("/2", "/1")
    officer.post(address("import_projects"), sent(crowd, file_of(*lines, head=head)))
    assert Project.objects.count() == 2
    assert Organisation.objects.filter(name="Creekside Residents").count() == 1


def test_desk_names_what_waits(crowd, frank, bea, hold_clock):
    expired = crowd.reserved(1_00, title="Expired")
    crowd.world.framework.release(reservation=expired.reservation)
    crowd.see(crowd.reserved(1_00, title="Met"), 8_000_00)
    crowd.ready(1_00, title="Ready")
    above = crowd.reserved(4_000_00, title="Above")
    crowd.partner(above, 5_000_00)
    crowd.reserved(1_00, title="Fine")
    titles = [task.title for task in tasks_for(frank)]
    assert sorted(titles) == [
        "Above: above what the rules allow now: reduce the pledge",
        "Expired: the money is no longer held: reserve it again",
        "Met: target met: verify the project",
        "Ready: met and verified: make it a grant",
    ]
    assert tasks_for(bea) == []
    hold_clock(2022, 1, 16, 9, 0)
    assert "Fine: campaign ended: look how it ended" in [t.title for t in tasks_for(frank)]


def test_desk_costs_the_same_at_one_and_three(crowd, frank, count_queries):
    crowd.ready(1_00)
    tasks_for(frank)
    one = count_queries(lambda: tasks_for(frank))
    for number in range(2):
        crowd.ready(1_00, title=f"More {number}")
    assert count_queries(lambda: tasks_for(frank)) == one


def test_tools_are_for_those_who_may(crowd, frank, tess):
    assert [card.url for card in tools_for(frank)] == [panel(crowd)]
    assert tools_for(tess) == []


def test_grant_holders_page_names_the_project(crowd, tess):
    project = crowd.commit(crowd.ready())
    (shown,) = panels_for(project.award, tess, crowd.world.now)
    assert shown.context["project"] == project
    assert panels_for(crowd.world.award(), tess, crowd.world.now) == []


def test_budget_holder_reads_and_does_not_act(crowd, client_of, bea):
    project = crowd.project()
    client = client_of(bea)
    assert "A funding officer does this." in text_of(client.get(address("project_change", project)))
    assert client.post(address("reserve_of_project", project), {}).status_code == 403
    assert client.get(panel(crowd)).status_code == 403


def test_refused_reason_is_asked_for(crowd, officer):
    project = crowd.project()
    page = text_of(officer.post(address("refuse_of_project", project), {"key": str(uuid4())}))
    assert "There is a problem" in page
    acts.refuse_project(project=project, why="Outside Kent.", by=crowd.officer)
    page = text_of(officer.get(address("project_change", project)))
    assert "Outside Kent." in page
    assert "Take it up again" in page
