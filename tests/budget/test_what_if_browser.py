"""Can we afford this, in a browser: it answers while typing, and works without JavaScript."""

import pytest
from playwright.sync_api import expect

from civilsociety.budget.models import Trial

HOME = "/officers/budget/what-if/"
LIST = "\n".join(
    f"Group {rank}, 40,000, Volunteering, 2021/22" for rank in ("one", "two", "three", "four")
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page_for(framework, hold_clock, open_page, frank):
    """`page_for(javascript=True)` opens the page with a list pasted and read."""
    hold_clock(2021, 12, 20, 12)

    def open_(**options):
        page = open_page(HOME, person=frank, **options)
        page.fill("#id_lines", LIST)
        page.click("text=Add these awards")
        return page

    return open_


def test_verdict_follows_what_is_typed(page_for):
    page = page_for()
    page.fill("#id_awards-3-pence", "90,000")
    expect(page.locator("#verdict")).to_contain_text("short by £5,000 of Base budget")
    page.fill("#id_awards-3-pence", "80,000.00")
    expect(page.locator("#verdict")).to_contain_text("all 4 awards fit")
    assert page.input_value("#id_awards-3-pence") == "80,000.00"
    assert not page.troubles


def test_line_is_dragged(page_for):
    page = page_for()
    page.locator("[data-line]").evaluate("line => line.scrollIntoView({block: 'end'})")
    line = page.locator("[data-line] .try-line__words").bounding_box()
    row = page.locator(".try-row").nth(1).bounding_box()
    page.mouse.move(line["x"] + 10, line["y"] + 5)
    page.mouse.down()
    page.mouse.move(line["x"] + 10, row["y"] + row["height"] - 2, steps=5)
    with page.expect_navigation():
        page.mouse.up()
    expect(page.locator("#verdict")).to_contain_text("2 awards above the line fit")


def test_line_moves_by_keyboard_without_javascript(page_for):
    page = page_for(javascript=False)
    page.locator("button[value=line-up]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#verdict")).to_contain_text("3 awards above the line fit")
    page.fill("#id_title", "Spring panel")
    page.keyboard.press("Enter")
    expect(page.locator("#id_title")).to_have_value("Spring panel")
    page.click("text=Save the trial")
    expect(page.locator("h1")).to_have_text("Spring panel")
    assert Trial.objects.get().cut_off == 3
