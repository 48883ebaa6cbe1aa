"""The glossary: words that officers keep, readers find, and texts link at their first use."""

import json
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from civilsociety.refusal import Refused
from strategy.actions.glossary import words as actions
from strategy.demonstration import load as load_strategy
from strategy.demonstration.glossary import load
from strategy.models import Term, Version
from strategy.queries.glossary.linking import linked, terms_used
from strategy.queries.glossary.words import published_words, words_with

pytestmark = pytest.mark.django_db


def a_word(word="Hub", by="system", publish=True, **fields):
    given = {"also": [], "meaning": "A place to meet.", "source": "", "is_linked": True}
    now = timezone.now()
    return actions.add_word(values=given | {"word": word} | fields, by=by, now=now, publish=publish)


def link(word, slug):
    return f'<a class="glossary-link" href="/glossary/#{slug}">{word}</a>'


class TestLinking:
    def test_first_use_in_the_whole_text_only(self):
        a_word()
        found = linked(["<p>One hub, another hub.</p>", "<p>The hub.</p>"])
        assert found == [f"<p>One {link('hub', 'hub')}, another hub.</p>", "<p>The hub.</p>"]

    def test_whole_words_in_any_case(self):
        a_word()
        assert linked(["<p>A github, hubs, sub-hub and HUB.</p>"]) == [
            f"<p>A github, hubs, sub-hub and {link('HUB', 'hub')}.</p>"
        ]

    def test_other_forms_are_the_same_word(self):
        a_word(also=["Hubs"])
        assert linked(["<p>Two hubs, one hub.</p>"]) == [
            f"<p>Two {link('hubs', 'hub')}, one hub.</p>"
        ]

    def test_the_longer_word_wins(self):
        a_word()
        a_word("Digital hub")
        found = linked(["<p>A digital hub is a hub.</p>"])[0]
        assert link("digital hub", "digital-hub") in found
        assert link("hub", "hub") in found

    def test_not_in_links_headings_and_code(self):
        a_word()
        html = (
            '<h3>Hub</h3><p><a href="/x/">hub</a> <code>hub</code></p><table><th>hub</th></table>'
        )
        assert linked([html]) == [html]

    def test_not_in_the_parts_of_a_tag(self):
        a_word()
        assert linked(['<p title="hub" class="hub">x</p>']) == ['<p title="hub" class="hub">x</p>']

    def test_signs_that_html_writes_otherwise(self):
        a_word("Research & <b>")
        found = linked(["<p>Research &amp; &lt;b&gt; here, research &amp; &lt;c&gt;.</p>"])
        assert "<b>" not in found[0]
        assert found[0].count("<a") <= 1

    def test_either_apostrophe(self):
        a_word("Carers’ card")
        assert "<a" in linked(["<p>A carers' card.</p>"])[0]

    def test_what_is_not_published_or_not_linked_is_left(self):
        a_word(publish=False)
        a_word("Place", is_linked=False)
        assert linked(["<p>A hub, a place.</p>"]) == ["<p>A hub, a place.</p>"]

    def test_one_query_however_many_words(self, count_queries):
        a_word()
        one = count_queries(lambda: linked(["<p>hub</p>"]))
        for number in range(20):
            a_word(f"Word{number}")
        assert count_queries(lambda: linked(["<p>hub</p>"] * 20)) == one == 1

    def test_a_strategy_links_its_words(self, stranger):
        load_strategy(by="system")
        load(by="system")
        page = stranger.get("/strategy/civil-society/").content.decode()
        slugs = re.findall(r'class="glossary-link" href="/glossary/#([\w-]+)"', page)
        assert slugs
        assert len(slugs) == len(set(slugs))

    def test_an_annex_names_the_words_a_version_uses(self):
        load_strategy(by="system")
        version = Version.objects.order_by("-number").first()
        used = [word.word for word in terms_used(version)]
        assert used == sorted(used, key=str.casefold)
        assert "Civil society" in used


