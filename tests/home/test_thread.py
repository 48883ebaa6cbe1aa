"""The golden thread drawn whole: who sees which step, from where it is taken up, in how many
queries, and that the picture says what the list says."""

import re
from datetime import date

import pytest
from django.utils import timezone

from civilsociety.home.queries.thread.picture import LINES_SHOWN, drawn
from civilsociety.home.queries.thread.story import line_of
from strategy.demonstration import load
from strategy.models import Change, Measure, Objective, Section, Undertaking, Version
from strategy.slots import (
    STAGES,
    WHOLE_TEXT,
    Knot,
    in_order,
    private_threads,
    section_threads,
    shortened,
    threads_for,
)
from tests.budget.conftest import framework
from tests.decisions.makers import a_decision, a_draft
from tests.funding.makers import World
from tests.funding.register.makers import fill

__all__ = ["framework"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def strategy(db):
    """The demonstration's strategy, adopted by decision 21/00055."""
    load(by="system")
    return Version.objects.published().most_settled_first().first().strategy


@pytest.fixture
def current(strategy):
    return strategy.versions.most_settled_first().select_related("strategy").first()


@pytest.fixture
def speak():
    """`speak("volunteering", knot)` puts something beside a section, for everybody."""
    said = []
    section_threads.register("test", lambda sections: list(said), order=1)
    yield lambda key, *knots: said.extend((key, knot) for knot in knots)
    section_threads.register("test", lambda sections: [])


def page_of(client, query=""):
    answer = client.get(f"/thread/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def list_of(page):
    return page[page.index('class="golden-list"') :]


def picture_of(page):
    return page[page.index("<svg class=") : page.index("</svg>", page.index("golden-picture__svg"))]


def test_a_step_stands_in_the_list_and_in_the_picture(strategy, speak, stranger):
    speak("volunteering", Knot("You said", "Make it simpler", "/report/#v", "May 2021"))
    page = page_of(stranger)

    for part in (list_of(page), picture_of(page)):
        assert "Make it simpler" in part
        assert 'href="/report/#v"' in part
        assert "3.4 Volunteering" in part
    assert "What was said" in list_of(page)


def test_steps_stand_in_the_order_of_the_story_each_once(strategy, speak, current):
    knots = [
        Knot("Measure", "44%"), Knot("Pounds", "£5"), Knot("You said", "A"), Knot("Decision", "D"),
        Knot("We did", "B"), Knot("Heard", "C"), Knot("You said", "A"),
    ]  # fmt: skip
    speak("volunteering", *knots)
    sections = list(current.sections.all())
    for section in sections:
        section.version = current

    words = [knot.word for knot in threads_for(sections)["volunteering"]]
    assert words == ["You said", "Heard", "We did", "Decision", "Pounds", "Measure"]


def test_what_belongs_to_the_whole_text_stands_beside_sections_with_a_thread_only(db, speak):
    speak("a", Knot("You said", "A"))
    speak(WHOLE_TEXT, Knot("Decision", "D"))

    assert [knot.word for knot in threads_for([])["a"]] == ["You said", "Decision"]
    assert set(threads_for([])) == {"a"}


def test_a_long_thread_is_shortened_without_losing_a_part_of_the_story():
    knots = in_order(
        [Knot("You said", str(n)) for n in range(9)] + [Knot("Pounds", "£1"), Knot("Measure", "2")]
    )
    few = shortened(knots, 5)

    assert [knot.in_story for knot in few] == ["said", "said", "said", "money", "measured"]
    assert shortened(few, 5) == few


def test_margin_holds_five_knots_and_leads_to_the_whole_thread(strategy, speak, stranger):
    speak("volunteering", *(Knot("You said", f"Voice {n}") for n in range(9)))
    page = stranger.get("/strategy/civil-society/").content.decode()
    aside = page[page.index("What came of it 3.4") if "What came of it 3.4" in page else 0 :]

    assert len(re.findall(r"Voice \d", aside)) == 5
    link = re.search(r'href="(/thread/[^"]*section=volunteering)">4 more: the whole thread', page)
    whole = stranger.get(link[1].replace("&amp;", "&")).content.decode()
    assert len(set(re.findall(r"Voice \d", list_of(whole)))) == 9


def test_section_shows_itself_and_what_is_inside_it(strategy, speak, stranger):
    speak("support", Knot("You said", "Of all support"))
    speak("volunteering", Knot("You said", "Of volunteering"))
    speak("terminology", Knot("You said", "Of words"))
    page = page_of(stranger, "?section=support")

    assert "Of all support" in list_of(page)
    assert "Of volunteering" in list_of(page)
    assert "Of words" not in list_of(page)


@pytest.mark.parametrize(
    "query",
    [
        "?section=none", "?strategy=none", "?version=999999999999",
        "?version=x", "?version=٣", "?from=decision:99/99999", "?from=nothing", "?from=:",
        "?from=a:", "?from=award:" + "x" * 5000, "?section=a&section=b", "?version=-1",
    ],
)  # fmt: skip
def test_nothing_asked_breaks_the_page(strategy, speak, stranger, query):
    speak("volunteering", Knot("You said", "Make it simpler"))

    assert "Make it simpler" in page_of(stranger, query)


def test_without_a_strategy_the_page_says_what_will_come(db, stranger):
    assert "No strategy is published yet" in page_of(stranger)


def test_a_change_stands_beside_its_section_with_its_reason(strategy, current, stranger):
    Change.objects.create(
        version=current, section_key="volunteering", what="An aim was added", why="You asked for it"
    )
    page = list_of(page_of(stranger, "?section=volunteering"))

    assert "An aim was added" in page
    assert "You asked for it" in page
    assert 'href="/strategy/civil-society/changes/#volunteering"' in page


@pytest.fixture
def draft(strategy):
    """A draft after the text in force; something changed in it."""
    version = Version.objects.create(strategy=strategy, number=9, title="Next", state="draft")
    Section.objects.create(
        version=version, key="volunteering", position=1, level=1, number="1", title="Volunteering"
    )
    Change.objects.create(
        version=version, section_key="volunteering", what="A SECRET change", why="A SECRET reason"
    )
    return version


def test_change_of_a_draft_is_seen_by_readers_of_drafts_only(
    draft, stranger, client_of, tess, frank
):
    for client in (stranger, client_of(tess), client_of(frank)):
        for query in ("", "?version=9", "?section=volunteering&version=9"):
            assert "SECRET" not in page_of(client, query)


def test_reader_of_drafts_sees_the_draft_when_asking_for_it(draft, client_of, mina):
    client = client_of(mina)

    assert "SECRET" not in page_of(client)
    page = page_of(client, "?version=9")
    assert "A SECRET change" in page
    assert "Not published." in page
    assert draft.draft_readings.filter(reader=mina).exists()


def test_private_steps_are_for_those_they_belong_to(strategy, stranger, client_of, mina, tess):
    def whisper(sections, user):
        return [("volunteering", Knot("Comment", "A QUIET word"))] if user == mina else []

    private_threads.register("test", whisper)
    try:
        assert "A QUIET word" in page_of(client_of(mina))
        assert "A QUIET word" not in page_of(client_of(tess))
        assert "A QUIET word" not in page_of(stranger)
    finally:
        private_threads.register("test", lambda sections, user: [])


def an_action(strategy, **fields):
    given = {
        "slug": "reset", "body": "Select committee", "title": "Reset", "words": "Begin again.",
        "owner": "Director", "section_key": "loneliness", "published_at": timezone.now(),
    }  # fmt: skip
    return Undertaking.objects.create(strategy=strategy, **(given | fields))


def test_decision_behind_an_action_stands_beside_its_section(strategy, stranger):
    decision = a_decision("21/00074", title="Recovery")
    an_action(strategy, decision_reference="21/00074")
    page = page_of(stranger, "?from=decision:21/00074")

    assert f'href="{decision.get_absolute_url()}"' in list_of(page)
    assert "Loneliness" in list_of(page)
    assert "The golden thread from" in page


def test_an_unpublished_decision_is_not_named(strategy, stranger):
    a_draft("21/00074", title="SECRET decision")
    an_action(strategy, decision_reference="21/00074")

    assert "SECRET decision" not in page_of(stranger)
    assert "SECRET decision" not in page_of(stranger, "?from=decision:21/00074")


def test_decision_on_the_text_leads_to_every_section_with_a_thread(strategy, speak, stranger):
    a_decision("21/00055", title="Adopt")
    speak("volunteering", Knot("You said", "One"))
    speak("terminology", Knot("You said", "Two"))
    found = list_of(page_of(stranger, "?from=decision:21-00055"))

    assert "Volunteering" in found
    assert "Terminology" in found
    assert "thread__knot--here" in found


def test_decision_page_leads_to_the_sections_and_to_the_thread(strategy, stranger):
    decision = a_decision("21/00074", title="Recovery")
    an_action(strategy, decision_reference="21/00074")
    page = stranger.get(decision.get_absolute_url()).content.decode()

    assert 'href="/strategy/civil-society/#loneliness"' in page
    assert 'href="/thread/?from=decision:21/00074"' in page


def test_pound_leads_back_to_what_was_promised(strategy, framework, tess, stranger):  # noqa: F811
    world = World(framework, tess)
    fill(world, 1)
    reference = world.programme.awards.get().number
    key = world.head.key
    page = page_of(stranger, f"?from=award:{reference}")

    assert reference in page
    for address in (f"?from=head:{key}", f"?from=programme:{world.programme.slug}"):
        assert "The golden thread from" in page_of(stranger, address)
    grant = stranger.get(f"/funding/grants/{reference}/").content.decode()
    assert f'href="/thread/?from=award:{reference}"' in grant


def test_measure_leads_back_to_its_section(strategy, stranger):
    objective = Objective.objects.create(strategy=strategy, number=80, title="Volunteering")
    Measure.objects.create(
        objective=objective, slug="found", name="Volunteers found", definition="Each",
        unit="number", source="x", owner="Post", section_key="volunteering",
        first_due_on=date(2022, 1, 1), published_at=timezone.now(),
    )  # fmt: skip
    page = page_of(stranger, "?from=measure:found")

    assert "Volunteers found" in page
    assert "3.4 Volunteering" in list_of(page)


def test_queries_do_not_grow_with_the_thread(strategy, current, speak, stranger, count_queries):
    speak("volunteering", Knot("You said", "One"))
    page_of(stranger)
    few = count_queries(lambda: page_of(stranger))
    for number, section in enumerate(current.sections.all()):
        speak(section.key, *(Knot(word, str(number)) for word in ("You said", "We did", "Pounds")))
        Change.objects.create(version=current, section_key=section.key, what="What", why="Why")

    assert count_queries(lambda: page_of(stranger)) == few


def test_every_paragraph_has_an_address(strategy, stranger):
    page = stranger.get("/strategy/civil-society/").content.decode()
    names = re.findall(r'<p class="govuk-body" id="([a-z0-9-]+--\d+)"', page)

    assert len(names) == len(set(names)) > 20
    assert 'href="#volunteering--2"' in page
    assert "Link to paragraph 2 of 3.4" in page


def test_picture_cuts_long_words_and_counts_what_it_leaves_out():
    class Place:
        key, number, title, level = "a", "1", "A" * 90, 1

    knots = in_order(
        [Knot("You said", "word " * 60, "/x/"), *(Knot("Heard", str(n)) for n in range(4))]
    )
    row = drawn([line_of(Place, knots, "/s/")]).rows[0]

    assert len(row.dots) == 1
    assert len(row.dots[0].lines) == LINES_SHOWN
    assert row.dots[0].lines[-1].text.endswith("…")
    assert [words.text for words in row.more] == ["and 4 more"]


def test_every_stage_of_the_story_has_a_column_and_a_title():
    class Place:
        key, number, title, level = "a", "1", "Title", 1

    line = line_of(Place, [Knot("", stage, stage=stage) for stage in STAGES], "/s/")
    row = drawn([line]).rows[0]

    assert [part.stage for part in line.parts] == list(STAGES)
    assert len({dot.x for dot in row.dots}) == len(STAGES)
    assert row.ends == max(dot.x for dot in row.dots)


@pytest.mark.parametrize("query", ["?strategy=%01", "?strategy=nowhere&version=9999",
                                   "?from=decision:" + "9" * 5000, "?from=head:%ff"])  # fmt: skip
def test_addresses_that_nobody_ever_wrote_break_nothing(strategy, stranger, query):
    assert stranger.get(f"/thread/{query}").status_code == 200
