"""A real browser, and what it is asked: axe, console, content security policy."""

import json
import os
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import sync_playwright

__all__ = ["browser", "open_page"]

# Without windows and menus of its own, which a whole Chromium draws for every page of a test.
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium-headless-shell")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, DESK = 375, 1280
AXE = Path(settings.BASE_DIR, "node_modules", "axe-core", "axe.min.js")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RESULTS = Path(settings.BASE_DIR, "test-results")


@pytest.fixture(scope="session")
def browser():
    """One Chromium for the whole run."""
    # Playwright keeps an event loop in this thread; the test's own queries are not within it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(live_server, browser):
    """`open_page("/", person=tess, width=375)` opens an address; the page knows its troubles.

    `page.troubles` lists console errors, refusals by the content security policy, failed
    requests and script errors since it was opened.
    """
    contexts = []

    def open_(address, *, person=None, width=DESK, javascript=True):
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            base_url=live_server.url,
            java_script_enabled=javascript,
            locale="en-GB",
            timezone_id="Europe/London",
        )
        contexts.append(context)
        if person is not None:
            sign_in(context, live_server.url, person)
        page = context.new_page()
        page.troubles = watch(page)
        page.answer = page.goto(address)
        return page

    yield open_
    for context in contexts:
        # A page that saves when it is left would speak into the next test.
        context.set_offline(True)
        context.close()


def sign_in(context, address, person):
    """Gives the browser the session of `person`."""
    client = Client()
    client.force_login(person)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": address}])


def failure(request):
    """What went wrong with a request; nothing when the next page was opened before it came.

    What our policy forbids fails otherwise (`csp`), and what is missing is a console error.
    """
    if request.failure != "net::ERR_ABORTED":
        yield f"failed: {request.url} ({request.failure})"


def watch(page):
    """The list that grows with everything the browser complains about."""
    troubles = []
    page.on("pageerror", lambda error: troubles.append(f"script: {error}"))
    page.on("requestfailed", lambda request: troubles.extend(failure(request)))
    page.on(
        "console",
        lambda message: (
            troubles.append(f"console: {message.text}")
            if message.type in {"error", "warning"}
            else None
        ),
    )
    return troubles


def press(page, name, *, exact=True):
    """Presses the first button of this name, or link that looks like one; the next page is there.

    Whole, not only begun: a bare click comes back while the next page is still being read.
    """
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=exact).first.click()


def go(page, name, *, exact=True):
    """Follows the first link of this name; the next page is there."""
    with page.expect_navigation():
        page.get_by_role("link", name=name, exact=exact).first.click()


def axe(page):
    """What axe finds wrong (WCAG 2.2 AA), one line each; best an empty list."""
    if page.evaluate("typeof window.axe") == "undefined":
        page.evaluate(AXE.read_text())
    options = json.dumps(
        {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
    )
    violations = page.evaluate(f"() => axe.run(document, {options})")["violations"]
    return [
        f"{violation['id']}: {violation['help']} ({node['target'][0]})"
        for violation in violations
        for node in violation["nodes"]
    ]


def picture(page, name):
    """Keeps a picture of the whole page under test-results/, where a person is there to look."""
    if "CI" in os.environ:
        return
    RESULTS.mkdir(exist_ok=True)
    page.screenshot(path=RESULTS / f"{name}.png", full_page=True)
