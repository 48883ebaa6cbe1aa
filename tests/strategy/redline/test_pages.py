"""The pages of comparisons, read as their readers read them."""

import html
import re

import pytest

from strategy.actions.redline import explain
from strategy.models import DraftReading
from strategy.queries.redline.places import public_addresses, tasks_for
from strategy.slots import Origin

pytestmark = pytest.mark.django_db
COMPARE = "/strategy/civil-society/compare/1/2/"
CHANGES = "/strategy/civil-society/changes/"


def words(response):
    """The page's text as a screen reader goes through it, hidden words included."""
    main = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", main)).split())


def read(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return words(response)


def test_a_screen_reader_hears_where_words_came_and_went(stranger, after):
    text = read(stranger, COMPARE)
    assert "We will inserted: fund and end of insertion support volunteers" in text
    assert "deleted: Village end" not in text


def test_insertions_and_deletions_are_marked_as_such(stranger, after):
    page = stranger.get(COMPARE).content.decode()
    assert '<ins class="redline-ins">' in page
    assert '<del class="redline-del">' in page
    assert "style=" not in page.partition("<main")[2]


def test_a_link_that_leads_elsewhere_is_said(stranger, after):
    assert "the plan (the link led to /old-plan)" in read(stranger, COMPARE)


def test_only_changed_sections_are_shown_until_all_are_asked_for(stranger, after):
    short, whole = stranger.get(COMPARE), stranger.get(f"{COMPARE}?show=all")
    assert 'id="social-action"' not in short.content.decode()
    assert 'id="social-action"' in whole.content.decode()
    assert "Where it happens." in words(whole)


def test_the_contents_say_how_many_changes_a_section_has(stranger, after):
    text = read(stranger, COMPARE)
    assert "1.4 Volunteering 2 changes" in text
    assert "1.3 Loneliness Taken out" in text


def test_side_by_side_has_both_texts(stranger, after):
    page = stranger.get(f"{COMPARE}?view=beside").content.decode()
    rows = re.findall(
        r'redline-row__before">(.*?)</div><div class="redline-row__after">(.*?)</div></div>',
        page,
        re.S,
    )
    before, now = next(pair for pair in rows if "volunteers" in pair[1] and "plan" in pair[1])
    assert "fund and" not in before
    assert "fund and" in now


def test_the_newer_text_asked_for_first_is_turned_around(stranger, after):
    response = stranger.get("/strategy/civil-society/compare/2/1/?view=beside")
    assert response["Location"] == f"{COMPARE}?view=beside"


def test_a_version_with_itself_asks_for_two(stranger, after):
    response = stranger.get("/strategy/civil-society/compare/2/2/", follow=True)
    assert "Choose two different versions." in words(response)


def test_the_chooser_goes_to_the_comparison(stranger, after):
    response = stranger.get("/strategy/civil-society/compare/?before=2&after=1&view=beside")
    assert response["Location"] == f"{COMPARE}?view=beside"


@pytest.mark.parametrize("query", ["before=x&after=2", "before=1", "before=999999&after=2"])
def test_the_chooser_says_what_is_wrong(stranger, after, query):
    text = read(stranger, f"/strategy/civil-society/compare/?{query}")
    assert "There is a problem" in text


def test_the_chooser_of_a_single_version_teaches(stranger, before):
    assert "There is only one version so far." in read(stranger, "/strategy/civil-society/compare/")


@pytest.mark.parametrize("numbers", ["1/3", "0/1", "1/99999999999999999999", "7/9"])
def test_a_version_that_is_not_there_is_not_compared(stranger, after, numbers):
    assert stranger.get(f"/strategy/civil-society/compare/{numbers}/").status_code == 404


@pytest.mark.parametrize("address", [COMPARE, f"{CHANGES}?to=2", f"{COMPARE}?view=beside&show=all"])
def test_a_stranger_learns_nothing_of_a_draft(stranger, redraft, address):
    response = stranger.get(address)
    assert "equal partner" not in response.content.decode()
    assert "Final text" not in response.content.decode()


def test_a_file_about_a_draft_does_not_exist_for_a_stranger(stranger, redraft):
    assert stranger.get("/strategy/civil-society/changes.pdf?to=2").status_code == 404


@pytest.mark.parametrize("address", [COMPARE, f"{CHANGES}?to=2"])
def test_a_member_reads_a_draft_under_their_name_and_it_is_written_down(
    client_of, mina, redraft, address
):
    text = read(client_of(mina), address)
    assert "Draft for Mina" in text
    reading = DraftReading.objects.get(reader=mina, form="changes")
    assert (reading.version, reading.times) == (redraft, 1)


def test_reading_what_is_published_is_nobodys_business(client_of, mina, after):
    read(client_of(mina), COMPARE)
    assert not DraftReading.objects.exists()


def test_the_changes_tell_why_and_whose_word_it_was(stranger, after, say_why):
    say_why(after)
    text = read(stranger, CHANGES)
    assert "What changed since the consultation draft, and why" in text
    assert "Volunteering has money of its own." in text
    assert "Why: Recruiting and keeping volunteers costs money." in text
    assert "A committee said The Cabinet Committee on 9 November 2021" in text


def test_a_change_without_a_reason_is_said_to_have_none(stranger, client_of, olivia, after):
    page = stranger.get(CHANGES)
    assert words(page).count("No reason is recorded yet.") == 5
    assert "explain" not in page.content.decode()
    assert "explain/?section=volunteering" in client_of(olivia).get(CHANGES).content.decode()


def test_a_section_that_only_moved_is_told_and_asks_for_no_reason(stranger, after):
    section = stranger.get(CHANGES).content.decode().partition('id="young-people"')[2]
    assert "Moved: it was 2.2, in 2 Place" in section.partition("</section>")[0]
    assert "No reason" not in section.partition("</section>")[0]


def test_what_is_said_about_the_whole_text_stands_first(stranger, after, say_why):
    say_why(after, "", what="Shorter sentences throughout.")
    page = stranger.get(CHANGES).content.decode()
    assert page.index("Shorter sentences throughout.") < page.index('id="working-as-equals"')


def test_a_reason_of_a_draft_is_not_told_before_it_is_published(stranger, redraft, say_why):
    say_why(redraft)
    assert "money of its own" not in stranger.get(CHANGES).content.decode()


def test_a_reason_under_the_old_anchor_is_found_at_the_new_one(stranger, after, say_why):
    say_why(after, "village-halls", what="Centres are named too.")
    section = stranger.get(CHANGES).content.decode().partition('id="halls-and-centres"')[2]
    assert "Centres are named too." in section.partition("</section>")[0]


def test_the_first_text_has_no_changes_and_says_so(stranger, before):
    assert "Consultation draft is the first text." in read(stranger, CHANGES)


def test_the_changes_since_another_version_can_be_asked_for(stranger, after, bring):
    text = "---\ntitle: A strategy\nlabel: Third\n---\n\n# People {#people}\n\nShort.\n"
    bring(text, kind="final")
    assert "From Consultation draft to Third" in read(stranger, f"{CHANGES}?from=1&to=3")
    assert "From Final text to Third" in read(stranger, f"{CHANGES}?from=2&to=3")


@pytest.mark.parametrize("query", ["from=9&to=9", "from=abc&to=-1", f"to={'9' * 500}"])
def test_what_cannot_be_meant_shows_the_usual_page(stranger, after, query):
    assert "From Consultation draft to Final text" in read(stranger, f"{CHANGES}?{query}")


@pytest.mark.parametrize("address", [COMPARE, CHANGES, f"{COMPARE}?view=beside&show=all"])
def test_pages_take_the_same_queries_however_much_changed(
    stranger, count_queries, after, say_why, address
):
    say_why(after)
    few = count_queries(lambda: stranger.get(address))
    for key in ("working-as-equals", "local-economy", "loneliness"):
        origins = [Origin("committee", "", f"Committee {n}, on {key}") for n in range(3)]
        say_why(after, key, origins=origins)
    assert count_queries(lambda: stranger.get(address)) == few


@pytest.mark.parametrize("address", [COMPARE, CHANGES])
def test_hostile_texts_do_no_harm(stranger, bring, address):
    front = "---\ntitle: A strategy\n---\n\n# People {#people}\n\n"
    bring(front + "Safe words that were here before.\n", kind="consultation_draft")
    hostile = 'Safe words <script>alert(1)</script> [x](javascript:alert(1)) & "quotes" were.'
    bring(front + hostile + "\n", kind="final")
    page = stranger.get(address).content.decode().partition("<main")[2]
    assert "<script>" not in page
    assert 'href="javascript' not in page


def test_the_desk_says_how_many_changes_wait(olivia, frank, after, say_why):
    (task,) = tasks_for(olivia)
    assert task.title == "5 changes wait for a reason"
    say_why(after)
    assert tasks_for(olivia)[0].title == "4 changes wait for a reason"
    assert tasks_for(frank) == []


def test_the_desk_is_quiet_when_everything_is_explained(olivia, after, say_why):
    for key in ("working-as-equals", "volunteering", "loneliness", "village-halls"):
        say_why(after, key)
    say_why(after, "local-economy")
    assert tasks_for(olivia) == []


def test_the_desk_is_quiet_about_a_first_text(olivia, before):
    assert tasks_for(olivia) == []


def test_the_desk_asks_as_often_whatever_changed(olivia, after, say_why, count_queries):
    tasks_for(olivia)  # asks once what she may do
    few = count_queries(lambda: tasks_for(olivia))
    say_why(after)
    assert count_queries(lambda: tasks_for(olivia)) == few


def test_the_map_of_the_site_has_the_page_once_there_is_something_to_tell(before, bring):
    assert public_addresses() == []
    bring("---\ntitle: A strategy\n---\n\n# People {#people}\n\nOther.\n", kind="final")
    assert public_addresses() == [CHANGES]


def test_the_versions_and_the_text_lead_to_the_changes(stranger, after):
    for address in ("/strategy/civil-society/versions/", "/strategy/civil-society/"):
        assert CHANGES in stranger.get(address).content.decode()


def test_explaining_writes_no_name_of_an_officer_on_public_pages(stranger, after, say_why, olivia):
    explain(
        version=after,
        section_key="volunteering",
        what="Clearer.",
        why="It was unclear.",
        origins=[Origin("officer", "", "The strategy team")],
        by=olivia,
        now=after.published_at,
    )
    assert "Olivia" not in stranger.get(CHANGES).content.decode()
