"""Messages to members: once an address, refused ones recorded, started again, never twice."""

from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.urls import reverse

from engagement.actions.notices import prepare_notice, send_notice, send_the_rest
from engagement.emails import messages
from engagement.models import Notice, NoticeDelivery
from strategy.actions import publish
from tests.engagement.makers import NOW, a_group, a_term
from tests.engagement.reviews.reviewed import a_draft

pytestmark = pytest.mark.django_db


def prepared(about="engagement.review:1 opened", **readers):
    readers = readers or {"Pat@example.org": "Your own link", "sam@example.org": ""}
    return prepare_notice(
        kind="review", about=about, subject="A draft", body="Read it.", readers=readers, now=NOW
    )


def states(notice):
    return sorted(notice.deliveries.values_list("email", "state"))


def test_each_address_gets_one_message_with_what_is_its_own():
    send_notice(notice=prepared(), now=NOW)
    assert [message.to for message in mail.outbox] == [["pat@example.org"], ["sam@example.org"]]
    assert mail.outbox[0].body == "Read it.\n\nYour own link\n"
    assert mail.outbox[1].body == "Read it.\n"
    identifiers = {message.extra_headers["Message-ID"] for message in mail.outbox}
    assert len(identifiers) == 2


def test_same_matter_is_told_once():
    first = prepared()
    assert prepared() == first and NoticeDelivery.objects.count() == 2
    send_notice(notice=first, now=NOW)
    send_notice(notice=first, now=NOW)
    assert len(mail.outbox) == 2


def test_subject_of_two_lines_is_one_header():
    notice = prepare_notice(
        kind="review", about="x", subject="A\nBcc: all@x.org", body="B", readers={}, now=NOW
    )
    assert notice.subject == "A Bcc: all@x.org"


def test_refused_address_does_not_hold_up_the_others(monkeypatch):
    whole = messages.EmailMessage.send

    def send(message, *args, **kwargs):
        if message.to == ["pat@example.org"]:
            raise SMTPRecipientsRefused({"pat@example.org": (550, b"unknown")})
        return whole(message, *args, **kwargs)

    monkeypatch.setattr(messages.EmailMessage, "send", send)
    notice = prepared()
    send_notice(notice=notice, now=NOW)
    assert states(notice) == [("pat@example.org", "refused"), ("sam@example.org", "sent")]
    assert Notice.objects.get().state == "done"


def test_server_away_leaves_the_rest_waiting_and_it_is_sent_later(monkeypatch, olivia):
    def away(message, *args, **kwargs):
        raise SMTPServerDisconnected

    notice = prepared()
    with monkeypatch.context() as patched:
        patched.setattr(messages.EmailMessage, "send", away)
        with pytest.raises(SMTPServerDisconnected):
            send_notice(notice=notice, now=NOW)
    assert states(notice) == [("pat@example.org", "waiting"), ("sam@example.org", "waiting")]
    Notice.objects.update(state="failed")
    send_the_rest(notice=notice, by=olivia)
    notice.refresh_from_db()
    send_notice(notice=notice, now=NOW)
    assert len(mail.outbox) == 2


def test_publication_tells_every_group_that_reads_drafts_once(world, olivia, mina, make_person):
    other = a_group("partnership-board", name="Partnership Board")
    seat = other.seats.create(name="Chair", appointment="appointed")
    a_term(seat, mina)
    quiet = a_group("forum", name="Forum", reads_drafts=False)
    a_term(quiet.seats.create(name="Chair", appointment="appointed"), make_person("Quin"))
    a_term(world.seats[2], name="Past", email="past@example.org", ends=NOW.date().replace(day=1))
    gone = world.seats[0]
    a_term(gone, name="Gone", email="gone@example.org", starts=NOW.date().replace(year=2022))
    publish(version=a_draft(), state="consultation_draft", by=olivia, now=NOW)
    (notice,) = Notice.objects.filter(kind="strategy")
    # Mina sits on both groups; a term runs through its last day; one has not begun.
    assert [email for email, _ in states(notice)] == ["mina@example.org", "past@example.org"]
    assert "/strategy/civil-society/versions/1/" in notice.body


def test_publication_without_members_tells_nobody(db, olivia):
    publish(version=a_draft(), state="final", by=olivia, now=NOW)
    assert not Notice.objects.exists()


def test_officers_see_who_got_it_and_send_the_rest(client_of, olivia, count_queries):
    notice = prepared(**{f"p{number}@example.org": "" for number in range(150)})
    Notice.objects.update(state="failed", error="The mail server did not take the messages.")
    page = client_of(olivia).get(reverse("engagement:notice", args=[notice.pk]))
    assert "Send the rest" in page.content.decode()
    assert "The mail server did not take" in page.content.decode()
    client_of(olivia).post(reverse("engagement:resume_notice", args=[notice.pk]))
    assert Notice.objects.get().state == "waiting"
    address = reverse("engagement:notices")
    client = client_of(olivia)
    client.get(address)
    one = count_queries(lambda: client.get(address))
    for number in range(3):
        prepared(about=f"engagement.review:{number + 5} opened")
    assert count_queries(lambda: client.get(address)) == one
    for strange in ({"kind": "nothing"}, {"page": "999"}, {"state": "lost"}):
        assert client.get(address, strange).status_code == 200
