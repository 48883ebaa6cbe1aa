"""The kitchen-sink page in a browser: axe, console, focus, with and without JavaScript."""

import pytest

from tests.browser import axe, picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _kitchen(settings):
    settings.ROOT_URLCONF = "tests.ui.kitchen"
    folder = settings.BASE_DIR / "tests" / "ui" / "templates"
    settings.TEMPLATES[0]["DIRS"] = [*settings.TEMPLATES[0]["DIRS"], folder]


@pytest.mark.parametrize("width", [375, 1280])
def test_kitchen_page_is_clean(open_page, width):
    page = open_page("/kitchen/?say=1", width=width)
    picture(page, f"kitchen-{width}")
    assert axe(page) == []
    assert page.troubles == []


@pytest.mark.parametrize("width", [375, 1280])
def test_kitchen_page_with_errors_is_clean(open_page, width):
    page = open_page("/kitchen/", width=width)
    page.get_by_role("button", name="Send your response").click()
    picture(page, f"kitchen-errors-{width}")
    assert page.title().startswith("Error: ")
    assert axe(page) == []
    assert page.troubles == []
