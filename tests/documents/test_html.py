"""The fragment a page shows."""

import re
from html.parser import HTMLParser

import pytest

from civilsociety.documents import (
    DataTable,
    Heading,
    Panel,
    breakdown,
    breakdown_figure,
    outline,
    to_html,
)
from civilsociety.documents.content import BarChart, Column

from .samples import ATTACKS, BLOCKS, document, hostile


def ids(html):
    return re.findall(r'\sid="([^"]+)"', html)


def levels(html):
    return [int(level) for level in re.findall(r"<h([1-6])[\s>]", html)]


def test_every_anchor_is_unique_and_every_reference_resolves():
    html = to_html(document())
    found = ids(html)
    assert len(found) == len(set(found))
    assert set(re.findall(r'aria-labelledby="([^"]+)"', html)) <= set(found)
    assert set(re.findall(r"url\(#([^)]+)\)", html)) <= set(found)


def test_outline_points_at_the_headings_of_the_page():
    html = to_html(document())
    entries = outline(document())
    assert [entry.text for entry in entries][:2] == ["Summary", "Who answered"]
    for entry in entries:
        assert f'<h{entry.level} id="{entry.key}"' in html


def test_prefix_keeps_two_documents_on_one_page_apart():
    first, second = to_html(document(), prefix="a-"), to_html(document(), prefix="b-")
    assert set(ids(first)).isdisjoint(ids(second))


def test_headings_skip_no_level():
    found = [1, *levels(to_html(document((Heading("a", 5), *BLOCKS))))]
    assert all(after <= before + 1 for before, after in zip(found, found[1:], strict=False))


def test_nothing_is_styled_or_scripted_in_line():
    html = to_html(document())
    assert not re.search(r"<style|<script|\sstyle=|\son\w+=", html)


def test_chart_says_its_numbers_in_its_title():
    title = re.search(r"<title[^>]*>(.*?)</title>", to_html(document())).group(1)
    assert "Charity: 38 (49%)" in title
    assert "Other: not shown" in title


def test_hidden_bar_is_as_long_as_any_hidden_bar():
    html = to_html(document())
    bars = re.findall(r'class="document-chart__hidden"[^>]*width="([^"]+)"', html)
    assert len(bars) >= 2
    assert len(set(bars)) == 1


def test_breakdown_that_may_not_be_shown_is_a_note():
    block = breakdown_figure("Who answered", breakdown({"a": 6, "b": 3}, 9, threshold=10))
    html = to_html(document((block,)))
    assert isinstance(block, Panel)
    assert "Fewer than 10 people answered." in html
    assert "<table" not in html
    assert "<svg" not in html


def test_row_of_the_wrong_length_is_refused():
    table = DataTable("t", (Column("a"), Column("b")), (("only one",),))
    with pytest.raises(ValueError, match="zip"):
        to_html(document((table,)))


def test_chart_without_bars_is_drawn():
    assert "<svg" in to_html(document((BarChart("None", ()),)))


class Elements(HTMLParser):
    """Collects what a browser would take for elements and their addresses."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.addresses, self.attributes = set(), [], set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value for name, value in attrs if name in {"href", "src"}]


@pytest.mark.parametrize("text", ATTACKS)
def test_hostile_text_stays_text(text):
    found = Elements(to_html(hostile(text)))
    assert found.tags.isdisjoint({"img", "script", "link", "image", "iframe", "style"})
    assert not [name for name in found.attributes if name.startswith("on") or name == "style"]
    assert not [a for a in found.addresses if a.startswith(("javascript", "file", "data"))]
