"""Beginning the next draft, and saying what it is called."""

import pytest

from civilsociety.audit.models import Event
from civilsociety.refusal import Refused
from strategy.actions import editing
from strategy.models import Picture, Version
from tests.strategy.conftest import SHORT
from tests.strategy.editing.conftest import outline

pytestmark = pytest.mark.django_db


def begin(version, olivia, noon):
    return editing.start_revision(version=version, by=olivia, now=noon)


def test_new_draft_has_the_same_sections(consulted, olivia, noon):
    draft = begin(consulted, olivia, noon)

    assert (draft.number, draft.state, draft.label, draft.digest) == (2, "revised", "", "")
    assert outline(draft) == outline(consulted)
    section = draft.sections.get(key="volunteering")
    assert section.parent.version == draft
    assert section.body == "We will support **volunteers**."
    assert [row.how for row in draft.revisions.all()] == ["begun"] * 3
    assert draft.steps.get().state == "revised"
    assert Event.objects.first().sentence == "Began version 2 from version 1."


def test_after_a_settled_text_it_is_a_draft_from_the_start(final, olivia, noon):
    assert begin(final, olivia, noon).state == "draft"


def test_pictures_come_with_it(draft, olivia, noon, bring):
    picture = Picture.objects.create(
        version=draft, key="map", alt="A map", content_type="image/png",
        content=b"x", width=1, height=1, sha256="0" * 64,
    )  # fmt: skip
    later = begin(bring(kind="consultation_draft"), olivia, noon)

    assert later.pictures.get().alt == "A map"
    assert Picture.objects.get(pk=picture.pk).version_id == draft.pk


def test_one_draft_at_a_time(consulted, olivia, noon):
    begin(consulted, olivia, noon)
    with pytest.raises(Refused, match="Version 2 is being worked on"):
        begin(consulted, olivia, noon)
    assert Version.objects.count() == 2


def test_draft_is_not_begun_from_a_draft(draft, olivia, noon):
    with pytest.raises(Refused, match="is a draft already"):
        begin(draft, olivia, noon)


def test_it_may_begin_from_an_older_version(consulted, bring, olivia, noon):
    bring(SHORT.replace("Where", "Everywhere"), kind="final")
    draft = begin(consulted, olivia, noon)

    assert draft.number == 3
    assert draft.sections.get(key="place").body == "Where it happens."


WORDS = {
    "title": "A strategy for civil society",
    "summary": "How the council and the social sector work together.",
    "period": "2021 to 2024",
    "label": "",
    "note": "",
}


def test_draft_is_described(draft, olivia):
    editing.describe(version=draft, seen=WORDS, by=olivia, **WORDS | {"label": "Early draft"})

    draft.refresh_from_db()
    assert draft.name == "Early draft"
    event = Event.objects.first()
    assert event.sentence == "Changed what is said of version 1: label."


def test_second_description_is_told_and_nothing_is_overwritten(draft, olivia, oscar):
    editing.describe(version=draft, seen=WORDS, by=olivia, **WORDS | {"label": "Olivia’s"})

    with pytest.raises(editing.Clash) as told:
        editing.describe(version=draft, seen=WORDS, by=oscar, **WORDS | {"label": "Oscar’s"})
    assert told.value.theirs["label"] == "Olivia’s"
    draft.refresh_from_db()
    assert draft.label == "Olivia’s"


def test_same_description_again_changes_nothing(draft, olivia):
    events = Event.objects.count()
    editing.describe(version=draft, seen={}, by=olivia, **WORDS)
    assert Event.objects.count() == events


def test_published_version_is_not_described_anew(draft, published, olivia):
    with pytest.raises(Refused, match="stays as it is"):
        editing.describe(version=draft, seen=WORDS, by=olivia, **WORDS | {"label": "New"})
