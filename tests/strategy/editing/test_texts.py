"""Writing in a section: what is kept, who is told, what is never lost."""

import pytest
from django.db import InternalError, transaction

from civilsociety.audit.models import Event
from civilsociety.refusal import Refused
from strategy.actions import editing, import_text, publish
from strategy.formats import read_strategy
from strategy.models import Section, SectionRevision, Version
from strategy.states import VersionState
from tests.strategy.conftest import SHORT

pytestmark = pytest.mark.django_db


def history(version, key):
    rows = version.revisions.filter(key=key).order_by("revision")
    return [(row.revision, row.how, row.body) for row in rows]


def test_saving_keeps_the_words_and_what_stood_there_before(draft, write, at, olivia, noon):
    section = write("people", title="  People\nand places ", body="\r\nNew words.\r\n\r\n")

    assert (section.title, section.body, section.revision) == ("People and places", "New words.", 2)
    assert at("people").body == "New words."
    assert history(draft, "people") == [
        (1, "imported", "What people do for each other."),
        (2, "written", "New words."),
    ]
    last = draft.revisions.first()
    assert (last.by, last.at) == (olivia, noon)


def test_saving_is_written_down(write):
    write("volunteering", body="Other words.")

    event = Event.objects.first()
    assert event.sentence == "Wrote in 1.1 Volunteering."
    assert event.actor_label == "Olivia"


def test_same_words_again_change_nothing(draft, write, at):
    events = Event.objects.count()
    write("people", revision=1)

    assert at("people").revision == 1
    assert (draft.revisions.count(), Event.objects.count()) == (3, events)


def test_second_officer_is_told_and_nothing_is_overwritten(write, at, oscar, olivia):
    write("people", body="Olivia’s words.")

    with pytest.raises(editing.Clash) as told:
        write("people", body="Oscar’s words.", revision=1, by=oscar)
    assert "Olivia saved this section at 1pm" in str(told.value)
    assert told.value.mine.body == "Oscar’s words."
    assert told.value.theirs.body == "Olivia’s words."
    assert told.value.base.body == "What people do for each other."
    assert told.value.revision == 2
    assert at("people").body == "Olivia’s words."


def test_both_wrote_the_same(write, at, oscar):
    write("people", body="Agreed words.")
    write("people", body="Agreed words.", revision=1, by=oscar)

    assert at("people").revision == 2


def test_words_that_came_back_to_what_they_were_are_no_clash(write, at, oscar):
    begun = at("people")
    write("people", body="A thought.")
    write("people", body=begun.body)

    assert write("people", body="Oscar’s words.", revision=1, by=oscar).revision == 4


def test_moving_meanwhile_is_no_clash(write, at, oscar, olivia, noon):
    editing.move_section(section=at("people"), way="down", by=olivia, now=noon)

    section = write("people", body="Oscar’s words.", revision=1, by=oscar)
    assert (section.number, section.body) == ("2", "Oscar’s words.")


@pytest.mark.parametrize("revision", [0, 99, 10**12, None])
def test_revision_that_never_was_is_a_clash(write, revision):
    write("people", body="One.")
    with pytest.raises(editing.Clash):
        write("people", body="Two.", revision=revision)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"title": "  "}, "Enter the title"),
        ({"title": "x" * 201}, "201 characters"),
        ({"title": "a\x00b"}, "not text"),
        ({"body": "a\x00b"}, "not text"),
        ({"body": "x" * 50_001}, "50,001 characters"),
    ],
)
def test_what_cannot_be_kept_is_refused(write, at, words, says):
    with pytest.raises(Refused, match=says):
        write("people", **words)
    assert at("people").revision == 1


def test_published_text_is_not_written_in(draft, write, published):
    with pytest.raises(Refused, match="is published and stays as it is"):
        write("people", body="Too late.")


def test_section_that_is_gone_is_told(draft, at, olivia, oscar, noon):
    section = at("place")
    editing.take_out(section=at("place"), by=olivia, now=noon)

    with pytest.raises(Refused, match="taken out of the draft meanwhile"):
        editing.save_section(
            section=section, title="Place", body="Words.", revision=1, by=oscar, now=noon
        )


def test_draft_that_is_gone_is_told(draft, at, olivia, noon):
    section = at("place")
    Version.objects.get(pk=draft.pk).delete()

    with pytest.raises(Refused, match="thrown away meanwhile"):
        editing.save_section(
            section=section, title="Place", body="Words.", revision=1, by=olivia, now=noon
        )


def test_earlier_text_comes_back_as_a_new_revision(draft, write, at, olivia, noon):
    write("people", title="Persons", body="Worse words.")
    first = draft.revisions.get(key="people", revision=1)

    editing.restore_text(section=at("people"), kept=first, revision=2, by=olivia, now=noon)

    section = at("people")
    assert (section.title, section.body, section.revision) == ("People", first.body, 3)
    assert draft.revisions.first().how == "restored"


def test_putting_back_over_words_of_another_is_a_clash(draft, write, at, oscar, noon):
    write("people", body="One.")
    write("people", body="Two.")
    first = draft.revisions.get(key="people", revision=1)

    with pytest.raises(editing.Clash):
        editing.restore_text(section=at("people"), kept=first, revision=2, by=oscar, now=noon)


def test_what_is_kept_is_never_changed(draft, write):
    write("people", body="Words.")
    with pytest.raises(InternalError), transaction.atomic():
        SectionRevision.objects.update(body="Other.")


def test_draft_from_before_revisions_were_kept_begins_its_history(draft, write):
    draft.revisions.all().delete()
    write("people", body="Words.")

    assert [how for _, how, _ in history(draft, "people")] == ["begun", "written"]
    assert history(draft, "place") == [(1, "begun", "Where it happens.")]


def bring_again(text, by):
    return import_text(slug="civil-society", text=read_strategy(text.encode()), by=by)


def test_file_over_a_draft_keeps_what_was_written(draft, write, olivia):
    write("people", body="Written in the browser.")
    bring_again(SHORT.replace("Where it happens.", "Everywhere."), olivia)

    assert [how for _, how, _ in history(draft, "people")] == ["imported", "written", "imported"]
    assert [how for _, how, _ in history(draft, "place")] == ["imported", "imported"]
    assert [how for _, how, _ in history(draft, "volunteering")] == ["imported"]


def test_same_file_over_a_draft_that_was_written_in_brings_its_text_back(write, at, olivia):
    write("people", body="Written in the browser.")

    assert bring_again(SHORT, olivia).outcome == "replaced"
    assert at("people").body == "What people do for each other."


def test_section_a_file_leaves_out_can_be_put_back(draft, olivia, noon):
    bring_again(SHORT.replace("# Place\n\nWhere it happens.\n", ""), olivia)
    assert not draft.sections.filter(key="place").exists()

    editing.put_back(version=draft, key="place", by=olivia, now=noon)
    assert draft.sections.get(key="place").body == "Where it happens."


def test_section_a_file_brings_back_goes_on_counting(draft, olivia):
    bring_again(SHORT.replace("# Place\n\nWhere it happens.\n", ""), olivia)
    bring_again(SHORT + "\nMore.", olivia)

    assert draft.sections.get(key="place").revision == 3
    assert [how for _, how, _ in history(draft, "place")] == ["imported", "taken_out", "imported"]


def test_publishing_keeps_the_revisions(draft, write, olivia, noon):
    write("people", body="Words.")
    publish(version=draft, state=VersionState.FINAL, by=olivia, now=noon)

    assert len(history(draft, "people")) == 2
    assert Section.objects.get(version=draft, key="people").body == "Words."
