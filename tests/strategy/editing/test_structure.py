"""Adding, moving, dividing, taking out and putting back; anchors never change by themselves."""

import pytest

from civilsociety.audit.actions import SYSTEM
from civilsociety.audit.models import Event
from civilsociety.refusal import Refused
from strategy.actions import editing
from strategy.models import Change, Section
from strategy.slots import Knot, section_threads, waiting_at_sections
from tests.strategy.conftest import SHORT
from tests.strategy.editing.conftest import outline

pytestmark = pytest.mark.django_db


@pytest.fixture
def add(draft, olivia, noon):
    def add_(title, place="last", beside=None):
        return editing.add_section(
            version=draft, title=title, place=place, beside=beside, by=olivia, now=noon
        )

    return add_


@pytest.fixture
def move(at, olivia, noon):
    def move_(key, way, **more):
        return editing.move_section(section=at(key), way=way, by=olivia, now=noon, **more)

    return move_


@pytest.fixture
def take_out(at, olivia, noon):
    def take_out_(key, **more):
        return editing.take_out(section=at(key), by=olivia, now=noon, **more)

    return take_out_


@pytest.fixture
def put_back(draft, olivia, noon):
    return lambda key: editing.put_back(version=draft, key=key, by=olivia, now=noon)


def test_new_section_renumbers_those_after_it(draft, add):
    section = add("Older people", "before", "volunteering")

    assert (section.key, section.number, section.parent.key) == ("older-people", "1.1", "people")
    assert outline(draft) == "1 people, 1.1 older-people, 1.2 volunteering, 2 place"
    assert Event.objects.first().sentence == "Added 1.1 Older people."


def test_new_section_inside_a_section_without_any(draft, add):
    add("Towns", "inside", "place")
    assert outline(draft) == "1 people, 1.1 volunteering, 2 place, 2.1 towns"


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("People", "people-2"),
        ("2030 and after", "and-after"),
        ("Ünïcode – & more", "unicode-more"),
        ("日本", "section"),
        ("Contents", "contents-2"),
        ("x" * 200, "x" * 80),
    ],
)
def test_anchor_is_made_from_the_title(add, title, key):
    assert add(title).key == key


def test_anchor_of_a_section_that_was_taken_out_is_not_given_again(add, take_out):
    take_out("place")
    assert add("Place").key == "place-2"


def test_same_title_gets_its_parents_anchor_in_front(add):
    add("Aims", "inside", "people")
    assert add("Aims", "inside", "place").key == "place-aims"


@pytest.mark.parametrize("title", ["", "   ", "x" * 201, "a\x00b"])
def test_title_that_cannot_be_is_refused(draft, add, title):
    with pytest.raises(Refused):
        add(title)
    assert draft.sections.count() == 3


def test_moving_keeps_anchors_rows_and_texts(draft, at, move):
    pk, body = at("volunteering").pk, at("volunteering").body
    move("people", "down")

    assert outline(draft) == "1 place, 2 people, 2.1 volunteering"
    section = at("volunteering")
    assert (section.pk, section.body, section.revision) == (pk, body, 1)
    assert Event.objects.first().sentence == "Moved 1 People down: it is now 2."


def test_moving_in_and_out_changes_parents(draft, at, move):
    move("place", "in")
    assert outline(draft) == "1 people, 1.1 volunteering, 1.2 place"
    assert at("place").parent == at("people")

    move("volunteering", "out")
    assert outline(draft) == "1 people, 1.1 place, 2 volunteering"
    assert at("volunteering").parent is None


def test_moving_twice_at_once_tells_the_second(draft, move):
    move("place", "up", seen="2")
    with pytest.raises(Refused, match="“Place” was 2 and is now 1"):
        move("place", "up", seen="2")


def test_impossible_move_changes_nothing(draft, move, at):
    with pytest.raises(Refused, match="first where it stands"):
        move("people", "up")
    assert at("people").revision == 1


def test_taking_out_takes_what_is_inside_and_renumbers(draft, take_out):
    gone = take_out("people")

    assert [section.key for section in gone] == ["people", "volunteering"]
    assert outline(draft) == "1 place"
    assert Event.objects.first().sentence == "Took out 1 People, 1.1 Volunteering."


def test_taking_out_what_grew_meanwhile_is_told(take_out, add, draft):
    add("Older people", "inside", "people")
    with pytest.raises(Refused, match="Other sections stand in it by now"):
        take_out("people", seen=["people", "volunteering"])
    assert draft.sections.count() == 4


def test_what_was_taken_out_comes_back_with_its_words_in_its_place(draft, take_out, put_back, at):
    take_out("people")
    back = put_back("people")

    assert [section.key for section in back] == ["people", "volunteering"]
    assert outline(draft) == "1 people, 1.1 volunteering, 2 place"
    assert at("volunteering").body == "We will support **volunteers**."
    assert at("volunteering").parent == at("people")
    assert at("volunteering").revision == 3


