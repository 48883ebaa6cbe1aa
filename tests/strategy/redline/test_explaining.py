"""The officers' pages on which a change gets its reason."""

import re

import pytest

from strategy.forms.redline.explaining import FEW, MOST_SHOWN
from strategy.models import Change
from strategy.slots import Origin, origins

pytestmark = pytest.mark.django_db
EXPLAIN = "/officers/strategy/civil-society/2/explain/"
ONE = f"{EXPLAIN}?section=volunteering"


@pytest.fixture
def offered(monkeypatch):
    """`offered(n)` puts n comments up for choice instead of what the apps register."""

    def offer(number, kind="comment"):
        found = [
            Origin(kind, f"test.comment:{n}", f"Comment {n} of a member", "volunteering")
            for n in range(number)
        ]
        monkeypatch.setattr(origins, "fill", lambda version, user: found)
        return found

    return offer


@pytest.fixture
def desk(client_of, olivia):
    return client_of(olivia)


def sent(desk, address, **data):
    page = desk.get(address).content.decode()
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]+)"', page))
    hidden.pop("csrfmiddlewaretoken", None)
    return desk.post(address, {**hidden, **data})


def test_the_list_says_what_waits_and_what_is_explained(desk, after, say_why):
    say_why(after)
    page = desk.get(EXPLAIN).content.decode()
    assert "4 changes wait for a reason" in page
    waiting, _, given = page.partition("Reasons so far")
    assert "Working as equals" in waiting
    assert "Volunteering has money of its own." in given


def test_the_first_text_has_nothing_to_explain(desk, before):
    page = desk.get("/officers/strategy/civil-society/1/explain/").content.decode()
    assert "This is the first text." in page


def test_a_reason_is_given_beside_the_words_that_changed(desk, after, offered):
    offered(2)
    assert '<ins class="redline-ins">' in desk.get(ONE).content.decode()
    response = sent(
        desk,
        ONE,
        what="Coordinators are trained.",
        why="They asked for it.",
        from_comment=["comment|test.comment:0", "comment|test.comment:1"],
        words_officer="The strategy team",
    )
    assert response["Location"] == EXPLAIN
    change = Change.objects.get()
    assert (change.section_key, change.what) == ("volunteering", "Coordinators are trained.")
    assert [(o.kind, o.words) for o in change.origins.all()] == [
        ("comment", "Comment 0 of a member"),
        ("comment", "Comment 1 of a member"),
        ("officer", "The strategy team"),
    ]


def test_without_an_origin_it_is_sent_back_with_everything_typed(desk, after, offered):
    offered(2)
    page = sent(desk, ONE, what="Trained.", why="Asked & asked.").content.decode()
    assert "Say whose word it goes back to" in page
    assert "Trained." in page
    assert "Asked &amp; asked." in page
    assert not Change.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"from_comment": "comment|test.comment:99"},
        {"from_comment": ["'; drop table", "x"]},
        {"what": ["a", "b"], "why": "", "from_comment": ""},
        {"words_other": "x" * 301},
        {"why": "x" * 2001, "words_other": "x"},
        {"key": "no-uuid", "words_other": "x"},
        {"what": "a\0b", "words_other": "x"},
    ],
)
def test_what_is_wrong_is_said_and_nothing_breaks(desk, after, offered, wrong):
    offered(2)
    response = sent(desk, ONE, **{"what": "Trained.", "why": "Asked.", **wrong})
    assert response.status_code in {200, 400}
    assert not Change.objects.exists()


def test_a_section_that_is_not_there_is_not_found(desk, after):
    assert desk.get(f"{EXPLAIN}?section=nowhere").status_code == 404


def test_few_origins_are_shown_without_a_search(desk, after, offered):
    offered(FEW)
    assert "Search what was said" not in desk.get(ONE).content.decode()


