"""Conversations: noted, checked by a second officer, published, found again; they name nobody."""

from datetime import date

import pytest

from civilsociety.refusal import Refused
from engagement.actions import conversations as actions
from engagement.models import Conversation, Point
from engagement.queries.conversations.threads import beside_sections
from engagement.states import ConversationState
from strategy.actions import import_text
from strategy.formats import read_strategy
from strategy.slots import threads_for
from tests.engagement.conversations.heard import a_conversation, a_published
from tests.engagement.makers import an_organisation
from tests.strategy.conftest import SHORT

LOG, OFFICE = "/conversations/", "/officers/conversations/"
KEY = "7b9b3f4e-6a51-4f5e-9d7e-0d1f6f3f3a10"
FILLED = {
    "key": KEY, "title": "Swale forum", "on_day": "3", "on_month": "5", "on_year": "2021",
    "channel": "forum", "who": "14 small organisations from Swale", "rows": "3",
    "text_1": "Volunteers need expenses.", "topic_1": "Volunteering",
    "text_3": "One form for all grants.",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _clock(hold_clock):
    hold_clock(2021, 9, 1, 10)


@pytest.fixture
def omar(make_person):
    """Omar, a second consultation officer: the other pair of eyes."""
    return make_person("Omar", "consultation_officer")


@pytest.fixture
def final(db, now):
    text = read_strategy(SHORT.encode(), kind="final")
    return import_text(slug="civil-society", text=text, by="system", now=now).version


def text(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


# Two pairs of eyes


def test_officer_who_noted_it_cannot_check_it_without_saying_why(olivia):
    conversation = a_conversation(by=olivia)
    with pytest.raises(Refused, match="Ask another officer"):
        actions.check_conversation(conversation=conversation, by=olivia)
    checked = actions.check_conversation(
        conversation=conversation, by=olivia, alone="I am the only officer this month."
    )
    assert checked.state == ConversationState.CHECKED
    assert checked.checked_alone == "I am the only officer this month."


def test_another_officer_checks_and_publishes(olivia, omar, now, stranger):
    conversation = a_conversation(by=olivia)
    assert stranger.get(conversation.get_absolute_url()).status_code == 404
    with pytest.raises(Refused, match="Another officer checks"):
        actions.publish_conversation(conversation=conversation, by=omar, now=now)
    actions.check_conversation(conversation=conversation, by=omar)
    assert stranger.get(conversation.get_absolute_url()).status_code == 404
    actions.publish_conversation(conversation=conversation, by=olivia, now=now)
    page = text(stranger, conversation.get_absolute_url())
    assert "Volunteers need expenses paid at once." in page
    assert "Olivia" not in page
    assert "Omar" not in page


def test_record_without_a_point_is_not_checked(olivia, omar):
    conversation = a_conversation(by=olivia, points=[])
    with pytest.raises(Refused, match="at least one thing that was said"):
        actions.check_conversation(conversation=conversation, by=omar)


def test_changed_record_is_checked_again(olivia, omar):
    conversation = a_conversation(by=olivia)
    actions.check_conversation(conversation=conversation, by=omar)
    changed = actions.change_conversation(
        conversation=conversation, revision=1, by=olivia, points=[{"text": "Something else."}]
    )
    assert (changed.state, changed.checked_by) == (ConversationState.NOTED, None)


def test_published_record_is_taken_back_with_a_reason_and_leaves_the_log(
    olivia, omar, now, stranger, client_of
):
    conversation = a_published(noted_by=olivia, checked_by=omar, now=now)
    with pytest.raises(Refused, match="published and stays"):
        actions.change_conversation(conversation=conversation, revision=1, by=olivia, points=[])
    address = f"{OFFICE}{conversation.pk}/take-back/"
    assert (
        "Enter why it is taken back"
        in client_of(olivia).post(address, {"key": KEY}).content.decode()
    )
    client_of(olivia).post(address, {"key": KEY, "reason": "A place gives somebody away."})
    assert stranger.get(conversation.get_absolute_url()).status_code == 404
    assert conversation.title not in text(stranger, LOG)


# Nobody is named


@pytest.mark.parametrize(
    ("who", "what"),
    [
        ("Six trustees, ask pat@example.org", "an email address"),
        ("A carer, 01795 123456", "a telephone number"),
        ("Mrs Jones and neighbours", "a person’s name"),
        ("Cllr Smith", "a person’s name"),
    ],
)
def test_who_took_part_names_nobody(client_of, olivia, who, what):
    page = client_of(olivia).post(f"{OFFICE}note/", {**FILLED, "who": who}).content.decode()
    assert f"it looks like {what}" in page
    assert who in page
    assert not Conversation.objects.exists()


def test_point_with_an_address_is_refused_beside_it(client_of, olivia):
    data = {**FILLED, "text_3": "Write to kim@example.org"}
    page = client_of(olivia).post(f"{OFFICE}note/", data).content.decode()
    assert 'href="#id_text_3"' in page
    assert "out of point 3" in page


def test_organisations_are_for_officers_alone(olivia, omar, now, stranger, client_of):
    organisation = an_organisation(by=olivia)
    conversation = a_published(
        noted_by=olivia, checked_by=omar, now=now, organisations=[organisation]
    )
    assert "Kent Befriending" not in text(stranger, conversation.get_absolute_url())
    csv = b"".join(stranger.get("/conversations.csv").streaming_content).decode()
    assert "Kent Befriending" not in csv
    assert "Kent Befriending" in text(client_of(omar), f"{OFFICE}{conversation.pk}/")


def test_small_numbers_are_not_published_and_cannot_be_subtracted(olivia, omar, now, stranger):
    small = a_published(noted_by=olivia, checked_by=omar, now=now, people=4)
    a_published(noted_by=olivia, checked_by=omar, now=now, people=22, title="Larger")
    page = text(stranger, small.get_absolute_url())
    assert "fewer than 10" in page
    log = text(stranger, LOG)
    assert ">22<" in log
    assert ">26<" not in log
    csv = b"".join(stranger.get("/conversations.csv").streaming_content).decode()
    assert "fewer than 10" in csv
    assert ",4," not in csv


# Writing


def test_officer_notes_several_points_on_one_page(client_of, olivia):
    response = client_of(olivia).post(f"{OFFICE}note/", FILLED)
    conversation = Conversation.objects.get()
    assert response.status_code == 302
    assert [(p.position, p.text) for p in conversation.points.all()] == [
        (1, "Volunteers need expenses."),
        (2, "One form for all grants."),
    ]
    page = text(client_of(olivia), f"{OFFICE}{conversation.pk}/")
    assert "noted by Olivia" in page


def test_more_points_keep_what_was_typed_without_judging_it(client_of, olivia):
    data = {**FILLED, "title": "", "more": "1"}
    page = client_of(olivia).post(f"{OFFICE}note/", data).content.decode()
    assert "There is a problem" not in page
    assert "Volunteers need expenses." in page
    assert 'name="text_6"' in page
    assert not Conversation.objects.exists()


def test_point_that_is_emptied_is_taken_out_and_others_stay_who_they_are(client_of, olivia):
    conversation = a_conversation(by=olivia)
    first, second = conversation.points.all()
    data = {**FILLED, "revision": "1", "rows": "5", "pk_1": first.pk, "text_1": "", "topic_1": "",
            "pk_2": second.pk, "text_2": "Small groups want one form."}  # fmt: skip
    client_of(olivia).post(f"{OFFICE}{conversation.pk}/change/", data)
    assert list(conversation.points.values_list("pk", flat=True))[0] == second.pk
    assert not Point.objects.filter(pk=first.pk).exists()


def test_point_of_another_conversation_is_not_taken_over(olivia):
    other = a_conversation(by=olivia).points.first()
    mine = a_conversation(by=olivia, points=[{"text": "Mine."}])
    actions.change_conversation(
        conversation=mine, revision=1, by=olivia, points=[{"pk": other.pk, "text": "Taken."}]
    )
    other.refresh_from_db()
    assert other.text == "Volunteers need expenses paid at once."


def test_two_officers_write_at_once_and_the_second_sees_both(client_of, olivia):
    conversation = a_conversation(by=olivia)
    address = f"{OFFICE}{conversation.pk}/change/"
    data = {**FILLED, "revision": "1"}
    client_of(olivia).post(address, {**data, "title": "Theirs"})
    page = client_of(olivia).post(address, {**data, "title": "Mine"}).content.decode()
    assert "Theirs" in page
    assert 'value="Mine"' in page
    assert 'name="revision" value="2"' in page
    client_of(olivia).post(address, {**data, "title": "Mine", "revision": "2"})
    assert Conversation.objects.get().title == "Mine"


BAD = [
    {},
    {"rows": "9" * 50, "title": "\x00"},
    {**FILLED, "rows": "-1", "people": "9" * 40},
    {**FILLED, "rows": "²", "district": "atlantis", "group": "99999999999999999999"},
    {**FILLED, "organisations": "Nobody knows it\n\x00", "on_year": "99999"},
    {**FILLED, "channel": ["forum", "nowhere"], "section_key_1": "<script>"},
    {**FILLED, "title": "x" * 500, "text_1": "y" * 5000, "pk_1": "1 or 1=1"},
    {**FILLED, "text_1": "", "topic_1": "A topic alone"},
]


@pytest.mark.parametrize("data", BAD)
def test_bad_input_comes_back_with_a_message(client_of, olivia, data):
    response = client_of(olivia).post(f"{OFFICE}note/", data)
    assert response.status_code == 200
    assert "There is a problem" in response.content.decode()


def test_throwing_away_leaves_that_it_was(client_of, olivia):
    conversation = a_conversation(by=olivia)
    response = client_of(olivia).post(f"{OFFICE}{conversation.pk}/discard/", {"key": KEY})
    assert response.status_code == 302
    assert not Conversation.objects.exists()


# Finding


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Swale forum: what volunteers need", "Dover visit"}),
        ("?district=swale", {"Swale forum: what volunteers need"}),
        ("?partner=Dover+forum", {"Dover visit"}),
        ("?topic=Transport", {"Dover visit"}),
        ("?year=2021", {"Swale forum: what volunteers need"}),
        ("?q=expenses", {"Swale forum: what volunteers need"}),
        ("?section=volunteering", {"Swale forum: what volunteers need"}),
        ("?district=nonsense&year=%C2%B2&page=99999999", {"Swale forum: what volunteers need",
                                                          "Dover visit"}),
    ],
)  # fmt: skip
def test_log_is_searched_and_filtered(olivia, omar, now, stranger, client_of, query, found):
    a_published(noted_by=olivia, checked_by=omar, now=now)
    a_published(
        noted_by=olivia, checked_by=omar, now=now, title="Dover visit", district="dover",
        partner="Dover forum", on=date(2020, 2, 1),
        points=[{"text": "No bus after six.", "topic": "Transport"}],
    )  # fmt: skip
    for client, address in ((stranger, LOG), (client_of(olivia), OFFICE)):
        page = text(client, f"{address}{query}")
        for title in ("Swale forum: what volunteers need", "Dover visit"):
            assert (f">{title}</a>" in page) == (title in found)


