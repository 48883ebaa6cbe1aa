"""A report on progress, from the readings to the three forms in which everybody reads it."""

import io

import docx
import pytest

from strategy.models import ProgressReport
from tests.browser import go, press
from tests.journeys.grant_round import on_a_phone, says, write_day
from tests.pdf import assert_pdf_ua, words_of
from tests.strategy.conftest import bring, final, now
from tests.strategy.measures import made
from tests.strategy.measures.conftest import measure, objective, strategy

__all__ = ["bring", "final", "measure", "now", "objective", "strategy"]

pytestmark = pytest.mark.django_db(transaction=True)

DESK = "/officers/strategy/civil-society"
TITLE = "Progress by the end of 2022"


@pytest.fixture
def desk(measure, olivia, open_page):
    """Olivia's desk: one measure is published, and an action from elsewhere is late."""
    made.an_undertaking(measure.objective.strategy, olivia)
    return open_page(f"{DESK}/measures/", person=olivia)


def read(desk, measure, day, value, base):
    """Enters one reading with its evidence."""
    desk.goto(f"{DESK}/measures/")
    go(desk, f"Enter a reading of {measure.name}")
    write_day(desk, "The day it speaks of", *day)
    desk.get_by_label("The reading", exact=True).fill(value)
    desk.get_by_label("How many it rests on").fill(base)
    desk.get_by_label("What it rests on").fill(f"The survey with {base} answers.")
    desk.get_by_label("What it means").fill("More said yes.")
    wrong = on_a_phone(desk)
    press(desk, "Save the reading")
    assert says(desk, "is saved")
    return wrong


def start(desk):
    """Starts the report; the worker has it from then on."""
    desk.goto(f"{DESK}/measures/")
    go(desk, "Start a report")
    desk.get_by_label("Annual report").check()
    desk.get_by_label("Title").fill(TITLE)
    write_day(desk, "First day of its period", 1, 1, 2022)
    write_day(desk, "Last day of its period", 31, 12, 2022)
    wrong = on_a_phone(desk)
    press(desk, "Start the report")
    assert says(desk, "is started")
    return wrong


def is_made(desk):
    """Waits on the officer's page until it says by itself that the report is made."""
    desk.locator("#job").get_by_text("Done", exact=True).wait_for(timeout=60_000)


def write_and_publish(desk):
    """The words around the figures, the report made anew with them, and everybody may read it."""
    assert desk.get_by_role("button", name="Publish it").is_disabled()
    press(desk, "Write its texts")
    desk.get_by_label("Introduction").fill("The year in which **offices** began to answer.")
    desk.get_by_label("What follows").fill("We ask every office again in March.")
    wrong = on_a_phone(desk)
    press(desk, "Save the texts")
    assert says(desk, "The texts were changed after it was made.")
    press(desk, "Make it again")
    is_made(desk)
    desk.reload()
    wrong += on_a_phone(desk)
    press(desk, "Publish it")
    press(desk, "Publish the report")
    assert says(desk, "is published. It stands on the page of measures.")
    return wrong


def tables_on(page):
    """Every table of the report on the page: rows of cells, without its caption."""
    # Not only what is open: the figures of a chart stand folded below it.
    return [
        [
            [cell.strip() for cell in row.locator("th, td").all_text_contents()]
            for row in table.locator("tr").all()
        ]
        for table in page.locator(".document table").all()
    ]


def tables_in(file):
    """The same of the Word document."""
    return [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in docx.Document(io.BytesIO(file)).tables
    ]


def cells(tables):
    """Every cell of them."""
    return [cell for table in tables for row in table for cell in row]


def squeezed(text):
    """Without spaces: lines break elsewhere in each form."""
    return "".join(text.split())


def test_report_says_the_same_as_page_pdf_and_word(desk, measure, worker, wait_until, open_page):
    wrong = read(desk, measure, (31, 3, 2022), "36.5", "412")
    wrong += read(desk, measure, (30, 9, 2022), "38", "1204")
    assert open_page("/strategy/civil-society/").get_by_text(TITLE).count() == 0
    wrong += start(desk)
    worker.start()
    is_made(desk)
    report = ProgressReport.objects.get()
    public = report.get_absolute_url()
    assert desk.request.get(public).status == 404
    wrong += write_and_publish(desk)
    worker.stop()

    page = open_page("/strategy/civil-society/measures/")
    go(page, TITLE, exact=False)
    assert page.url.endswith(public)
    wrong += on_a_phone(page)
    tables = tables_on(page)
    told = " ".join(cells(tables))
    assert [each for each in ("31%", "36.5%", "38%", "50%") if each not in told] == [], told
    pdf, word = (
        page.request.get(page.get_by_role("link", name=name).get_attribute("href")).body()
        for name in ("As PDF", "as a Word document")
    )
    assert_pdf_ua(pdf)
    figures = {squeezed(cell) for cell in cells(tables) if any(sign.isdigit() for sign in cell)}
    in_word = {squeezed(cell) for cell in cells(tables_in(word))}
    in_pdf = squeezed(words_of(pdf))
    assert figures - in_word == set()
    assert {each for each in figures if each not in in_pdf} == set()
    assert "Theyearinwhichofficesbegantoanswer." in in_pdf
    assert "1 measure: 1 " in page.locator(".document").inner_text()
    assert (wrong, desk.troubles + page.troubles) == ([], [])
