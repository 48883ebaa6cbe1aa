"""A version as PDF, Word and pictures: complete for readers, worth nothing to a stranger."""

import io

import docx
import pikepdf
import pytest
from django.urls import reverse

from civilsociety.documents.pdf import to_pdf
from strategy.actions import adopt
from strategy.models import DraftReading, Picture
from strategy.queries.word.document import document_of
from strategy.views.word import exports
from tests.keys import delete_keys
from tests.pdf import pdf_ua_complaints
from tests.strategy.conftest import SHORT
from tests.strategy.word.files import picture

pytestmark = pytest.mark.django_db

WITH_PICTURE = SHORT.replace(
    "Where it happens.",
    "Where it happens.[^1]\n\n![A hall](picture:picture-1)\n\n[^1]: And when.",
)


def with_picture(version):
    Picture.objects.create(
        version=version, key="picture-1", alt="A hall", content_type="image/png",
        content=picture(), width=60, height=40,
    )  # fmt: skip
    return version


@pytest.fixture
def shown(bring):
    """A published version with a picture and a footnote."""
    with_picture(bring(WITH_PICTURE))
    return bring(WITH_PICTURE, kind="final")


def address(name, *more):
    return reverse(f"strategy:{name}", args=["civil-society", 1, *more])


FILES = [("version_pdf",), ("version_docx",), ("picture", "picture-1")]


@pytest.mark.parametrize("name", FILES)
def test_draft_does_not_exist_for_strangers(draft, client_of, stranger, tess, frank, name):
    with_picture(draft)
    for client in (stranger, client_of(tess), client_of(frank)):
        assert client.get(address(*name)).status_code == 404


@pytest.mark.parametrize("name", FILES)
def test_published_version_is_for_everybody(shown, stranger, name):
    answer = stranger.get(address(*name))
    assert answer.status_code == 200
    assert "public" in answer["Cache-Control"]


def test_page_shows_pictures_and_footnotes(shown, stranger):
    page = stranger.get("/strategy/civil-society/").content.decode()
    assert f'src="{address("picture", "picture-1")}" alt="A hall" width="60" height="40"' in page
    assert 'href="#place_note-1"' in page
    assert "And when." in page


def test_picture_comes_as_a_picture_that_never_changes(shown, stranger):
    answer = stranger.get(address("picture", "picture-1"))
    assert answer["Content-Type"] == "image/png"
    assert "immutable" in answer["Cache-Control"]
    assert answer.content == picture()


def test_picture_of_a_draft_is_kept_by_nobody(draft, client_of, mina):
    with_picture(draft)
    answer = client_of(mina).get(address("picture", "picture-1"))
    assert answer["Cache-Control"] == "private, no-cache"


def test_draft_carries_its_readers_name_and_reading_is_written_down(draft, client_of, mina):
    client = client_of(mina)
    word = docx.Document(io.BytesIO(client.get(address("version_docx")).content))
    client.get(address("version_pdf"))
    client.get(address("version_pdf"))

    head = word.sections[0].header.paragraphs[0].text
    assert head.startswith(f"Draft for {mina}, ") and head.endswith(", not published")
    assert sorted(DraftReading.objects.values_list("reader", "form", "times")) == [
        (mina.pk, "docx", 1),
        (mina.pk, "pdf", 2),
    ]


def test_draft_of_one_reader_is_never_given_to_another(draft, client_of, mina, dee):
    for person in (mina, dee):
        content = client_of(person).get(address("version_docx")).content
        head = docx.Document(io.BytesIO(content)).sections[0].header.paragraphs[0].text
        assert str(person) in head


def test_published_version_has_no_watermark(shown, stranger):
    word = docx.Document(io.BytesIO(stranger.get(address("version_docx")).content))
    assert "Draft" not in "".join(p.text for p in word.sections[0].header.paragraphs)
    assert not DraftReading.objects.exists()


def test_pdf_of_draft_and_published_text_keep_to_pdf_ua(shown, bring, mina):
    draft = bring(WITH_PICTURE.replace("Where", "Everywhere"))
    files = {
        "published": to_pdf(document_of(shown, mina)),
        "draft": to_pdf(document_of(draft, mina)),
    }
    assert pdf_ua_complaints(files) == []


def test_files_are_the_same_bytes_each_time(shown, stranger):
    for name in ("version_pdf", "version_docx"):
        first = stranger.get(address(name)).content
        delete_keys()
        assert stranger.get(address(name)).content == first


def test_published_file_is_made_once_until_its_title_page_changes(
    shown, stranger, monkeypatch, olivia, now
):
    made = []
    monkeypatch.setitem(
        exports.MAKERS, "docx", (lambda document: made.append(document) or b"x", "text/plain")
    )
    stranger.get(address("version_docx"))
    stranger.get(address("version_docx"))
    assert len(made) == 1
    adopt(
        version=shown,
        adopted_on=now.date(),
        decision_reference="21/00055",
        by=olivia,
        today=now.date(),
    )
    stranger.get(address("version_docx"))
    assert dict(made[1].summary)["Adopted"] == "6 September 2021, decision 21/00055"


def test_title_and_contents_of_the_pdf(shown, stranger):
    pdf = pikepdf.open(io.BytesIO(stranger.get(address("version_pdf")).content))
    assert str(pdf.docinfo.Title) == "A strategy for civil society"


@pytest.mark.parametrize("number", ["99", "0"])
def test_unknown_version_is_not_found(shown, stranger, number):
    assert stranger.get(f"/strategy/civil-society/versions/{number}.pdf").status_code == 404
    assert stranger.get(f"/strategy/none/versions/{number}.docx").status_code == 404
    assert stranger.get(address("picture", "none")).status_code == 404
