"""The executive summary and the easy-read version of a text."""

import io
import threading

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InternalError, connection, transaction
from django.urls import reverse

from civilsociety.documents.pdf import to_pdf
from civilsociety.refusal import Refused
from strategy.actions.word import Clash, publish_rendition, save_rendition
from strategy.models import Rendition, RenditionPicture
from strategy.queries.word.document import document_of_rendition
from tests.pdf import pdf_ua_complaints
from tests.strategy.word.files import picture
from tests.strategy.word.test_exports import with_picture

pytestmark = pytest.mark.django_db

KEY = "2f8d7c0e-5f3c-4b7f-9a7e-0d7b3c1b8a11"
BODY = "# What we will do\n\nWe will help people who help others."


@pytest.fixture
def write(olivia, now):
    """`write(version, body)` saves a summary as Olivia."""

    def write_(version, body=BODY, *, kind="summary", revision=0, by=olivia):
        return save_rendition(
            version=version, kind=kind, body=body, revision=revision, by=by, now=now
        )

    return write_


def address(name, kind="summary"):
    return reverse(f"strategy:{name}", args=["civil-society", 1, kind])


def test_written_text_is_read_by_nobody_outside_before_it_is_published(
    final, write, stranger, olivia, now
):
    written = write(final)
    assert stranger.get(address("rendition")).status_code == 404
    publish_rendition(rendition=written, by=olivia, now=now)
    page = stranger.get(address("rendition")).content.decode()
    assert ">What we will do</h2>" in page
    assert "Executive summary" in stranger.get("/strategy/civil-society/").content.decode()


def test_published_text_is_never_changed_but_followed(final, write, olivia, now, stranger):
    first = publish_rendition(rendition=write(final), by=olivia, now=now)
    with pytest.raises(InternalError), transaction.atomic():
        Rendition.objects.filter(pk=first.pk).update(body="Other")
    second = write(final, "A better one.")
    assert (second.number, second.published_at) == (2, None)
    assert "better" not in stranger.get(address("rendition")).content.decode()
    publish_rendition(rendition=second, by=olivia, now=now)
    assert "better" in stranger.get(address("rendition")).content.decode()


def test_text_of_a_draft_waits_for_the_draft(draft, write, olivia, now):
    with pytest.raises(Refused, match="Publish it first"):
        publish_rendition(rendition=write(draft), by=olivia, now=now)


def test_second_writer_sees_both_texts_and_decides(final, write, client_of, olivia):
    write(final, "Frank’s words.")
    client = client_of(olivia)
    sent = {"key": KEY, "body": "My words.", "revision": "0"}
    page = client.post(address("write_rendition"), sent).content.decode()

    assert "Frank’s words." in page and "My words." in page
    assert 'name="revision" value="1"' in page
    assert Rendition.objects.get().body == "Frank’s words."
    client.post(address("write_rendition"), sent | {"revision": "1"})
    assert Rendition.objects.get().body == "My words."


def test_older_revision_is_refused(final, write):
    write(final)
    write(final, "Two", revision=1)
    with pytest.raises(Clash) as clash:
        write(final, "Three", revision=1)
    assert (clash.value.mine, clash.value.theirs.body) == ("Three", "Two")


def test_preview_keeps_what_was_typed_and_saves_nothing(final, client_of, olivia):
    sent = {"key": "", "body": "# Look\n\n<b>at</b> this", "revision": "0", "preview": "1"}
    page = client_of(olivia).post(address("write_rendition"), sent).content.decode()
    assert ">Look</h2>" in page
    assert "&lt;b&gt;at&lt;/b&gt; this</textarea>" in page
    assert not Rendition.objects.exists()


@pytest.mark.parametrize("body", ["", "  ", "x" * 100_001, "![a](picture:none)", "a\x00b"])
def test_what_cannot_be_kept_is_said_beside_the_text(final, client_of, olivia, body):
    sent = {"key": KEY, "body": body, "revision": "0"}
    answer = client_of(olivia).post(address("write_rendition"), sent)
    assert answer.status_code == 200
    assert "govuk-error-message" in answer.content.decode()
    assert not Rendition.objects.exists()


@pytest.mark.parametrize("revision", ["", "x", "-1", "9" * 30])
def test_odd_revision_makes_no_fault(final, client_of, olivia, revision):
    sent = {"key": KEY, "body": "x", "revision": revision}
    assert client_of(olivia).post(address("write_rendition"), sent).status_code == 200


