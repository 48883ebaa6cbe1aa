"""What every form of funding must do in a browser when something is wrong with it."""

from tests.browser import DESK, PHONE, axe, press


def troubles_in_error(page, button):
    """Sends the form as it is and says what is wrong with the page that comes back.

    At both widths: axe, console, title, and that each link of the summary focuses its field.
    """
    press(page, button, exact=False)
    page.wait_for_selector(".govuk-error-summary")
    found = [f"console: {trouble}" for trouble in page.troubles]
    page.troubles.clear()
    if not page.title().startswith("Error: "):
        found.append("the title does not begin with “Error: ”")
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"at {width}: {trouble}" for trouble in axe(page)]
    links = page.locator(".govuk-error-summary a")
    if not links.count():
        found.append("the summary has no link")
    for number in range(links.count()):
        link = links.nth(number)
        wanted = link.get_attribute("href").removeprefix("#")
        link.click()
        if page.evaluate("document.activeElement.id") != wanted:
            found.append(f"the link to #{wanted} does not focus its field")
    return found
