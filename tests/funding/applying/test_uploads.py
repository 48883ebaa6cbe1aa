"""Files are judged by what they hold; whatever is sent is answered in words."""

import struct
import zipfile
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.test import override_settings
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from civilsociety.ui import contents as uploads
from civilsociety.ui.upload_field import UploadField
from funding.actions import applying
from funding.models import Assessment, Conflict
from funding.states import ApplicationState
from tests.funding.applying.files import DOCX, ODS, PDF, XLSX, picture, read, uploaded, zipped
from tests.funding.applying.makers import call_with, draft
from tests.funding.makers import NOW


def png_of(width, height):
    """A PNG that says it is so large, and holds next to nothing."""

    def chunk(name, data):
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def lying_zip():
    """An archive whose directory gives another size than its part has."""
    content = bytearray(zipped(DOCX | {"word/big.xml": b"0" * 1000}))
    place = content.rindex(b"PK\x01\x02")
    content[place + 24 : place + 28] = struct.pack("<I", 10)
    return bytes(content)


def encrypted_zip():
    """An archive that says its parts are locked."""
    content = bytearray(zipped(DOCX))
    place = 0
    while (place := content.find(b"PK\x01\x02", place)) != -1:
        content[place + 8] |= 1
        place += 1
    return bytes(content)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.pdf", PDF, uploads.PDF),
        ("A.PDF", PDF, uploads.PDF),
        ("a.docx", zipped(DOCX), uploads.DOCX),
        ("a.xlsx", zipped(XLSX), uploads.XLSX),
        ("a.ods", zipped(ODS), uploads.ODS),
        ("a.png", picture(), uploads.PNG),
        ("a.jpeg", picture("JPEG"), uploads.JPEG),
        ("noending", PDF, uploads.PDF),
    ],
)
def test_what_we_take_is_known_by_its_content(name, content, kind):
    assert UploadField().clean(uploaded(name, content))["content_type"] == kind


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.exe", b"MZ" + b"\0" * 100, uploads.NOT_A_KIND),
        ("a.svg", b"<svg onload='alert(1)'/>", uploads.NOT_A_KIND),
        ("a.html", b"<html><script>alert(1)</script>", uploads.NOT_A_KIND),
        ("a.zip", zipped({"a.txt": "x"}), uploads.NOT_A_KIND),
        ("a.pdf", picture(), "but it is a PNG picture"),
        ("a.exe", PDF, "but it is a PDF"),
        ("a.docx", zipped(XLSX), "but it is an Excel file"),
        ("a.docx", zipped(DOCX)[:-30], uploads.BROKEN),
        ("a.docx", zipped(DOCX)[:40], uploads.BROKEN),
        ("a.docx", lying_zip(), uploads.BROKEN),
        ("a.docx", encrypted_zip(), uploads.LOCKED),
        ("a.docx", uploads.COMPOUND + "EncryptedPackage".encode("utf-16-le"), uploads.LOCKED),
        ("a.doc", uploads.COMPOUND + b"\0" * 100, uploads.NOT_A_KIND),
        ("a.docx", zipped(DOCX | {"word/vbaProject.bin": "x"}), uploads.MACROS),
        ("a.ods", zipped(ODS | {"Basic/Standard/script.xml": "x"}), uploads.MACROS),
        ("a.docx", zipped(DOCX | {"../evil": "x"}), uploads.BROKEN),
        ("a.xlsx", zipped({f"p{n}": "" for n in range(5_001)} | XLSX), uploads.SWOLLEN),
        ("a.png", picture()[:40], uploads.BROKEN),
        ("a.png", png_of(60_000, 60_000), uploads.HUGE_PICTURE),
        ("a.jpg", picture("JPEG") + zipped({"a.class": "x"}), uploads.BROKEN),
        ("a.pdf", PDF + zipped({"a.class": "x"}), uploads.BROKEN),
        ("a.pdf", b"%PDF-1.7\nno end", uploads.BROKEN),
        ("a.pdf", PDF.replace(b"/Type", b"/S/JavaScript/Type"), uploads.ACTIVE),
        ("a.pdf", PDF.replace(b"/Type", b"/S/#4aavaScript/Type"), uploads.ACTIVE),
        ("a.pdf", PDF.replace(b"/Type", b"/S/Launch/Type"), uploads.ACTIVE),
    ],
)
def test_what_we_do_not_take_is_refused_in_words(name, content, sentence):
    with pytest.raises(ValidationError) as refused:
        UploadField().clean(uploaded(name, content))
    assert sentence in refused.value.messages[0]


def test_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(ValidationError, match="unpacks to far more"):
        uploads.kind_of(zipped(DOCX | {"word/big.xml": b"0" * (101 * 1024 * 1024)}))


