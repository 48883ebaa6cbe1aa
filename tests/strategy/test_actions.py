"""Importing, publishing, adopting and dropping a version; published texts stay."""

from datetime import date

import pytest
from django.db import InternalError, transaction

from civilsociety.audit.models import Event
from civilsociety.refusal import Refused
from strategy.actions import adopt, discard_draft, import_text, publish
from strategy.formats import read_strategy
from strategy.models import Section, Strategy, Version
from strategy.states import VersionState
from tests.strategy.conftest import SHORT

pytestmark = pytest.mark.django_db


def outcome(text, by, **options):
    return import_text(
        slug="civil-society", text=read_strategy(text.encode(), **options), by=by
    ).outcome


def test_import_makes_a_draft_with_nested_sections(draft):
    sections = list(draft.sections.all())

    assert draft.state == VersionState.DRAFT
    assert [(s.number, s.key) for s in sections] == [
        ("1", "people"),
        ("1.1", "volunteering"),
        ("2", "place"),
    ]
    assert sections[1].parent == sections[0]


@pytest.mark.parametrize("kind", ["", "consultation_draft", "final"])
def test_same_file_again_changes_nothing(olivia, kind):
    assert outcome(SHORT, olivia, kind=kind) == "created"
    before = list(Section.objects.values()), list(Version.objects.values()), Event.objects.count()

    assert outcome(SHORT, olivia, kind=kind) == "unchanged"
    after = list(Section.objects.values()), list(Version.objects.values()), Event.objects.count()
    assert after == before


def test_older_file_again_changes_nothing(bring, olivia):
    bring(kind="consultation_draft")
    bring(SHORT.replace("Where", "Everywhere"), kind="final")

    assert outcome(SHORT, olivia, kind="consultation_draft") == "unchanged"
    assert Version.objects.count() == 2


def test_new_text_replaces_the_draft_and_keeps_rows_of_kept_anchors(draft, olivia):
    kept = draft.sections.get(key="volunteering").pk
    text = SHORT.replace("# People", "# Before\n\nNew.\n\n# People").replace("# Place", "# Support")

    assert outcome(text, olivia) == "replaced"
    assert draft.sections.get(key="volunteering").pk == kept
    assert [(s.number, s.key) for s in draft.sections.all()] == [
        ("1", "before"),
        ("2", "people"),
        ("2.1", "volunteering"),
        ("3", "support"),
    ]


def test_new_text_after_publication_is_the_next_version(consulted, olivia):
    assert outcome(SHORT.replace("Where", "Everywhere"), olivia) == "created"
    assert list(Version.objects.values_list("number", "state")) == [
        (2, "draft"),
        (1, "consultation_draft"),
    ]


def test_consulted_text_may_become_the_final_text_unchanged(consulted, bring):
    final = bring(kind="final")

    assert (final.number, final.state) == (2, VersionState.FINAL)


def test_draft_is_published_by_importing_it_again_with_its_kind(draft, bring):
    assert bring(kind="consultation_draft").pk == draft.pk
    draft.refresh_from_db()
    assert draft.is_published


def test_import_as_adopted_records_publication_and_decision(bring):
    text = SHORT.replace(
        "period:",
        "kind: adopted\npublished_on: 2021-11-09\nadopted_on: 2021-12-09\n"
        "decision_reference: 21/00055\nperiod:",
    )
    read = read_strategy(text.encode())
    version = import_text(slug="civil-society", text=read, by="system").version

    assert version.state == VersionState.ADOPTED
    assert (version.adopted_on, version.decision_reference) == (date(2021, 12, 9), "21/00055")


def test_refused_import_leaves_nothing_behind(olivia):
    text = SHORT.replace(
        "period:", "kind: adopted\nadopted_on: 2999-01-01\ndecision_reference: 21/1\nperiod:"
    )

    with pytest.raises(Refused, match="in the future"):
        outcome(text, olivia)
    assert not Strategy.objects.exists()


def test_publishing_carries_the_words_of_the_version_to_the_strategy(consulted, bring, now, olivia):
    following = bring(SHORT.replace("A strategy for civil society", "Stronger together"))
    strategy = Strategy.objects.get()
    assert strategy.title == "A strategy for civil society"

    publish(version=following, state=VersionState.FINAL, by=olivia, now=now)

    strategy.refresh_from_db()
    assert strategy.title == "Stronger together"


def test_publishing_is_written_down(draft, olivia, now):
    publish(version=draft, state=VersionState.CONSULTATION_DRAFT, by=olivia, now=now, label="June")

    assert draft.name == "June"
    event = Event.objects.first()
    assert event.actor_label == "Olivia"
    assert event.sentence == "Published version 1: consultation draft."


def test_publishing_twice_is_refused(draft, olivia, now):
    stale = Version.objects.get(pk=draft.pk)
    publish(version=draft, state=VersionState.FINAL, by=olivia, now=now)

    with pytest.raises(Refused, match="cannot be published"):
        publish(version=stale, state=VersionState.CONSULTATION_DRAFT, by=olivia, now=now)


def test_draft_cannot_be_adopted(draft, olivia):
    with pytest.raises(Refused, match="cannot be adopted"):
        adopt(
            version=draft,
            adopted_on=date(2021, 12, 9),
            decision_reference="21/00055",
            by=olivia,
            today=date(2021, 12, 9),
        )


@pytest.mark.parametrize(
    ("adopted_on", "reference", "says"),
    [
        (date(2021, 12, 10), "21/00055", "in the future"),
        (date(2021, 9, 5), "21/00055", "before the text was published"),
        (None, "21/00055", "Give the date"),
        (date(2021, 12, 9), "  ", "Give the reference"),
    ],
)
def test_adoption_that_cannot_be_is_refused(final, olivia, adopted_on, reference, says):
    with pytest.raises(Refused, match=says):
        adopt(
            version=final,
            adopted_on=adopted_on,
            decision_reference=reference,
            by=olivia,
            today=date(2021, 12, 9),
        )


def test_adoption_names_its_decision(final, olivia):
    day = date(2021, 12, 9)
    adopt(version=final, adopted_on=day, decision_reference="21/00055 ", by=olivia, today=day)

    final.refresh_from_db()
    assert (final.state, final.decision_reference) == ("adopted", "21/00055")


def test_draft_can_be_thrown_away(draft, olivia):
    discard_draft(version=draft, by=olivia)

    assert not Version.objects.exists()
    assert Event.objects.first().sentence == "Threw away the draft of version 1."


def test_published_version_cannot_be_thrown_away(consulted, olivia):
    with pytest.raises(Refused, match="stays as it is"):
        discard_draft(version=consulted, by=olivia)


@pytest.mark.parametrize(
    "tamper",
    [
        lambda v: Version.objects.filter(pk=v.pk).update(summary="Other"),
        lambda v: Version.objects.filter(pk=v.pk).update(state="draft", published_at=None),
        lambda v: Version.objects.filter(pk=v.pk).delete(),
        lambda v: v.sections.filter(key="place").update(body="Other"),
        lambda v: v.sections.filter(key="place").delete(),
        lambda v: Section.objects.create(
            version=v, key="more", position=9, level=1, number="9", title="More"
        ),
    ],
)
def test_database_refuses_to_change_a_published_version(final, tamper):
    with pytest.raises(InternalError, match="published|Cannot delete"), transaction.atomic():
        tamper(final)


def test_settled_text_stays_in_force_while_a_later_draft_is_consulted_on(final, bring):
    bring(SHORT.replace("Where", "Everywhere"), kind="consultation_draft")

    assert Version.objects.most_settled_first().first() == final
