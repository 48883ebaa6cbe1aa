"""One award as everybody reads it: its versions side by side, its thread to the end."""

import pytest

from funding.actions.register import publish_award
from funding.models import Award, Conflict, Report
from funding.queries.register.history import thread_of
from funding.states import AwardState


@pytest.fixture
def award(world):
    award = world.held_award()
    publish_award(award=award, now=world.now)
    return award


def page_of(client, award):
    return client.get(f"/funding/grants/{award.number}/").content.decode()


def test_versions_stand_side_by_side_with_what_changed(award, world, client):
    world.framework.release(commitment=award.promises.get().commitment, pence=1_000_00)
    Award.objects.filter(pk=award.pk).update(title="A smaller kitchen")
    award.refresh_from_db()
    publish_award(award=award, now=world.now, what_changed="Less space was needed.")
    page = page_of(client, award)
    for words in (
        "version 2", "Less space was needed.", "£4,000", "first awarded",
        "<td class=\"govuk-table__cell\">A kitchen for the street</td>",
        "<td class=\"govuk-table__cell\">A smaller kitchen</td>",
    ):  # fmt: skip
        assert words in page


def test_thread_goes_from_promise_to_commitment_and_its_ledger_page(award, world, client):
    commitment = award.promises.get().commitment
    page = page_of(client, award)
    assert commitment.get_absolute_url() in page
    assert world.framework.decision.get_absolute_url() in page
    words = [knot.word for knot in thread_of(award.published.get())]
    assert words[:4] == [
        "Objective of the strategy",
        "Offered",
        "Decided",
        "Promised in the ledger",
    ]


def test_accepted_report_is_told_and_others_are_only_awaited(award, world, client):
    for state, story in (("accepted", "We cooked for ninety."), ("sent", "Not read yet.")):
        Report.objects.create(
            award=award, kind="final", title=f"Report {state}", covers_from=award.starts_on,
            covers_until=award.ends_on, due_on=award.ends_on, state=state, story=story,
            read_at=world.now,
        )  # fmt: skip
    page = page_of(client, award)
    assert "We cooked for ninety." in page
    assert "Not read yet." not in page
    assert "Report sent" in page


def test_report_that_leads_to_a_person_is_not_told(award, world, client):
    Report.objects.create(
        award=award, kind="final", title="End", covers_from=award.starts_on,
        covers_until=award.ends_on, due_on=award.ends_on, state="accepted",
        story="Ring Jo on 01795 123456.", read_at=world.now,
    )  # fmt: skip
    assert "01795" not in page_of(client, award)


@pytest.mark.parametrize("reference", ["SRF-G99999", "x", "SRF-G1" + "9" * 40])
def test_unknown_reference_is_not_there(client, db, reference):
    assert client.get(f"/funding/grants/{reference}/").status_code == 404


def test_award_that_nobody_accepted_is_not_there(world, client):
    award = world.award(AwardState.OFFERED)
    assert client.get(f"/funding/grants/{award.number}/").status_code == 404


def test_map_counts_an_award_whole_in_each_of_its_places(world, client):
    publish_award(award=world.award(districts=["swale", "thanet"], pence=1_000_01), now=world.now)
    page = client.get("/funding/grants/districts/").content.decode()
    assert page.count("£1,000.01") == 3
    assert "counts in each of them" in page
    nothing = client.get("/funding/grants/districts/?year=x&programme=%27").content.decode()
    assert "£1,000.01" in nothing


def test_officer_with_an_interest_does_not_see_its_row_in_the_admin(award, world, client_of, fern):
    Conflict.objects.create(application=award.application, person=fern, interest="A neighbour.")
    address = "/admin/funding/publishedaward/"
    row = award.published.get()
    assert award.number in client_of(world.officer).get(address).content.decode()
    assert award.number not in client_of(fern).get(address).content.decode()
    assert client_of(fern).get(f"{address}{row.pk}/change/").status_code == 302
    assert client_of(fern).get(f"{address}{award.pk}/republish/").status_code == 404


def test_officer_publishes_an_award_again_from_its_page(award, world, client_of):
    world.framework.release(commitment=award.promises.get().commitment, pence=1)
    address = f"/admin/funding/publishedaward/{award.pk}/republish/"
    said = {"what_changed": "A penny less.", "key": "3f2b8f4e-6d0a-4d8e-9b5c-1f6f6a3f7b11"}
    assert client_of(world.officer).post(address, said).status_code == 302
    assert award.published.get(is_latest=True).amount_pence == 4_999_99


def test_list_in_the_admin_takes_as_many_queries_for_one_award_as_for_three(
    award, world, client_of, count_queries
):
    client = client_of(world.officer)
    client.get("/admin/funding/publishedaward/")
    one = count_queries(lambda: client.get("/admin/funding/publishedaward/"))
    for _ in range(2):
        publish_award(award=world.award(), now=world.now)
    assert count_queries(lambda: client.get("/admin/funding/publishedaward/")) == one