class TestKeeping:
    def test_two_officers_at_once_lose_nothing(self):
        term = a_word()
        given = {"word": "Hub", "also": [], "source": "", "is_linked": True}
        now = timezone.now()
        actions.change_word(
            term=term, values=given | {"meaning": "Mine"}, revision=1, by="system", now=now
        )
        with pytest.raises(actions.Clash) as clash:
            actions.change_word(
                term=term, values=given | {"meaning": "Late"}, revision=1, by="system", now=now
            )
        assert clash.value.theirs.meaning == "Mine"

    def test_a_form_is_explained_once(self):
        a_word(also=["Hubs"])
        with pytest.raises(Refused, match="“hubs” is explained under “Hub” already"):
            a_word("HUBS")

    def test_a_word_of_the_council_stands_before_the_service_s_own(self):
        a_word("Trustee", meaning="Ours.")
        found = [each for each in published_words() if each.word == "Trustee"]
        assert [each.meaning for each in found] == ["Ours."]

    def test_taken_back_it_is_gone_and_the_own_word_does_not_return(self):
        term = a_word("Trustee")
        actions.take_back_word(term=term, by="system")
        assert "Trustee" not in [each.word for each in published_words()]

    def test_demonstration_loads_once(self):
        load(by="system")
        number = Term.objects.count()
        load(by="system")
        assert Term.objects.count() == number


class TestPages:
    def test_readers_find_a_word_by_its_short_form(self, stranger):
        page = stranger.get("/glossary/?q=CIO").content.decode()
        assert "Charitable incorporated organisation" in page
        assert "Regrant" not in page

    def test_nothing_found_teaches(self, stranger):
        assert (
            "We do not explain that word yet" in stranger.get("/glossary/?q=zzz").content.decode()
        )

    @pytest.mark.parametrize("text", ["\\", "x" * 5000, "(", "%", "<b>"])
    def test_bad_words_are_only_not_found(self, stranger, text):
        assert stranger.get("/glossary/", {"q": text}).status_code == 200

    def test_best_fit_first(self):
        assert words_with("grant")[0].word in {"Grant", "Regrant"}

    def test_as_data(self, stranger):
        a_word("=Hub")
        words = json.loads(stranger.get("/glossary.json").content)["words"]
        assert len(words) == len(published_words())
        assert b"\n=Hub" not in stranger.get("/glossary.csv").content

    def test_what_was_typed_stays_when_the_word_is_there_already(self, client_of, olivia):
        a_word()
        answer = client_of(olivia).post(
            reverse("strategy:add_word"),
            {"key": "0" * 32, "word": "hub", "meaning": "Typed with care.", "also": "a\n\nb"},
        )
        page = answer.content.decode()
        assert "is explained under “Hub” already" in page
        assert "Typed with care." in page

    def test_an_officer_sees_both_texts(self, client_of, olivia):
        term = a_word()
        Term.objects.filter(pk=term.pk).update(revision=2, meaning="Theirs")
        data = {"key": "0" * 32, "revision": 1, "word": "Hub", "meaning": "Mine", "also": ""}
        address = reverse("strategy:change_word", args=[term.pk])
        page = client_of(olivia).post(address, data).content.decode()
        assert "Theirs" in page
        assert "Mine" in page
        again = data | {"revision": re.search(r'name="revision" value="(\d+)"', page)[1]}
        assert client_of(olivia).post(address, again).status_code == 302
        term.refresh_from_db()
        assert term.meaning == "Mine"

    def test_adopting_an_own_word_keeps_its_address(self, client_of, olivia):
        address = reverse("strategy:adopt_word", args=["trustee"])
        data = {"key": "0" * 32, "word": "Trustee", "meaning": "Our own words.", "also": "Trustees"}
        client_of(olivia).post(address, data)
        assert Term.objects.get(slug="trustee").published_at
        assert client_of(olivia).get(address).status_code == 404

    def test_publishing_shows_it(self, client_of, olivia, stranger):
        term = a_word(publish=False)
        assert 'id="hub"' not in stranger.get("/glossary/").content.decode()
        client_of(olivia).post(reverse("strategy:publish_word", args=[term.pk]))
        assert 'id="hub"' in stranger.get("/glossary/").content.decode()

    def test_the_desk_asks_the_same_number_of_queries(self, client_of, olivia, count_queries):
        client = client_of(olivia)
        a_word()
        client.get(reverse("strategy:glossary_desk"))
        one = count_queries(lambda: client.get(reverse("strategy:glossary_desk")))
        for name in ("Place", "Room"):
            a_word(name)
        assert count_queries(lambda: client.get(reverse("strategy:glossary_desk"))) == one