def test_many_origins_can_be_searched_and_nothing_typed_is_lost(desk, after, offered):
    offered(MOST_SHOWN + 20)
    page = desk.get(ONE).content.decode()
    assert "20 more are not shown" in page
    typed = {"what": "Half a", "why": "Half a reason", "from_comment": ["comment|test.comment:3"]}
    page = sent(desk, ONE, find="comment 55", searching="yes", **typed).content.decode()
    assert "Comment 55 of a member" in page
    assert "Comment 3 of a member" in page
    assert "Comment 4 of a member" not in page
    assert "Half a reason" in page
    assert "There is a problem" not in page
    assert re.search(r'value="comment\|test.comment:3"[^>]*checked', page)


def test_an_origin_that_was_found_can_be_saved(desk, after, offered):
    offered(MOST_SHOWN + 20)
    found = {"from_comment": ["comment|test.comment:55"], "find": "comment 55"}
    sent(desk, ONE, what="Trained.", why="Asked.", **found)
    assert Change.objects.get().origins.get().reference == "test.comment:55"


def test_a_reason_is_reworded_with_what_it_held(desk, after, say_why, offered):
    (origin,) = offered(1)
    change = say_why(after, origins=[origin, Origin("other", "", "A new law")])
    address = f"{EXPLAIN}{change.pk}/"
    page = desk.get(address).content.decode()
    assert "Recruiting and keeping volunteers costs money." in page
    assert "A new law" in page
    assert re.search(r'value="comment\|test.comment:0"[^>]*checked', page)
    sent(desk, address, what="New.", why="Newer.", words_other="A new law")
    change.refresh_from_db()
    assert (change.what, change.why) == ("New.", "Newer.")
    assert [o.words for o in change.origins.all()] == ["A new law"]


def test_the_second_of_two_sees_both_texts_and_may_keep_theirs(desk, after, say_why):
    change = say_why(after)
    address = f"{EXPLAIN}{change.pk}/"
    page = desk.get(address).content.decode()
    mine = dict(re.findall(r'type="hidden" name="(key|seen)" value="([^"]+)"', page))
    mine |= {"what": "Mine.", "why": "My reason.", "words_other": "A law"}
    sent(desk, address, what="Theirs.", why="Their reason.", words_other="Another law")
    page = desk.post(address, mine).content.decode()
    assert "Somebody else reworded this reason" in page
    assert "Their reason." in page
    assert "My reason." in page
    mine |= dict(re.findall(r'type="hidden" name="(seen)" value="([^"]+)"', page))
    assert desk.post(address, mine).status_code == 302
    change.refresh_from_db()
    assert change.why == "My reason."


def test_an_origin_nobody_offers_any_more_can_be_kept(desk, after, say_why, offered):
    change = say_why(after, origins=[Origin("comment", "test.comment:7", "A comment, withdrawn")])
    offered(0)
    assert "A comment, withdrawn" in desk.get(f"{EXPLAIN}{change.pk}/").content.decode()


def test_a_reason_is_taken_back_after_asking_why(desk, after, say_why):
    change = say_why(after)
    address = f"{EXPLAIN}{change.pk}/withdraw/"
    assert "Volunteering has money of its own." in desk.get(address).content.decode()
    assert "There is a problem" in sent(desk, address, why="").content.decode()
    assert Change.objects.exists()
    assert sent(desk, address, why="Wrong section.")["Location"] == EXPLAIN
    assert not Change.objects.exists()


def test_a_reason_of_another_version_is_not_found_here(desk, after, say_why):
    change = say_why(after)
    address = f"/officers/strategy/civil-society/1/explain/{change.pk}/"
    assert desk.get(address).status_code == 404


def test_the_list_takes_the_same_queries_for_one_and_three_reasons(
    desk, after, say_why, count_queries
):
    say_why(after)
    few = count_queries(lambda: desk.get(EXPLAIN))
    for key in ("working-as-equals", "local-economy", "loneliness"):
        say_why(after, key)
    assert count_queries(lambda: desk.get(EXPLAIN)) == few
