"""A worker killed while it reminds: every reminder comes about, and none twice."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from funding.models import Message, Reminder, Report
from funding.tasks.monitoring import look_after_reports
from tests.funding.running.making import run


def test_reminders_of_a_killed_worker_are_made_by_the_next_once(world, worker, wait_until):
    """Killed (-9) between the first reminder and the second, which waits for a row."""
    first = run(world).reports.get()
    second = Report.objects.create(
        award=first.award, kind="final", title="Another", covers_from=date(2022, 3, 1),
        covers_until=date(2022, 12, 31), due_on=first.due_on,
    )  # fmt: skip
    assert second.due_on < timezone.localdate()
    worker.start()
    with transaction.atomic():
        Report.objects.select_for_update().get(pk=second.pk)
        look_after_reports.delay()
        wait_until(lambda: Reminder.objects.count() == 1)
        worker.kill()
    assert list(Reminder.objects.values_list("report", flat=True)) == [first.pk]
    worker.start()
    look_after_reports.delay()
    wait_until(lambda: Reminder.objects.count() == 2)
    look_after_reports.delay()
    worker.stop()
    assert Reminder.objects.count() == Message.objects.count() == 2
