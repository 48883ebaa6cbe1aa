"""A text walks from draft to superseded; every step keeps its day, its papers, its outcome."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import InternalError
from django.urls import reverse

from civilsociety.refusal import Refused
from strategy.actions.pathway import add_paper, correct_step, note_reading, walk
from strategy.models import DraftReading, Step, Version
from strategy.states import VersionState as V
from tests.strategy.conftest import SHORT

LATER = datetime(2021, 12, 20, 9, tzinfo=UTC)
NEXT = SHORT.replace("Where it happens.", "Where it all happens.")


def go(version, state, day, by, **told):
    return walk(version=version, state=state, on=day, by=by, now=LATER, **told)


def in_force(version, by):
    go(version, V.CABINET, date(2021, 12, 9), by, body="Cabinet")
    go(version, V.ADOPTED, date(2021, 12, 9), by, decision_reference="21/00055")
    return go(version, V.IN_FORCE, date(2021, 12, 10), by)


def test_the_whole_pathway(draft, olivia):
    go(draft, V.IN_REVIEW, date(2021, 7, 1), olivia, until=date(2021, 7, 31), body="Steering Group")
    go(draft, V.REVISED, date(2021, 8, 1), olivia)
    go(draft, V.FINAL, date(2021, 12, 20), olivia, body="Policy and Resources Cabinet Committee")
    in_force_on = date(2021, 12, 20)
    go(draft, V.ADOPTED, in_force_on, olivia, decision_reference="21/00055")
    go(draft, V.IN_FORCE, in_force_on, olivia)
    draft.refresh_from_db()
    assert draft.state == V.IN_FORCE
    assert list(draft.steps.values_list("state", flat=True)) == [
        V.IN_REVIEW, V.REVISED, V.FINAL, V.ADOPTED, V.IN_FORCE,
    ]  # fmt: skip
    assert draft.steps.get(state=V.FINAL).body == "Policy and Resources Cabinet Committee"
    assert draft.steps.get(state=V.ADOPTED).decision_reference == "21/00055"


def test_importing_writes_the_steps(bring):
    version = bring(kind="consultation_draft")
    assert [step.state for step in version.steps.all()] == [V.CONSULTATION_DRAFT]


def test_the_next_strategy_supersedes_the_one_in_force(bring, olivia):
    first = bring(kind="final")
    in_force(first, olivia)
    second = bring(NEXT, kind="final")
    in_force(second, olivia)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.superseded_on) == (V.SUPERSEDED, date(2021, 12, 10))
    assert second.state == V.IN_FORCE
    assert first.steps.filter(state=V.SUPERSEDED).exists()


def test_one_in_force_even_for_sql(bring, olivia):
    first = bring(kind="final")
    in_force(first, olivia)
    second = bring(NEXT, kind="final")
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        Version.objects.filter(pk=second.pk).update(state=V.IN_FORCE, in_force_on=date(2022, 1, 1))


def test_a_published_text_only_walks_forward(final):
    with pytest.raises(InternalError), transaction.atomic():
        Version.objects.filter(pk=final.pk).update(state=V.DRAFT, published_at=None)
    with pytest.raises(InternalError), transaction.atomic():
        Version.objects.filter(pk=final.pk).update(state=V.CABINET, title="Another")


@pytest.mark.parametrize(
    ("state", "day", "said"),
    [
        (V.IN_FORCE, date(2021, 12, 1), "cannot be put in force"),
        (V.ADOPTED, date(2022, 1, 1), "in the future"),
        (V.CABINET, date(2021, 9, 5), "before the text was published"),
    ],
)
def test_a_step_that_cannot_be_is_refused_in_words(final, olivia, state, day, said):
    with pytest.raises(Refused, match=said):
        go(final, state, day, olivia, decision_reference="21/00055")
    assert final.steps.count() == 1


def test_a_meeting_ahead_may_be_announced(final, olivia):
    assert go(final, V.CABINET, date(2022, 1, 20), olivia).on == date(2022, 1, 20)


def test_a_step_is_corrected_on_record(final, olivia, today_day=date(2021, 9, 6)):
    step = final.steps.get()
    correct_step(
        step=step,
        on=today_day,
        body="Committee",
        outcome="Members supported it.",
        by=olivia,
        today=LATER.date(),
    )
    assert Step.objects.get(pk=step.pk).outcome == "Members supported it."


def test_the_version_follows_the_corrected_day_of_its_step(final, olivia):
    def say(state, day):
        step = final.steps.get(state=state)
        told = {"body": step.body, "outcome": step.outcome}
        correct_step(step=step, on=day, by=olivia, today=LATER.date(), **told)

    in_force(final, olivia)
    final.refresh_from_db()
    adopted, since = final.adopted_on, final.in_force_on

    say(V.ADOPTED, adopted - timedelta(days=1))
    final.refresh_from_db()
    assert (final.adopted_on, final.in_force_on) == (adopted - timedelta(days=1), since)

    with pytest.raises(Refused, match="“In force” cannot be before “Adopted by decision”"):
        say(V.IN_FORCE, adopted - timedelta(days=2))
    with pytest.raises(Refused, match="cannot be before “Published as the final text"):
        say(V.ADOPTED, date(2021, 1, 1))
    final.refresh_from_db()
    assert (final.adopted_on, final.in_force_on) == (adopted - timedelta(days=1), since)


def test_words_beside_days_out_of_order_are_corrected(final, olivia):
    """An earlier version was superseded before it came into force: its dates are as recorded."""
    in_force(final, olivia)
    go(final, V.SUPERSEDED, date(2021, 12, 9), olivia)
    step = final.steps.get(state=V.SUPERSEDED)
    told = {"step": step, "body": "", "by": olivia, "today": LATER.date()}
    correct_step(on=step.on, outcome="By the next one.", **told)

    with pytest.raises(Refused, match="cannot be before “In force”"):
        correct_step(on=date(2021, 12, 8), outcome="By the next one.", **told)
    correct_step(on=date(2021, 12, 12), outcome="By the next one.", **told)
    final.refresh_from_db()
    assert final.superseded_on == date(2021, 12, 12)


def test_the_public_reads_the_pathway_of_published_versions_only(
    bring, olivia, stranger, client_of, mina
):
    bring(kind="consultation_draft")
    draft = bring(NEXT)
    go(draft, V.IN_REVIEW, date(2021, 12, 1), olivia, body="The secret circle")
    address = reverse("strategy:pathway", args=["civil-society"])
    assert "The secret circle" not in stranger.get(address).content.decode()
    assert "The secret circle" in client_of(mina).get(address).content.decode()


def test_no_pathway_before_anything_is_published(draft, olivia, stranger):
    go(draft, V.IN_REVIEW, date(2021, 12, 1), olivia)
    assert stranger.get(reverse("strategy:pathway", args=["civil-society"])).status_code == 404


def test_a_paper_is_as_public_as_its_version(draft, olivia, stranger, client_of, mina):
    step = go(draft, V.IN_REVIEW, date(2021, 12, 1), olivia)
    upload = {"file_name": "agenda.pdf", "content_type": "application/pdf", "content": b"%PDF-"}
    paper = add_paper(step=step, title="Agenda", upload=upload, by=olivia, now=LATER)
    address = reverse("strategy:step_paper", args=["civil-society", paper.pk])
    assert stranger.get(address).status_code == 404
    answer = client_of(mina).get(address)
    assert answer.content == b"%PDF-"
    assert "attachment" in answer["Content-Disposition"]


def test_a_draft_carries_its_reader_and_reading_is_written_down(draft, client_of, mina, stranger):
    address = draft.get_absolute_url()
    assert stranger.get(address).status_code == 404
    client = client_of(mina)
    assert "Draft for Mina" in client.get(address).content.decode()
    client.get(address)
    reading = DraftReading.objects.get()
    assert (reading.reader, reading.form, reading.times) == (mina, "page", 2)


def test_a_published_text_is_read_unwatched(final, client_of, mina):
    assert "Draft for" not in client_of(mina).get(final.get_absolute_url()).content.decode()
    assert not DraftReading.objects.exists()


def test_a_day_of_reading_ends_at_midnight_in_summer_time(draft, mina):
    late = datetime(2021, 7, 1, 22, 59, tzinfo=UTC)  # 23:59 in Kent
    after = datetime(2021, 7, 1, 23, 1, tzinfo=UTC)  # 00:01 of the next day
    for moment in (late, after):
        note_reading(version=draft, user=mina, form="page", now=moment)
    days = DraftReading.objects.order_by("day").values_list("day", flat=True)
    assert list(days) == [date(2021, 7, 1), date(2021, 7, 2)]


def test_an_officer_walks_it_in_the_browser(draft, client_of, olivia, hold_clock):
    hold_clock(2021, 12, 20, 9, 0)
    address = reverse("strategy:walk", args=["civil-society", draft.number, "in_review"])
    page = client_of(olivia).post(
        address,
        {
            "on_day": "1", "on_month": "13", "on_year": "2021",
            "body": "Steering Group", "key": "0b2e7b5e-1111-4222-8333-444455556666",
        },
    )  # fmt: skip
    assert "Steering Group" in page.content.decode()
    assert draft.steps.count() == 0
    page = client_of(olivia).post(
        address,
        {
            "on_day": "1", "on_month": "12", "on_year": "2021",
            "body": "Steering Group", "key": "0b2e7b5e-1111-4222-8333-444455556666",
        },
        follow=True,
    )  # fmt: skip
    assert "with the steering group" in page.content.decode()


def test_queries_stay_the_same(bring, olivia, client_of, count_queries, stranger):
    bring(kind="consultation_draft")
    address = reverse("strategy:pathway", args=["civil-society"])
    one = count_queries(lambda: stranger.get(address))
    for number in range(3):
        version = bring(SHORT.replace("happens", f"happens {number}"), kind="final")
        go(version, V.CABINET, date(2021, 12, 9), olivia)
    assert count_queries(lambda: stranger.get(address)) == one
