"""The report for the group: what stands in it, what never does, its PDF and Word file."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse

from civilsociety.documents.pdf import to_pdf
from engagement.actions import reviews as acts
from engagement.queries.groups.membership import term_of
from engagement.queries.reviews.document import document_of
from strategy.models import Change
from tests.engagement.makers import NOW, TODAY
from tests.engagement.reviews.reviewed import CLOSES, a_comment, answer
from tests.pdf import assert_pdf_ua

pytestmark = pytest.mark.django_db
AFTER = CLOSES + timedelta(days=1)


@pytest.fixture
def reported(review, mina, milo, olivia):
    """A review with answers of every kind, an agreement, a change, and a private comment."""
    change = Change.objects.create(
        version=review.version, section_key="volunteering", what="Numbers", why="Asked for"
    )
    first = a_comment(review, mina, "Say how many.", suggestion="We will support 500 volunteers.")
    term = term_of(milo, review.group, TODAY)
    acts.agree(comment=first, agrees=True, term=term, by=milo, now=NOW)
    answer(review, first, by=olivia, change=change, now=NOW)
    whole = a_comment(review, milo, "Well written.", key="", block=None, standing="support")
    answer(review, whole, by=olivia, outcome="noted", text="We are glad.", now=NOW)
    secret = a_comment(review, mina, "A secret", key="place", audience="officers")
    answer(review, secret, by=olivia, outcome="noted", text="A secret answer", now=NOW)
    return acts.report_review(review=review, by=olivia, now=AFTER)


def test_pdf_is_accessible_and_dated_by_the_report(reported):
    document = document_of(reported, today=AFTER.date())
    content = to_pdf(document)
    assert_pdf_ua(content)
    assert to_pdf(document_of(reported, today=AFTER.date() + timedelta(days=90))) == content


def test_private_words_and_answers_are_in_no_format(reported, mina, client_of, hold_clock):
    hold_clock(2021, 9, 20, 10)
    client = client_of(mina)
    page = client.get(reverse("engagement:review_report", args=[reported.pk])).content.decode()
    word = client.get(reverse("engagement:review_report_docx", args=[reported.pk])).content
    text = ZipFile(BytesIO(word)).read("word/document.xml").decode()
    for shown in (page, text):
        assert "Say how many." in shown and "1 member agrees" in shown
        assert "We are glad." in shown and "500 volunteers" in shown
        assert "secret" not in shown


def test_number_of_private_comments_is_told_when_it_points_at_nobody(
    review, mina, olivia, settings
):
    settings.SUPPRESSION_THRESHOLD = 3
    for number in range(3):
        facts = dict(document_of(review, today=TODAY).summary)
        assert "Comments to the officers alone" not in facts
        a_comment(review, mina, f"Private {number}", audience="officers")
    facts = dict(document_of(review, today=TODAY).summary)
    assert facts["Comments to the officers alone"] == "3"


def test_report_without_comments_says_so(review, olivia):
    reported = acts.report_review(review=review, by=olivia, now=AFTER)
    assert "Nobody commented" in str(document_of(reported, today=TODAY).blocks)


def test_report_stays_as_it_is_when_the_draft_goes_on(reported):
    before = document_of(reported, today=TODAY)
    section = reported.version.sections.get(key="volunteering")
    section.title, section.number = "Helping", "3.1"
    section.save()
    assert document_of(reported, today=TODAY) == before
