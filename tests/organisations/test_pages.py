"""The officers' pages about organisations."""

import csv
import io

import pytest

from civilsociety.audit.models import Event
from civilsociety.organisations import actions
from civilsociety.organisations.models import Organisation

LIST = "/officers/organisations/"
PARTICULARS = {"name": "Deal Walkers", "kind": "cic", "district": "dover"}


@pytest.fixture
def keeper(client_of, olivia):
    """Olivia's client."""
    return client_of(olivia)


def names(response):
    return [each.name for each in response.context["page"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["apple group", "Zoo Friends"]),
        ({"sort": "-name"}, ["Zoo Friends", "apple group"]),
        ({"sort": "-added"}, ["apple group", "Zoo Friends"]),
        ({"q": "zóo"}, ["Zoo Friends"]),
        ({"q": "0012"}, ["Zoo Friends"]),
        ({"q": "menagerie"}, ["Zoo Friends"]),
        ({"kind": "cic"}, ["apple group"]),
        ({"district": "swale"}, ["Zoo Friends"]),
        ({"status": "merged"}, []),
        ({"kind": "nonsense", "sort": "nonsense", "page": "x"}, ["apple group", "Zoo Friends"]),
        ({"q": "%"}, ["apple group", "Zoo Friends"]),
    ],
)
def test_list_is_searched_filtered_and_sorted(keeper, listed, olivia, query, found):
    zoo = listed("Zoo Friends", company_number="00123456", district="swale")
    actions.add_alias(organisation=zoo, name="The Menagerie", by=olivia)
    listed("apple group", kind="cic")
    assert names(keeper.get(LIST, query)) == found


def test_list_takes_the_same_queries_for_one_and_for_many(keeper, listed, count_queries):
    listed("One")
    keeper.get(LIST)
    one = count_queries(lambda: keeper.get(LIST))
    listed("Two"), listed("Three")
    assert count_queries(lambda: keeper.get(LIST)) == one


def test_page_takes_the_same_queries_for_one_contact_and_for_many(
    keeper, listed, olivia, tess, mina, count_queries
):
    group = listed("One")
    page = group.get_absolute_url()

    def add(name, person):
        actions.add_alias(organisation=group, name=name, by=olivia)
        actions.add_contact(organisation=group, name=name, by=olivia)
        actions.join(user=person, organisation=group, position="member")

    add("a", tess)
    keeper.get(page)
    one = count_queries(lambda: keeper.get(page))
    add("b", mina), add("c", olivia)
    assert count_queries(lambda: keeper.get(page)) == one


def test_list_is_taken_away_with_zeros_kept_and_no_formula_alive(keeper, listed):
    listed("=1+1", company_number="00123456")
    body = b"".join(keeper.get("/officers/organisations.csv").streaming_content)
    rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    assert (rows[1][1], rows[1][4]) == ("'=1+1", "00123456")


def test_edit_saves_through_the_actions(keeper, listed):
    group = listed("Deal Walking")
    keeper.post(f"{LIST}{group.pk}/edit/", {**PARTICULARS, "company_number": "123456"})
    group.refresh_from_db()
    assert (group.name, group.kind, group.company_number) == ("Deal Walkers", "cic", "00123456")
    assert group.aliases.get().name == "Deal Walking"
    assert Event.objects.filter(verb="organisations.renamed").exists()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "", "Enter the name of the organisation"),
        ("name", "x" * 201, "200 characters or fewer"),
        ("name", "a\x00b", ""),
        ("kind", "nonsense", "Choose one of the answers"),
        ("charity_number", "12", "six or seven digits"),
        ("company_number", "1", "eight characters"),
        ("website", "javascript:alert(1)", "Website"),
        ("district", "atlantis", ""),
    ],
)
def test_edit_of_odd_input_says_what_to_do_and_saves_nothing(keeper, listed, field, value, words):
    group = listed("Deal Walking")
    page = keeper.post(f"{LIST}{group.pk}/edit/", {**PARTICULARS, field: value}).content.decode()
    assert "govuk-error-summary" in page
    assert words in page
    group.refresh_from_db()
    assert group.name == "Deal Walking"


