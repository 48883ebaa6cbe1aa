"""Giving and ending roles."""

import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from civilsociety.accounts import actions
from civilsociety.accounts.models import RoleAssignment, User
from civilsociety.accounts.permissions import Permission
from civilsociety.accounts.roles import ROLES
from civilsociety.audit.models import Event
from civilsociety.refusal import Refused


def test_role_given_allows_what_it_says_and_is_recorded(tess, adam):
    actions.give_role(user=tess, role="funding_officer", by=adam)
    tess = User.objects.get(pk=tess.pk)
    assert tess.may(Permission.MANAGE_FUNDING)
    assert not tess.may(Permission.READ_RESPONSES)
    event = Event.objects.first()
    assert (event.sentence, event.actor_label) == ("Tess became funding officer.", "Adam")


def test_role_ended_allows_nothing_more_and_stays_on_the_list(frank, adam):
    held = frank.role_assignments.get()
    actions.end_role(assignment=held, by=adam)
    frank = User.objects.get(pk=frank.pk)
    assert not frank.may(Permission.MANAGE_FUNDING)
    assert frank.role_assignments.get().ended_by == adam


def test_nobody_gives_a_role_to_themselves(adam):
    with pytest.raises(Refused, match="cannot give yourself"):
        actions.give_role(user=adam, role="decision_maker", by=adam)


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("respondent", "never given"),
        ("king", "from the list"),
        ("funding_officer", "already holds"),
    ],
)
def test_role_that_cannot_be_given_says_why(frank, adam, role, words):
    with pytest.raises(Refused, match=words):
        actions.give_role(user=frank, role=role, by=adam)


def test_closed_account_gets_no_role(tess, adam):
    tess.is_active = False
    tess.save()
    with pytest.raises(Refused, match="closed"):
        actions.give_role(user=tess, role="funding_officer", by=adam)


def test_last_administrator_stays(adam):
    with pytest.raises(Refused, match="last administrator"):
        actions.end_role(assignment=adam.role_assignments.get(), by=adam)


def test_administrator_whose_account_is_closed_does_not_count(adam, make_person):
    other = make_person("Ada", "administrator")
    other.is_active = False
    other.save()
    with pytest.raises(Refused, match="last administrator"):
        actions.end_role(assignment=adam.role_assignments.get(), by=adam)


def test_role_ended_twice_says_so(frank, adam):
    held = frank.role_assignments.get()
    actions.end_role(assignment=held, by=adam)
    with pytest.raises(Refused, match="no longer holds"):
        actions.end_role(assignment=held, by=adam)


@pytest.mark.django_db(transaction=True)
def test_two_administrators_ending_each_other_leave_one(make_person):
    one, two = make_person("Ann", "administrator"), make_person("Bob", "administrator")
    results = []

    def end(whose, by):
        try:
            actions.end_role(assignment=whose.role_assignments.get(), by=by)
            results.append("ended")
        except Refused:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=end, args=pair) for pair in ((one, two), (two, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert sorted(results) == ["ended", "refused"]
    assert RoleAssignment.objects.current().count() == 1


def test_first_administrator_is_made_from_the_command_line(db, capsys):
    call_command("create_administrator", " Ada@Example.org ")
    ada = User.objects.get(email="ada@example.org")
    assert ada.may(Permission.MANAGE_PEOPLE)
    assert not ada.has_usable_password()
    assert "ada@example.org is now an administrator" in capsys.readouterr().out
    with pytest.raises(CommandError, match="already holds"):
        call_command("create_administrator", "ada@example.org")


def test_command_with_an_odd_address_says_what_to_give(db):
    with pytest.raises(CommandError, match="like name@example.gov.uk"):
        call_command("create_administrator", "ada")
    assert not User.objects.exists()


def test_pages_give_and_end_a_role_after_asking(client_of, adam, tess):
    client = client_of(adam)
    person = f"/officers/people/{tess.pk}/"
    asked = client.get(person, {"role": "funding_officer"})
    assert asked["Location"] == f"{person}give/funding_officer/"
    assert "Run funding programmes" in client.get(asked["Location"]).content.decode()
    assert not tess.role_assignments.exists()
    client.post(asked["Location"])
    held = tess.role_assignments.get()
    client.post(f"{person}roles/{held.pk}/end/")
    held.refresh_from_db()
    assert held.ended_by == adam
    assert "Funding officer" in client.get(person).content.decode()


def test_page_shows_the_reason_beside_the_disabled_button(client_of, adam):
    held = adam.role_assignments.get()
    page = client_of(adam).get(f"/officers/people/{adam.pk}/roles/{held.pk}/end/")
    assert "is the last administrator" in page.content.decode()
    assert " disabled" in page.content.decode()


def test_role_of_another_person_is_not_ended_through_this_one(client_of, adam, frank, tess):
    held = frank.role_assignments.get()
    address = f"/officers/people/{tess.pk}/roles/{held.pk}/end/"
    assert client_of(adam).post(address).status_code == 404


def test_person_is_added_before_they_ever_sign_in(client_of, adam):
    client = client_of(adam)
    client.post("/officers/people/add/", {"email": "Rosa@Example.org", "name": "Rosa Reed"})
    rosa = User.objects.get(email="rosa@example.org")
    assert rosa.name == "Rosa Reed"
    assert Event.objects.get().actor_label == "Adam"


@pytest.mark.parametrize("words", ["tess", "TESS@EX", "example.org"])
def test_people_are_found_by_name_and_address(client_of, adam, tess, words):
    page = client_of(adam).get("/officers/people/", {"q": words, "role": "everybody"})
    assert tess in page.context["page"].object_list


@pytest.mark.parametrize("query", ["?page=0", "?page=x", "?role=king", "?q=%F0%9F%99%82"])
def test_odd_query_shows_a_page(client_of, adam, query):
    assert client_of(adam).get(f"/officers/people/{query}").status_code == 200


def test_people_take_the_same_queries_for_one_and_for_many(
    client_of, adam, make_person, count_queries
):
    client = client_of(adam)
    client.get("/officers/people/")
    one = count_queries(lambda: client.get("/officers/people/"))
    for role in list(ROLES)[1:6]:
        make_person(role, role, "administrator")
    assert count_queries(lambda: client.get("/officers/people/")) == one


def test_name_is_changed_by_oneself_and_recorded(client_of, tess):
    client = client_of(tess)
    client.post("/accounts/name/", {"name": "  Tess   Turner "})
    tess.refresh_from_db()
    assert tess.name == "Tess Turner"
    client.post("/accounts/name/", {"name": "Tess Turner"})
    assert Event.objects.filter(verb="accounts.renamed").count() == 1


@pytest.mark.parametrize("name", ["x" * 201, "a\x00b"])
def test_odd_name_gets_a_sentence(client_of, tess, name):
    response = client_of(tess).post("/accounts/name/", {"name": name})
    assert "govuk-error-summary" in response.content.decode()
