"""Pages of groups: what the public reads, what members do, what officers keep."""

from datetime import date, timedelta

import pytest

from civilsociety.accounts.actions import close_account
from civilsociety.audit.models import Event
from engagement.actions import groups as actions
from engagement.models import Group, Interest, Seat, Term
from tests.engagement.makers import a_group, a_term, an_organisation
from tests.pdf import assert_pdf_ua

PAGE = "/groups/steering-group/"
OFFICE = "/officers/groups/steering-group/"


@pytest.fixture(autouse=True)
def _clock(hold_clock):
    hold_clock(2021, 9, 1, 10)


@pytest.fixture
def from_swale(world, olivia):
    """Mina comes from an organisation everybody knows, and declared that she is its trustee."""
    organisation = an_organisation(by=olivia)
    Term.objects.filter(pk=world.term.pk).update(organisation=organisation)
    Interest.objects.create(term=world.term, kind="trustee", text="Trustee of Kent Befriending")
    return organisation


def text(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def days(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def sent(client, address, data):
    response = client.post(address, {"key": "7b9b3f4e-6a51-4f5e-9d7e-0d1f6f3f3a10", **data})
    assert response.status_code in (200, 302)
    return response


# What the public reads


def test_member_without_consent_is_a_seat_and_a_kind(world, from_swale, stranger):
    page = text(stranger, PAGE)
    assert "Member who prefers not to be named" in page
    assert "Registered charity" in page
    for secret in ("Mina", "Kent Befriending", "mina@example.org"):
        assert secret not in page


def test_member_with_consent_is_named_until_taken_back(
    world, from_swale, stranger, client_of, mina
):
    address = f"{PAGE}members/{world.term.pk}/entry/"
    sent(client_of(mina), address, {"shown": "named", "about": "Befriends people."})
    page = text(stranger, PAGE)
    assert "Mina" in page
    assert "Kent Befriending" in page
    assert "Befriends people." in page
    sent(client_of(mina), address, {"shown": "unnamed", "about": "Befriends people."})
    page = text(stranger, PAGE)
    assert "Mina" not in page
    assert "Befriends people." not in page


@pytest.mark.parametrize("ending", ["csv", "docx", "pdf"])
def test_files_hold_no_name_without_consent(world, from_swale, stranger, ending):
    content = stranger.get(f"{PAGE}members.{ending}").content
    assert b"Mina" not in content
    assert b"Kent Befriending" not in content


def test_pdf_is_pdf_ua(world, from_swale, stranger):
    Term.objects.update(consent_at=world.term.created_at)
    assert_pdf_ua(stranger.get(f"{PAGE}members.pdf").content)


def test_file_of_another_kind_is_not_there(world, stranger):
    assert stranger.get(f"{PAGE}members.exe").status_code == 404


def test_vacancy_says_how_to_come_to_it(world, stranger):
    Group.objects.update(contact="hello@steering.example")
    page = text(stranger, PAGE)
    assert "Volunteering" in page
    assert "2 seats wait" in page
    assert "hello@steering.example" in page


def test_rotation_is_a_table_by_year(world, stranger):
    page = text(stranger, PAGE)
    assert "2030" in page
    assert "1 of 3" in page
    assert "33%" in page


def test_former_members_are_named_with_consent_only(world, stranger):
    seat = world.seats[2]
    ended = {"starts": date(2019, 1, 1), "ends": date(2019, 12, 31)}
    a_term(seat, name="Uma Unnamed", **ended)
    a_term(seat, name="Nan Named", starts=date(2020, 1, 1), ends=date(2020, 12, 31),
           consent_at=world.term.created_at)  # fmt: skip
    page = text(stranger, PAGE)
    assert "Nan Named" in page
    assert "Uma Unnamed" not in page


def test_group_that_is_not_public_is_there_for_members_and_officers(
    world, stranger, client_of, mina, olivia, tess
):
    Group.objects.update(is_public=False)
    assert stranger.get(PAGE).status_code == 404
    assert client_of(tess).get(PAGE).status_code == 404
    assert client_of(mina).get(PAGE).status_code == 200
    assert client_of(olivia).get(PAGE).status_code == 200
    assert "VCSE Steering Group" not in text(stranger, "/groups/")


def test_empty_list_teaches(db, stranger):
    assert "No group is shown here yet" in text(stranger, "/groups/")


def test_long_list_is_paged_and_searched(db, stranger):
    for number in range(25):
        a_group(f"group-{number}", name=f"Group {number:02}")
    page = text(stranger, "/groups/")
    assert "Group 19" in page
    assert "Group 20" not in page
    assert "Group 24" in text(stranger, "/groups/?q=Group+24")
    assert "No group found" in text(stranger, "/groups/?q=zebra")


@pytest.mark.parametrize(
    "address", ["/groups/", PAGE, f"{PAGE}members/", OFFICE, "/officers/groups/"]
)
def test_queries_do_not_grow(world, client_of, olivia, count_queries, address):
    client = client_of(olivia)
    client.get(address)
    one = count_queries(lambda: client.get(address))
    for number in range(3):
        seat = Seat.objects.create(
            group=world.group, name=f"More {number}", appointment="elected", order=10 + number
        )
        term = a_term(seat, name=f"Person {number}", ends=date(2021, 10, 1 + number))
        Interest.objects.create(term=term, kind="other", text=f"Interest {number}")
        a_group(f"another-{number}", name=f"Another {number}")
    assert count_queries(lambda: client.get(address)) == one


# What members do


def test_member_declares_an_interest_and_ends_it(world, client_of, mina, stranger):
    Term.objects.filter(pk=world.term.pk).update(consent_at=world.term.created_at)
    client = client_of(mina)
    address = f"{PAGE}members/{world.term.pk}/interests/"
    sent(client, address, {"kind": "trustee", "text": "Trustee of Swale Stars"})
    assert "Trustee of Swale Stars" in text(stranger, PAGE)
    interest = Interest.objects.get()
    sent(client, f"{PAGE}members/interests/{interest.pk}/", days("on", date(2021, 9, 1)))
    assert "Trustee of Swale Stars" not in text(stranger, PAGE)
    assert "Over since 1 September 2021" in text(client, f"{PAGE}members/")


def test_interest_with_a_telephone_number_is_refused_and_kept_on_the_page(world, client_of, mina):
    address = f"{PAGE}members/{world.term.pk}/interests/"
    words = "My sister, 01622 123456"
    page = sent(client_of(mina), address, {"kind": "family", "text": words}).content.decode()
    assert "looks like a telephone number" in page
    assert words in page
    assert not Interest.objects.exists()


def test_officer_declares_what_a_member_told_them(world, client_of, olivia, stranger):
    Term.objects.filter(pk=world.term.pk).update(consent_at=world.term.created_at)
    address = f"{PAGE}members/{world.term.pk}/interests/"
    response = sent(client_of(olivia), address, {"kind": "other", "text": "Landlord of the hall"})
    assert response["Location"] == OFFICE
    assert "Landlord of the hall" in text(stranger, PAGE)


def test_another_member_cannot_open_my_entry(world, client_of, tess, olivia):
    a_term(world.seats[2], tess)
    address = f"{PAGE}members/{world.term.pk}/entry/"
    assert client_of(tess).get(address).status_code == 404
    assert client_of(olivia).get(address).status_code == 404


def test_consent_is_taken_back_after_the_term(world, client_of, mina, hold_clock):
    Term.objects.filter(pk=world.term.pk).update(
        consent_at=world.term.created_at, ends_on=date(2021, 9, 30)
    )
    hold_clock(2021, 10, 1, 0, 1)
    client = client_of(mina)
    assert client.get(f"{PAGE}members/").status_code == 404
    assert "named as a former member" in text(client, "/accounts/")
    sent(client, f"{PAGE}members/{world.term.pk}/entry/", {"shown": "unnamed"})
    assert Term.objects.get(pk=world.term.pk).consent_at is None


def test_closing_an_account_leaves_the_seat_and_takes_the_name(world, from_swale, tess):
    term = a_term(world.seats[2], tess, starts=date(2020, 1, 1), ends=date(2020, 12, 31),
                  email=tess.email, consent_at=world.term.created_at)  # fmt: skip
    Interest.objects.create(term=term, kind="other", text="Married to a councillor")
    close_account(user=tess)
    term.refresh_from_db()
    assert (term.name, term.email, term.user, term.consent_at) == (
        "A former member",
        "",
        None,
        None,
    )
    assert "councillor" not in term.interests.get().text


# What officers do


def test_officer_starts_a_group_with_seats_and_people(client_of, olivia, stranger):
    client = client_of(olivia)
    given = {
        "name": "Partnership Board",
        "purpose": "Brings **partners** together. And more.",
        "quorum": "3",
        "rotation_percent": "34",
        "longest_terms": "2",
        "is_public": "on",
    }
    sent(client, "/officers/groups/start/", given)
    board = Group.objects.get(slug="partnership-board")
    office = f"/officers/groups/{board.slug}/"
    seat = {"name": "Chair", "appointment": "appointed", "term_months": "24", "is_chair": "on"}
    sent(client, f"{office}seats/add/", seat)
    again = sent(client, f"{office}seats/add/", seat).content.decode()
    assert "has a chair already" in again
    pk = board.seats.get().pk
    person = {
        "name": "Ann",
        "email": "Ann@Example.org",
        "signs_in": "on",
        **days("starts_on", date(2021, 9, 1)),
        **days("ends_on", date(2023, 8, 31)),
    }
    sent(client, f"{office}seats/{pk}/appoint/", person)
    term = Term.objects.get()
    assert (term.name, term.user.email, term.consent_at) == ("Ann", "ann@example.org", None)
    page = text(stranger, "/groups/")
    assert "Brings partners together." in page
    assert "1 of 1 seat filled" in page


def test_two_officers_describe_at_once_and_the_second_sees_both(world, client_of, olivia):
    client = client_of(olivia)
    given = {"name": "VCSE Steering Group", "purpose": "Mine.", "quorum": "3",
             "rotation_percent": "34", "longest_terms": "2", "revision": "1",
             "reads_drafts": "on", "is_public": "on"}  # fmt: skip
    sent(client, f"{OFFICE}describe/", {**given, "purpose": "Theirs."})
    response = sent(client, f"{OFFICE}describe/", given)
    page = response.content.decode()
    assert "Theirs." in page
    assert "Mine." in page
    assert 'name="revision" value="2"' in page
    sent(client, f"{OFFICE}describe/", {**given, "revision": "2"})
    assert Group.objects.get().purpose == "Mine."


def test_group_is_closed_once_nobody_sits_on_it(world, olivia, client_of, now, today):
    page = text(client_of(olivia), OFFICE)
    assert "1 term runs beyond 1 September 2021" in page
    actions.end_term(
        term=world.term, ending="stood_down", on=today - timedelta(days=1), by=olivia, now=now
    )
    sent(client_of(olivia), f"{OFFICE}close/", {**days("on", today), "reason": "Its work is done."})
    assert Group.objects.get().closed_on == today
    assert "Its work is done." in text(client_of(olivia), PAGE)
    refused = text(client_of(olivia), f"{OFFICE}seats/add/")
    assert "was closed on 1 September 2021" in refused


def test_held_seat_is_not_abolished(world, client_of, olivia):
    page = text(client_of(olivia), f"{OFFICE}seats/{world.seats[1].pk}/abolish/")
    assert "Mina holds this seat" in page


def test_record_tells_who_appointed(world, olivia, now, today):
    actions.appoint(
        seat=world.seats[2], name="Ann", user=None, email="", organisation=None,
        starts_on=today, ends_on=date(2023, 8, 31), by=olivia, now=now,
    )  # fmt: skip
    event = Event.objects.get(verb="engagement.term_began")
    assert event.actor_label == "Olivia"
    assert event.sentence.startswith("Ann takes the seat “Volunteering”")


BAD = [
    {},
    {"name": "\x00", "starts_on_day": "31", "starts_on_month": "2", "starts_on_year": "2021"},
    {"name": "x" * 5000, "email": "no address", "organisation": "Nobody knows it"},
    {"name": ["a", "b"], "starts_on_day": "9" * 40, "starts_on_year": "99999"},
    {"name": "A", **days("starts_on", date(2021, 9, 1)), **days("ends_on", date(2021, 8, 1))},
    {"name": "A", "starts_on_day": "1", "starts_on_month": "1", "starts_on_year": "9999",
     "ends_on_day": "31", "ends_on_month": "12", "ends_on_year": "9999"},
]  # fmt: skip


@pytest.mark.parametrize("data", BAD)
def test_bad_appointment_comes_back_with_what_was_typed(world, client_of, olivia, data):
    address = f"{OFFICE}seats/{world.seats[2].pk}/appoint/"
    response = client_of(olivia).post(address, data)
    assert response.status_code == 200
    assert "There is a problem" in response.content.decode()
    assert Term.objects.count() == 1


@pytest.mark.parametrize("form", ["describe/", "seats/add/", "close/"])
@pytest.mark.parametrize("value", ["\x00", "9" * 60, "-1", "é" * 9000])
def test_no_input_breaks_a_form(world, client_of, olivia, form, value):
    names = ("name", "purpose", "quorum", "revision", "order", "kind", "reason", "on_day", "key")
    data = dict.fromkeys(names, value)
    assert client_of(olivia).post(f"{OFFICE}{form}", data).status_code == 200


@pytest.mark.parametrize(
    "query", ["?starts_on=nonsense", "?starts_on=0001-01-01", "?ends_on=9999-12-31"]
)
def test_link_with_odd_days_opens(world, client_of, olivia, query):
    address = f"{OFFICE}seats/{world.seats[2].pk}/appoint/{query}"
    assert client_of(olivia).get(address).status_code == 200


def test_desk_says_what_is_due(world, client_of, olivia):
    Term.objects.update(ends_on=date(2021, 11, 1))
    page = text(client_of(olivia), "/officers/groups/")
    assert "Ends 1 November 2021" in page
    assert "Vacant seats" in page
    assert "Decide who follows Mina" in text(client_of(olivia), "/officers/")


def test_staggering_shows_days_and_links_with_them(world, client_of, olivia):
    page = text(client_of(olivia), f"{OFFICE}rotation/")
    assert "31 August 2023" in page
    assert "ends_on=2023-08-31" in page