def test_easy_read_is_larger_and_shows_its_pictures(bring, write, olivia, now, stranger):
    version = with_picture(bring())
    bring(kind="final")
    version.refresh_from_db()
    made = write(version, BODY + "\n\n![A hall](picture:picture-1)", kind="easy_read")
    publish_rendition(rendition=made, by=olivia, now=now)

    page = stranger.get(address("rendition", "easy_read")).content.decode()
    assert 'alt="A hall"' in page
    word = docx.Document(io.BytesIO(stranger.get(address("rendition_docx", "easy_read")).content))
    assert word.styles["Normal"].font.size.pt == 16
    assert len(word.inline_shapes) == 1


def test_pdfs_keep_to_pdf_ua(final, write, olivia):
    files = {
        kind: to_pdf(document_of_rendition(write(final, kind=kind), olivia))
        for kind in Rendition.Kind.values
    }
    assert pdf_ua_complaints(files) == []


def test_unknown_kind_is_not_found(final, stranger, client_of, olivia):
    assert stranger.get("/strategy/civil-society/versions/1/poem/").status_code == 404
    assert client_of(olivia).get("/officers/strategy/civil-society/1/poem/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_who_save_at_once_keep_one_and_tell_the_other(final, write):
    outcomes, barrier = [], threading.Barrier(2)

    def run(words):
        try:
            barrier.wait()
            write(final, words)
            outcomes.append("kept")
        except Clash as clash:
            outcomes.append(clash.theirs.body)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(words,)) for words in ("One", "Two")]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    kept = Rendition.objects.get()
    assert sorted(outcomes) == sorted(["kept", kept.body])


def upload(content, name="hall.png"):
    return SimpleUploadedFile(name, content, "image/png")


def send_picture(client, content=None, alt="People in a hall", name="hall.png"):
    sent = {"key": KEY, "picture": upload(content or picture(), name), "alt": alt}
    return client.post(address("add_rendition_picture", "easy_read"), sent)


def test_easy_read_gets_pictures_of_its_own_when_its_text_is_out_already(
    final, write, client_of, olivia, stranger, now
):
    write(final, kind="easy_read")
    client = client_of(olivia)
    said = client.get(send_picture(client).url).content.decode()
    assert "![People in a hall](picture:own-1)" in said
    body = BODY + "\n\n![People in a hall](picture:own-1)"
    made = write(final, body, kind="easy_read", revision=1)
    own = reverse("strategy:rendition_picture", args=["civil-society", 1, "easy_read", 1, "own-1"])
    assert client.get(own).status_code == 200
    assert stranger.get(own).status_code == 404
    publish_rendition(rendition=made, by=olivia, now=now)

    assert (
        f'src="{own}" alt="People in a hall"'
        in stranger.get(address("rendition", "easy_read")).content.decode()
    )
    assert stranger.get(own)["Content-Type"] == "image/png"
    word = docx.Document(io.BytesIO(stranger.get(address("rendition_docx", "easy_read")).content))
    assert len(word.inline_shapes) == 1
    with pytest.raises(InternalError), transaction.atomic():
        RenditionPicture.objects.update(alt="Other")
    following = write(final, body + " More.", kind="easy_read")
    assert [each.key for each in following.pictures.all()] == ["own-1"]


@pytest.mark.parametrize(
    ("content", "alt", "name", "words"),
    [
        (None, "hall.png", "hall.png", "This is the name of a file"),
        (None, "", "hall.png", "Enter what the picture shows"),
        (b"%PDF-1.7 %%EOF", "A hall", "a.pdf", "Choose a picture: a JPEG or a PNG"),
        (b"nothing", "A hall", "a.png", "Choose a picture: a JPEG or a PNG"),
    ],
)
def test_picture_that_cannot_be_used_is_refused_beside_its_field(
    final, write, client_of, olivia, content, alt, name, words
):
    write(final, kind="easy_read")
    answer = send_picture(client_of(olivia), content, alt, name)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not RenditionPicture.objects.exists()


def test_picture_waits_for_its_text(final, client_of, olivia):
    answer = send_picture(client_of(olivia))
    assert "Save the text first" in answer.content.decode()
    assert not RenditionPicture.objects.exists()
