"""The worker killed in the middle of a batch: everybody gets exactly one letter."""

import pytest

from civilsociety.accounts.models import OutboxMessage
from funding.models import Letter, LetterBatch
from funding.states import LetterState
from funding.tasks.letters import resume_letters
from tests.funding.offers.decided import awarded, letters, refused

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]
PEOPLE = 120


def test_batch_killed_half_way_reaches_everyone_once(world, make_person, worker, wait_until):
    bids = [refused(world, person=make_person(f"P{number}")) for number in range(PEOPLE)]
    offer = awarded(world).application
    letters(world, [*bids, offer])
    worker.start()
    wait_until(lambda: OutboxMessage.objects.count() > 5)
    worker.kill()
    assert OutboxMessage.objects.count() < PEOPLE + 1
    worker.start()
    resume_letters(quiet_seconds=0)
    wait_until(lambda: LetterBatch.objects.get().ended, timeout=60)
    addresses = list(OutboxMessage.objects.values_list("to", flat=True))
    assert len(addresses) == len(set(addresses)) == PEOPLE + 1
    assert Letter.objects.filter(state=LetterState.SENT).count() == PEOPLE + 1
    assert bytes(Letter.objects.get(kind="offer").pdf).startswith(b"%PDF")