def test_only_what_went_together_comes_back_together(draft, take_out, put_back, olivia, noon, at):
    take_out("volunteering")
    editing.take_out(section=at("people"), by=olivia, now=noon.replace(hour=13))

    assert [section.key for section in put_back("people")] == ["people"]
    put_back("volunteering")
    assert outline(draft) == "1 people, 1.1 volunteering, 2 place"


def test_section_whose_parent_is_gone_comes_back_as_a_chapter(
    draft, take_out, put_back, at, olivia, noon
):
    take_out("volunteering")
    editing.take_out(section=at("people"), by=olivia, now=noon.replace(hour=13))
    put_back("volunteering")

    assert outline(draft) == "1 place, 2 volunteering"
    assert at("volunteering").level == 1


@pytest.mark.parametrize("key", ["people", "never-was", ""])
def test_what_was_not_taken_out_is_not_put_back(put_back, key):
    with pytest.raises(Refused, match="stands in the text already, or was never"):
        put_back(key)


def test_published_text_keeps_its_outline(published, draft, at, add, move, take_out, put_back):
    for act in (
        lambda: add("More"),
        lambda: move("people", "down"),
        lambda: take_out("people"),
        lambda: put_back("people"),
    ):
        with pytest.raises(Refused, match="stays as it is"):
            act()


LONG = "Before.\n\n## Older people\n\nText.\n\n### Care\n\nMore.\n\n## Volunteering\n\nLast."


def test_dividing_makes_sections_that_read_on_as_before(draft, write, at, olivia, noon):
    write("people", body=LONG)
    made = editing.split_section(section=at("people"), line=3, revision=2, by=olivia, now=noon)

    assert [section.key for section in made] == ["older-people", "people-volunteering"]
    assert outline(draft) == (
        "1 people, 1.1 older-people, 1.2 people-volunteering, 1.3 volunteering, 2 place"
    )
    assert at("people").body == "Before."
    assert at("older-people").body == "Text.\n\n### Care\n\nMore."
    assert draft.revisions.filter(key="people").first().revision == 3


@pytest.mark.parametrize(("line", "revision"), [(3, 1), (4, 2), (0, 2), (10**9, 2)])
def test_dividing_elsewhere_than_seen_is_told(draft, write, at, olivia, noon, line, revision):
    write("people", body=LONG)
    with pytest.raises(Refused, match="changed meanwhile"):
        editing.split_section(
            section=at("people"), line=line, revision=revision, by=olivia, now=noon
        )
    assert draft.sections.count() == 3


def test_dividing_the_deepest_section_is_refused(draft, write, add, at, olivia, noon):
    for parent, title in (("place", "Two"), ("two", "Three"), ("three", "Four")):
        add(title, "inside", parent)
    write("four", body="# Five")
    with pytest.raises(Refused, match="4 deep at most"):
        editing.split_section(section=at("four"), line=1, revision=2, by=olivia, now=noon)
    assert at("four").body == "# Five"


@pytest.fixture
def anchor(at, olivia, noon):
    return lambda key, new: editing.change_anchor(section=at(key), anchor=new, by=olivia, now=noon)


def test_anchor_nothing_points_at_can_change_and_keeps_its_history(draft, write, anchor):
    write("place", body="Everywhere.")
    section = anchor("place", "places")

    assert section.revision == 3
    rows = draft.revisions.filter(key="places").order_by("revision")
    assert [row.body for row in rows] == ["Where it happens.", "Everywhere.", "Everywhere."]


@pytest.mark.parametrize(
    "new", ["Places", "-x", "x-", "a" * 81, "", "main", "people", "pl ace", "1a"]
)
def test_anchor_that_cannot_be_is_refused(draft, anchor, new):
    with pytest.raises(Refused):
        anchor("place", new)
    assert draft.sections.filter(key="place").exists()


def test_anchor_of_an_earlier_version_stays(bring, olivia, noon):
    bring(kind="consultation_draft")
    later = bring(SHORT.replace("Where", "Everywhere"))
    section = later.sections.get(key="place")

    with pytest.raises(Refused, match="“Version 1” would no longer find this section"):
        editing.change_anchor(section=section, anchor="places", by=olivia, now=noon)


def test_anchor_that_a_link_a_reason_or_another_part_uses_stays(draft, write, anchor, at):
    write("people", body="See [place](#place).")
    Change.objects.create(version=draft, section_key="place", what="x", why="y")
    section_threads.register("a voice", lambda found: [("place", Knot("You said", "Simple"))])
    waiting_at_sections.register("a voice", lambda *_: [("place", Knot("Comment", "Unclear"))])
    try:
        with pytest.raises(Refused) as told:
            anchor("place", "places")
    finally:
        section_threads.register("a voice", lambda found: [])
        waiting_at_sections.register("a voice", lambda *_: [])
    assert str(told.value).startswith(
        "The anchor stays: the link in 1, the reason given for its change and what is said and "
        "done beside it would no longer find this section."
    )
    assert at("place")


def test_everything_is_told_who_did_it_even_the_system(draft, noon):
    editing.add_section(version=draft, title="More", by=SYSTEM, now=noon)
    assert draft.revisions.first().by is None
    assert Section.objects.filter(key="more").exists()
