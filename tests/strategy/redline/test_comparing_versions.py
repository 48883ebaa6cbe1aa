"""Two versions compared: which section became which, and how a reader is told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from strategy.models import Version
from strategy.queries.redline.comparing import compare_versions
from strategy.queries.redline.shown import labels_of

FRONT = "---\ntitle: A strategy\n---\n\n"


@pytest.fixture
def compared(before, after):
    return compare_versions(before, after)


def of(comparison, key):
    return next(section for section in comparison.sections if key in section.keys)


def test_every_section_has_its_fate(compared):
    fates = {section.key: section.fate for section in compared.sections}
    assert fates == {
        "people": "kept",
        "working-as-equals": "added",
        "young-people": "kept",
        "social-action": "kept",
        "volunteering": "changed",
        "loneliness": "removed",
        "place": "kept",
        "halls-and-centres": "changed",
        "local-economy": "changed",
    }


def test_a_section_taken_out_stands_where_it_stood(compared):
    keys = [section.key for section in compared.sections]
    assert keys.index("loneliness") == keys.index("volunteering") + 1


def test_a_section_in_another_chapter_moved_and_says_from_where(compared):
    moved = [section.key for section in compared.sections if section.moved]
    assert moved == ["young-people"]
    assert list(labels_of(of(compared, "young-people"))) == ["Moved: it was 2.2, in 2 Place"]


def test_a_section_only_pushed_down_is_renumbered_and_not_moved(compared):
    section = of(compared, "social-action")
    assert (section.renumbered, section.moved, section.is_other) == (True, False, False)
    assert list(labels_of(section)) == ["It was number 1.1"]


def test_a_section_with_another_title_is_renamed(compared):
    section = of(compared, "local-economy")
    assert (section.renamed, section.rewritten, section.count) == (True, False, 1)
    assert "It was called “Local economy”" in labels_of(section)


def test_a_section_whose_anchor_went_is_known_by_its_words(compared):
    section = of(compared, "halls-and-centres")
    assert section.old.key == "village-halls"
    assert section.keys == {"village-halls", "halls-and-centres"}


def test_changes_are_counted_as_a_reader_would(compared):
    # A paragraph with other words and another link, and a new item of the list.
    assert of(compared, "volunteering").in_short == "2 changes"
    assert of(compared, "working-as-equals").in_short == "New"
    assert of(compared, "loneliness").in_short == "Taken out"
    assert of(compared, "young-people").in_short == "Moved"
    assert of(compared, "people").in_short == ""


def test_the_whole_is_told_in_one_sentence(compared):
    assert compared.told_in_words == (
        "3 sections are changed, 1 is new, 1 is taken out, 1 is moved and 6 have another number."
    ).replace("6", str(sum(section.renumbered for section in compared.sections)))


def test_a_version_compared_with_itself_says_the_same(after):
    compared = compare_versions(after, after)
    assert compared.others == []
    assert compared.told_in_words == "Nothing was changed."


def test_two_chapters_that_change_places_are_one_move(bring):
    chapters = ["# One {#one}\n\nFirst.\n\n## In one {#in-one}\n\nA.\n", "# Two {#two}\n\nB.\n"]
    old = bring(FRONT + "\n".join(chapters), kind="consultation_draft")
    new = bring(FRONT + "\n".join(chapters[::-1]), kind="final")
    assert [s.key for s in compare_versions(old, new).sections if s.moved] == ["two"]


def test_a_chapter_takes_its_sections_along(bring):
    head = "# One {#one}\n\nFirst.\n\n# Three {#three}\n\nC.\n\n"
    whole = "# Two {#two}\n\nSecond.\n\n## In two {#in-two}\n\nA.\n\n## Also {#also}\n\nB.\n\n"
    many = "".join(f"# More {n} {{#more-{n}}}\n\nText {n}.\n\n" for n in range(5))
    old = bring(FRONT + whole + head + many, kind="consultation_draft")
    new = bring(FRONT + head + many + whole, kind="final")
    assert [s.key for s in compare_versions(old, new).sections if s.moved] == ["two"]


def test_a_text_without_anything_in_common_is_out_and_in(bring):
    old = bring(FRONT + "# Halls {#halls}\n\nPlaces to meet.\n", kind="consultation_draft")
    new = bring(FRONT + "# Money {#money}\n\nThree yearly rounds.\n", kind="final")
    assert [s.fate for s in compare_versions(old, new).sections] == ["removed", "added"]


def test_other_markup_of_the_same_words_asks_for_no_reason(bring):
    old = bring(FRONT + "# Halls {#halls}\n\n*Places* to  meet.\n", kind="consultation_draft")
    new = bring(FRONT + "# Halls {#halls}\n\n_Places_ to meet.\n", kind="final")
    (section,) = compare_versions(old, new).sections
    assert (section.fate, section.count) == ("kept", 0)


@pytest.mark.parametrize("sections", [3, 60])
def test_comparing_takes_two_queries_however_long_the_texts(bring, sections):
    text = FRONT + "".join(f"# Part {n} {{#part-{n}}}\n\nText {n}.\n\n" for n in range(sections))
    bring(text, kind="consultation_draft")
    bring(text.replace("Text", "Words"), kind="final")
    old, new = Version.objects.order_by("number")
    with CaptureQueriesContext(connection) as captured:
        compared = compare_versions(old, new)
        assert compared.count == sections
    assert len(captured) == 2
