"""The demonstration's post box."""

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection

from civilsociety.accounts.models import OutboxMessage

BACKEND = "civilsociety.accounts.outbox.OutboxBackend"


@pytest.fixture
def post(db):
    """`post("Subject")` sends a message into the post box."""

    def send(subject, body="Words", html="", files=(), **headers):
        letter = EmailMultiAlternatives(
            subject, body, "portal@example.org", ["tess@example.org"], headers=headers
        )
        if html:
            letter.attach_alternative(html, "text/html")
        for file in files:
            letter.attach(*file)
        get_connection(BACKEND).send_messages([letter])
        return OutboxMessage.objects.first()

    return send


def test_message_with_one_id_is_kept_once(post):
    for _ in range(3):
        post("Once", files=[("a.pdf", b"%PDF", "application/pdf")], **{"Message-ID": "<1@x>"})
    assert OutboxMessage.objects.get().attachments.count() == 1


def test_message_and_its_files_can_be_read(post, stranger):
    letter = post(
        "Your receipt",
        "Thank you for <b>answering</b>: https://example.org/",
        files=[
            ("receipt.pdf", b"%PDF-1.7 x", "application/pdf"),
            ("note.txt", "Hello", "text/plain"),
        ],
    )
    page = stranger.get(f"/officers/outbox/{letter.pk}/").content.decode()
    assert "&lt;b&gt;answering" in page
    pdf, note = letter.attachments.all()
    opened = stranger.get(f"/officers/outbox/{letter.pk}/{pdf.pk}/")
    assert opened.getvalue() == b"%PDF-1.7 x"
    assert opened["Content-Type"] == "application/pdf"
    assert "attachment" not in opened["Content-Disposition"]
    saved = stranger.get(f"/officers/outbox/{letter.pk}/{note.pk}/")
    assert saved["Content-Disposition"].startswith("attachment")
    assert saved["X-Content-Type-Options"] == "nosniff"


def test_page_of_html_as_a_file_never_opens_as_ours(post, stranger):
    letter = post("x", files=[("x.html", "<script>alert(1)</script>", "text/html")])
    response = stranger.get(f"/officers/outbox/{letter.pk}/{letter.attachments.get().pk}/")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")


def test_html_of_a_message_runs_nothing(post, stranger):
    letter = post("x", html="<p>Hello</p><script>alert(1)</script>")
    response = stranger.get(f"/officers/outbox/{letter.pk}/html/")
    policy = response["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert response["X-Frame-Options"] == "DENY"


def test_file_of_another_message_is_not_found_here(post, stranger):
    one = post("one", files=[("a.pdf", b"%PDF", "application/pdf")])
    two = post("two")
    file = one.attachments.get()
    assert stranger.get(f"/officers/outbox/{two.pk}/{file.pk}/").status_code == 404


def test_messages_are_found_by_their_words(post, stranger):
    post("Receipt"), post("Your code")
    page = stranger.get("/officers/outbox/", {"q": "code"})
    assert [letter.subject for letter in page.context["page"]] == ["Your code"]


def test_post_box_does_not_exist_in_production(post, stranger, settings, client_of, adam):
    letter = post("x", html="<p>")
    settings.DEMONSTRATION = False
    for client in (stranger, client_of(adam)):
        assert client.get("/officers/outbox/").status_code == 404
        assert client.get(f"/officers/outbox/{letter.pk}/").status_code == 404
        assert client.get(f"/officers/outbox/{letter.pk}/html/").status_code == 404


def test_post_box_takes_the_same_queries_for_one_and_for_many(post, stranger, count_queries):
    post("1", files=[("a.pdf", b"%PDF", "application/pdf")])
    one = count_queries(lambda: stranger.get("/officers/outbox/"))
    for number in "234":
        post(number, files=[("a.pdf", b"%PDF", "application/pdf")])
    assert count_queries(lambda: stranger.get("/officers/outbox/")) == one
