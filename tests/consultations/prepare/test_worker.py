"""The worker confirms to visitors that they will be told, once."""

from datetime import timedelta

import pytest
from celery import current_app
from django.utils import timezone

from civilsociety.accounts.models import OutboxMessage
from consultations.models import Registration
from tests.consultations.makers import open_now

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]


def test_confirmation_reaches_its_address_even_when_the_queue_lost_it(
    stranger, worker, wait_until, monkeypatch
):
    consultation = open_now()
    with monkeypatch.context() as queue:
        queue.setattr(current_app, "send_task", lambda *args, **more: None)
        stranger.post(f"{consultation.get_absolute_url()}tell-me/", {"email": "ann@example.org"})
    long_ago = timezone.now() - timedelta(minutes=5)
    Registration.objects.update(registered_at=long_ago)
    worker.start()
    for _ in range(2):
        current_app.send_task("consultations.tasks.visitors.look_after_registrations")
    wait_until(lambda: Registration.objects.filter(confirmed_at__isnull=False).exists())
    worker.stop()
    message = OutboxMessage.objects.get()
    assert message.to == "ann@example.org"
    assert "/consultations/unsubscribe/" in message.body
