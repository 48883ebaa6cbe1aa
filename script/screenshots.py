"""Takes the pictures of the guides from a running demonstration, signing in as anybody would."""

import os
import re
import sys
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ADDRESS = (sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8000").rstrip("/")
ONLY = sys.argv[2:]
IMAGES = Path(__file__).resolve().parent.parent / "docs" / "guides" / "images"
DESK = {"width": 1280, "height": 800}
PHONE = {"width": 375, "height": 700}
MOST_BYTES = 120_000
CODE = re.compile(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b")

OPEN = "/consultations/steering-group-review/"
ANSWERED = "/consultations/civil-society-2021/you-said-we-did/"
OFFICERS_OPEN = "/officers/consultations/steering-group-review/"
OFFICERS_DRAFT = "/officers/consultations/measures-of-success/"
OFFICERS_ANSWERED = "/officers/consultations/civil-society-2021/"
OFFICER = "olivia@council.example"
FUNDING = "frank@council.example"
ADMINISTRATOR = "adam@council.example"
ASSESSOR = "asa@sector.example"
APPLICANT = "tess@kitchen.example"
TURNED_DOWN = "vic@nightkitchen.example"
MEMBER = "mina@sector.example"

# By address: the cookies of who has signed in.
SIGNED_IN = {}

FUND = "/funding/strategic-recovery-fund/"
STRATEGY = "/strategy/civil-society/"
GROUP = "/groups/vcse-steering-group/"


def keep(page, name, top=None):
    """Writes what the window shows as a small PNG; `top` is what to scroll to first."""
    if top:
        page.locator(top).first.evaluate("place => place.scrollIntoView({block: 'start'})")
        page.evaluate("window.scrollBy(0, -24)")
    page.evaluate("document.activeElement.blur()")
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    small = picture.quantize(colors=64, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    path = IMAGES / f"{name}.png"
    small.save(path, optimize=True)
    size = path.stat().st_size
    print(f"{path.name:<24} {size / 1000:6.0f} kB")
    if size > MOST_BYTES:
        sys.exit(f"{path} is larger than {MOST_BYTES // 1000} kB: choose a quieter part.")


@contextmanager
def window(browser, size):
    """A page of a visitor nobody knows yet."""
    visitor = browser.new_context(
        viewport=size, reduced_motion="reduce", locale="en-GB", timezone_id="Europe/London"
    )
    try:
        yield visitor.new_page()
    finally:
        visitor.close()


def sign_in(page, email):
    """Signs in, once for each person: codes are not sent as often as pictures are taken."""
    if email not in SIGNED_IN:
        type_code(page, email)
        SIGNED_IN[email] = page.context.cookies()
    page.context.add_cookies(SIGNED_IN[email])


def type_code(page, email):
    """Asks for a code and reads it in the demonstration's post box."""
    page.goto(f"{ADDRESS}/accounts/sign-in/")
    page.fill("#id_email", email)
    page.get_by_role("button", name="Send me a code").click()
    box = page.context.new_page()
    box.goto(f"{ADDRESS}/officers/outbox/?q={email}")
    box.locator("main .row-list__title a").first.click()
    code = CODE.search(box.locator("main").inner_text())[0]
    box.close()
    page.fill("#id_code", code)
    page.locator("main form button").first.click()
    page.wait_for_url(lambda address: "/sign-in/" not in address)


def outside(page):
    """What everybody sees."""
    page.goto(ADDRESS + OPEN)
    keep(page, "consultation")
    page.goto(ADDRESS + ANSWERED)
    keep(page, "you-said-we-did", top="#small-organisations")
    page.goto(f"{ADDRESS}/decisions/21-00055/")
    keep(page, "decision", top="#decision")
    page.goto(f"{ADDRESS}/budget/")
    keep(page, "budget", top=".figure")


def answering(page):
    """Somebody answers on a phone, as far as the page before sending."""
    page.goto(f"{ADDRESS}{OPEN}respond/")
    page.get_by_role("button", name="Start your response").click()
    page.get_by_label("On behalf of a community group").check()
    page.fill("#q_organisation__name", "Lower Road Allotments (sample)")
    page.get_by_label("Swale").check()
    go_on(page)
    page.get_by_label("Yes", exact=True).check()
    page.get_by_label("Bringing what groups tell it to the council").check()
    keep(page, "section", top="main h1")
    while not page.locator("[name=d_consent]").count():
        go_on(page)
    page.locator("[name=d_consent]").first.check()
    page.locator("[name=d_told]").last.check()
    go_on(page)
    keep(page, "check", top="main h1")


def go_on(page):
    """Presses the page's one main button."""
    page.locator("main form[data-respond] .govuk-button-group button").first.click()
    page.wait_for_load_state()


def running(page):
    """Olivia prepares one consultation, hears another and answers a third."""
    sign_in(page, OFFICER)
    page.goto(ADDRESS + OFFICERS_DRAFT)
    keep(page, "checklist", top="main h1")
    page.goto(f"{ADDRESS}{OFFICERS_DRAFT}questionnaire/")
    keep(page, "questionnaire", top="main h1")
    page.goto(f"{ADDRESS}{OFFICERS_OPEN}live/")
    keep(page, "live", top="main h1")
    page.goto(f"{ADDRESS}{OFFICERS_ANSWERED}results/?rounds=all")
    keep(page, "results", top="main .figure")
    page.goto(f"{ADDRESS}{OFFICERS_ANSWERED}read/")
    page.locator("main table th a").first.click()
    page.locator("main a[href*='/read/'][href$='/']").last.click()
    keep(page, "reading", top="main h1")
    page.goto(f"{ADDRESS}{OFFICERS_ANSWERED}findings/")
    page.locator(".finding h2 a").first.click()
    keep(page, "finding", top="main h1")


def administering(page):
    """Adam looks after people and reads the record."""
    sign_in(page, ADMINISTRATOR)
    page.goto(f"{ADDRESS}/officers/people/")
    keep(page, "people", top="main h1")
    page.goto(f"{ADDRESS}/officers/audit/")
    keep(page, "record", top="main h1")


def moving(page):
    """Frank looks at the framework, tries more than there is, and reads a proposal."""
    sign_in(page, FUNDING)
    page.goto(f"{ADDRESS}/admin/")
    keep(page, "glance", top="main h1")
    page.goto(f"{ADDRESS}/admin/budget/line/")
    page.locator("#result_list tbody tr", has_text="CrowdFund").first.locator("a").first.click()
    page.get_by_role("link", name="Commit", exact=True).click()
    decision = page.locator("#id_authority option", has_text="CrowdFund").first
    page.select_option("#id_authority", decision.get_attribute("value"))
    page.fill("#id_pence", "300,000")
    page.get_by_text("This would not go through.").wait_for()
    keep(page, "commit", top="main h1")
    page.goto(f"{ADDRESS}/admin/budget/proposal/?state__exact=waiting")
    page.locator("#result_list tbody th a").first.click()
    keep(page, "proposal", top="main h1")


def closing(page):
    """Frank tries a list and looks at a year that is over."""
    sign_in(page, FUNDING)
    page.goto(f"{ADDRESS}/officers/budget/what-if/")
    page.locator("main .row-list__title a").first.click()
    keep(page, "what-if", top="#verdict")
    page.goto(f"{ADDRESS}/officers/budget/years/2022-23/")
    keep(page, "year-end", top="#part-balance")


def offered(page):
    """What everybody sees of money on offer, of money given, and of what came of it."""
    page.goto(ADDRESS + FUND)
    keep(page, "programme")
    page.goto(f"{ADDRESS}/funding/grants/")
    keep(page, "register", top="main .scroller")
    page.locator("a[href$='/SRF-G00002/']").first.click()
    keep(page, "award-history", top="main .govuk-caption-xl")
    page.goto(f"{ADDRESS}/funding/volunteering-pilot/indicators/")
    keep(page, "pilot", top="main h1")
    page.goto(f"{ADDRESS}{FUND}evaluation/1/")
    keep(page, "evaluation", top="#what-was-done")


def applying(page):
    """Tess begins an application on a phone, or goes on with the one she has begun."""
    sign_in(page, APPLICANT)
    page.goto(f"{ADDRESS}/funding/applications/")
    begun = page.locator("main li", has_text="Not sent yet").locator("a").first
    if begun.count():
        begun.click()
    else:
        page.goto(ADDRESS + FUND)
        page.get_by_role("link", name="Start or go on with an application").click()
        page.get_by_label("Marsh Lane Community Kitchen").check()
        page.get_by_role("button", name="Start the application").click()
    page.wait_for_load_state()
    keep(page, "application", top="main h1")
    page.get_by_role("link", name="What it costs").click()
    page.fill("[name=what_0]", "Adviser for eight days")
    page.fill("[name=cost_0]", "3,200")
    keep(page, "application-budget", top="main h1")


def holding(page):
    """Tess looks at her grant and at the report she owes; somebody else reads why not."""
    sign_in(page, APPLICANT)
    page.goto(f"{ADDRESS}/funding/awards/")
    page.get_by_role("link", name="A kitchen that pays its own gas bill").click()
    keep(page, "grant", top="main h1")
    page.get_by_role("link", name="Send “Report at the end”").first.click()
    keep(page, "grant-report", top="main h1")


def hearing(page):
    """Vic reads why an application could not be considered, and what to do now."""
    sign_in(page, TURNED_DOWN)
    page.goto(f"{ADDRESS}/funding/applications/")
    page.get_by_role("link", name="Soup on the promenade").click()
    page.goto(f"{page.url}outcome/")
    keep(page, "outcome", top="main h1")


def funding(page):
    """Frank runs a round from the first check to the letters, and pays."""
    sign_in(page, FUNDING)
    page.goto(f"{ADDRESS}/admin/funding/call/")
    page.get_by_role("link", name="Round open now").click()
    keep(page, "round", top="main h1")
    page.goto(f"{ADDRESS}/admin/funding/application/?q=SRF-A00009")
    page.locator("#result_list tbody th a").first.click()
    keep(page, "gate", top="main h2:has-text('Checks')")
    page.goto(f"{ADDRESS}/officers/funding/panels/")
    page.get_by_role("link", name="Panel of the autumn round").click()
    keep(page, "panel", top="main .scroller")
    page.goto(f"{ADDRESS}/officers/funding/letters/")
    page.get_by_role("link", name="Strategic Recovery Fund").click()
    page.get_by_role("link", name="Offer of a grant").click()
    keep(page, "letter", top="main h1")


def following(page):
    """Frank follows payments, reports and pledges."""
    sign_in(page, FUNDING)
    page.goto(f"{ADDRESS}/officers/funding/late-reports/")
    keep(page, "late-reports", top="main h1")
    page.goto(f"{ADDRESS}/admin/funding/award/?q=SRF-G00004")
    page.locator("#result_list tbody th a").first.click()
    keep(page, "award", top="main h1")
    page.goto(f"{ADDRESS}/officers/")
    page.get_by_role("link", name="CrowdFund Kent: projects and pledges").click()
    keep(page, "pledges", top="main ul.tabs-row, main h2")


def assessing(page):
    """Asa reads a bid with the scores of all who read it."""
    sign_in(page, ASSESSOR)
    page.goto(f"{ADDRESS}/officers/funding/assess/")
    page.get_by_role("link", name="New uniforms and a website").first.click()
    keep(page, "scores", top="main .govuk-caption-l")


def threading(page):
    """What everybody sees of the thread, of what changed and why, and by searching."""
    page.goto(ADDRESS + STRATEGY)
    keep(page, "thread-beside", top="p:has-text('The recovery work with the sector asked')")
    page.goto(f"{ADDRESS}/thread/?section=volunteering")
    keep(page, "thread", top="main .govuk-caption-xl")
    page.goto(f"{ADDRESS}/search/?q=volunteering")
    keep(page, "search", top="main h1")
    page.goto(f"{ADDRESS}{STRATEGY}changes/")
    page.locator("#small-organisations summary").first.click()
    page.mouse.move(0, 0)
    keep(
        page,
        "changes",
        top="main :text-is('The text says why help should not depend on one budget.')",
    )


def promised(page):
    """What everybody sees of measures, groups and elections."""
    page.goto(f"{ADDRESS}{STRATEGY}measures/reserves/")
    keep(page, "measure", top="main .govuk-caption-xl")
    page.goto(f"{ADDRESS}{STRATEGY}measures/")
    page.get_by_role("link", name="Progress by the end of 2022").click()
    keep(page, "progress-report", top="#summary")
    page.goto(ADDRESS + GROUP)
    keep(page, "group", top="h2:has-text('Who sits on it')")
    page.goto(f"{ADDRESS}{GROUP}elections/")
    page.locator("main .row-list__title a").last.click()
    keep(page, "election", top="main .govuk-caption-l")


def writing(page):
    """Olivia writes in a section of the next draft and looks at the measures."""
    sign_in(page, OFFICER)
    page.goto(f"{ADDRESS}/officers/strategy/civil-society/4/sections/volunteering/")
    keep(page, "editing", top="main .govuk-caption-l")
    page.goto(f"{ADDRESS}/officers/strategy/civil-society/measures/")
    keep(page, "measures-desk", top="main h2:has-text('Objectives and measures')")


def reviewing(page):
    """Mina reads the draft that her group is asked about, on a phone."""
    sign_in(page, MEMBER)
    page.goto(f"{ADDRESS}{GROUP}members/")
    page.get_by_role("link", name="Early draft of the next strategy").click()
    page.goto(f"{page.url}?section=support")
    keep(page, "review-phone", top="#volunteering")


def answered(page):
    """Mina reads what came of a comment on the draft of 2021."""
    sign_in(page, MEMBER)
    page.goto(f"{ADDRESS}{GROUP}members/")
    page.get_by_role("link", name="Draft strategy, June 2021").first.click()
    page.get_by_role("link", name="Your comments").click()
    page.locator("main a", has_text="Comment 2 on").first.click()
    keep(page, "comment", top="main h2:has-text('The council’s answer')")


def main():
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium-headless-shell"),
            args=["--no-sandbox", "--disable-gpu", "--disable-quic"],
        )
        for journey, size in (
            (outside, DESK),
            (answering, PHONE),
            (running, DESK),
            (moving, DESK),
            (closing, DESK),
            (administering, DESK),
            (offered, DESK),
            (applying, PHONE),
            (hearing, DESK),
            (holding, DESK),
            (funding, DESK),
            (following, DESK),
            (assessing, DESK),
            (threading, DESK),
            (promised, DESK),
            (writing, DESK),
            (reviewing, PHONE),
            (answered, DESK),
        ):
            if ONLY and journey.__name__ not in ONLY:
                continue
            with window(browser, size) as page:
                journey(page)
        browser.close()


if __name__ == "__main__":
    main()
