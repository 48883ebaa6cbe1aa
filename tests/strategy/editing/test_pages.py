"""The pages on which a draft is written, as two officers see them."""

import pytest
from django.contrib.auth import SESSION_KEY

from civilsociety.ui import clock
from strategy.actions import editing, publish
from strategy.models import SectionLock, Version
from tests.strategy.editing.sent import DRAFT, PEOPLE, text_of, words

pytestmark = pytest.mark.django_db


def test_officer_writes_and_goes_on(officer, at):
    answer = officer.post(PEOPLE, words(), follow=True)

    assert answer.redirect_chain == [(PEOPLE, 302)]
    assert "You can go on writing" in text_of(answer)
    assert at("people").body == "New words."
    assert SectionLock.objects.exists()


def test_finishing_frees_the_section(officer, at):
    officer.get(PEOPLE)
    answer = officer.post(PEOPLE, words("finish"))

    assert answer.url == f"{DRAFT}?saved=people#outline-people"
    assert not SectionLock.objects.exists()
    assert "1 People is saved" in text_of(officer.get(DRAFT))


def test_other_officer_sees_who_writes_where_and_since_when(officer, other, hold_clock):
    hold_clock(2021, 9, 6, 10, 42)
    officer.get(PEOPLE)

    page = text_of(other.get(PEOPLE))
    assert "Olivia has been writing here since 10:42am" in page
    assert "What people do for each other." in page
    assert "<textarea" not in page
    assert "by Olivia since 10:42am" in text_of(other.get(DRAFT))
    assert "by you since 10:42am" in text_of(officer.get(DRAFT))


def test_taking_over_and_the_first_loses_nothing(officer, other, at):
    officer.get(PEOPLE)
    assert other.post(PEOPLE, {"then": "take_over"}, follow=True).redirect_chain == [(PEOPLE, 302)]

    life = officer.post(f"{PEOPLE}hold/", {"revision": "1"}).json()
    assert life["held"] is False
    assert "Oscar has been writing in this section" in life["words"]

    page = text_of(officer.post(PEOPLE, words(body="Olivia’s words.")))
    assert "What you wrote is not saved yet" in page
    assert "Olivia’s words.</textarea>" in page
    assert at("people").revision == 1

    officer.post(PEOPLE, words("save_over", body="Olivia’s words."))
    assert at("people").body == "Olivia’s words."


def test_second_officer_sees_both_texts(officer, other, at, hold_clock):
    hold_clock(2021, 9, 6, 10, 42)
    officer.post(PEOPLE, words("finish", body="Olivia’s words."))
    page = text_of(other.post(PEOPLE, words(body="Oscar’s words.")))

    assert "Olivia saved this section at 10:42am, after you had begun" in page
    assert "Oscar’s words.</textarea>" in page
    assert "Olivia’s words.</textarea>" in page
    assert 'name="revision" value="2"' in page
    assert "Both fit together" not in page
    assert at("people").body == "Olivia’s words."

    other.post(PEOPLE, words(body="A mixture.", revision="2"))
    assert at("people").body == "A mixture."


def test_changes_to_other_paragraphs_are_put_together(officer, other, write, at):
    write("people", body="One.\n\nTwo.\n\nThree.")
    officer.post(PEOPLE, words("finish", body="One, more.\n\nTwo.\n\nThree.", revision="2"))
    mine = words(body="One.\n\nTwo.\n\nThree, more.", title="Persons", revision="2")
    page = text_of(other.post(PEOPLE, mine))

    both = "One, more.\n\nTwo.\n\nThree, more."
    assert "Both fit together" in page
    assert f'name="body" value="{both}"' in page
    other.post(PEOPLE, words(title="Persons", body=both, revision="3"))
    assert (at("people").title, at("people").body) == ("Persons", both)