def test_csv_follows_the_filter_and_is_no_formula(olivia, omar, now, stranger):
    a_published(noted_by=olivia, checked_by=omar, now=now, who="=HYPERLINK(1)")
    response = stranger.get("/conversations.csv?district=swale")
    lines = b"".join(response.streaming_content).decode().splitlines()
    assert len(lines) == 2
    assert ",=HYPERLINK" not in lines[1]


def test_empty_log_teaches(db, stranger, client_of, olivia):
    assert "No conversation is published yet" in text(stranger, LOG)
    assert "Note the next one while you remember it" in text(client_of(olivia), OFFICE)


@pytest.mark.parametrize("address", [LOG, OFFICE, "/conversations.csv"])
def test_queries_do_not_grow(olivia, omar, now, client_of, count_queries, address):
    client = client_of(olivia)

    def open_():
        response = client.get(address)
        return b"".join(response) if response.streaming else response.content

    a_published(noted_by=olivia, checked_by=omar, now=now)
    open_()
    one = count_queries(open_)
    for number in range(3):
        a_published(noted_by=olivia, checked_by=omar, now=now, title=f"More {number}")
    assert count_queries(open_) == one


# Beside the strategy


def test_published_points_stand_beside_their_section(final, olivia, omar, now, count_queries):
    sections = list(final.sections.all())
    a_conversation(by=olivia)
    assert beside_sections(sections) == []
    heard = a_published(noted_by=olivia, checked_by=omar, now=now)
    ((key, knot),) = beside_sections(sections)
    assert key == "volunteering"
    assert knot.word == "Heard"
    assert knot.note == "Swale forum, 3 May 2021"
    assert knot.url.startswith(heard.get_absolute_url())
    assert knot in threads_for(sections)["volunteering"]
    one = count_queries(lambda: beside_sections(sections))
    for _ in range(4):
        a_published(noted_by=olivia, checked_by=omar, now=now)
    assert count_queries(lambda: beside_sections(sections)) == one
    assert "2 points more" in [knot.text for _, knot in beside_sections(sections)][-1]


