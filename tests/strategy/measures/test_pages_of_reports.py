"""Actions from elsewhere and reports on progress in the browser."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from strategy.actions.measures import progress
from strategy.models import Undertaking
from tests.strategy.measures import made
from tests.strategy.measures.sent import DESK, PUBLIC, dated, form_of, text
from tests.strategy.measures.test_progress import build, publish, start

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_july(hold_clock):
    hold_clock(2022, 7, 1, 10, 0)


def test_late_things_are_flagged_on_the_desk_and_in_the_list(
    measure, strategy, olivia, client_of, frank
):
    made.an_undertaking(strategy, olivia)
    client = client_of(olivia)
    desk = text(client, reverse("home:officers"))
    assert f"Enter a reading of “{measure.name}”" in desk and "Since 31 March 2022" in desk
    assert "Add an update to" in desk
    hub = text(client, f"{DESK}/measures/")
    assert "Due 31 March 2022" in hub and "Due 13 April 2022" in hub
    assert measure.name not in text(client_of(frank), reverse("home:officers"))


def test_action_is_added_told_and_published(strategy, measure, olivia, client_of, stranger):
    client = client_of(olivia)
    sent = form_of(client, f"{DESK}/actions/new/") | {
        "body": "VCS Recovery Cell",
        "reference": "Action 20",
        "title": "A commissioning model that fits the sector",
        "words": "Full cost recovery, more flexible models.",
        "owner": "Head of Commissioning",
        **dated("due_on", date(2022, 12, 31)),
        "measures": [measure.pk],
    }
    assert client.post(f"{DESK}/actions/new/", sent).status_code == 302
    action = Undertaking.objects.get()
    page = f"{DESK}/actions/{action.slug}/"
    assert text(client, page)
    client.post(f"{page}publish/", form_of(client, f"{page}publish/"))
    client.post(
        f"{page}tell/",
        form_of(client, f"{page}tell/")
        | {"state": "under_way", "text": "A working group met.", **dated("on", date(2022, 6, 1))},
    )
    public = text(stranger, action.get_absolute_url())
    assert "A working group met." in public and "Under way" in public
    assert measure.name in public and action.title in text(stranger, measure.get_absolute_url())


def test_report_from_start_to_publication(strategy, measure, olivia, client_of, stranger):
    client = client_of(olivia)
    address = f"{DESK}/progress/new/"
    sent = form_of(client, address) | {
        "kind": "six_monthly",
        "title": "Progress to June",
        **dated("starts_on", date(2022, 1, 1)),
        **dated("ends_on", date(2022, 6, 30)),
        "to_whom": "Cabinet",
    }
    page = client.post(address, sent).url
    assert "It waits for its turn" in text(client, page)
    report = strategy.progress_reports.get()
    build(report)
    assert "Write the introduction first" in text(client, page)
    texts = form_of(client, f"{page}texts/") | {"introduction": "What we did."}
    client.post(f"{page}texts/", texts)
    assert "The texts were changed after it was made" in text(client, page)
    client.post(f"{page}make/")
    build(report)
    assert "What we did." in text(client, f"{page}read/")
    client.post(f"{page}publish/", form_of(client, f"{page}publish/"))
    public = f"{PUBLIC}/progress/{report.pk}"
    assert "What we did." in text(stranger, f"{public}/")
    assert stranger.get(f"{public}.pdf").content.startswith(b"%PDF")
    assert stranger.get(f"{public}.docx").content.startswith(b"PK")
    assert "Progress to June" in text(stranger, f"{PUBLIC}/measures/")
    assert client.post(f"{page}make/", follow=True).status_code == 200
    assert "stays as it was made" in text(client, page)


def test_report_that_failed_says_so_and_is_made_again(strategy, olivia, client_of, monkeypatch):
    report = start(strategy, olivia)
    progress.jobs.fail(report, error="The report could not be made. Make it again.")
    client, page = client_of(olivia), f"{DESK}/progress/{report.pk}/"
    assert "it did not work" in text(client, page)
    client.post(f"{page}make/")
    build(report)
    assert report.state == "done"


def test_published_report_stays_when_measures_move_on(strategy, measure, olivia, stranger):
    made.a_reading(measure, olivia)
    report = build(start(strategy, olivia))
    publish(report, olivia)
    address = report.get_absolute_url()
    before = text(stranger, address)
    made.a_reading(
        measure, olivia, on=date(2022, 6, 30), value=50, now=made.NOW + timedelta(hours=1)
    )
    after = text(stranger, address)
    assert before.split("<main")[1] == after.split("<main")[1]
