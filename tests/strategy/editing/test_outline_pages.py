"""The outline, the history and the description of a draft, as an officer sees them."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from civilsociety.ui import clock
from strategy.actions import editing
from strategy.models import Change, SectionLock
from strategy.slots import Knot, waiting_at_sections
from tests.strategy.conftest import SHORT
from tests.strategy.editing.conftest import outline
from tests.strategy.editing.sent import DRAFT, PEOPLE, text_of, words

pytestmark = pytest.mark.django_db


def test_moves_by_buttons(officer, draft):
    answer = officer.post(f"{DRAFT}move-section/", {"move": "place up 2"})

    assert answer.url == f"{DRAFT}?open=place#outline-place"
    assert outline(draft) == "1 place, 2 people, 2.1 volunteering"
    assert "“Place” is now 1" in text_of(officer.get(DRAFT))


@pytest.mark.parametrize(
    "move", ["", "place", "place up 9", "place sideways 2", "gone up 1", "x\x00 up 1", "a" * 999]
)
def test_wrong_moves_change_nothing_and_say_so(officer, draft, move):
    answer = officer.post(f"{DRAFT}move-section/", {"move": move}, follow=True)
    assert answer.status_code == 200
    assert outline(draft) == "1 people, 1.1 volunteering, 2 place"
    assert "govuk-notification-banner" in text_of(answer) or "alert" in text_of(answer)


def test_adding_a_section_leads_to_its_text(officer, draft):
    page = text_of(officer.get(f"{DRAFT}add-section/?place=inside:people"))
    assert 'value="inside:people" selected' in page
    [key] = [
        line.split('value="')[1].split('"')[0] for line in page.split("<") if 'name="key"' in line
    ]

    form = {"name": "Older people", "place": "inside:people", "key": key}
    answer = officer.post(f"{DRAFT}add-section/", form)
    assert answer.url == f"{DRAFT}sections/older-people/"
    assert outline(draft) == "1 people, 1.1 volunteering, 1.2 older-people, 2 place"


@pytest.mark.parametrize(
    "form",
    [{}, {"name": "", "place": "last:"}, {"name": "x", "place": "inside:gone"}, {"name": "a\x00"}],
)
def test_wrong_new_section_is_answered_with_a_page(officer, draft, form):
    answer = officer.post(f"{DRAFT}add-section/", form)
    assert answer.status_code == 200
    assert "There is a problem" in text_of(answer)
    assert draft.sections.count() == 3


def test_taking_out_asks_and_can_be_undone(officer, draft):
    address = f"{DRAFT}sections/people/take-out/"
    page = text_of(officer.get(address))
    assert "1.1 Volunteering" in page
    assert draft.sections.count() == 3

    officer.post(address, {"going": ["people", "volunteering"]})
    assert outline(draft) == "1 place"
    assert "2 sections were" in text_of(officer.get(DRAFT))
    gone = text_of(officer.get(f"{DRAFT}sections/people/taken-out/"))
    assert "We will support **volunteers**." in gone

    officer.post(f"{DRAFT}sections/people/put-back/")
    assert outline(draft) == "1 people, 1.1 volunteering, 2 place"


def test_taking_out_what_somebody_writes_in_shows_who(officer, other, draft):
    other.get(f"{DRAFT}sections/volunteering/")
    address = f"{DRAFT}sections/people/take-out/"

    assert "Oscar has been writing in 1.1 Volunteering" in text_of(officer.get(address))
    officer.post(address, {"going": ["people", "volunteering"]})
    assert draft.sections.count() == 3


def test_dividing_by_button(officer, write, draft):
    write("people", body="Before.\n\n# Older people\n\nWords.")
    page = text_of(officer.get(PEOPLE))
    assert 'name="line" value="3"' in page

    officer.post(f"{PEOPLE}split/", {"line": "3", "revision": "2"})
    assert outline(draft) == "1 people, 1.1 older-people, 1.2 volunteering, 2 place"


@pytest.mark.parametrize("form", [{}, {"line": "x", "revision": "2"}, {"line": "9" * 99}])
def test_wrong_division_changes_nothing(officer, write, draft, form):
    write("people", body="Before.\n\n# Older people\n\nWords.")
    assert officer.post(f"{PEOPLE}split/", form).status_code == 302
    assert draft.sections.count() == 3


def test_anchor_page_says_why_it_stays(officer, draft, write):
    write("people", body="See [place](#place).")
    page = text_of(officer.get(f"{DRAFT}sections/place/anchor/"))
    assert "The anchor stays: the link in 1 would no longer find this section" in page


def test_history_shows_what_changed_and_puts_it_back(officer, write, at):
    write("people", body="Entirely new words.")
    page = text_of(officer.get(f"{PEOPLE}history/"))
    assert "<ins" in page
    assert "Olivia" in page

    back = f"{PEOPLE}history/1/"
    assert "<ins" in text_of(officer.get(back))
    officer.post(back, {"revision": "2"})
    assert at("people").body == "What people do for each other."


@pytest.mark.parametrize("revision", ["", "x", "1", "9" * 99])
def test_putting_back_over_newer_words_is_told(officer, write, at, revision):
    write("people", body="One.")
    write("people", body="Two.")
    answer = officer.post(f"{PEOPLE}history/1/", {"revision": revision})
    assert "saved this section" in text_of(answer)
    assert at("people").body == "Two."


@pytest.mark.parametrize("page", ["", "2", "0", "x", "9" * 99])
def test_history_is_paged(officer, write, page):
    for number in range(12):
        write("people", body=f"Words {number}.")
    answer = officer.get(f"{PEOPLE}history/?page={page}")
    assert answer.status_code == 200
    assert text_of(answer).count('class="timeline__item"') in {3, 10}


@pytest.mark.parametrize("address", ["history/99999999999/", "history/7/", "taken-out/"])
def test_what_is_not_there_is_not_found(officer, address):
    assert officer.get(f"{PEOPLE}{address}").status_code == 404


def test_next_draft_is_begun_from_the_published_text(consulted, client_of, olivia):
    client = client_of(olivia)
    assert "Begin the next draft with this text" in text_of(client.get(DRAFT))
    answer = client.post(f"{DRAFT}revise/", follow=True)

    assert "Version 2 is begun" in text_of(answer)
    assert "The next draft is being written" in text_of(client.get(DRAFT))
    again = client.post(f"{DRAFT}revise/", follow=True)
    assert "is being worked on" in text_of(again)


def test_outline_says_what_changed_and_whether_it_is_explained(consulted, client_of, olivia, noon):
    draft = editing.start_revision(version=consulted, by=olivia, now=noon)
    section = draft.sections.get(key="place")
    editing.save_section(
        section=section, title="Place", body="Everywhere.", revision=1, by=olivia, now=noon
    )
    client, address = client_of(olivia), "/officers/strategy/civil-society/2/"

    assert f"{address}explain/?section=place" in text_of(client.get(address))
    assert "Say why it changed" in text_of(client.get(f"{address}sections/place/"))
    Change.objects.create(version=draft, section_key="place", what="x", why="y")
    assert f"{address}explain/?section=place" not in text_of(client.get(address))
    assert "reason given" in text_of(client.get(address))


def test_open_comments_wait_beside_the_section(officer):
    def wait(version, user):
        return [("people", Knot("Comment", "Unclear to us", "/reviews/1/"))]

    waiting_at_sections.register("a voice", wait)
    try:
        assert "1 open comment" in text_of(officer.get(DRAFT))
        assert "Unclear to us" in text_of(officer.get(PEOPLE))
        assert "1 open comment speaks" in text_of(officer.get(f"{PEOPLE}take-out/"))
    finally:
        waiting_at_sections.register("a voice", lambda *_: [])


def description(draft, **more):
    seen = {name: getattr(draft, name) for name in ("title", "summary", "period", "label", "note")}
    return seen | {"seen": json.dumps(seen)} | more


def test_description_of_a_draft(officer, draft):
    officer.post(f"{DRAFT}describe/", description(draft, label="Early draft"))
    draft.refresh_from_db()
    assert draft.name == "Early draft"


def test_two_descriptions_show_both(officer, other, draft):
    form = description(draft, label="Oscar’s")
    officer.post(f"{DRAFT}describe/", description(draft, label="Olivia’s"))
    page = text_of(other.post(f"{DRAFT}describe/", form))

    assert "Somebody else wrote: “Olivia’s”" in page
    assert "Oscar’s" in page
    draft.refresh_from_db()
    assert draft.label == "Olivia’s"


@pytest.mark.parametrize("seen", ["", "[]", "{", "[" * 5000, '{"title": 7}', "null"])
def test_description_with_a_strange_memory_is_a_clash(officer, draft, seen):
    answer = officer.post(f"{DRAFT}describe/", description(draft, label="New", seen=seen))
    assert answer.status_code == 200
    assert "Somebody else changed this meanwhile" in text_of(answer)


def test_description_of_a_published_version_is_refused(officer, draft, published):
    form = description(draft, label="New")
    assert "stays as it is" in text_of(officer.get(f"{DRAFT}describe/"))
    assert "stays as it is" in text_of(officer.post(f"{DRAFT}describe/", form))


def test_outline_of_sixty_sections_costs_the_queries_of_three(
    bring, client_of, olivia, noon, count_queries
):
    client, costs = client_of(olivia), []
    for slug, count in (("short", 2), ("long", 59)):
        body = "".join(f"## Section {n}\n\nWords.\n\n" for n in range(count))
        published = bring(f"---\ntitle: Long\n---\n# Chapter\n\n{body}", kind="final", slug=slug)
        draft = editing.start_revision(version=published, by=olivia, now=noon)
        for section in draft.sections.all():
            editing.take_lock(section=section, by=olivia, now=clock.now())
            saved = {"title": section.title, "body": "Other.", "revision": 1}
            editing.save_section(section=section, by=olivia, now=clock.now(), **saved)
        address = f"/officers/strategy/{slug}/2/"
        client.get(address)
        costs.append(count_queries(lambda address=address: client.get(address)))
    assert costs[0] == costs[1]


def test_history_costs_the_same_however_long(officer, write, count_queries):
    write("people", body="One.")
    one = count_queries(lambda: officer.get(f"{PEOPLE}history/"))
    for number in range(5):
        write("people", body=f"Words {number}.")
    assert count_queries(lambda: officer.get(f"{PEOPLE}history/")) == one


def test_locks_are_freed_of_themselves_by_the_clock(officer, other, hold_clock):
    moment = hold_clock(2021, 3, 28, 0, 55)
    officer.get(PEOPLE)
    assert SectionLock.objects.live(moment + timedelta(minutes=14)).exists()
    # The clocks go forward at one: ten minutes later it is 2:05.
    hold_clock(2021, 3, 28, 2, 5)
    assert "<textarea" not in text_of(other.get(PEOPLE))


def test_file_over_a_section_that_is_written_in_is_refused_beside_the_field(
    officer, other, at, draft
):
    other.get(PEOPLE)
    file = SimpleUploadedFile("s.md", SHORT.replace("for each other", "together").encode())
    page = text_of(officer.post("/officers/strategy/civil-society/import/", {"file": file}))
    assert "Oscar has been writing in 1 People" in page
    assert at("people").revision == 1


def test_publishing_shows_who_is_still_writing(officer, other):
    other.get(PEOPLE)
    page = text_of(officer.get(f"{DRAFT}publish/"))
    assert "Somebody is still writing" in page
    assert "Oscar in 1 People" in page


def test_desk_reminds_of_a_section_left_open(officer, olivia):
    officer.get(PEOPLE)
    assert "Go on writing in 1 People" in text_of(officer.get("/officers/"))
    officer.post(PEOPLE, words("finish"))
    assert "Go on writing in" not in text_of(officer.get("/officers/"))


def test_cookies_page_tells_what_the_browser_keeps(stranger, db):
    assert "section:…" in text_of(stranger.get("/cookies/"))
