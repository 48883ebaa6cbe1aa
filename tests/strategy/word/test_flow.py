"""A Word file in the browser: from the upload to the draft, all of it or nothing."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from civilsociety.audit.models import Event
from civilsociety.documents.word import to_docx
from strategy.actions.word import bring_in, read_again, read_file, receive
from strategy.formats.word import read_docx
from strategy.models import Picture, Section, Version, WordImport
from strategy.queries.word.document import document_of
from tests.strategy.conftest import SHORT
from tests.strategy.word.files import WordFile, picture, strategy_file, with_comments, with_parts

pytestmark = pytest.mark.django_db

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def upload(content, name="strategy.docx"):
    return SimpleUploadedFile(name, content, DOCX)


def silent_file():
    """A strategy with two pictures, one of which says nothing."""
    return strategy_file().picture(picture(colour="red"))


@pytest.fixture
def received(olivia, now):
    """`received(content)` is a Word file that was given and read."""

    def received_(content=None, slug="civil-society"):
        given = {
            "file_name": "strategy.docx",
            "content_type": DOCX,
            "content": content or silent_file().bytes(),
        }
        found = receive(slug=slug, upload=given, by=olivia, now=now)
        read_file(word_import=found, now=now)
        found.refresh_from_db()
        return found

    return received_


def page_of(client, found, **data):
    address = reverse("strategy:word_import", args=[found.pk])
    return client.post(address, data) if data else client.get(address)


def filled(found, **more):
    return {
        "key": "2f8d7c0e-5f3c-4b7f-9a7e-0d7b3c1b8a11",
        "title": "Civil Society Strategy",
        "summary": "In short.",
        "period": "2021 to 2024",
        "alt_picture-1": "Volunteers in a hall",
        "alt_picture-2": "A red flag",
        **more,
    }


def test_upload_leads_to_a_page_that_renews_itself(client_of, olivia):
    client = client_of(olivia)
    answer = client.post(
        "/officers/strategy/new/", {"slug": "another", "file": upload(strategy_file().bytes())}
    )
    found = WordImport.objects.get()

    assert answer.url == reverse("strategy:word_import", args=[found.pk])
    page = client.get(answer.url).content.decode()
    assert "data-live" in page
    assert not Version.objects.exists()


def test_what_came_over_is_shown_before_anything_is_imported(received, client_of, olivia):
    content = with_comments(silent_file().bytes(), "Who says so?")
    page = page_of(client_of(olivia), received(content)).content.decode()

    assert "1.1</span> Volunteering" in page
    assert "Who says so?" in page
    assert "What does picture 2 show?" in page
    assert ">Volunteers in a hall</textarea>" in page.replace("\n", "")
    assert not Version.objects.exists()


def test_import_makes_the_draft_with_all_its_pictures(received, client_of, olivia):
    found = received()
    answer = page_of(client_of(olivia), found, **filled(found))

    version = Version.objects.get()
    assert answer.url == reverse("strategy:manage", args=["civil-society", 1])
    assert (version.title, version.period, version.summary) == (
        "Civil Society Strategy",
        "2021 to 2024",
        "In short.",
    )
    assert [each.alt for each in version.pictures.all()] == ["Volunteers in a hall", "A red flag"]
    body = version.sections.get(key="place").body
    assert body == "Where it happens.\n\n![A red flag](picture:picture-2)"
    assert version.revisions.filter(how="imported").count() == 3
    found.refresh_from_db()
    assert found.version == version


def test_picture_without_words_holds_everything_back(received, client_of, olivia):
    found = received()
    answer = page_of(client_of(olivia), found, **filled(found, **{"alt_picture-2": "  "}))

    assert answer.status_code == 200
    assert "Enter what picture 2 shows" in answer.content.decode()
    assert not Version.objects.exists() and not Picture.objects.exists()


@pytest.mark.parametrize("words", ["image1.png", "Picture 2", "x", "\x00", "logo"])
def test_words_that_say_nothing_are_refused_and_kept_in_the_box(received, client_of, olivia, words):
    found = received()
    answer = page_of(client_of(olivia), found, **filled(found, **{"alt_picture-2": words}))
    assert answer.status_code == 200
    assert not Version.objects.exists()


def test_importing_twice_makes_one_version(received, client_of, olivia):
    found = received()
    client = client_of(olivia)
    page_of(client, found, **filled(found))
    again = page_of(client, found, **filled(found))

    assert again.status_code == 200
    assert "is imported" in again.content.decode()
    assert Version.objects.count() == 1
    assert Event.objects.filter(verb="strategy.imported").count() == 1


def test_words_for_a_picture_are_remembered_at_the_next_import(received, olivia):
    first = received()
    alts = {"picture-1": "Volunteers in a hall", "picture-2": "A red flag"}
    bring_in(word_import=first, title="T", alts=alts, by=olivia)
    assert [each.alt for each in received().pictures.all()] == list(alts.values())


def test_new_file_takes_the_place_of_the_draft_and_keeps_its_anchors(received, bring, olivia):
    bring(SHORT.replace("{#volunteering}", "{#vol}"))
    found = received()
    alts = {each.key: "A picture of people" for each in found.pictures.all()}
    done = bring_in(word_import=found, title="T", alts=alts, by=olivia)

    assert done.version.number == 1
    assert done.version.period == "2021 to 2024"
    assert list(done.version.sections.values_list("key", flat=True)) == ["people", "vol", "place"]


def test_sections_of_the_published_version_that_are_missing_are_named(
    received, consulted, client_of, olivia
):
    word = WordFile().heading("People").text()
    page = page_of(client_of(olivia), received(word.bytes())).content.decode()
    assert "2 sections of the published version are not in this file" in page


def test_file_that_cannot_be_imported_says_why_beside_a_new_field(received, client_of, olivia):
    found = received(WordFile().text("Only words").bytes())
    page = page_of(client_of(olivia), found).content.decode()

    assert "choose “Heading 1” for chapters" in page
    assert 'name="file"' in page
    assert "Nothing of it was imported" in page


def test_file_of_too_many_paragraphs_fails_with_a_sentence(received, client_of, olivia):
    found = received(WordFile().heading("P").raw("<w:p/>" * 10_001).bytes())
    assert found.state == "failed"
    assert "10,000 paragraphs" in page_of(client_of(olivia), found).content.decode()
    assert read_again(word_import=found, by=olivia).state == "waiting"


def bomb():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "x")
        packed.writestr("word/document.xml", b"0" * (101 * 1024 * 1024))
    return buffer.getvalue()


ENCRYPTED = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 40 + "EncryptedPackage".encode("utf-16-le")
)


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (ENCRYPTED, "a.docx", "locked with a password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", "a.doc", "save it as a document (docx)"),
        (b"PK\x03\x04junk", "a.docx", "damaged"),
        (bomb, "a.docx", "far more than it should"),
        (lambda: with_parts(strategy_file().bytes(), {"word/vbaProject.bin": b"x"}), "a.docx",
         "macros"),
        (b"%PDF-1.7\n%%EOF", "a.pdf", "Choose a Word file (docx) or a Markdown file (md)"),
        (lambda: strategy_file().bytes(), "a.md", "ends in “.md”, but it is a Word file"),
        (picture, "a.png", "not in UTF-8"),
        (b"", "a.docx", "empty"),
    ],
)  # fmt: skip
def test_wrong_files_are_refused_beside_the_field(client_of, olivia, content, name, words):
    content = content() if callable(content) else content
    answer = client_of(olivia).post(
        "/officers/strategy/new/", {"slug": "another", "file": upload(content, name)}
    )
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not WordImport.objects.exists()


def test_markdown_still_comes_in_at_once(client_of, olivia):
    answer = client_of(olivia).post(
        "/officers/strategy/new/", {"slug": "another", "file": upload(SHORT.encode(), "a.md")}
    )
    assert answer.url == reverse("strategy:manage", args=["another", 1])


def test_only_officers_see_a_file_and_its_pictures(received, client_of, mina, frank, stranger):
    found = received()
    for name, args in (
        ("word_import", [found.pk]),
        ("imported_picture", [found.pk, "picture-1"]),
    ):
        address = reverse(f"strategy:{name}", args=args)
        assert client_of(mina).get(address).status_code == 403
        assert client_of(frank).get(address).status_code == 403
        assert stranger.get(address).status_code in {302, 404}


def test_picture_of_a_file_is_shown_as_a_picture_only(received, client_of, olivia):
    found = received()
    client = client_of(olivia)
    answer = client.get(reverse("strategy:imported_picture", args=[found.pk, "picture-1"]))
    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    none = reverse("strategy:imported_picture", args=[found.pk, "none"])
    assert client.get(none).status_code == 404


def test_page_of_a_long_file_costs_the_queries_of_a_short_one(
    received, client_of, olivia, count_queries
):
    client = client_of(olivia)
    short, long = received(), silent_file()
    for n in range(30):
        long.heading(f"Section {n}", 2).picture(picture(colour=(n, n, n)))
    long = received(long.bytes(), slug="long")
    client.get("/")
    assert count_queries(lambda: page_of(client, long)) == count_queries(
        lambda: page_of(client, short)
    )


def test_exported_word_file_comes_back_as_the_same_sections(received, bring, client_of, olivia):
    text = SHORT.replace(
        "We will support **volunteers**.",
        "We will [support](#people) **volunteers** and *listen*.[^1]\n\n"
        "1. one\n   - nested\n2. two\n\n> a remark\n\n"
        "| What | How |\n| --- | --- |\n| a \\| b | [x](https://example.org/) |\n| c |  |\n\n"
        "A line\\\nand another.\n\n[^1]: A **note** with [a link](https://example.org/a).",
    )
    version = bring(text)
    client = client_of(olivia)
    content = client.get(reverse("strategy:version_docx", args=["civil-society", 1])).content
    back = read_docx(content)

    assert back.text.title == version.title
    assert back.text.summary == version.summary
    assert [(s.key, s.level, s.number, s.title, s.body) for s in back.text.sections] == [
        (s.key, s.level, s.number, s.title, s.body) for s in version.sections.all()
    ]
    assert {each.kind for each in back.left_out} <= {"front", "margin", "contents", "break"}


def test_exported_pictures_come_back_with_their_words(received, olivia):
    found = received()
    alts = {"picture-1": "Volunteers [in] a hall", "picture-2": "A red flag"}
    done = bring_in(word_import=found, title="T", alts=alts, by=olivia)
    back = read_docx(to_docx(document_of(done.version, olivia)))
    assert [(p.alt, p.width, p.height) for p in back.pictures] == [
        ("Volunteers [in] a hall", 60, 40),
        ("A red flag", 60, 40),
    ]
    assert [s.key for s in back.text.sections] == list(
        Section.objects.values_list("key", flat=True)
    )
