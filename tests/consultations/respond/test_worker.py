"""The worker mails what respondents asked for, once."""

import pytest
from celery import current_app

from civilsociety.accounts.models import OutboxMessage
from consultations.models import Receipt
from tests.consultations.respond.questionnaires import DETAILS, SHORT, SHORT_ANSWER

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]


def test_receipt_reaches_its_address_once(
    make_consultation, page, visitor, worker, wait_until, open_now
):
    short = make_consultation(SHORT, slug="short")
    worker.start()
    answer = SHORT_ANSWER | DETAILS | {"d_email": "tess@example.org"}
    visitor.post(page(short, "section", "all"), answer)
    receipt = Receipt.objects.get()
    for _ in range(3):
        current_app.send_task("consultations.tasks.respond.send_receipt", args=[receipt.pk])
    wait_until(lambda: Receipt.objects.filter(sent_at__isnull=False).exists())
    current_app.send_task("consultations.tasks.respond.look_after_responses")
    receipt.response.refresh_from_db()
    worker.stop()
    message = OutboxMessage.objects.get()
    assert message.to == "tess@example.org"
    assert receipt.response.reference in message.subject
    assert message.attachments.get().name == f"{receipt.response.reference}.pdf"
