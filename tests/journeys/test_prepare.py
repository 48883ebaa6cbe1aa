"""A consultation prepared in a browser, with and without a script."""

import pytest

from consultations.models import Consultation
from tests.consultations.makers import a_draft

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
QUESTION = "/officers/consultations/civil-society/questionnaire/questions/barriers/"


def labels(page):
    return [box.input_value() for box in page.locator("input[name=options_label]").all()]


def saved_options():
    question = Consultation.objects.get().questionnaire.by_key["barriers"]
    return [(option.key, option.label) for option in question.options]


@pytest.mark.parametrize("javascript", [True, False])
def test_options_are_arranged_added_and_saved(open_page, olivia, javascript):
    a_draft()
    page = open_page(QUESTION, person=olivia, javascript=javascript)
    page.get_by_role("button", name="Move option 1 down").click()
    assert labels(page)[:2] == ["Time", "Money"]
    page.locator("input[name=options_label]").nth(2).fill("People")
    before = len(labels(page))
    page.get_by_role("button", name="More rows").click()
    assert labels(page)[:3] == ["Time", "Money", "People"]
    assert len(labels(page)) > before
    page.locator(".acts").get_by_role("button", name="Save").click()
    page.wait_for_url("**/questionnaire/#part-barriers")
    assert saved_options() == [("time", "Time"), ("money", "Money"), ("people", "People")]
    assert page.troubles == []
