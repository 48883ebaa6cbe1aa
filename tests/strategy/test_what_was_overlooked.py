"""Odd days, odd letters, odd moments: what is asked of every part of the strategy."""

import threading
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction

from civilsociety.audit.actions import SYSTEM
from civilsociety.audit.models import Event
from civilsociety.home.queries.search import search
from civilsociety.refusal import Refused
from strategy.actions import adopt, discard_draft, editing, import_text, publish
from strategy.actions.glossary import words as glossary
from strategy.actions.measures import measures as measure_acts
from strategy.actions.measures.undertakings import tell_undertaking
from strategy.actions.pathway import add_paper, correct_step, remove_paper, walk
from strategy.actions.redline import explain
from strategy.actions.word import save_rendition
from strategy.formats import read_strategy
from strategy.forms.measures.fields import FigureField
from strategy.forms.measures.measures import MeasureForm
from strategy.models import Measure, StepPaper, Version
from strategy.queries.glossary.linking import linked
from strategy.queries.measures.due import period_before
from strategy.slots import Origin
from strategy.views.redline import reading
from tests.strategy.conftest import SHORT
from tests.strategy.measures import made

pytestmark = pytest.mark.django_db
# Half past midnight in summer time: in UTC it is still the day before.
JUST_AFTER_MIDNIGHT = datetime(2021, 7, 9, 23, 30, tzinfo=UTC)
ELSEWHERE = SHORT.replace("Where it happens.", "Where it all happens.")


def gone(row):
    """The row as somebody had it open when a colleague threw it away."""
    type(row).objects.get(pk=row.pk).delete()
    return row


class TestDays:
    def test_adoption_on_the_day_before_publication_is_refused_after_midnight(self, draft, olivia):
        publish(version=draft, state="final", by=olivia, now=JUST_AFTER_MIDNIGHT)
        with pytest.raises(Refused, match="before the text was published"):
            adopt(
                version=draft, adopted_on=date(2021, 7, 9), decision_reference="21/00055",
                by=olivia, today=date(2021, 7, 10),
            )  # fmt: skip

    def test_steps_on_the_day_before_publication_are_refused_after_midnight(self, draft, olivia):
        publish(version=draft, state="final", by=olivia, now=JUST_AFTER_MIDNIGHT)
        with pytest.raises(Refused, match="before the text was published"):
            walk(
                version=draft, state="cabinet", on=date(2021, 7, 9), by=olivia,
                now=datetime(2021, 8, 1, 9, tzinfo=UTC),
            )  # fmt: skip

    def test_a_period_begins_on_the_day_of_publication_in_the_country(self, draft, olivia):
        measure = made.a_measure(
            made.an_objective(draft.strategy, olivia), olivia, now=JUST_AFTER_MIDNIGHT,
            frequency=Measure.Frequency.ONCE, baseline=None, baseline_on=None,
        )  # fmt: skip
        assert period_before(measure, date(2022, 3, 31)) == (date(2021, 7, 10), date(2022, 3, 31))


class TestLetters:
    @pytest.mark.parametrize("text", ["1.²", "1.¹", "1.①", "².5", "1.5.5"])
    def test_figures_that_are_no_numbers_are_told(self, text):
        with pytest.raises(Exception, match="Enter a number in figures"):
            FigureField().clean(text)

    @pytest.mark.parametrize("text", ["ıt", "İt", "IT"])
    def test_letters_that_only_look_alike_break_no_page(self, text):
        values = {"also": [], "meaning": "A thing.", "source": "", "is_linked": True}
        glossary.add_word(values={"word": "it"} | values, by=SYSTEM, now=made.NOW, publish=True)
        found = linked([f"<p>{text} and it.</p>"])[0]
        assert found.count('class="glossary-link"') == 1


class TestGoneMeanwhile:
    """A colleague, or the second of two clicks, was faster: a sentence, never a broken page."""

    def test_a_draft(self, draft, olivia, now):
        gone(draft)
        for act in (
            lambda: discard_draft(version=draft, by=olivia),
            lambda: publish(version=draft, state="final", by=olivia, now=now),
            lambda: walk(version=draft, state="in_review", on=now.date(), by=olivia, now=now),
            lambda: save_rendition(
                version=draft, kind="summary", body="A.", revision=0, by=olivia, now=now
            ),
        ):
            with pytest.raises(Refused, match="thrown away"):
                act()

    def test_a_step_or_a_reason_of_a_draft(self, draft, olivia, now):
        step = walk(version=draft, state="in_review", on=now.date(), by=olivia, now=now)
        gone(draft)
        link = "https://democracy.example/"
        told = {"on": now.date(), "body": "", "outcome": "", "today": now.date()}
        for act in (
            lambda: correct_step(step=step, by=olivia, **told),
            lambda: add_paper(step=step, title="Agenda", link=link, by=olivia, now=now),
            lambda: explain(
                version=draft, section_key="people", what="A.", why="B.",
                origins=[Origin("officer", "", "Somebody")], by=olivia, now=now,
            ),
        ):  # fmt: skip
            with pytest.raises(Refused, match="thrown away"):
                act()

    def test_a_measure(self, draft, olivia):
        measure = made.a_measure(made.an_objective(draft.strategy, olivia), olivia, published=False)
        gone(measure)
        with pytest.raises(Refused, match="not there any more"):
            measure_acts.throw_away(measure=measure, by=olivia)
        with pytest.raises(Refused, match="not there any more"):
            measure_acts.change_measure(measure=measure, by=olivia, revision=1, name="A")

    def test_a_paper_is_taken_away_once(self, final, olivia, now):
        step = final.steps.get()
        add_paper(step=step, title="Agenda", link="https://democracy.example/", by=olivia, now=now)
        one, same = StepPaper.objects.get(), StepPaper.objects.get()
        remove_paper(paper=one, by=olivia)
        remove_paper(paper=same, by=olivia)
        assert Event.objects.filter(verb="strategy.paper_removed").count() == 1