def test_nested_locks_and_names_never_decide():
    content = zipped(DOCX, zipfile.ZIP_STORED)
    assert UploadField().clean(uploaded("..\\..\\a b\0.docx", content))["file_name"]


def test_file_larger_than_we_take_is_refused():
    with pytest.raises(ValidationError, match="larger than 10 MB"):
        UploadField().clean(uploaded("a.pdf", PDF + b" " * uploads.LARGEST))


@pytest.mark.parametrize(("clean", "outcome"), [(True, "clean"), (False, None)])
def test_scanner_has_the_last_word(clean, outcome, monkeypatch):
    monkeypatch.setattr("tests.funding.applying.files.zipped", lambda content: clean)
    with override_settings(UPLOAD_SCANNER="tests.funding.applying.files.zipped"):
        if clean:
            assert UploadField().clean(uploaded())["scan"] == outcome
        else:
            with pytest.raises(ValidationError, match="virus scanner"):
                UploadField().clean(uploaded())


STARTS = [b"", b"%PDF-1.7", b"PK\x03\x04", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", uploads.COMPOUND]
WHOLE = [PDF, zipped(DOCX), zipped(XLSX), zipped(ODS), picture(), picture("JPEG")]


@given(st.sampled_from(STARTS), st.binary(max_size=400), st.text(max_size=30))
def test_anything_that_is_sent_is_answered(start, rest, name):
    judged(start + rest, name)


@given(st.sampled_from(WHOLE), st.data())
def test_whole_files_with_damage_are_answered(content, data):
    place = data.draw(st.integers(0, len(content) - 1))
    cut = data.draw(st.booleans())
    byte = bytes([data.draw(st.integers(0, 255))])
    judged(content[:place] if cut else content[:place] + byte + content[place + 1 :], "file")


def judged(content, name):
    """Either it is one of the kinds we take, or a sentence says what to do."""
    try:
        assert uploads.kind_of(content, name) in uploads.NAMED
    except ValidationError as refused:
        assert refused.messages[0].endswith((".", "?"))


# -- With an application ------------------------------------------------------------------

QUESTIONS = (("text", "line", {}), ("file", "plan", {}))


@pytest.fixture
def with_file(world, in_december):
    """A draft with one file, and the file."""
    application = draft(world, call=call_with(world, *QUESTIONS), answers={"line": "x"})
    given = give(application, world)
    return application, given


def give(application, world, **more):
    question = application.call.questions.get(key="plan")
    return applying.give_file(
        application=application, question=question, upload=read("plan.pdf", **more), by=world.tess,
        now=NOW,
    )  # fmt: skip


def test_file_of_a_draft_is_for_its_colleagues_alone(
    with_file, world, client_of, noor, frank, asa, stranger
):
    application, given = with_file
    address = reverse("funding:application_file", args=[application.pk, given.pk])
    for person in (noor, frank, asa):
        assert client_of(person).get(address).status_code == 404
    assert stranger.get(address).status_code == 302
    assert client_of(world.tess).get(address).content == PDF


def test_file_of_a_sent_bid_is_for_officers_and_its_assessor_too(
    with_file, world, client_of, noor, frank, asa, ash
):
    application, given = with_file
    application.state, application.submitted_at = ApplicationState.ASSESSING, NOW
    application.save()
    Assessment.objects.create(application=application, assessor=asa)
    address = reverse("funding:application_file", args=[application.pk, given.pk])
    found = {p: client_of(p).get(address).status_code for p in (noor, frank, asa, ash)}
    assert found == {noor: 404, frank: 200, asa: 200, ash: 404}
    Conflict.objects.create(application=application, person=frank, interest="I know them")
    assert client_of(frank).get(address).status_code == 404


def test_file_under_the_number_of_another_application_is_no_page(with_file, world, client_of):
    _, given = with_file
    address = reverse("funding:application_file", args=[draft(world).pk, given.pk])
    assert client_of(world.tess).get(address).status_code == 404


def test_eleventh_file_is_refused_in_words(with_file, world, client_of):
    application, _ = with_file
    for _ in range(9):
        give(application, world)
    page = reverse("funding:application_give_file", args=[application.pk, "plan"])
    client = client_of(world.tess)
    name = client.get(page).context["form"].name
    html = client.post(page, {name: uploaded()}).content.decode()
    assert "An application takes 10 files. Remove one first." in html
    assert application.files.count() == 10


def test_file_taken_out_is_erased(with_file, world, client_of):
    application, given = with_file
    page = reverse("funding:application_take_out", args=[application.pk, given.pk])
    assert client_of(world.tess).get(page).status_code == 200
    client_of(world.tess).post(page)
    assert not application.files.exists()
    assert not type(given.file).objects.filter(pk=given.file_id).exists()
