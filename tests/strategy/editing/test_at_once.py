"""Two officers at the same moment over one draft."""

import pytest
from django.utils import timezone

from civilsociety.audit.actions import SYSTEM
from strategy.actions import editing, import_text, publish
from strategy.formats import read_strategy
from strategy.models import Section, SectionLock, Version
from tests.strategy.conftest import SHORT
from tests.strategy.editing.conftest import outline
from tests.strategy.test_at_once import both

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def text():
    return import_text(slug="civil-society", text=read_strategy(SHORT.encode()), by=SYSTEM).version


def get(text, key):
    return Section.objects.select_related("version").get(version=text, key=key)


def saving(text, body, by, key="people"):
    section = get(text, key)
    return lambda: (
        editing.save_section(
            section=section,
            title=section.title,
            body=body,
            revision=section.revision,
            by=by,
            now=timezone.now(),
        ).body
    )


def moving(text, key, way, by, seen=None):
    section = get(text, key)
    return lambda: (
        editing.move_section(section=section, way=way, by=by, now=timezone.now(), seen=seen).key
    )


def is_sound(version):
    """Numbers, levels, parents and positions say the same."""
    sections = list(version.sections.select_related("parent"))
    assert [section.position for section in sections] == list(range(1, len(sections) + 1))
    for section in sections:
        assert section.number.count(".") + 1 == section.level
        above = section.number.rpartition(".")[0]
        assert (section.parent.number if section.parent else "") == above
    return True


def test_one_saves_and_the_other_is_told(text, olivia, oscar):
    outcomes = both(saving(text, "Olivia’s.", olivia), saving(text, "Oscar’s.", oscar))

    saved = get(text, "people").body
    assert saved in {"Olivia’s.", "Oscar’s."}
    [told] = [outcome for outcome in outcomes if outcome != saved]
    assert "after you had begun" in told
    assert text.revisions.filter(key="people").count() == 2


def test_two_sections_saved_at_once_are_both_saved(text, olivia, oscar):
    both(saving(text, "Olivia’s.", olivia), saving(text, "Oscar’s.", oscar, key="place"))

    assert (get(text, "people").body, get(text, "place").body) == ("Olivia’s.", "Oscar’s.")


def test_saving_while_another_moves_keeps_both(text, olivia, oscar):
    both(saving(text, "Olivia’s.", olivia), moving(text, "people", "down", oscar))

    section = get(text, "people")
    assert (section.body, section.number) == ("Olivia’s.", "2")
    assert is_sound(text)


def test_two_moves_of_one_section_move_it_once(text, olivia, oscar):
    outcomes = both(
        moving(text, "place", "up", olivia, seen="2"), moving(text, "place", "up", oscar, seen="2")
    )
    assert outline(text) == "1 place, 2 people, 2.1 volunteering"
    assert sum("moved sections meanwhile" in outcome for outcome in outcomes) == 1


def test_two_moves_of_two_sections_both_hold(text, olivia, oscar):
    both(moving(text, "place", "in", olivia), moving(text, "volunteering", "out", oscar))
    assert is_sound(text)
    assert {section.key for section in text.sections.all()} == {"people", "volunteering", "place"}


def test_lock_is_taken_by_one(text, olivia, oscar):
    def taking(by):
        section = get(text, "people")
        return lambda: editing.take_lock(section=section, by=by, now=timezone.now()).holder.name

    outcomes = both(taking(olivia), taking(oscar))
    holder = SectionLock.objects.get().holder.name
    [told] = [outcome for outcome in outcomes if outcome != holder]
    assert f"{holder} has been writing in this section" in told


def test_publishing_while_another_saves(text, olivia, oscar):
    def publishing():
        version = Version.objects.get(pk=text.pk)
        return publish(version=version, state="final", by=oscar, now=timezone.now()).state

    outcomes = both(saving(text, "Olivia’s.", olivia), publishing)
    text.refresh_from_db()
    assert text.is_published
    if "Olivia’s." not in outcomes:
        assert "stays as it is" in outcomes[0]
        assert get(text, "people").body == "What people do for each other."


def test_two_drafts_begun_at_once_are_one(olivia, oscar):
    version = import_text(
        slug="civil-society", text=read_strategy(SHORT.encode(), kind="final"), by=SYSTEM
    ).version

    def beginning(by):
        found = Version.objects.get(pk=version.pk)
        return lambda: editing.start_revision(version=found, by=by, now=timezone.now()).number

    outcomes = both(beginning(olivia), beginning(oscar))
    assert 2 in outcomes
    assert any("is being worked on" in str(outcome) for outcome in outcomes)


def test_file_and_browser_at_once_lose_nothing(text, olivia, oscar):
    other = read_strategy(SHORT.replace("What people do for each other.", "A file.").encode())

    def bringing():
        return import_text(slug="civil-society", text=other, by=oscar).outcome

    both(saving(text, "Olivia’s.", olivia), bringing)
    bodies = {row.body for row in text.revisions.filter(key="people")}
    assert "A file." in bodies
    # Either she saved first and is kept, or she was told and her text is still on her page.
    assert get(text, "people").body == "A file."


def test_taking_out_while_another_saves(text, olivia, oscar):
    section = get(text, "place")

    def taking_out():
        return editing.take_out(section=get(text, "place"), by=oscar, now=timezone.now())[0].key

    outcomes = both(saving(text, "Olivia’s.", olivia, key=section.key), taking_out)
    assert not text.sections.filter(key="place").exists()
    kept = text.revisions.filter(key="place").first()
    assert kept.how == "taken_out"
    assert kept.body == "Olivia’s." or "taken out" in outcomes[0]
