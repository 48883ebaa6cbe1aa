"""Taking organisations into the list and keeping them right."""

import pytest
from django.db import IntegrityError, transaction

from civilsociety.audit.models import Event
from civilsociety.organisations import actions, rules
from civilsociety.organisations.models import Organisation, match_key
from civilsociety.refusal import Refused


def verbs(organisation):
    target = f"organisations.organisation:{organisation.pk}"
    return list(Event.objects.filter(target=target).order_by("id").values_list("verb", flat=True))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Ashford Volunteer Centre Ltd", "Ashford Volunteer Centre"),
        ("Cáfe & Crafts C.I.C.", "Cafe and Crafts CIC"),
        ("St. Mary’s Hall", "St Mary's Hall"),
        ("  Kent   Carers  ", "KENT CARERS"),
    ],
)
def test_match_key_of_two_spellings_is_the_same(one, other):
    assert match_key(one) == match_key(other)


@pytest.mark.parametrize("name", ["The CIC Ltd", "限公司", "!!!", ""])
def test_match_key_of_an_odd_name_does_not_fail(name):
    assert match_key(name) == match_key(match_key(name))


@pytest.mark.parametrize("given", ["123456", "1234567", " 123 4567 ", "1234567-1", ""])
def test_charity_number_of_right_form_is_kept(given):
    assert rules.charity_number(given) == "".join(given.split())


@pytest.mark.parametrize("given", ["12345", "12345678", "SC012345", "1234567-0", "x", "١٢٣٤٥٦٧"])
def test_charity_number_of_wrong_form_says_what_to_do(given):
    with pytest.raises(Refused, match="six or seven digits"):
        rules.charity_number(given)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("00123456", "00123456"),
        ("123456", "00123456"),
        ("sc 123456", "SC123456"),
        ("IP12345R", "IP12345R"),
        ("", ""),
    ],
)
def test_company_number_keeps_its_zeros(given, kept):
    assert rules.company_number(given) == kept


@pytest.mark.parametrize("given", ["1", "123456789", "ABCDEFGH", "0123456٧"])
def test_company_number_of_wrong_form_says_what_to_do(given):
    with pytest.raises(Refused, match="eight characters"):
        rules.company_number(given)


def test_register_adds_an_unchecked_organisation_and_says_so(listed):
    group = listed("  Deal   Walkers ", charity_number="123 4567")
    assert (group.name, group.charity_number, group.status) == (
        "Deal Walkers",
        "1234567",
        "proposed",
    )
    assert verbs(group) == ["organisations.registered"]


def test_register_of_same_name_and_number_finds_the_one_there(listed):
    first = listed("Deal Walkers", charity_number="1234567")
    assert listed("The Deal Walkers Ltd", charity_number="1234567") == first
    assert Organisation.objects.count() == 1


def test_register_of_same_name_without_number_stays_apart(listed):
    assert listed("Friends of the Park") != listed("Friends of the Park")


def test_register_never_gives_sample_data_to_a_real_respondent(listed):
    sample = listed("Deal Walkers", charity_number="1234567", is_sample=True)
    assert listed("Deal Walkers", charity_number="1234567") != sample


def test_database_refuses_a_number_of_wrong_form(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.create(name="X", kind="cic", company_number="123")


def test_rename_keeps_the_old_name_as_a_former_one(listed, olivia):
    group = listed("Deal Walkers")
    actions.rename(organisation=group, name="Deal and Walmer Walkers", by=olivia)
    group.refresh_from_db()
    assert group.match_key == "deal and walmer walkers"
    assert [(a.name, a.origin) for a in group.aliases.all()] == [("Deal Walkers", "former")]


def test_rename_back_and_forth_lists_no_name_twice(listed, olivia):
    group = listed("A Group")
    for name in ("B Group", "A Group", "B Group"):
        actions.rename(organisation=group, name=name, by=olivia)
    assert [alias.name for alias in group.aliases.all()] == ["A Group"]


def test_rename_to_the_same_name_says_nothing(listed, olivia):
    group = listed("A Group")
    actions.rename(organisation=group, name="A Group", by=olivia)
    assert verbs(group) == ["organisations.registered"]


def test_change_records_before_and_after(listed, olivia):
    group = listed("A Group", district="swale")
    actions.change(organisation=group, by=olivia, district="dover", kind="cic")
    event = Event.objects.first()
    assert event.details["where it works"] == ["Swale", "Dover"]
    assert event.details["kind of organisation"][1] == "Community interest company (CIC)"


def test_change_of_nothing_says_nothing(listed, olivia):
    group = listed("A Group", district="swale")
    actions.change(organisation=group, by=olivia, district="swale")
    assert verbs(group) == ["organisations.registered"]


def test_confirm_refuses_a_number_another_confirmed_one_holds(listed, olivia):
    first, second = listed("One", charity_number="1234567"), listed("Two", charity_number="1234567")
    actions.confirm(organisation=first, by=olivia)
    with pytest.raises(Refused, match="One already has charity number 1234567"):
        actions.confirm(organisation=second, by=olivia)


def test_confirm_twice_is_recorded_once(listed, olivia):
    group = listed("A Group")
    actions.confirm(organisation=group, by=olivia)
    actions.confirm(organisation=group, by=olivia)
    assert verbs(group) == ["organisations.registered", "organisations.confirmed"]


def test_alias_is_listed_once_whatever_its_capitals(listed, olivia):
    group = listed("Ashford Volunteer Centre")
    actions.add_alias(organisation=group, name="AVC", by=olivia)
    actions.add_alias(organisation=group, name="avc", by=olivia)
    assert group.aliases.count() == 1


def test_contact_details_never_reach_the_record(listed, olivia):
    group = listed("A Group")
    contact = actions.add_contact(
        organisation=group, name="Rosa Reed", email="Rosa@Example.org", by=olivia
    )
    actions.change_contact(contact=contact, telephone="01234 567890", by=olivia)
    actions.remove_contact(contact=contact, by=olivia)
    told = "".join(f"{e.sentence}{e.target_label}{e.details}" for e in Event.objects.all())
    assert "Rosa" not in told
    assert "rosa@" not in told
    assert "01234" not in told
    assert not group.contacts.exists()


def test_contact_of_same_address_is_the_same_contact(listed, olivia):
    group = listed("A Group")
    one = actions.add_contact(organisation=group, name="Rosa", email="rosa@example.org", by=olivia)
    two = actions.add_contact(organisation=group, name="R.", email="ROSA@example.org", by=olivia)
    assert one == two


def test_member_is_confirmed_by_somebody_else(listed, olivia, tess):
    membership = actions.join(user=tess, organisation=listed("A Group"), position="trustee")
    with pytest.raises(Refused, match="Another officer"):
        actions.confirm_member(membership=membership, by=tess)
    assert actions.confirm_member(membership=membership, by=olivia).confirmed_by == olivia


def test_account_page_lists_ones_organisations(listed, client_of, tess):
    actions.join(user=tess, organisation=listed("A Group"), position="trustee")
    page = client_of(tess).get("/accounts/").content.decode()
    assert "A Group: trustee or director, not confirmed yet" in page


def test_desk_asks_to_check_what_respondents_named(listed, client_of, olivia, bea):
    listed("A Group")
    words = "1 organisation that respondents named"
    assert words in client_of(olivia).get("/officers/").content.decode()
    assert words not in client_of(bea).get("/officers/").content.decode()
