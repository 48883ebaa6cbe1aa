"""A published report reaches those who registered and the groups, nobody twice."""

import pytest

from consultations.actions.announce import prepare_mailing
from consultations.models import ReportIssue
from engagement.models import Notice
from tests.consultations.answer.conftest import *  # noqa: F403
from tests.consultations.answer.test_publish import register
from tests.engagement.makers import a_term, a_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(report, olivia, after_closing):
    return ReportIssue.objects.create(
        report=report, number=1, issued_at=after_closing, issued_by=olivia, figures={}
    )


def test_member_is_told_of_a_report_once(issue, consultation, mina, make_person, after_closing):
    world = a_world(member=mina)
    a_term(world.seats[0], make_person("Milo"))
    a_term(world.seats[2], name="Pat", email="Pat@Example.org")
    register(consultation, "MILO@example.org", "other@example.org")
    mailing = prepare_mailing(issue=issue, now=after_closing)
    (notice,) = Notice.objects.filter(kind="report")
    registered = sorted(each.registration.email for each in mailing.deliveries.all())
    assert registered == ["MILO@example.org", "other@example.org"]
    members = sorted(notice.deliveries.values_list("email", flat=True))
    assert members == ["mina@example.org", "pat@example.org"]
    assert "because you sit on a group" in notice.body


def test_member_who_left_the_list_is_left_in_peace(issue, consultation, mina, after_closing):
    a_world(member=mina)
    register(consultation, "mina@example.org", unsubscribed_at=after_closing)
    prepare_mailing(issue=issue, now=after_closing)
    assert not Notice.objects.exists()


def test_group_that_reads_no_drafts_is_not_written_to(issue, mina, after_closing):
    a_world(member=mina, reads_drafts=False)
    prepare_mailing(issue=issue, now=after_closing)
    assert not Notice.objects.exists()
