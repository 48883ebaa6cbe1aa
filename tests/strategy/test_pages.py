"""The pages of a strategy, as strangers, members and officers see them."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from civilsociety.audit.actions import SYSTEM
from strategy.actions import adopt
from strategy.models import Strategy, Version
from strategy.slots import Knot, section_threads
from tests.decisions.makers import a_decision
from tests.strategy.conftest import SHORT

pytestmark = pytest.mark.django_db


def upload(text, name="strategy.md"):
    content = text if isinstance(text, bytes) else text.encode()
    return SimpleUploadedFile(name, content, "text/markdown")


def test_reader_finds_sections_numbered_with_anchors(consulted, stranger):
    page = stranger.get("/strategy/civil-society/").content.decode()

    assert 'id="volunteering"' in page
    assert 'href="#volunteering"' in page
    assert "<strong>volunteers</strong>" in page
    assert '<span class="strategy-number">1.1</span> Volunteering' in page


def test_draft_does_not_exist_for_strangers(draft, client_of, stranger, tess, frank):
    for client in (stranger, client_of(tess), client_of(frank)):
        for address in ("", "versions/", "versions/1/"):
            assert client.get(f"/strategy/civil-society/{address}").status_code == 404


def test_draft_is_readable_for_reviewers_and_officers(draft, client_of, mina, olivia, dee):
    for person in (mina, olivia, dee):
        page = client_of(person).get("/strategy/civil-society/versions/1/").content.decode()
        assert "Not published." in page


def test_draft_beside_a_published_version_stays_hidden(consulted, bring, client_of, mina, stranger):
    bring(SHORT.replace("Where it happens", "SECRET"))

    assert "SECRET" not in stranger.get("/strategy/civil-society/").content.decode()
    assert b"versions/2/" not in stranger.get("/strategy/civil-society/versions/").content
    assert b"versions/2/" in client_of(mina).get("/strategy/civil-society/versions/").content
    assert "SECRET" not in client_of(mina).get("/strategy/civil-society/").content.decode()


def test_version_in_force_points_to_the_draft_out_for_consultation(final, bring, stranger):
    bring(SHORT.replace("Where", "Everywhere"), kind="consultation_draft")

    page = stranger.get("/strategy/civil-society/").content.decode()
    assert "Where it happens" in page
    assert "/strategy/civil-society/versions/2/" in page


def test_older_version_says_that_it_is_not_in_force(consulted, bring, stranger):
    bring(SHORT.replace("Where", "Everywhere"), kind="final")

    assert (
        b"not the version in force" in stranger.get("/strategy/civil-society/versions/1/").content
    )
    assert (
        b"not the version in force"
        not in stranger.get("/strategy/civil-society/versions/2/").content
    )


@pytest.mark.parametrize(
    "address", ["/strategy/none/", "/strategy/none/versions/", "/strategy/x/versions/99999999999/"]
)
def test_unknown_strategy_is_not_found(db, stranger, address):
    assert stranger.get(address).status_code == 404


def test_strategies_page_without_any_says_what_will_come(db, stranger):
    assert "No strategy is published yet" in stranger.get("/strategy/").content.decode()


def test_strategies_page_leaves_drafts_out(draft, stranger):
    assert draft.title not in stranger.get("/strategy/").content.decode()


def test_hostile_markdown_is_harmless(bring, stranger):
    bring(
        SHORT.replace(
            "Where it happens.",
            "<script>alert(1)</script> [go](javascript:alert(1)) ![x](http://evil.example/x.png)",
        ),
        kind="final",
    )

    page = stranger.get("/strategy/civil-society/").content.decode()
    assert "<script>alert" not in page
    assert "javascript:alert(1)" not in page.replace("[go](javascript:alert(1))", "")
    assert "evil.example" not in page


@pytest.fixture
def a_voice():
    """An app that has something to say about the section on volunteering."""

    def speak(sections):
        return [
            (section.key, Knot(word="You said", text="Keep it simple", url="/there/"))
            for section in sections
            if section.key == "volunteering"
        ]

    section_threads.register("a voice", speak)
    yield
    section_threads.register("a voice", lambda sections: [])


def test_other_apps_speak_beside_their_section(consulted, a_voice, stranger):
    page = stranger.get("/strategy/civil-society/").content.decode()

    assert page.count("You said") == 1
    assert page.index("Volunteering") < page.index("You said") < page.index('id="place"')


def many_sections(count):
    body = "".join(f"## Section {n}\n\nWords.\n\n" for n in range(count))
    return f"---\ntitle: Long\nkind: final\n---\n# Chapter\n\n{body}"


def test_page_of_sixty_sections_costs_the_queries_of_three(bring, stranger, count_queries):
    bring(many_sections(2), slug="short")
    bring(many_sections(59), slug="long")

    short = count_queries(lambda: stranger.get("/strategy/short/"))
    assert count_queries(lambda: stranger.get("/strategy/long/")) == short
    assert short <= 20


def test_officers_list_costs_the_same_for_more_strategies(bring, client_of, olivia, count_queries):
    client = client_of(olivia)
    bring(slug="one")
    one = count_queries(lambda: client.get("/officers/strategy/"))
    bring(slug="two")
    bring(slug="three")

    assert count_queries(lambda: client.get("/officers/strategy/")) == one


def test_public_list_costs_the_same_for_more_strategies(bring, stranger, count_queries):
    bring(slug="one", kind="final")
    one = count_queries(lambda: stranger.get("/strategy/"))
    bring(slug="two", kind="final")
    bring(slug="three", kind="final")

    assert count_queries(lambda: stranger.get("/strategy/")) == one


def test_officer_starts_a_strategy_from_a_file(client_of, olivia):
    form = {"slug": "new-one", "file": upload(SHORT)}
    answer = client_of(olivia).post("/officers/strategy/new/", form, follow=True)

    assert answer.redirect_chain == [("/officers/strategy/new-one/1/", 302)]
    assert "The file is now version 1" in answer.content.decode()


def test_officer_sees_each_problem_with_its_line(client_of, olivia):
    form = {"slug": "new-one", "file": upload("# T\n\n## A {#x}\n\n## B {#x}\n\n#### C\n")}
    page = client_of(olivia).post("/officers/strategy/new/", form).content.decode()

    assert "Line 5: the anchor “x” is taken by line 3" in page
    assert "Line 7: “C” skips a level" in page
    assert not Strategy.objects.exists()


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"slug": "", "file": ""},
        {"slug": "x\x00y", "file": "words"},
        {"slug": "Not A Slug", "file": "words"},
        {"slug": "a" * 1000},
        {"slug": "😀"},
    ],
)
def test_wrong_form_is_answered_with_a_page(client_of, olivia, form):
    answer = client_of(olivia).post("/officers/strategy/new/", form)

    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()


@pytest.mark.parametrize("content", [b"\x00\x01\x02", b"PK\x03\x04", b"x" * 2_000_000, b"\xff" * 9])
def test_wrong_file_is_answered_with_a_page(client_of, olivia, content):
    form = {"slug": "new-one", "file": upload(content)}
    answer = client_of(olivia).post("/officers/strategy/new/", form)

    assert answer.status_code == 200
    assert not Strategy.objects.exists()


def test_slug_that_is_taken_is_refused(draft, client_of, olivia):
    form = {"slug": "civil-society", "file": upload(SHORT)}

    assert b"already a strategy" in client_of(olivia).post("/officers/strategy/new/", form).content


def test_import_in_the_browser_never_publishes(client_of, olivia):
    text = SHORT.replace("period:", "kind: final\nperiod:")
    client_of(olivia).post("/officers/strategy/new/", {"slug": "new-one", "file": upload(text)})

    assert Version.objects.get().state == "draft"


def test_officer_publishes_a_draft(draft, client_of, olivia, stranger):
    form = {"state": "consultation_draft", "label": "Draft of September", "note": "New."}
    client_of(olivia).post("/officers/strategy/civil-society/1/publish/", form)

    assert b"Draft of September" in stranger.get("/strategy/civil-society/").content


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"state": "adopted", "label": "x"},
        {"state": "draft", "label": "x"},
        {"state": "final", "label": ""},
        {"state": "final", "label": "x" * 121},
        {"state": "final", "label": "x\x00"},
    ],
)
def test_wrong_publication_changes_nothing(draft, client_of, olivia, form):
    answer = client_of(olivia).post("/officers/strategy/civil-society/1/publish/", form)

    assert answer.status_code == 200
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_publishing_a_published_version_shows_why_not(consulted, client_of, olivia):
    address = "/officers/strategy/civil-society/1/publish/"
    form = {"state": "final", "label": "x"}

    assert b"cannot be published" in client_of(olivia).get(address).content
    assert b"cannot be published" in client_of(olivia).post(address, form).content


def test_officer_records_the_adoption(final, client_of, olivia, hold_clock, stranger):
    hold_clock(2021, 12, 10, 9, 0)
    form = {
        "adopted_on_day": "9",
        "adopted_on_month": "12",
        "adopted_on_year": "2021",
        "decision_reference": "21/00055",
    }
    client_of(olivia).post("/officers/strategy/civil-society/1/adopt/", form)

    page = stranger.get("/strategy/civil-society/").content.decode()
    assert "Adopted 9 December 2021 by decision 21/00055" in page


def test_missing_anchors_are_shown_before_publishing(consulted, bring, client_of, olivia):
    bring(SHORT.replace("{#volunteering}", "{#volunteers}"))

    for address in ("", "publish/"):
        page = client_of(olivia).get(f"/officers/strategy/civil-society/2/{address}")
        assert "{#volunteering}" in page.content.decode()


def test_draft_is_thrown_away_only_when_asked_twice(draft, client_of, olivia):
    client, address = client_of(olivia), "/officers/strategy/civil-society/1/discard/"
    client.get(address)
    assert Version.objects.exists()

    client.post(address)
    assert not Version.objects.exists()


def test_published_version_is_never_thrown_away(consulted, client_of, olivia):
    answer = client_of(olivia).post("/officers/strategy/civil-society/1/discard/")

    assert "stays as it is" in answer.content.decode()
    assert Version.objects.exists()


def test_adopted_strategy_and_its_decision_lead_to_each_other(final, stranger):
    decision = a_decision("21/00055")
    adopt(
        version=final,
        adopted_on=decision.taken_on,
        decision_reference="21/00055",
        by=SYSTEM,
        today=decision.taken_on,
    )
    strategy = stranger.get("/strategy/civil-society/").content.decode()
    assert 'href="/decisions/21-00055/"' in strategy
    record = stranger.get("/decisions/21-00055/").content.decode()
    assert f'href="{final.get_absolute_url()}"' in record


def test_decision_that_is_not_published_here_is_named_without_a_link(final, stranger):
    adopt(
        version=final,
        adopted_on=date(2021, 12, 9),
        decision_reference="21/00055",
        by=SYSTEM,
        today=date(2021, 12, 9),
    )
    page = stranger.get("/strategy/civil-society/").content.decode()
    assert "by decision 21/00055" in page and "/decisions/21-00055/" not in page
