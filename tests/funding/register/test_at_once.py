"""Two people publish the same award at once: one version more, never two."""

import threading

import pytest
from django.db import connections

from funding.actions.register import publish_award
from funding.models import Award, PublishedAward

pytestmark = pytest.mark.django_db(transaction=True)


def test_award_published_by_two_at_once_has_one_latest_version(world):
    award = world.award()
    publish_award(award=award, now=world.now)
    world.framework.release(commitment=award.promises.get().commitment, pence=100)
    gate, troubles = threading.Barrier(2), []

    def publish():
        try:
            gate.wait(10)
            publish_award(award=Award.objects.get(pk=award.pk), now=world.now, what_changed="Less")
        except Exception as trouble:
            troubles.append(trouble)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=publish) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert troubles == []
    versions = PublishedAward.objects.filter(award=award)
    assert sorted(versions.values_list("version", "is_latest")) == [(1, False), (2, True)]
