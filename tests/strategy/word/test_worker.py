"""A Word file whose worker is killed loses nothing."""

import pytest
from django.db import connection, transaction

from strategy.actions.word import bring_in, receive
from strategy.models import ImportedPicture, Version, WordImport
from tests.strategy.word.files import strategy_file

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.django_db(transaction=True)
def test_file_of_a_killed_worker_is_read_by_the_next(worker, wait_until, make_person, now):
    """Killed (-9) when the file is read and nothing is kept: the next keeps it, once."""
    olivia = make_person("Olivia", "consultation_officer")
    upload = {
        "file_name": "strategy.docx", "content_type": WORD, "content": strategy_file().bytes(),
    }  # fmt: skip
    received = receive(slug="civil-society", upload=upload, by=olivia, now=now)
    with transaction.atomic():
        with connection.cursor() as cursor:
            # Whoever keeps the pictures has to wait for this.
            cursor.execute("LOCK TABLE strategy_importedpicture IN EXCLUSIVE MODE")
        worker.start()
        wait_until(lambda: WordImport.objects.get().step == "Keeping what was read", timeout=60)
        worker.kill()
    assert not ImportedPicture.objects.exists()
    assert WordImport.objects.get().reading == {}
    worker.start()
    wait_until(lambda: WordImport.objects.get().state == "done", timeout=90)
    received.refresh_from_db()
    assert received.attempts == 2
    assert len(received.reading["sections"]) == 3
    assert ImportedPicture.objects.count() == 1
    done = bring_in(word_import=received, title="T", alts={"picture-1": "A hall"}, by=olivia)
    assert Version.objects.get() == done.version
