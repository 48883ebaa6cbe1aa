"""Officers say why a text was changed: alone, two at once, and badly."""

import threading
from datetime import date

import pytest
from django.db import connection

from civilsociety.audit.actions import SYSTEM
from civilsociety.audit.models import Event
from civilsociety.decisions import actions as decisions
from civilsociety.refusal import Refused
from strategy.actions.redline import Reworded, mark_of, reword, withdraw
from strategy.models import Change, Step
from strategy.queries.redline.committees import addresses, said_by_committees
from strategy.slots import Origin
from tests.decisions.makers import TAKEN, a_draft, at

COMMITTEE = Origin("committee", "", "The Cabinet Committee")
OFFICER = Origin("officer", "", "The strategy team")


@pytest.mark.django_db
class TestSayingWhy:
    def test_it_is_kept_with_its_origins_in_order_and_written_down(self, after, say_why, olivia):
        change = say_why(after, origins=[OFFICER, COMMITTEE, OFFICER])
        assert [origin.words for origin in change.origins.all()] == [
            "The strategy team",
            "The Cabinet Committee",
        ]
        event = Event.objects.get(verb="strategy.explained")
        assert event.details["why"] == "Recruiting and keeping volunteers costs money."
        assert "Said why “volunteering” was changed" in event.sentence

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"what": " "}, "Say in a sentence what was changed."),
            ({"why": "\n"}, "Say why it was changed."),
            ({"origins": []}, "Say whose word it goes back to: choose one, or write it."),
            ({"origins": [Origin("rumour", "", "x")]}, "Say in words whose word it goes back to."),
            ({"origins": [Origin("other", "", " ")]}, "Say in words whose word it goes back to."),
            ({"origins": [Origin("other", "", "x" * 301)]}, "Shorten where it comes from"),
            ({"why": "x" * 2001}, "Shorten what was changed and why to 2,000 characters each."),
        ],
    )
    def test_half_a_reason_is_refused(self, after, say_why, wrong, sentence):
        with pytest.raises(Refused, match=sentence):
            say_why(after, **wrong)
        assert not Change.objects.exists()

    def test_a_section_that_never_was_is_refused(self, after, say_why):
        with pytest.raises(Refused, match="no such section"):
            say_why(after, "nowhere")

    def test_a_section_that_was_taken_out_may_be_explained(self, after, say_why):
        assert say_why(after, "loneliness").section_key == "loneliness"

    def test_the_text_as_a_whole_may_be_explained(self, after, say_why):
        assert say_why(after, "").section_key == ""

    def test_a_draft_may_be_explained_while_it_is_written(self, redraft, say_why):
        assert say_why(redraft).version == redraft


@pytest.mark.django_db
class TestRewording:
    def test_the_words_before_stay_in_the_record(self, after, say_why, olivia, now):
        change = say_why(after)
        seen = mark_of(change)
        given = {"what": "New what.", "why": "New why.", "origins": [OFFICER]}
        reword(change=change, seen=seen, by=olivia, now=now, **given)
        change.refresh_from_db()
        assert (change.what, change.why) == ("New what.", "New why.")
        assert [origin.words for origin in change.origins.all()] == ["The strategy team"]
        details = Event.objects.get(verb="strategy.reworded").details
        assert details["before"]["why"] == "Recruiting and keeping volunteers costs money."
        assert details["after"]["why"] == "New why."

    def test_the_second_of_two_is_told_and_nothing_is_overwritten(
        self, after, say_why, olivia, now
    ):
        change = say_why(after)
        seen = mark_of(change)
        given = {"what": "First.", "origins": [OFFICER], "by": olivia, "now": now}
        reword(change=change, seen=seen, why="First why.", **given)
        with pytest.raises(Reworded) as told:
            reword(change=change, seen=seen, why="Second why.", **given)
        assert told.value.theirs.why == "First why."
        change.refresh_from_db()
        assert change.why == "First why."

    def test_one_that_was_taken_back_meanwhile_is_refused(self, after, say_why, olivia, now):
        change = say_why(after)
        gone = Change.objects.get(pk=change.pk)
        withdraw(change=gone, why="Wrong section.", by=olivia, now=now)
        with pytest.raises(Refused, match="took this reason back"):
            reword(change=change, what="x", why="y", origins=[OFFICER], seen="", by=olivia, now=now)


