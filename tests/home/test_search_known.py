"""Searching by statements that the connection knows already: what changed since is asked anew.

Outside a transaction, as pages are: only there does a connection keep its statements.
"""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.urls import reverse

from civilsociety.home.queries.search import search, vectors
from civilsociety.ui.searching import SearchableTexts, Text
from civilsociety.ui.slots import searchables
from strategy.models import Section, Strategy, Version
from strategy.states import UNPUBLISHED
from tests.engagement.makers import a_group, a_world
from tests.home.test_search import NOW, a_meeting, a_word, kinds, titles

pytestmark = pytest.mark.django_db(transaction=True)
ANYBODY = AnonymousUser()


@pytest.fixture
def strategy(db):
    return Strategy.objects.create(slug="kites", title="Kites")


def a_version(strategy, number, state, **texts):
    """A version with a section for each text, walked straight to its state."""
    version = Version.objects.create(strategy=strategy, number=number, title=f"Version {number}")
    for position, (key, body) in enumerate(texts.items(), 1):
        Section.objects.create(
            version=version, key=key, position=position, level=1, number=f"{position}", title=key,
            body=body,
        )  # fmt: skip
    move(version, state)
    return version


def move(version, state):
    steps = {} if state in UNPUBLISHED else {"published_at": NOW}
    if state == "superseded":
        steps["superseded_on"] = NOW
    if state == "in_force":
        steps |= {"adopted_on": NOW, "in_force_on": NOW}
    Version.objects.filter(pk=version.pk).update(state=state, **steps)


def test_each_step_of_a_strategy_is_searched_as_it_stands_at_that_moment(strategy, mina):
    def found(reader):
        return titles(search(reader, "kites", "strategy"))

    a_version(strategy, 1, "consultation_draft", first="Kites fly low.")
    assert found(ANYBODY) == found(mina) == ["1 first"]

    second = a_version(strategy, 2, "revised", second="Kites fly high.")
    assert found(ANYBODY) == ["1 first"]
    assert set(found(mina)) == {"1 first", "1 second"}

    move(second, "final")
    assert found(ANYBODY) == found(mina) == ["1 second"]

    a_version(strategy, 3, "consultation_draft", third="Kites rest.")
    assert set(found(ANYBODY)) == {"1 second", "1 third"}

    move(second, "superseded")
    assert set(found(ANYBODY)) == {"1 third"}

    a_version(strategy, 4, "in_force", fourth="Kites are put away.")
    assert found(ANYBODY) == found(mina) == ["1 fourth"]


def test_one_strategy_does_not_hide_another(strategy):
    a_version(strategy, 1, "in_force", here="Kites fly.")
    other = Strategy.objects.create(slug="boats", title="Boats")
    draft = a_version(other, 1, "draft", there="Kites sink.")
    assert titles(search(ANYBODY, "kites", "strategy")) == ["1 here"]

    move(draft, "consultation_draft")
    assert set(titles(search(ANYBODY, "kites", "strategy"))) == {"1 here", "1 there"}


def test_readers_who_take_turns_find_each_their_own(strategy, mina, tess, olivia):
    a_version(strategy, 1, "in_force", open="Kites fly.")
    a_version(strategy, 2, "draft", closed="Kites fall.")
    a_meeting(a_group("board"), minutes="We spoke of kites.", minutes_state="agreed")
    member = a_world(member=tess)
    a_meeting(member.group, minutes="We agreed on kites.", minutes_state="agreed")

    for _ in range(3):
        assert kinds(search(ANYBODY, "kites")) == {"strategy": 1}
        assert kinds(search(mina, "kites")) == {"strategy": 2}
        assert kinds(search(tess, "kites"))["meetings"] == 1
        assert kinds(search(olivia, "kites"))["meetings"] == 2


def test_hits_are_drawn_from_what_stands_there_now():
    word = a_word("Kites", "They fly at 100 % of %(words)s, [with string](https://example.org).")
    [hit] = search(ANYBODY, "kites").hits
    assert (hit.title, hit.url, hit.kind) == ("Kites", word.get_absolute_url(), "glossary")
    assert hit.piece == "They fly at 100 % of %(words)s, with string."

    word.meaning = "They rest, the kites."
    word.save()
    [hit] = search(ANYBODY, "kites").hits
    assert hit.piece.startswith("They rest, the <mark>kites</mark>")

    word.published_at = None
    word.save()
    assert not search(ANYBODY, "kites").total


def test_text_of_no_table_is_found_by_its_present_words(monkeypatch):
    def say(*texts):
        given = [Text(title, text, "/kites/") for title, text in texts]
        source = SearchableTexts("kites", "Kites", "Kite", tuple(given))
        monkeypatch.setitem(searchables._fillers, "kites", (99, lambda user: [source]))

    say(("One", "Kites fly."), ("Two", "Boats swim."))
    assert titles(search(ANYBODY, "kites")) == ["One"]
    say(("One", "Boats swim, it's said: 'they' \\do\\."), ("Two", "Kites fly."), ("Kites", "Fly."))
    assert titles(search(ANYBODY, "kites")) == ["Kites", "Two"]
    assert titles(search(ANYBODY, "boats")) == ["One"]
    say()
    assert not search(ANYBODY, "kites").total


def test_help_is_found_with_the_place_on_its_page():
    hits = {hit.title: hit.url for hit in search(ANYBODY, "golden thread", "help").hits}

    assert hits["The golden thread"] == reverse("home:help") + "#thread"


def test_connection_that_lost_its_statements_finds_the_same():
    a_word("Kites", "Kites fly.")
    found = search(ANYBODY, "kites")
    with connection.cursor() as cursor:
        cursor.execute("deallocate all")
    again = search(ANYBODY, "kites")

    assert found.hits == again.hits
    assert titles(again) == ["Kites"]


def test_many_texts_of_many_searches_are_forgotten_and_found_anew(monkeypatch):
    monkeypatch.setattr(vectors, "MANY", 1)
    for word in ("golden", "privacy", "golden"):
        assert search(ANYBODY, word, "help").total
