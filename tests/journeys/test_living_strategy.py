"""One strategy from an officer's Word file to the text in force, with a member's word in it."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from engagement.models import Comment, Notice, Review
from engagement.tasks.notices import send_notice
from strategy.actions.word import read_file
from strategy.models import DraftReading, Version, WordImport
from strategy.states import VersionState
from tests.browser import PHONE, go, press
from tests.engagement.makers import a_world
from tests.journeys.grant_round import Round, on_a_phone, says, write_day
from tests.strategy.word.files import WordFile, with_comments

pytestmark = pytest.mark.django_db(transaction=True)

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
VERSION = "/strategy/civil-society/versions/{}/"
MANAGE = "/officers/strategy/civil-society/{}/"
BEFORE = "We will pay the expenses of volunteers."
BETTER = "We will pay the expenses of volunteers on the day on which they are claimed."
BEST = f"{BETTER} Nobody has to ask twice."
ASKED = "When do you pay? People on little money cannot wait for a month."
COMMITTEE = "Policy and Resources Cabinet Committee, 9 November 2021"


@pytest.fixture
def story(mina, tess, open_page, hold_clock):
    """Mina sits on the Steering Group, Tess is in its chair; nothing is written yet."""
    made = Round(a_world(member=mina, chair=tess), open_page, hold_clock)
    made.at(2021, 7, 1, 9, 0)
    return made


def the_file():
    """What the officer wrote in Word: a picture without words, a comment in the margin."""
    word = WordFile("A strategy for civil society")
    word.heading("People").text("What people do for each other.").picture()
    word.heading("Volunteering", 2).text(BEFORE).text("We will say thank you in public.")
    word.heading("Place").text("Where it happens.")
    return with_comments(word.bytes(), "Ask finance about this.")


def drafts(number, *more):
    """Every address at which version `number` could be read."""
    version = VERSION.format(number)
    found = [version, f"{version.rstrip('/')}.pdf", f"{version.rstrip('/')}.docx"]
    return [*found, f"{version}pictures/picture-1/", f"{version}summary/", *more]


def read_by_nobody(story, noor, *addresses):
    """Strangers, and people who sign in and sit on nothing, get 404; a search finds nothing."""
    for person in (None, noor):
        asks = story.open("/", person).request
        for address in addresses:
            answer = asks.get(address, max_redirects=0)
            is_asked_in = person is None and answer.status == 302
            assert is_asked_in or answer.status == 404, (address, person)
            assert not is_asked_in or "/reviews/" in address, address
        found = asks.get("/search/?q=expenses+volunteers").text()
        assert "Volunteering" not in found


def messages(*, sent):
    """Sends what waits, and sends it again; gives {address: subject} of what went out."""
    mail.outbox.clear()
    for _ in range(2):
        for notice in Notice.objects.all():
            send_notice(notice.pk)
    assert len(mail.outbox) == sent
    return {letter.to[0]: letter.subject for letter in mail.outbox}


def bring_in(story, olivia):
    """From the chosen file to the draft: what could not be kept is told, the picture gets words."""
    desk = story.open("/officers/strategy/new/", olivia)
    desk.get_by_label("Name in the address").fill("civil-society")
    file = {"name": "strategy.docx", "mimeType": WORD, "buffer": the_file()}
    desk.get_by_label("Word or Markdown file").set_input_files(file)
    press(desk, "Bring in the text")
    assert says(desk, "Reading “strategy.docx”")
    read_file(word_import=WordImport.objects.get())
    go(desk, "Check again")
    assert says(desk, "What is not as it was in Word")
    assert says(desk, "A comment in the margin did not come over")
    assert says(desk, "Ask finance about this.")
    press(desk, "Import all of it as the draft")
    assert says(desk, "There is a problem")
    assert not Version.objects.exists()
    wrong = on_a_phone(desk)
    desk.get_by_label("What does picture 1 show?").fill("Volunteers at work in a hall in Dover")
    press(desk, "Import all of it as the draft")
    assert says(desk, "The file is now version 1")
    return desk, wrong + on_a_phone(desk)


def open_review(desk):
    """The Steering Group is asked, its members are written to."""
    desk.goto("/officers/reviews/new/")
    desk.get_by_label("Which group?").select_option(label="VCSE Steering Group")
    desk.get_by_label("Which draft?").select_option(index=1)
    desk.get_by_label("Title").fill("First draft for your comments")
    write_day(desk, "Comments until", 20, 7, 2021)
    desk.get_by_label("Time").fill("5pm")
    wrong = on_a_phone(desk)
    press(desk, "Open the review")
    assert says(desk, "The members of VCSE Steering Group are told.")
    subjects = messages(sent=2)
    assert set(subjects) == {"mina@example.org", "tess@example.org"}
    assert "First draft for your comments" in subjects["mina@example.org"]
    return Review.objects.get(), wrong


def comment(story, review, mina, tess):
    """Mina on a device without scripts, on a paragraph; Tess agrees on her phone."""
    page = story.open(review.get_absolute_url(), mina, javascript=False)
    assert says(page, BEFORE)
    go(page, "1.1 Volunteering, paragraph 1", exact=False)
    assert says(page, BEFORE)
    page.get_by_label("I would change this").check()
    page.get_by_label("Your comment").fill(ASKED)
    press(page, "Send")
    assert says(page, "Sent. The group and the officers read it.")

    other = story.open(review.get_absolute_url(), tess, width=PHONE)
    wrong = on_a_phone(other)
    if not (words := other.get_by_text(ASKED)).is_visible():
        other.locator("summary", has_text="1 comment").click()
    assert words.is_visible()
    said = Comment.objects.get()
    press(other, f"I agree with comment {said.pk}")
    assert says(other, "You agree with this comment.")
    assert DraftReading.objects.filter(reader=mina).exists()
    return said, wrong


def answer(story, desk, review, said):
    """Olivia writes the section anew, looks at it, and answers with the change."""
    story.at(2021, 7, 21, 9, 0)
    desk.goto(f"/officers/reviews/{review.pk}/")
    assert desk.get_by_role("button", name="Report to the group").is_disabled()
    go(desk, f"Answer comment {said.pk}")
    assert says(desk, "1 member agrees")
    go(desk, "Write in 1.1 Volunteering")
    assert says(desk, ASKED[:60])
    write(desk, BEFORE, BETTER)
    desk.goto(f"/officers/reviews/{review.pk}/answer/?comment={said.pk}")
    desk.get_by_label("Accepted", exact=True).check()
    desk.get_by_label("What you did, or why not").fill("You are right: we say when.")
    desk.get_by_label("Yes, and I say here what was changed").check()
    desk.get_by_label("What was changed", exact=True).fill("Expenses are paid on the day")
    wrong = on_a_phone(desk)
    press(desk, "Save the answer")
    assert says(desk, "1 comment answered")
    desk.goto(f"/officers/reviews/{review.pk}/")
    press(desk, "Report to the group")
    press(desk, "Report to the group")
    assert says(desk, "The members of VCSE Steering Group are told.")
    assert set(messages(sent=2)) == {"mina@example.org", "tess@example.org"}
    return wrong


def write(desk, old, new):
    """Changes words of the section before the officer; the preview follows while they type."""
    box = desk.locator("[name=body]")
    assert old in box.input_value()
    box.fill(box.input_value().replace(old, new))
    desk.locator("[data-live-preview-page]", has_text=new).wait_for()
    press(desk, "Save and finish")
    assert says(desk, "is saved. Others can write in it now.")


def see_what_came_of_it(story, said, mina):
    """Mina opens her comment from a phone: the answer, and the words it led to as inserted."""
    page = story.open(said.get_absolute_url(), mina, width=PHONE)
    assert says(page, "You are right: we say when.")
    redline = page.locator("#comment\\.redline")
    assert "on the day on which they are claimed" in " ".join(
        redline.locator("ins").all_inner_texts()
    )
    wrong = on_a_phone(page)
    go(page, "Where it stands in the draft today")
    at = page.url.partition("#")[2]
    assert page.locator(f"[id='{at}']").get_by_text(BETTER).is_visible()
    return wrong


def publish(story, desk, number, kind, label, moment):
    """Opens a version to everybody; each member is told once."""
    story.at(*moment)
    desk.goto(MANAGE.format(number))
    press(desk, "Publish this version")
    desk.get_by_label(kind, exact=True).check()
    desk.get_by_label("Name of this version").fill(label)
    press(desk, "Publish this version")
    assert says(desk, "Anybody can read it now.")
    subjects = messages(sent=2)
    assert set(subjects) == {"mina@example.org", "tess@example.org"}
    assert all(subject.startswith("Published: ") for subject in subjects.values())


def revise(story, desk, said):
    """The next draft: changed again, with its reason and whose word it goes back to."""
    story.at(2021, 11, 10, 9, 0)
    press(desk, "Begin the next draft with this text")
    go(desk, "Write in Volunteering")
    write(desk, BETTER, BEST)
    go(desk, "say why 1.1 Volunteering changed")
    desk.get_by_label("What was changed").fill("Nobody has to ask twice")
    desk.get_by_label("Why", exact=True).fill("People told us that they had to remind offices.")
    desk.get_by_label(f"Comment {said.pk} in the review by the VCSE Steering Group").check()
    desk.get_by_label("A committee, in your words").fill(COMMITTEE)
    wrong = on_a_phone(desk)
    press(desk, "Save the reason")
    assert says(desk, "Readers see it beside the change once the text is published.")
    return wrong


def decide(story, desk):
    """Before Cabinet, adopted by decision, in force."""
    story.at(2021, 11, 22, 9, 0)
    desk.goto(MANAGE.format(2))
    press(desk, "Put it before Cabinet")
    write_day(desk, "Date", 9, 12, 2021)
    press(desk, "Record that it goes to Cabinet")
    story.at(2021, 12, 9, 15, 0)
    press(desk, "Record its adoption")
    write_day(desk, "Date of the decision", 9, 12, 2021)
    desk.get_by_label("Reference of the decision").fill("21/00055")
    press(desk, "Record the adoption")
    assert says(desk, "is recorded as adopted.")
    story.at(2021, 12, 20, 9, 0)
    press(desk, "Bring it into force")
    press(desk, "Bring it into force")
    assert says(desk, "in force")


def look(story):
    """A stranger reads the strategy, what changed and why, the thread, and finds it by words."""
    page = story.open("/strategy/civil-society/")
    assert says(page, BEST)
    assert page.get_by_alt_text("Volunteers at work in a hall in Dover").is_visible()
    wrong = on_a_phone(page)
    page.goto("/strategy/civil-society/changes/")
    title = "What changed since the consultation draft, and why"
    assert page.get_by_role("heading", level=1, name=title).is_visible()
    section = page.locator("#volunteering")
    assert "Nobody has to ask twice" in " ".join(section.locator("ins").all_text_contents())
    reason = section.locator(".redline-reason").inner_text()
    assert "People told us that they had to remind offices." in reason
    assert COMMITTEE in reason
    assert "in the review by the VCSE Steering Group" in reason
    assert ASKED not in page.content() and "Mina" not in page.content()
    wrong += on_a_phone(page)
    page.goto("/strategy/civil-society/pathway/")
    steps = page.locator("main").inner_text()
    assert re.search(r"Consultation draft.*21/00055.*In force", steps, re.S | re.I)
    wrong += on_a_phone(page)
    page.goto("/thread/?strategy=civil-society&section=volunteering")
    thread = page.locator("main").inner_text()
    assert "1.1 Volunteering" in thread and "Nobody has to ask twice" in thread
    wrong += on_a_phone(page)
    page.get_by_role("searchbox").first.fill("expenses ask twice")
    page.get_by_role("searchbox").first.press("Enter")
    page.wait_for_url("**/search/**")
    hit = page.get_by_label("Results").get_by_role("link", name="Volunteering").first
    wrong += on_a_phone(page)
    with page.expect_navigation():
        hit.click()
    assert page.url.endswith("#volunteering")
    assert page.locator("#volunteering").get_by_text(BEST).is_visible()
    return wrong


def test_strategy_from_the_word_file_into_force(story, olivia, mina, tess, noor):
    desk, wrong = bring_in(story, olivia)
    review, more = open_review(desk)
    wrong += more
    said, more = comment(story, review, mina, tess)
    inside = [review.get_absolute_url(), said.get_absolute_url()]
    everything = ["/strategy/civil-society/", "/strategy/civil-society/changes/"]
    everything += ["/strategy/civil-society/pathway/", "/strategy/civil-society/versions/"]
    read_by_nobody(story, noor, *drafts(1, *everything, *inside))
    wrong += more + answer(story, desk, review, said)
    wrong += see_what_came_of_it(story, said, mina)
    assert (wrong, story.troubles()) == ([], [])
    read_by_nobody(story, noor, *drafts(1, f"{inside[0]}report/", f"{inside[0]}report.pdf"))

    label = "Consultation draft, September 2021"
    publish(story, desk, 1, "Consultation draft", label, (2021, 9, 6, 9, 0))
    assert says(story.open(VERSION.format(1)), BETTER)
    wrong += revise(story, desk, said)
    compare = "/strategy/civil-society/compare/1/2/"
    asks = story.open("/").request
    assert {asks.get(each).status for each in [*drafts(2), compare]} == {404}
    publish(story, desk, 2, "Final text", "Final text, November 2021", (2021, 11, 15, 9, 0))
    decide(story, desk)
    final = Version.objects.get(number=2)
    assert (final.state, final.decision_reference) == (VersionState.IN_FORCE, "21/00055")
    assert final.published_at == datetime(2021, 11, 15, 9, tzinfo=ZoneInfo("Europe/London"))
    wrong += look(story)
    assert (wrong, story.troubles()) == ([], [])
