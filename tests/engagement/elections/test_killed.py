"""A worker killed (-9) in the middle of mailing: everybody is written to, nobody twice but one."""

import signal
import subprocess
import sys
from collections import Counter
from email import message_from_bytes

import pytest
from django.conf import settings

from engagement.actions.elections import mailing
from engagement.models import Voter
from tests.engagement.elections.held import VOTING, called

pytestmark = pytest.mark.django_db(transaction=True)

# Sends into a folder; after so many messages it kills itself, before the last one is marked.
SENDS = """
import os, signal, sys
import django
django.setup()
from datetime import datetime
from django.conf import settings
from django.core.mail.backends import filebased
from engagement.actions.elections import mailing
from engagement.models import Election

number, moment, folder, most = sys.argv[1:]
settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
settings.EMAIL_FILE_PATH = folder
sent = []
plain = filebased.EmailBackend.write_message
def write(self, message):
    plain(self, message)
    self.stream.flush()
    sent.append(message)
    if len(sent) == int(most):
        os.kill(os.getpid(), signal.SIGKILL)
filebased.EmailBackend.write_message = write
mailing.send_due(election=Election.objects.get(pk=number), now=datetime.fromisoformat(moment))
"""


def run(held, folder, environment, most):
    return subprocess.run(
        [
            sys.executable, "-W", "ignore", "-c", SENDS,
            str(held.election.pk), VOTING.isoformat(), str(folder), str(most),
        ],
        env=environment | {"DJANGO_SETTINGS_MODULE": "civilsociety.settings"},
        cwd=settings.BASE_DIR,
        check=False,
    ).returncode  # fmt: skip


def test_a_worker_killed_while_links_are_mailed(olivia, tmp_path, worker_environment):
    held = called(olivia)
    held.open("Ann", "Ben", "Cat")
    held.election.nominations.update(told_state="standing")

    assert run(held, tmp_path, worker_environment, 3) == -signal.SIGKILL
    assert Voter.objects.exclude(link_sent_at=None).count() == 2
    assert run(held, tmp_path, worker_environment, 99) == 0
    assert run(held, tmp_path, worker_environment, 99) == 0

    assert not mailing.voters_due(held.election, mailing.LINK).exists()
    names = Counter(each["Message-ID"] for each in messages_in(tmp_path))
    assert len(names) == 5
    # The one that was sent in the moment of the kill came again, under the same name.
    assert sorted(names.values()) == [1, 1, 1, 1, 2]


def messages_in(folder):
    """Every message in the files of a folder."""
    for file in sorted(folder.iterdir()):
        for part in file.read_bytes().split(b"-" * 79):
            if part.strip():
                yield message_from_bytes(part.strip())