@pytest.mark.django_db
class TestTakingBack:
    def test_it_is_gone_and_the_record_keeps_its_words(self, after, say_why, olivia, now):
        withdraw(change=say_why(after), why="It was the wrong section.", by=olivia, now=now)
        assert not Change.objects.exists()
        event = Event.objects.get(verb="strategy.withdrew_reason")
        assert event.details["what"] == "Volunteering has money of its own."
        assert "It was the wrong section." in event.sentence

    def test_it_asks_why(self, after, say_why, olivia, now):
        with pytest.raises(Refused, match="Say why this reason is taken back."):
            withdraw(change=say_why(after), why=" ", by=olivia, now=now)


@pytest.mark.django_db(transaction=True)
def test_two_officers_who_reword_at_once_do_not_overwrite_each_other(after, say_why, olivia, now):
    change = say_why(after)
    seen, ready, told = mark_of(change), threading.Barrier(2), []

    def save(words):
        try:
            ready.wait(timeout=30)
            mine = Change.objects.select_related("version").get(pk=change.pk)
            given = {"what": words, "why": words, "origins": [OFFICER]}
            reword(change=mine, seen=seen, by=olivia, now=now, **given)
            told.append("kept")
        except Reworded as reworded:
            told.append(reworded.theirs.why)
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=(words,)) for words in ("One.", "Two.")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    change.refresh_from_db()
    assert sorted(told) == sorted(["kept", change.why])


@pytest.mark.django_db
class TestCommittees:
    @pytest.fixture
    def step(self, after, olivia, now):
        return Step.objects.create(
            version=after,
            state="final",
            on=now.date(),
            body="Policy and Resources Cabinet Committee",
            outcome="Asked for a glossary.",
            recorded_by=olivia,
        )

    def test_a_step_of_the_pathway_can_be_an_origin(self, step, after, olivia, frank):
        (origin,) = said_by_committees(after, olivia)
        assert origin.words == (
            "Policy and Resources Cabinet Committee, 6 September 2021: Asked for a glossary."
        )
        assert said_by_committees(after, frank) == []
        page = "/strategy/civil-society/pathway/"
        assert addresses([origin.reference], olivia) == [(origin.reference, page)]

    def test_a_step_of_a_draft_has_no_address_for_a_stranger(self, redraft, olivia, tess, now):
        step = Step.objects.create(
            version=redraft, state="draft", on=now.date(), body="Board", recorded_by=olivia
        )
        reference = f"strategy.step:{step.pk}"
        assert addresses([reference], tess) == []
        assert len(addresses([reference], olivia)) == 1

    def test_what_is_no_reference_has_no_address(self, step, olivia):
        wrong = ["strategy.step:x", f"strategy.step:{'9' * 40}", "decisions.comment:0", "other:1"]
        assert addresses(wrong, olivia) == []

    def test_a_comment_before_a_published_decision_can_be_an_origin(self, after, olivia, tess):
        decision = a_draft()
        decision.comments.create(committee="Scrutiny", on=date(2021, 10, 13), said="Reset it.")
        assert said_by_committees(after, olivia) == []
        decisions.publish(decision=decision, by=SYSTEM, now=at(TAKEN))
        (origin,) = said_by_committees(after, olivia)
        assert origin.words == "Scrutiny, 13 October 2021: Reset it."
        address = decision.get_absolute_url()
        assert addresses([origin.reference], tess) == [(origin.reference, address)]
