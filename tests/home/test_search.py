"""Searching: what is found, in which order, by whom, and what no input may do."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from civilsociety.home.queries.search import ON_A_PAGE, search
from civilsociety.ui.searching import SearchableTexts, Text
from civilsociety.ui.slots import searchables
from consultations.models import Consultation
from engagement.models import AgendaItem, Conversation, Meeting, Point
from strategy.demonstration import load
from strategy.models import Measure, Objective, ProgressReport, Section, Term, Undertaking, Version
from tests.budget.conftest import framework
from tests.decisions.makers import a_decision, a_draft
from tests.engagement.makers import a_group, a_world
from tests.funding.makers import World
from tests.funding.register.makers import fill

__all__ = ["framework"]

pytestmark = pytest.mark.django_db
ANYBODY = AnonymousUser()
NOW = datetime(2021, 9, 1, 9, tzinfo=UTC)


def titles(found):
    return [hit.title for hit in found.hits]


def kinds(found):
    return {each.key: each.count for each in found.kinds}


@pytest.fixture
def strategy(db):
    load(by="system")
    return Version.objects.published().most_settled_first().first().strategy


def a_conversation(title="Forum in Swale", *, state="published", points=(), **fields):
    given = {"on": date(2021, 6, 1), "channel": "forum", "who": "Twelve small groups"}
    made = Conversation.objects.create(title=title, state=state, **(given | fields))
    for number, text in enumerate(points, 1):
        Point.objects.create(conversation=made, position=number, text=text)
    return made


def a_word(word, meaning="Nothing else.", **fields):
    slug = f"word-{Term.objects.count()}"
    given = {"slug": slug, "word": word, "meaning": meaning, "published_at": timezone.now()}
    return Term.objects.create(**(given | fields))


def a_meeting(group, *, minutes, minutes_state="published", is_private=False, **fields):
    meeting = Meeting.objects.create(
        group=group,
        title="June meeting",
        starts_at=NOW,
        ends_at=NOW + timedelta(hours=2),
        state="held",
        minutes_state=minutes_state,
        **fields,
    )
    why = "It is about a person." if is_private else ""
    AgendaItem.objects.create(
        meeting=meeting,
        position=1,
        title="Business",
        minutes=minutes,
        is_private=is_private,
        private_reason=why,
    )
    return meeting


def test_other_forms_of_a_word_are_found_and_marked(strategy):
    found = search(ANYBODY, "volunteer")

    assert titles(found)[0] == "3.4 Volunteering"
    assert "<mark>volunteers</mark>" in found.hits[0].piece
    assert found.hits[0].url == "/strategy/civil-society/#volunteering"


def test_a_title_outranks_a_text(db):
    a_word("Transport")
    a_word("A long talk", "Among other things we spoke of transport.")

    assert titles(search(ANYBODY, "transport")) == ["Transport", "A long talk"]


def test_exact_words_stand_together_and_a_minus_leaves_out(db):
    a_word("One", "The steering group met.")
    a_word("Two", "A group for steering boats, with crowdfunding.")

    assert titles(search(ANYBODY, '"steering group"')) == ["One"]
    assert titles(search(ANYBODY, "“steering group”")) == ["One"]
    assert titles(search(ANYBODY, "group -crowdfunding")) == ["One"]


def test_a_decision_is_found_by_its_reference(db):
    decision = a_decision(reference="21/00055")

    assert titles(search(ANYBODY, "21/00055")) == [str(decision)]


def test_points_of_one_conversation_are_one_hit(db):
    a_conversation(points=["Buses are rare.", "Buses are late.", "Rooms are dear."])
    found = search(ANYBODY, "buses")

    assert titles(found) == ["Forum in Swale"]
    assert kinds(found) == {"conversations": 1}


def test_kind_narrows_the_hits_and_keeps_the_counts(strategy):
    a_word("Volunteering hub")
    found = search(ANYBODY, "volunteering", kind="glossary")

    assert titles(found) == ["Volunteering hub"]
    assert found.kinds[0].key == "strategy"
    assert found.total > 1


def test_pages_are_turned_and_the_last_one_is_the_end(db):
    for number in range(ON_A_PAGE + 3):
        a_word(f"Forum {number}")
    first, last = search(ANYBODY, "forum"), search(ANYBODY, "forum", page=999)

    assert (len(first.hits), len(last.hits)) == (ON_A_PAGE, 3)
    assert not set(titles(first)) & set(titles(last))
    assert first.total == ON_A_PAGE + 3


def test_a_superseded_text_is_not_found_beside_the_one_in_force(strategy):
    found = search(ANYBODY, "volunteering", kind="strategy")

    sections = [hit.title for hit in found.hits]
    assert len(sections) == len(set(sections))


def test_hostile_text_is_shown_as_text(db):
    a_word("Talk", "<script>alert(1)</script> about kites & [a link](/there/)")
    piece = search(ANYBODY, "kites").hits[0].piece

    assert "<script" not in piece
    assert "&amp; a link" in piece


@pytest.mark.parametrize(
    "typed",
    [
        "a" * 10_000, "kites " * 2_000, "& | ! ( ) <-> :*", '"""', "-", "''''",
        "or or or", "-kites", "\\", "%", "'; DROP TABLE x; --", "\ud7ff\uffff", "🪁", "٣", "a:*b&!",
        "\ue000kites\ue001", "{{ 7*7 }}", "<b>",
    ],
)  # fmt: skip
def test_no_words_break_the_page(strategy, stranger, typed):
    answer = stranger.get("/search/", {"q": typed})

    assert answer.status_code == 200
    assert b"<b>" not in answer.content.replace(b"<b></b>", b"")


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "nonsense"}, {"kind": "strategy' OR 1=1"}, {"page": "999"},
        {"page": "-1"}, {"page": "x"}, {"page": "9" * 400}, {"page": ""}, {"kind": ["a", "b"]},
    ],
)  # fmt: skip
def test_no_kind_and_no_page_breaks_the_page(strategy, stranger, asked):
    answer = stranger.get("/search/", {"q": "volunteering"} | asked)

    assert answer.status_code == 200
    assert "3.4 Volunteering" in answer.content.decode()


@pytest.mark.parametrize("typed", ["\x00", "kites\x00"])
def test_characters_no_text_holds_are_refused_or_left_out(strategy, stranger, typed):
    assert stranger.get("/search/", {"q": typed}).status_code == 400
    assert not search(ANYBODY, typed).total


def test_what_was_typed_stays_in_the_box(db, stranger):
    page = stranger.get("/search/", {"q": '"a" <b>'}).content.decode()

    assert 'value="&quot;a&quot; &lt;b&gt;"' in page


def test_an_empty_search_explains_itself(db, stranger):
    assert "How to search" in stranger.get("/search/").content.decode()
    assert "How to search" in stranger.get("/search/?q=+++").content.decode()


def test_nothing_found_offers_a_word_that_is_spelled_nearly_so(strategy, stranger):
    page = stranger.get("/search/?q=volunteeeering+zebra&kind=awards&page=7").content.decode()
    assert "Did you mean" not in page  # nothing holds both

    page = stranger.get("/search/?q=volunteeeering").content.decode()
    assert re.search(r'Did you mean <a [^>]*href="\?q=volunteering"', page)


def test_nothing_found_says_what_to_try(db, stranger):
    page = stranger.get("/search/?q=zebra").content.decode()

    assert "Nothing here holds “zebra”" in page
    assert "Did you mean" not in page


def test_small_words_alone_are_explained(db, stranger):
    assert (
        "no word here that can be searched for"
        in stranger.get("/search/?q=the+and").content.decode()
    )


def test_help_is_found(db):
    assert "Signing in" in titles(search(ANYBODY, "password"))


def test_every_page_has_the_box(db, stranger):
    page = stranger.get("/").content.decode()

    assert re.search(r'<form[^>]*action="/search/"[^>]*role="search"', page)
    assert '<label class="govuk-visually-hidden" for="site-search">' in page


def test_queries_are_as_many_for_one_hit_as_for_many(strategy, count_queries):
    a_word("Kites")
    search(ANYBODY, "kites")
    one = count_queries(lambda: search(ANYBODY, "kites"))
    for number in range(12):
        a_word(f"Kites {number}", "Kites fly.")

    assert count_queries(lambda: search(ANYBODY, "kites")) == one


# Nothing unpublished, for nobody who may not read it. The word stands in no other text.
SECRET = "zanzibarcode"


@pytest.fixture
def secrets(strategy, bring_draft, framework, noor):  # noqa: F811
    """The word in everything that nobody outside may read yet."""
    objective = Objective.objects.create(strategy=strategy, number=90, title=SECRET)
    Measure.objects.create(
        objective=objective, slug="m", name=SECRET, definition=SECRET, unit="number", source="x",
        owner="Post",
    )  # fmt: skip
    Undertaking.objects.create(
        strategy=strategy, slug="u", body="B", title=SECRET, words=SECRET, owner="Post"
    )
    Term.objects.create(slug="t", word=SECRET, meaning=SECRET)
    ProgressReport.objects.create(
        strategy=strategy, kind="annual", title=SECRET, introduction=SECRET, to_whom="Cabinet",
        starts_on=date(2021, 1, 1), ends_on=date(2021, 12, 31),
    )  # fmt: skip
    a_draft(reference="26/00001", title=SECRET, decision=SECRET)
    a_group("quiet", name=SECRET, purpose=SECRET, is_public=False)
    world = a_group("loud", name="Loud group")
    a_meeting(world, minutes=SECRET, minutes_state="draft")
    a_meeting(world, minutes=SECRET, minutes_state="agreed")
    a_meeting(world, minutes=SECRET, is_private=True)
    a_meeting(world, minutes=SECRET, is_public=False)
    world = World(framework, noor)
    world.make_programme(slug="quiet", code="QQQ", name=SECRET, summary=SECRET, state="draft")
    fill(world, 1, title=SECRET, read_by_rules="older")
    fill(world, 1, summary=SECRET, is_latest=False)
    Consultation.objects.create(slug="quiet", title=SECRET, summary=SECRET)
    for state in ("noted", "checked"):
        a_conversation(SECRET, state=state, summary=SECRET, points=[SECRET])


@pytest.fixture
def bring_draft(strategy):
    """A draft after the text in force, with the word in a section."""
    version = Version.objects.create(
        strategy=strategy, number=90, title="Next", state="draft", is_sample=True
    )
    Section.objects.create(
        version=version, key="new", position=1, level=1, number="1", title="New", body=SECRET
    )
    return version


@pytest.mark.parametrize(
    ("name", "may_find"),
    [
        (None, set()),
        ("tess", set()),
        ("frank", set()),
        ("bea", set()),
        ("asa", set()),
        ("adam", set()),
        ("mina", {"strategy"}),
        ("dee", {"strategy"}),
        ("olivia", {"strategy", "meetings"}),
    ],
)
def test_nothing_unpublished_is_found(secrets, request, client_of, name, may_find):
    person = request.getfixturevalue(name) if name else None
    found = search(person or ANYBODY, SECRET)

    assert set(kinds(found)) == may_find
    if not may_find:
        page = client_of(person).get(f"/search/?q={SECRET[:-1]}x").content.decode()
        assert SECRET not in page.replace(f"{SECRET[:-1]}x", "")


def test_members_find_agreed_minutes_while_their_term_runs(db, tess, noor, hold_clock):
    hold_clock(2021, 9, 1, 12)
    world = a_world(member=tess)
    a_meeting(world.group, minutes="We spoke of kites.", minutes_state="agreed")

    assert kinds(search(tess, "kites")) == {"meetings": 1}
    assert not search(noor, "kites").total
    world.term.ended_on, world.term.ending = date(2021, 8, 31), "stood_down"
    world.term.save()
    assert not search(tess, "kites").total


def test_published_minutes_are_found_by_everybody(db):
    group = a_group()
    meeting = a_meeting(group, minutes="We spoke of kites.")
    found = search(ANYBODY, "kites")

    assert [hit.url for hit in found.hits] == [meeting.get_absolute_url()]


def test_measures_actions_words_and_reports_are_found_once_published(strategy):
    objective = Objective.objects.create(strategy=strategy, number=91, title="Sky")
    now = timezone.now()
    Measure.objects.create(
        objective=objective, slug="kites", name="Kites flown", definition="Each kite",
        unit="number", source="x", owner="Post", published_at=now,
    )  # fmt: skip
    Undertaking.objects.create(
        strategy=strategy, slug="more-kites", body="B", title="More kites", words="Fly kites",
        owner="Post", published_at=now,
    )  # fmt: skip
    Term.objects.create(slug="kite", word="Kite", meaning="It flies.", published_at=now)
    ProgressReport.objects.create(
        strategy=strategy, kind="annual", title="A year of kites", to_whom="Cabinet", made_at=now,
        starts_on=date(2021, 1, 1), ends_on=date(2021, 12, 31), published_at=now,
    )  # fmt: skip

    assert set(kinds(search(ANYBODY, "kites"))) == {"measures", "actions", "glossary", "progress"}


@pytest.fixture
def a_finding():
    text = Text("Kites", "People asked for kites <em>now</em>.", "/report/#kites")
    searchables.register("test", lambda user: [SearchableTexts("t", "T", "Thing", (text,))])
    yield
    searchables.register("test", lambda user: [])


def test_texts_without_a_table_are_found_marked_and_escaped(db, a_finding):
    hit = search(ANYBODY, "kite").hits[0]

    assert hit.url == "/report/#kites"
    assert "<mark>kites</mark> &lt;em&gt;now" in hit.piece