class TestTwice:
    def test_an_update_sent_twice_is_told_once(self, draft, olivia):
        undertaking = made.an_undertaking(draft.strategy, olivia)
        told = {"on": date(2022, 1, 3), "state": "under_way", "text": "Begun.", "by": olivia}
        for _ in range(2):
            tell_undertaking(undertaking=undertaking, now=made.NOW, today=made.TODAY, **told)
        assert undertaking.updates.count() == 1

    def test_two_who_adopt_one_word_of_the_service(self, draft, olivia):
        values = {"also": [], "meaning": "A thing.", "source": "", "is_linked": True}
        given = {"by": olivia, "now": made.NOW, "slug": "vcse"}
        glossary.add_word(values={"word": "VCSE"} | values, **given)
        with pytest.raises(Refused, match="took the place"):
            glossary.add_word(values={"word": "Voluntary sector"} | values, **given)


class TestSeen:
    def test_search_finds_nothing_of_a_strategy_that_is_not_public(self, draft, olivia, mina):
        made.a_measure(made.an_objective(draft.strategy, olivia), olivia, name="Quokkas counted")
        made.an_undertaking(draft.strategy, olivia, title="Quokkas housed")
        assert search(AnonymousUser(), "quokkas").total == 0
        assert search(mina, "quokkas").total == 2

    def test_only_people_with_a_role_are_offered_as_readers_of_a_measure(
        self, draft, olivia, frank, tess
    ):
        form = MeasureForm(strategy=draft.strategy, by=olivia, now=made.NOW)
        offered = str(form["owner_user"])
        assert frank.email in offered
        assert tess.email not in offered

    def test_the_record_of_taking_over_names_nobody_but_who_did(self, draft, olivia, frank, now):
        section = draft.sections.first()
        editing.take_lock(section=section, by=frank, now=now)
        editing.take_lock(section=section, by=olivia, now=now, over=True)
        event = Event.objects.get(verb="strategy.section_taken_over")
        assert frank.name not in event.sentence
        assert event.details["from"] == frank.pk


@pytest.mark.django_db(transaction=True)
def test_an_import_takes_no_step_of_the_pathway_back(olivia):
    text = read_strategy(SHORT.encode())
    draft = import_text(slug="civil-society", text=text, by=SYSTEM).version
    other = read_strategy(ELSEWHERE.encode())
    assert one_after_the_other(
        lambda: walk(
            version=Version.objects.get(pk=draft.pk), state="in_review", on=date(2021, 7, 1),
            by=SYSTEM, now=made.NOW,
        ).state,
        lambda: import_text(slug="civil-society", text=other, by=SYSTEM).outcome,
    ) == ["in_review", "replaced"]  # fmt: skip
    draft.refresh_from_db()
    assert draft.state == "in_review"


@pytest.mark.django_db(transaction=True)
def test_actions_of_one_title_in_two_strategies_have_addresses_of_their_own(olivia):
    text = read_strategy(SHORT.encode())
    one, two = (
        import_text(slug=slug, text=text, by=SYSTEM).version.strategy for slug in ("one", "two")
    )
    assert one_after_the_other(
        lambda: made.an_undertaking(one, SYSTEM, title="Reset", published=False).slug,
        lambda: made.an_undertaking(two, SYSTEM, title="Reset", published=False).slug,
    ) == ["reset", "reset-2"]


def one_after_the_other(first, second):
    """What came of two acts of which the second began before the first was written down."""
    begun, go_on, found = threading.Event(), threading.Event(), {}

    def slowly():
        try:
            with transaction.atomic():
                found["first"] = first()
                begun.set()
                go_on.wait(10)
        finally:
            connection.close()

    def beside():
        try:
            found["second"] = second()
        finally:
            connection.close()

    both = [threading.Thread(target=slowly), threading.Thread(target=beside)]
    both[0].start()
    begun.wait(10)
    both[1].start()
    _until_one_waits()
    go_on.set()
    for each in both:
        each.join(20)
    return [found.get("first"), found.get("second")]


def _until_one_waits():
    with connection.cursor() as cursor:
        for _ in range(500):
            cursor.execute(
                "select count(*) from pg_stat_activity "
                "where datname = current_database() and wait_event_type = 'Lock'"
            )
            if cursor.fetchone()[0]:
                return
            threading.Event().wait(0.01)


@pytest.mark.parametrize("slug", ["new", "steps", "step-papers"])
def test_no_strategy_takes_a_name_that_addresses_use(client_of, olivia, slug):
    answer = client_of(olivia).post("/officers/strategy/new/", {"slug": slug})
    assert "The portal uses this name itself" in answer.content.decode()


def test_the_file_of_what_changed_is_made_once(bring, stranger, monkeypatch):
    bring(kind="consultation_draft")
    bring(ELSEWHERE, kind="final")
    made_before = []
    write, content_type = reading.KINDS["docx"]
    counted = lambda document: made_before.append(document) or write(document)  # noqa: E731
    monkeypatch.setitem(reading.KINDS, "docx", (counted, content_type))
    files = [stranger.get("/strategy/civil-society/changes.docx").content for _ in range(3)]
    assert len(set(files)) == 1
    assert len(made_before) == 1
