"""What changed, and why, as files: PDF/UA and Word."""

import io

import docx
import pytest

from civilsociety.documents import render_markdown
from strategy.formats.redline import pieces_of
from strategy.queries.redline.document import escaped, marked
from tests.pdf import assert_pdf_ua

pytestmark = pytest.mark.django_db
PDF = "/strategy/civil-society/changes.pdf"
DOCX = "/strategy/civil-society/changes.docx"


def lines(content):
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs]


def test_the_pdf_is_made_for_everybody(stranger, after, say_why):
    say_why(after)
    response = stranger.get(PDF)
    assert response["Content-Type"] == "application/pdf"
    assert_pdf_ua(response.content)


def test_the_pdf_of_a_draft_is_marked_and_still_made_for_everybody(client_of, mina, redraft):
    assert_pdf_ua(client_of(mina).get(f"{PDF}?to=2").content)


def test_the_same_document_is_the_same_bytes(stranger, after):
    assert stranger.get(PDF).content == stranger.get(PDF).content


def test_word_names_insertions_and_deletions_in_words(stranger, after, say_why):
    say_why(after)
    text = "\n".join(lines(stranger.get(DOCX).content))
    assert "We will [inserted: fund and] support volunteers" in text
    assert "Section taken out" in text
    assert "No reason is recorded yet." in text
    assert "Recruiting and keeping volunteers costs money." in text


def test_signs_of_markdown_in_a_text_stay_signs():
    text = "1. *All* [of](x) #this & `that` _stays_ | <b>as</b> it ~~is~~"
    assert "<strong>" not in render_markdown(escaped(text))
    assert "href" not in render_markdown(escaped(text))
    assert "<ol" not in render_markdown(escaped(text))


def test_marked_words_are_readable_without_any_dress():
    shown = marked(pieces_of("We will support groups.", "We will fund groups."))
    html = render_markdown(shown)
    assert "[deleted: <s>support</s>]" in html
    assert "[inserted: <strong>fund</strong>]" in html


def test_a_bracket_stands_apart_from_the_word_before_it():
    html = render_markdown(marked(pieces_of("We engage and listen.", "We engage, ask and listen.")))
    assert "engage [inserted: <strong>, ask</strong>] and listen." in html
