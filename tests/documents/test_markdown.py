"""Markdown from anybody, shown to everybody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civilsociety.documents import markdown_to_text, render_markdown


def test_headings_begin_where_the_page_says_and_skip_none():
    html = render_markdown("# One\n\n### Deep\n\n## Two", heading_level=3)
    assert [tag for tag in ("<h3", "<h4", "<h5", "<h2", "<h1") if tag in html] == ["<h3", "<h4"]


def test_outside_link_carries_rel_and_inside_link_does_not():
    assert 'rel="external nofollow noopener noreferrer"' in render_markdown("[a](https://b.org)")
    assert "rel=" not in render_markdown("[a](/b/)")


@pytest.mark.parametrize(
    "text",
    [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html,hi)",
        "[x](vbscript:x)",
        "<a href='javascript:x'>x</a>",
        "<javascript:alert(1)>",
        "[x]: javascript:alert(1)\n[x]",
        "<img src=x onerror=alert(1)>",
        "![x](https://example.org/spy.png)",
        "<svg><script>1</script></svg>",
        "<style>*{}</style>",
    ],
)
def test_nothing_dangerous_becomes_an_element(text):
    html = render_markdown(text)
    for start in ("<a ", "<img", "<svg", "<script", "<style"):
        assert start not in html


def test_picture_is_replaced_by_its_description():
    assert render_markdown("![Our hall](https://a.org/b.png)").count("Our hall") == 1


def test_table_heads_have_a_scope():
    assert '<th class="govuk-table__header" scope="col">a</th>' in render_markdown("|a|\n|-|\n|b|")


def test_empty_text_is_nothing():
    assert render_markdown(" \n ") == ""


def test_a_megabyte_is_plain_paragraphs():
    html = render_markdown("[" * 1_000_000 + "\n\n<b>end</b>")
    assert html.endswith('<p class="govuk-body">&lt;b&gt;end&lt;/b&gt;</p>')


def test_plain_text_keeps_words_and_drops_marks():
    assert markdown_to_text("# Hi\n\n**b** [c](d)\ne\n\n- f") == "Hi\n\nb c e\n\nf"


@given(st.text(alphabet="<>[]()!*_`#|\\-\n \x00ab:&\"'/", max_size=60))
def test_any_text_renders_without_a_tag_of_its_own(text):
    assert "<b>" not in render_markdown(text + "<b>")
