"""Making one organisation of two."""

import threading

import pytest
from django.db import connection

from civilsociety.audit.models import Event
from civilsociety.organisations import actions, slots
from civilsociety.organisations.models import Organisation
from civilsociety.refusal import Refused


def test_merge_takes_over_what_is_lacking_and_keeps_what_stands(listed, olivia):
    keep = listed("Deal Walkers", district="dover")
    drop = listed("Deal Walking", district="swale", charity_number="1234567")
    actions.merge(keep=keep, drop=drop, by=olivia)
    keep.refresh_from_db()
    drop.refresh_from_db()
    assert (keep.name, keep.district, keep.charity_number) == ("Deal Walkers", "dover", "1234567")
    assert (drop.status, drop.merged_into) == ("merged", keep)
    assert [alias.name for alias in keep.aliases.all()] == ["Deal Walking"]


def test_merge_moves_people_and_lists_nobody_twice(listed, olivia, tess, frank):
    keep, drop = listed("Deal Walkers"), listed("Deal Walking")
    actions.add_contact(organisation=keep, name="Rosa", email="rosa@example.org", by=olivia)
    for name, email in (("R. Reed", "Rosa@example.org"), ("Sam", "sam@example.org"), ("Jo", "")):
        actions.add_contact(organisation=drop, name=name, email=email, by=olivia)
    actions.join(user=tess, organisation=keep, position="member")
    checked = actions.join(user=tess, organisation=drop, position="trustee")
    actions.confirm_member(membership=checked, by=olivia)
    actions.join(user=frank, organisation=drop, position="member")
    actions.merge(keep=keep, drop=drop, by=olivia)
    assert [contact.name for contact in keep.contacts.all()] == ["Jo", "Rosa", "Sam"]
    assert {(m.user, m.position) for m in keep.memberships.all()} == {
        (tess, "trustee"),
        (frank, "member"),
    }
    assert not drop.memberships.exists()


def test_merge_again_changes_nothing(listed, olivia):
    keep, drop = listed("Deal Walkers"), listed("Deal Walking")
    actions.merge(keep=keep, drop=drop, by=olivia)
    before = Event.objects.count()
    assert actions.merge(keep=keep, drop=drop, by=olivia) == keep
    assert Event.objects.count() == before


def test_merge_flattens_what_was_merged_before(listed, olivia):
    first, second, third = listed("One"), listed("Two"), listed("Three")
    actions.merge(keep=second, drop=first, by=olivia)
    actions.merge(keep=third, drop=second, by=olivia)
    first.refresh_from_db()
    assert first.merged_into == third
    assert {alias.name for alias in third.aliases.all()} == {"One", "Two"}


def test_merge_into_a_merged_one_is_refused(listed, olivia):
    first, second, third = listed("One"), listed("Two"), listed("Three")
    actions.merge(keep=second, drop=first, by=olivia)
    with pytest.raises(Refused, match="One was itself merged into Two. Merge with Two instead"):
        actions.merge(keep=first, drop=third, by=olivia)


def test_merge_of_one_merged_into_a_third_is_refused(listed, olivia):
    first, second, third = listed("One"), listed("Two"), listed("Three")
    actions.merge(keep=second, drop=first, by=olivia)
    with pytest.raises(Refused, match="One was already merged into Two"):
        actions.merge(keep=third, drop=first, by=olivia)


def test_merge_with_itself_is_refused(listed, olivia):
    group = listed("One")
    with pytest.raises(Refused, match="two different"):
        actions.merge(keep=group, drop=group, by=olivia)


def test_merge_of_different_numbers_is_refused(listed, olivia):
    keep = listed("One", charity_number="1234567")
    drop = listed("Two", charity_number="7654321")
    with pytest.raises(Refused, match="different charity numbers, 1234567 and 7654321"):
        actions.merge(keep=keep, drop=drop, by=olivia)


def test_merge_of_sample_and_real_is_refused(listed, olivia):
    with pytest.raises(Refused, match="sample"):
        actions.merge(keep=listed("One", is_sample=True), drop=listed("Two"), by=olivia)


def test_merge_with_an_unknown_relation_is_refused_by_its_name(listed, olivia, monkeypatch):
    monkeypatch.delitem(slots._KNOWN, ("organisations.contact", "organisation"))
    keep, drop = listed("One"), listed("Two")
    with pytest.raises(Refused, match="organisations.contact.organisation"):
        actions.merge(keep=keep, drop=drop, by=olivia)
    drop.refresh_from_db()
    assert drop.status == "proposed"


def test_every_relation_in_the_project_is_known():
    assert slots.unknown() == []


@pytest.mark.django_db(transaction=True)
def test_merge_by_two_officers_at_once_in_opposite_directions_leaves_one(listed, olivia):
    one, two = listed("One"), listed("Two")
    results = []

    def merge(keep, drop):
        try:
            results.append(actions.merge(keep=keep, drop=drop, by=olivia))
        except Refused as refusal:
            results.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=merge, args=pair) for pair in ((one, two), (two, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert sorted(type(result).__name__ for result in results) == ["Organisation", "Refused"]
    assert Organisation.objects.standing().count() == 1
