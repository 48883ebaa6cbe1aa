"""How officers, assessors and a panel judge the bid, by the words they see on the pages."""

from tests.browser import go, press
from tests.journeys.grant_round import says, write_day

BID = "Marsh Lane Community Kitchen"
NOT_NEEDED = ("Safeguarding policy", "Insurance")
YES = (
    "The organisation and the project",
    "Governing document",
    "Accounts",
    "Bank account",
    "The same project",
    "Subsidy control",
)


def check_the_account(page):
    """The first officer's half, from what waits on their desk."""
    go(page, "Check 1 bank account")
    go(page, "2345", exact=False)
    go(page, "Say that it is checked")
    page.get_by_label("How did you check it?").fill("Rang the chair on the register’s number.")
    press(page, "I have checked it")
    assert says(page, "A second officer verifies it")


def verify_the_account(page):
    """The second officer's half."""
    go(page, "Verify 1 bank account as second officer")
    go(page, "2345", exact=False)
    go(page, "Verify it as second officer")
    press(page, "Verify it")
    assert says(page, "is verified.")


def pass_the_gate(page):
    """Every check answered, then through."""
    go(page, BID, exact=False)
    go(page, "Check it")
    for name in YES:
        page.get_by_role("group", name=name).get_by_label("Yes").check()
    for name in NOT_NEEDED:
        page.get_by_role("group", name=name).get_by_label("Does not apply").check()
    for about in ("safeguarding", "insurance"):
        page.get_by_label(f"Note on {about}").fill("They cook among neighbours.")
    press(page, "Save the checks")
    go(page, "Let it through")
    press(page, "Let it through")
    assert says(page, "passed the checks.")


def list_assessors(page, *people):
    """Who may be drawn in this round."""
    for person in people:
        press(page, "Add an assessor")
        page.get_by_label("Assessor").select_option(f"{person.name} ({person.email})")
        press(page, "Add the assessor")


def declare(page, call):
    """Nobody has an interest here."""
    page.goto(f"/officers/funding/rounds/{call.pk}/interests/")
    page.get_by_label("I have read the whole list").check()
    press(page, "Declare and continue")


def draw(page):
    """Two assessors for the one bid."""
    press(page, "Draw assessors for 1 bid")
    press(page, "Draw now")


def score(page, need, plan, *, why, unseen="nobody wrote this"):
    """Reads the bid and gives points with a word why; what the other wrote is not shown."""
    go(page, "Marsh Lane Community Kitchen: A kitchen for the street")
    assert says(page, "People of our street eat alone.")
    assert not page.get_by_text(unseen).count()
    for name, points in (("Need", need), ("Plan", plan)):
        page.get_by_role("group", name=name).get_by_label(f"{points} –").check()
        page.get_by_label(f"Why these points for {name}").fill(f"{why} on the {name.lower()}.")
    press(page, "Send your scores")
    assert says(page, "Your scores are sent and stand.")


def call_the_panel(page, chair, member):
    """A chair and a member, on 20 January."""
    press(page, "Call a panel")
    page.get_by_label("Name of the panel").fill("Panel of January")
    write_day(page, "The panel meets on", 20, 1, 2022)
    write_day(page, "Money is held until", 1, 3, 2022)
    page.get_by_label("Chair").select_option(f"{chair.name} ({chair.email})")
    press(page, "Call the panel")
    go(page, "Add a member")
    page.get_by_label("Member").select_option(f"{member.name} ({member.email})")
    press(page, "Add the member")


def issue_the_paper(page):
    """The one scored bid on it; the money is held from then on."""
    press(page, "Put the scored bids on it")
    press(page, "Issue the paper")
    press(page, "Issue the paper and hold the money")


def hold_the_meeting(page):
    """Who came, what was decided, closed."""
    go(page, "Who attended")
    for box in page.get_by_role("checkbox").all():
        box.check()
    press(page, "Save who attended")
    go(page, "Decide", exact=False)
    page.get_by_label("Feedback for the applicant").fill("We liked how neighbours plan it.")
    press(page, "Save the decision")
    press(page, "Close the meeting")
    page.get_by_label("What was said, for the minute").fill("All were for it.")
    press(page, "Close the meeting")
    assert says(page, "The chair, Fern, agrees the minute.")


def agree_the_minute(page, panel):
    """The chair reads it, and it stands."""
    page.goto(f"/officers/funding/panels/{panel.pk}/")
    press(page, "Read the minute")
    assert says(page, "All were for it.")
    press(page, "Agree the minute")
    press(page, "Agree the minute")
