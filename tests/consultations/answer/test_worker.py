"""The worker killed in the middle of a report and of a mailing: each ends once, complete."""

import pytest

from civilsociety.accounts.models import OutboxMessage
from consultations.actions.publish import build_report, request_build
from consultations.models import IssueFile, Mailing, Registration, ReportBuild, ReportIssue
from consultations.tasks.report import resume_jobs
from tests.consultations.answer.test_publish import light, ready  # noqa: F401

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]
PEOPLE = 150


def test_report_killed_half_way_is_issued_once(ready, olivia, after_closing, worker, wait_until):  # noqa: F811
    build = request_build(report=ready, by=olivia, now=after_closing, publish=True)
    worker.start()
    wait_until(lambda: ReportBuild.objects.get().done >= 1)
    worker.kill()
    assert not ReportIssue.objects.exists()
    worker.start()
    resume_jobs(quiet_seconds=0)
    wait_until(lambda: ReportBuild.objects.get().ended, timeout=90)
    build.refresh_from_db()
    assert (build.state, build.error) == ("done", "")
    assert ReportIssue.objects.count() == 1
    assert IssueFile.objects.filter(issue__isnull=False).count() == 5


def test_mailing_killed_half_way_reaches_everyone_once(
    ready,  # noqa: F811
    olivia,
    after_closing,
    light,  # noqa: F811
    worker,
    wait_until,
):
    Registration.objects.bulk_create(
        Registration(consultation=ready.consultation, email=f"p{n}@example.org", source="interest")
        for n in range(PEOPLE)
    )
    build = request_build(report=ready, by=olivia, now=after_closing, publish=True)
    build_report(build=build, now=after_closing)
    worker.start()
    wait_until(lambda: OutboxMessage.objects.count() > 5)
    worker.kill()
    assert OutboxMessage.objects.count() < PEOPLE
    worker.start()
    resume_jobs(quiet_seconds=0)
    wait_until(lambda: Mailing.objects.get().ended, timeout=60)
    addresses = list(OutboxMessage.objects.values_list("to", flat=True))
    assert len(addresses) == len(set(addresses)) == PEOPLE
