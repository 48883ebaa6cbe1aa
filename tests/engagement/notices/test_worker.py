"""The worker killed in the middle of a message: everybody gets it, nobody twice."""

import pytest

from civilsociety.accounts.models import OutboxMessage
from engagement.actions.notices import prepare_notice
from engagement.models import Notice
from engagement.tasks.notices import resume_notices
from tests.engagement.makers import NOW

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]
PEOPLE = 150


def test_notice_killed_half_way_reaches_everyone_once(worker, wait_until):
    prepare_notice(
        kind="strategy",
        about="strategy.version:1 final",
        subject="Published",
        body="Read it.",
        readers={f"p{number}@example.org": "" for number in range(PEOPLE)},
        now=NOW,
    )
    worker.start()
    wait_until(lambda: OutboxMessage.objects.count() > 5)
    worker.kill()
    assert OutboxMessage.objects.count() < PEOPLE
    worker.start()
    resume_notices(quiet_seconds=0)
    wait_until(lambda: Notice.objects.get().ended, timeout=60)
    addresses = list(OutboxMessage.objects.values_list("to", flat=True))
    assert len(addresses) == len(set(addresses)) == PEOPLE
