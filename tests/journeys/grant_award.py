"""How a decided grant is offered, accepted, paid, told of and completed, by the words on pages."""

from tests.browser import go, press
from tests.journeys.grant_round import POUNDS, on_a_phone, says


def send_notice(page, bid):
    """Before the award, as the law asks."""
    page.goto(f"/admin/funding/application/{bid.pk}/change/")
    go(page, "Send the notice of financial assistance")
    press(page, "Send the notice")
    assert says(page, f"of up to {POUNDS} is on its way.")


def confirm_notice(page):
    """The page of the bid leads there; the sum is shown before anything is sent."""
    assert says(page, "We need an answer before we can decide")
    wrong = on_a_phone(page)
    go(page, "Confirm what help you had")
    for year, amount in (("2019/20", "0"), ("2020/21", "1,200"), ("2021/22", "0")):
        page.get_by_label(f"From others in {year}").fill(amount)
    press(page, "Add up first")
    assert says(page, "£5,521.50 of £315,000")
    page.get_by_label("Your name and what you are").fill("Tess Moor, treasurer")
    page.get_by_label("I confirm for the organisation").check()
    wrong += on_a_phone(page)
    press(page, "Confirm")
    assert says(page, "The award can be made now")
    return wrong


def make_the_award(page, bid):
    """Under the decision that allows it."""
    page.goto(f"/admin/funding/application/{bid.pk}/change/")
    go(page, "Make the award")
    option = page.get_by_label("Decision that allows it").locator("option", has_text="21/00055")
    page.get_by_label("Decision that allows it").select_option(option.inner_text())
    press(page, "Make the award")
    assert says(page, f"{POUNDS} is awarded and promised in the ledger.")


def send_letters(page, call):
    """One letter, looked at, then on its way."""
    page.goto(f"/officers/funding/calls/{call.pk}/letters/")
    press(page, "Look at the letters")
    assert page.get_by_role("heading", name="Letter 1 of 1").is_visible()
    assert page.locator("article").get_by_text(POUNDS).first.is_visible()
    press(page, "Send 1 letter")
    page.locator(".job").wait_for()


def accept(page):
    """For the kitchen, by name."""
    press(page, "Read and answer the offer")
    page.get_by_label("Your full name").fill("Tess Moor")
    page.get_by_label("A trustee or director").check()
    page.get_by_label("We accept the offer").check()
    wrong = on_a_phone(page)
    press(page, "Accept the offer")
    assert says(page, "What is next")
    return wrong + on_a_phone(page)


def propose_payment(page, payment):
    """The first pair of eyes."""
    page.goto(f"/admin/funding/payment/{payment.pk}/change/")
    go(page, "Propose to pay it")
    press(page, "Propose it")


def release_payment(page, payment):
    """The second pair of eyes; the pounds leave."""
    page.goto(f"/admin/funding/payment/{payment.pk}/change/")
    go(page, "Release the money")
    press(page, "Release the money")


def report(page, award):
    """What was done, and what came of it."""
    page.get_by_label("What did you do").fill("Forty neighbours cook together.")
    for indicator in award.programme.indicators.all():
        page.get_by_label(indicator.name).fill("40")
    page.get_by_label("How much of the grant").fill("4,321.50")
    wrong = on_a_phone(page)
    press(page, "Send your report")
    assert says(page, "We have your report")
    return wrong


def accept_report(page, report):
    """An officer read it."""
    page.goto(f"/admin/funding/report/{report.pk}/change/")
    go(page, "Accept it")
    press(page, "Accept it")


def complete(page, award):
    """Nothing is open any more."""
    page.goto(f"/admin/funding/award/{award.pk}/change/")
    go(page, "Complete it")
    press(page, "Complete it")
