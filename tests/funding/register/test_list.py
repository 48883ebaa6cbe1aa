"""The register's page: searched, narrowed, sorted, turned page by page to its end."""

import re

import pytest

from funding.actions.register import publish_award
from funding.models import PublishedAward
from funding.queries.register import search
from tests.funding.register.makers import fill
from tests.funding.register.reading import as_csv

REFERENCE = re.compile(r"SRF-G\d{5}(?=</span>)")


def shown(client, query=""):
    """The references on the page, in order."""
    response = client.get(f"/funding/grants/{query}")
    assert response.status_code == 200
    return REFERENCE.findall(response.content.decode())


@pytest.fixture
def three(world):
    """Three awards that differ in everything one can ask for."""
    museum = world.make_organisation("Ünity Museum", kind="cic", district="dover")
    other = world.make_programme("other-fund", "OTH", head=world.head)
    made = [
        world.award(title="Cooking for neighbours", pence=900_00),
        world.award(title="A museum on wheels", organisation=museum, pence=5_000_00,
                    districts=["dover", "thanet"]),
        world.award(title="Volunteers learn", programme=other, pence=60_000_00,
                    districts=["kent_wide"]),
    ]  # fmt: skip
    for award in made:
        publish_award(award=award, now=world.now)
    return [award.number for award in made]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", {0, 1, 2}),
        ("?q=museum", {1}),
        ("?q=MUSEUMS wheel", {1}),
        ("?q=neighb", {0}),
        ("?q=nothing+like+it", set()),
        ("?programme=other-fund", {2}),
        ("?year=2021", {0, 1, 2}),
        ("?year=1999", {0, 1, 2}),  # no such year is offered: it asks for nothing
        ("?district=thanet", {1}),
        ("?kind=cic", {1}),
        ("?size=under_1k", {0}),
        ("?size=5k_to_10k", {1}),
        ("?size=50k_and_over", {2}),
        ("?district=thanet&size=under_1k", set()),
        (
            "?district=nowhere&kind=%3Cx%3E&sort=amount;drop&page=x&after=99999999999999999999",
            {0, 1, 2},
        ),
        ("?q=%26%7C!()':*", set()),
        ("?page=99", {0, 1, 2}),
    ],
)
def test_page_shows_what_was_asked_for(three, client, query, wanted):
    page = client.get(f"/funding/grants/{query}").content.decode()
    assert {number for number in three if number in page} == {three[n] for n in wanted}


def test_whole_reference_finds_its_award(three, client):
    assert shown(client, f"?q={three[0]}") == [three[0]]


def test_csv_is_narrowed_like_the_page(three, client):
    assert [line["Reference"] for line in as_csv(client, "?kind=cic")] == [three[1]]


def test_sorting_by_amount_both_ways(three, client):
    page = client.get("/funding/grants/?sort=amount").content.decode()
    places = [page.index(number) for number in three]
    assert places == sorted(places)
    page = client.get("/funding/grants/?sort=-amount").content.decode()
    places = [page.index(number) for number in three]
    assert places == sorted(places, reverse=True)


def test_totals_are_exact_and_follow_a_reduction(three, client, world):
    page = client.get("/funding/grants/").content.decode()
    assert "3 awards, worth <strong>£65,900</strong>" in page
    assert "£5,000" in client.get("/funding/grants/?district=thanet").content.decode()
    award = PublishedAward.objects.get(reference=three[1]).award
    world.framework.release(commitment=award.promises.get().commitment, pence=99)
    publish_award(award=award, now=world.now, what_changed="Less.")
    page = client.get("/funding/grants/").content.decode()
    assert "£65,899.01" in page
    assert "first £5,000" in page


def test_empty_register_teaches(client, db):
    page = client.get("/funding/grants/").content.decode()
    assert "No award is published yet" in page


def test_long_register_is_turned_to_its_end(world, client, monkeypatch):
    monkeypatch.setattr(search, "MOST_IN_PAGES", 100)
    rows = fill(world, 230)
    seen, address = [], "/funding/grants/"
    while address:
        page = client.get(address).content.decode()
        seen += REFERENCE.findall(page)
        onward = re.search(r'href="(\?[^"]*)" rel="next"', page) or re.search(
            r'href="(\?[^"]*)">Go on down', page
        )
        address = onward and "/funding/grants/" + onward[1].replace("&amp;", "&")
    assert seen == [row.reference for row in rows]


@pytest.mark.parametrize("sort", ["date", "-date", "amount", "-amount", "organisation"])
def test_going_on_down_the_list_misses_none_in_any_order(world, client, monkeypatch, sort):
    monkeypatch.setattr(search, "MOST_IN_PAGES", 50)
    fill(world, 70)
    first = shown(client, f"?sort={sort}")
    page = client.get(f"/funding/grants/?sort={sort}").content.decode()
    onward = re.search(r'href="(\?[^"]*)">Go on down', page)[1].replace("&amp;", "&")
    second = shown(client, onward)
    assert len(first) == 50 and len(second) == 20
    assert not set(first) & set(second)


def test_page_takes_as_many_queries_for_one_award_as_for_many(world, client, count_queries):
    fill(world, 1)
    one = count_queries(lambda: client.get("/funding/grants/"))
    fill(world, 30)
    assert count_queries(lambda: client.get("/funding/grants/")) == one