def test_preview_keeps_everything_typed_and_saves_nothing(officer, at):
    page = text_of(
        officer.post(PEOPLE, words("preview", title="Persons", body="**Strong** words."))
    )

    assert "<strong>Strong</strong> words." in page
    assert "**Strong** words.</textarea>" in page
    assert 'value="Persons"' in page
    assert at("people").revision == 1
    assert SectionLock.objects.exists()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"title": ""}, "Enter the title of the section"),
        ({"title": "x" * 201}, "201 characters"),
        ({"body": "Fine.\n\nNot <b>fine</b>."}, "Line 3: “&lt;b&gt;” is HTML"),
        ({"body": "![Map](picture:map)"}, "this version has no picture “map”"),
        ({"body": "a\x00b"}, "There is a problem"),
        ({"body": "x" * 60_000}, "50,000 are the most"),
    ],
)
@pytest.mark.parametrize("then", ["save", "preview"])
def test_what_cannot_be_kept_is_told_and_stays_in_its_box(officer, at, typed, says, then):
    page = text_of(officer.post(PEOPLE, words(then, **typed)))

    assert says in page
    assert at("people").revision == 1
    if "body" in typed and "\x00" not in typed["body"]:
        assert typed["body"].replace("<", "&lt;").replace(">", "&gt;") in page


@pytest.mark.parametrize("revision", ["", "abc", "-1", "9" * 5000, "²"])
def test_wrong_revision_shows_both_texts(officer, write, revision):
    write("people", body="Other words.")
    answer = officer.post(PEOPLE, words(revision=revision))
    assert answer.status_code == 200
    assert "Two texts of 1 People" in text_of(answer)


@pytest.mark.parametrize(
    "form", [{}, {"then": "nonsense"}, {"body": ["a", "b"]}, {"then": "leave"}]
)
def test_strange_forms_are_answered(officer, form):
    assert officer.post(PEOPLE, form).status_code in {200, 302}


def test_leaving_with_changes_asks_first(officer, at):
    officer.get(PEOPLE)
    page = text_of(officer.post(PEOPLE, words("leave")))
    assert "Leave without saving?" in page
    assert "New words.</textarea>" in page

    assert officer.post(PEOPLE, words("leave_now")).status_code == 302
    assert not SectionLock.objects.exists()
    assert at("people").revision == 1


def test_leaving_without_changes_goes(officer, at):
    officer.get(PEOPLE)
    same = words("leave", body=at("people").body)
    assert officer.post(PEOPLE, same).status_code == 302
    assert not SectionLock.objects.exists()


def test_published_meanwhile_the_text_is_shown_to_copy(officer, draft, oscar):
    officer.get(PEOPLE)
    publish(version=draft, state="final", by=oscar, now=clock.now())
    page = text_of(officer.post(PEOPLE, words()))

    assert "is published and stays as it is" in page
    assert "New words.</textarea>" in page
    assert "stays as it is" in text_of(officer.get(PEOPLE))


def test_taken_out_meanwhile_the_text_is_shown_to_copy(officer, draft, at, oscar):
    editing.take_out(section=at("place"), by=oscar, now=clock.now())
    page = text_of(officer.post(f"{DRAFT}sections/place/", words()))

    assert "taken out while you were writing" in page
    assert "New words.</textarea>" in page
    assert officer.get(f"{DRAFT}sections/place/").status_code == 404


def test_thrown_away_meanwhile_the_text_is_shown_to_copy(officer, draft):
    Version.objects.get(pk=draft.pk).delete()
    assert "New words.</textarea>" in text_of(officer.post(PEOPLE, words()))


def test_stranger_and_member_find_nothing(draft, stranger, client_of, mina):
    for address in (PEOPLE, f"{PEOPLE}history/", f"{DRAFT}describe/"):
        assert stranger.get(address).status_code == 404
        assert client_of(mina).get(address).status_code == 403


def test_session_that_ended_saves_nothing(officer, at):
    session = officer.session
    del session[SESSION_KEY]
    session.save()
    assert officer.post(PEOPLE, words()).status_code == 404
    assert officer.post(f"{PEOPLE}hold/", {"revision": "1"}).status_code == 404
    assert at("people").revision == 1


def test_sign_of_life_tells_of_a_save(officer, other, hold_clock):
    hold_clock(2021, 9, 6, 10, 42)
    other.post(PEOPLE, words("finish"))
    life = officer.post(f"{PEOPLE}hold/", {"revision": "1"}).json()

    assert life == {
        "held": True,
        "words": "Oscar saved this section at 10:42am. When you save, you see both texts.",
    }
    assert officer.post(f"{PEOPLE}hold/", {"revision": "2"}).json()["words"] == ""


def test_silent_holder_is_forgotten_by_the_page(officer, other, hold_clock):
    hold_clock(2021, 10, 31, 1, 50)
    officer.get(PEOPLE)
    hold_clock(2021, 10, 31, 2, 6)
    assert "<textarea" in text_of(other.get(PEOPLE))