def test_edit_to_a_number_somebody_else_holds_says_who(keeper, listed, olivia):
    for name in ("One", "Two"):
        group = listed(name, charity_number="1234567" if name == "One" else "")
        actions.confirm(organisation=group, by=olivia)
    page = keeper.post(f"{LIST}{group.pk}/edit/", {**PARTICULARS, "charity_number": "1234567"})
    assert "One already has charity number 1234567" in page.content.decode()


def test_page_offers_likely_duplicates_with_the_reason(keeper, listed):
    group, twin = listed("Deal Walkers"), listed("The Deal Walkers Ltd")
    page = keeper.get(group.get_absolute_url()).content.decode()
    assert "It has the same name." in page
    assert f"{LIST}{group.pk}/merge/{twin.pk}/" in page


def test_merge_shows_the_outcome_then_does_it(keeper, listed):
    keep, drop = listed("Deal Walkers"), listed("Deal Walking", charity_number="1234567")
    address = f"{LIST}{keep.pk}/merge/{drop.pk}/"
    page = keeper.get(address).content.decode()
    assert "<strong>1234567</strong>" in page
    assert Organisation.objects.standing().count() == 2
    assert keeper.post(address)["Location"] == keep.get_absolute_url()
    assert "merged into" in keeper.get(drop.get_absolute_url()).content.decode()
    assert keeper.post(address).status_code == 302


def test_merge_that_is_refused_says_why_beside_the_button(keeper, listed):
    keep, drop = listed("A", charity_number="1234567"), listed("B", charity_number="7654321")
    page = keeper.get(f"{LIST}{keep.pk}/merge/{drop.pk}/").content.decode()
    assert "different charity numbers" in page
    assert " disabled" in page


def test_merged_one_takes_no_change(keeper, listed, olivia):
    keep, drop = listed("One"), listed("Two")
    actions.merge(keep=keep, drop=drop, by=olivia)
    page = keeper.post(f"{LIST}{drop.pk}/edit/", PARTICULARS).content.decode()
    assert "Make the change to One." in page
    page = keeper.post(f"{LIST}{drop.pk}/names/", {"name": "X"}, follow=True).content.decode()
    assert "Make the change to One." in page


def test_contact_of_another_organisation_is_not_found_here(keeper, listed, olivia):
    one, two = listed("One"), listed("Two")
    contact = actions.add_contact(organisation=one, name="Rosa", by=olivia)
    assert keeper.get(f"{LIST}{two.pk}/contacts/{contact.pk}/").status_code == 404
    assert keeper.post(f"{LIST}{two.pk}/contacts/{contact.pk}/remove/").status_code == 404
    assert one.contacts.exists()


def test_contact_is_added_and_changed(keeper, listed):
    group = listed("One")
    keeper.post(f"{LIST}{group.pk}/contacts/add/", {"name": "Rosa", "email": "R@Example.org"})
    contact = group.contacts.get()
    assert contact.email == "r@example.org"
    keeper.post(f"{LIST}{group.pk}/contacts/{contact.pk}/", {"name": "Rosa Reed"})
    contact.refresh_from_db()
    assert (contact.name, contact.email) == ("Rosa Reed", "")


def test_admin_saves_through_the_actions(keeper, listed, olivia):
    group = listed("Deal Walking")
    management = {
        f"{prefix}-{part}": "0"
        for prefix in ("aliases", "contacts", "memberships")
        for part in ("TOTAL_FORMS", "INITIAL_FORMS")
    }
    address = f"/admin/organisations/organisation/{group.pk}/change/"
    assert keeper.get(address).status_code == 200
    keeper.post(address, {**PARTICULARS, **management})
    group.refresh_from_db()
    assert group.name == "Deal Walkers"
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert {"organisations.renamed", "organisations.changed"} <= verbs
    assert keeper.post(f"/admin/organisations/organisation/{group.pk}/delete/").status_code == 403