def test_page_of_a_point_leads_to_its_section(final, olivia, omar, now, stranger):
    heard = a_published(noted_by=olivia, checked_by=omar, now=now)
    page = text(stranger, heard.get_absolute_url())
    assert final.strategy.get_absolute_url() in page
    assert "Volunteering</a> of the strategy" in page


def test_merging_organisations_keeps_one_of_each(olivia):
    keep, drop = an_organisation(by=olivia), an_organisation("Kent Befrienders", by=olivia)
    both = a_conversation(by=olivia, organisations=[keep, drop])
    one = a_conversation(by=olivia, organisations=[drop])
    actions.move_conversations(drop=drop, keep=keep)
    assert list(both.organisations.all()) == [keep]
    assert list(one.organisations.all()) == [keep]


def test_who_rewrote_a_record_does_not_check_their_own_words(olivia, omar):
    conversation = a_conversation(by=olivia)
    actions.change_conversation(
        conversation=conversation, revision=1, by=omar, points=[{"text": "Words of Omar."}]
    )
    with pytest.raises(Refused, match="Ask another officer"):
        actions.check_conversation(conversation=conversation, by=omar)
    actions.check_conversation(conversation=conversation, by=olivia)


def test_record_changed_after_it_was_opened_is_not_checked_unread(client_of, olivia, omar):
    conversation = a_conversation(by=olivia)
    address = f"{OFFICE}{conversation.pk}/check/"
    page = client_of(omar).get(address).content.decode()
    assert 'name="revision" value="1"' in page
    actions.change_conversation(
        conversation=conversation, revision=1, by=olivia, points=[{"text": "Something else."}]
    )
    again = client_of(omar).post(address, {"key": KEY, "revision": "1"})
    assert "Read it again" in again.content.decode()
    assert Conversation.objects.get().state == ConversationState.NOTED
    assert client_of(omar).post(address, {"key": KEY, "revision": "2"}).status_code == 302
