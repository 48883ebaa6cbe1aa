"""Starting, sending before the clock strikes, the receipt, and taking it back."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.urls import reverse

from civilsociety.audit.models import Event
from civilsociety.organisations.models import Membership, Organisation
from civilsociety.refusal import Refused
from funding.actions import applying, messages
from funding.models import Application, Call, Message, Panel, PanelItem, ProcessFeedback
from funding.rules.applying import check_can_start, check_is_open
from funding.states import ApplicationState
from tests.funding.applying.makers import draft, ready
from tests.funding.makers import NOW

pytestmark = pytest.mark.usefixtures("in_december")


def page_of(application, name):
    return reverse(f"funding:application_{name}", args=[application.pk])


def post_everything():
    for pk in list(Message.objects.filter(sent_at=None).values_list("pk", flat=True)):
        messages.send(pk=pk, now=NOW)


# -- Starting -----------------------------------------------------------------------------


def test_application_is_started_for_one_of_my_organisations(world, client_of):
    address = reverse("funding:start", args=[world.call.pk])
    answer = client_of(world.tess).post(address, {"organisation": world.kitchen.pk})
    application = Application.objects.get()
    assert answer.url == application.get_absolute_url()
    assert application.organisation == world.kitchen
    again = client_of(world.tess).post(address, {"organisation": world.kitchen.pk})
    assert again.url == answer.url


def test_organisation_is_named_and_joined_on_the_way(world, client_of, noor):
    data = {
        "name": "Reed Beds Trust", "kind": "cic", "company_number": "1234567",
        "position": "trustee",
    }  # fmt: skip
    client_of(noor).post(reverse("funding:start", args=[world.call.pk]), data)
    organisation = Organisation.objects.get(name="Reed Beds Trust")
    assert organisation.company_number == "01234567"
    assert Membership.objects.get(user=noor).organisation == organisation
    assert Application.objects.get().colleagues.get().person == noor


@pytest.mark.parametrize(
    ("number", "sentence"),
    [("12345", "six or seven digits"), ("abc", "six or seven digits"), ("\0", "null character")],
)
def test_charity_number_of_another_form_is_refused_in_words(
    world, client_of, noor, number, sentence
):
    data = {"name": "X", "kind": "cic", "position": "trustee", "charity_number": number}
    html = client_of(noor).post(reverse("funding:start", args=[world.call.pk]), data)
    assert sentence in html.content.decode()
    assert 'value="X"' in html.content.decode()
    assert not Application.objects.exists()


def test_second_person_of_an_organisation_is_told_to_ask_and_learns_nothing(world, client_of, noor):
    draft(world, title="Secret plans")
    Membership.objects.create(user=noor, organisation=world.kitchen, position="trustee")
    address = reverse("funding:start", args=[world.call.pk])
    page = client_of(noor).post(address, {"organisation": world.kitchen.pk})
    html = page.content.decode()
    assert "ask them to invite you" in html
    assert "Secret" not in html
    assert world.tess.email not in html
    assert Application.objects.count() == 1


def test_draft_of_somebody_nobody_confirmed_keeps_no_trustee_out(world, noor, tess):
    Membership.objects.create(user=noor, organisation=world.kitchen, position="trustee")
    theirs = draft(world, person=noor)
    mine = applying.start(call=world.call, organisation=world.kitchen, by=tess, now=NOW)
    assert mine != theirs
    with pytest.raises(Refused, match="ask them to invite you"):
        check_can_start(call=world.call, organisation=world.kitchen, by=noor, now=NOW)


def test_organisation_sends_one_application_to_a_round(world, noor):
    application = ready(world)
    world.bid(ApplicationState.SUBMITTED, person=noor)
    with pytest.raises(Refused, match="take one"):
        applying.submit(application=application, by=world.tess, now=NOW)
    application.refresh_from_db()
    assert application.state == ApplicationState.DRAFT


def test_call_that_is_not_open_cannot_be_started(world, client_of, hold_clock):
    address = reverse("funding:start", args=[world.call.pk])
    hold_clock(2022, 1, 10, 12, 0)
    page = client_of(world.tess).post(address, {"organisation": world.kitchen.pk})
    assert "The round closed at" in page.content.decode()
    assert not Application.objects.exists()


# -- Who sees it --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["about", "budget", "people", "sign", "check", "withdraw", "pdf", "organisation", "documents"],
)
def test_guessed_link_is_no_page_for_anybody_else(world, client_of, noor, frank, asa, name):
    application = draft(world)
    for person in (noor, frank, asa):
        assert client_of(person).get(page_of(application, name)).status_code == 404
    assert client_of(world.tess).get(page_of(application, name)).status_code == 200


# -- Sending ------------------------------------------------------------------------------


def test_sent_application_has_one_receipt_with_its_reference(world, client_of):
    application, client = ready(world), client_of(world.tess)
    client.post(page_of(application, "check"))
    client.post(page_of(application, "check"))
    post_everything()
    post_everything()
    receipts = [each for each in mail.outbox if "We have your application" in each.subject]
    assert len(receipts) == 1
    assert application.number in receipts[0].body
    assert "1 February 2022" in receipts[0].body
    html = client.get(page_of(application, "sent")).content.decode()
    assert application.number in html
    assert Event.objects.filter(verb="funding.application_sent").count() == 1


def test_incomplete_application_lists_each_thing_with_a_link_to_its_place(world, client_of):
    application = draft(world, title="", answers={"who": "x"}, requested_pence=1_00)
    html = client_of(world.tess).get(page_of(application, "check")).content.decode()
    for place in ("about/?check=1#id_title", "section/1/?check=1#id_q-need",
                  "section/2/?check=1#id_q-plan", "budget/?check=1#id_requested",
                  f"{application.pk}/documents/", f"{application.pk}/sign/"):  # fmt: skip
        assert place in html, place
    html = client_of(world.tess).post(page_of(application, "check")).content.decode()
    assert "It is not sent: something is missing" in html
    application.refresh_from_db()
    assert application.state == ApplicationState.DRAFT


def test_at_the_very_moment_of_closing_it_is_too_late(world):
    application = ready(world)
    closes = world.call.closes_at
    with pytest.raises(Refused, match="The round closed at"):
        applying.submit(application=application, by=world.tess, now=closes)
    sent = applying.submit(
        application=application, by=world.tess, now=closes - timedelta(microseconds=1)
    )
    assert sent.state == ApplicationState.SUBMITTED


def test_ten_minutes_late_gets_a_clear_page_and_the_text_is_still_there(
    world, client_of, hold_clock
):
    application, client = ready(world), client_of(world.tess)
    hold_clock(2022, 1, 9, 12, 10)
    html = client.post(page_of(application, "check")).content.decode()
    assert "The round has closed" in html
    assert "9 January 2022" in html
    assert world.programme.contact_email in html
    kept = client.get(reverse("funding:application_section", args=[application.pk, 1]))
    assert "People eat alone." in kept.content.decode()


@pytest.mark.parametrize(
    ("closes", "before", "after"),
    [
        # 5pm on the first day of summer time is 4pm in UTC.
        (datetime(2022, 3, 27, 16, 0, tzinfo=UTC), (15, 59), (16, 0)),
        # 5pm on the first day of winter time is 5pm in UTC.
        (datetime(2022, 10, 30, 17, 0, tzinfo=UTC), (16, 59), (17, 0)),
    ],
)
def test_deadline_is_by_the_clocks_of_the_united_kingdom(world, closes, before, after):
    Call.objects.filter(pk=world.call.pk).update(closes_at=closes)
    call = Call.objects.get(pk=world.call.pk)
    check_is_open(call, closes.replace(hour=before[0], minute=before[1]))
    with pytest.raises(Refused, match="closed at 5pm"):
        check_is_open(call, closes.replace(hour=after[0], minute=after[1]))


def test_what_applying_was_like_is_asked_after_sending(world, client_of):
    application, client = ready(world), client_of(world.tess)
    client.post(page_of(application, "check"))
    page = client.post(page_of(application, "sent"), {"ease": "9", "hours": "lots"})
    assert "must be a number" in page.content.decode()
    client.post(page_of(application, "sent"), {"ease": "4", "hours": "1.5", "comment": "Fine"})
    application.refresh_from_db()
    assert application.minutes_spent == 90
    assert ProcessFeedback.objects.get().ease == 4


# -- Taking it back -----------------------------------------------------------------------


def test_lead_withdraws_before_and_after_sending(world, client_of):
    for application in (draft(world), world.bid(ApplicationState.SUBMITTED)):
        client_of(world.tess).post(page_of(application, "withdraw"), {"why": "No time"})
        application.refresh_from_db()
        assert (application.state, application.withdrawn_why) == ("withdrawn", "No time")
        assert client_of(world.tess).get(application.get_absolute_url()).status_code == 200


def test_decided_application_is_not_withdrawn(world, client_of):
    application = world.bid(ApplicationState.REFUSED)
    html = client_of(world.tess).get(page_of(application, "withdraw")).content.decode()
    assert "cannot be withdrawn any more" in html
    with pytest.raises(Refused, match="not successful"):
        applying.withdraw(application=application, why="", by=world.tess, now=NOW)


def test_withdrawn_bid_sets_its_money_free(world, bea):
    application = world.bid(ApplicationState.AT_PANEL)
    panel = Panel.objects.create(
        call=world.call, title="Panel", meets_on=date(2022, 1, 20), held_until=date(2022, 3, 1)
    )
    held = world.framework.reserve(5_000_00)
    PanelItem.objects.create(
        panel=panel, application=application, rank=1, weighted=80, proposed_pence=5_000_00,
        reservation=held,
    )  # fmt: skip
    applying.withdraw(application=application, why="", by=world.tess, now=NOW)
    held.refresh_from_db()
    assert held.held_pence == 0


# -- Lists --------------------------------------------------------------------------------


def test_list_and_task_list_cost_the_same_for_more(world, client_of, count_queries):
    client = client_of(world.tess)
    first = draft(world)
    address = reverse("funding:applications")
    client.get(address)
    one = count_queries(lambda: client.get(address))
    task_list = count_queries(lambda: client.get(first.get_absolute_url()))
    others = [draft(world) for _ in range(2)]
    assert count_queries(lambda: client.get(address)) == one
    assert count_queries(lambda: client.get(others[0].get_absolute_url())) == task_list


def test_list_is_paged(world, client_of):
    for _ in range(21):
        draft(world)
    html = client_of(world.tess).get(reverse("funding:applications")).content.decode()
    assert "page=2" in html


def test_empty_list_says_where_to_begin(world, client_of, noor):
    html = client_of(noor).get(reverse("funding:applications")).content.decode()
    assert "You have not begun an application" in html
