"""What people do in one round of grants, act by act, by the words that they see on the pages."""

from tests.browser import DESK, PHONE, axe, go, press
from tests.funding.applying.files import PDF

# Not a round sum, so that it is found again wherever it stands.
PENCE, POUNDS = 4_321_50, "£4,321.50"


class Round:
    """The pages that stand open in a round, each with the person it belongs to, and the clock."""

    def __init__(self, world, open_page, hold_clock):
        self.world, self.open_page, self.hold_clock = world, open_page, hold_clock
        self.pages = []

    def at(self, *moment):
        """Moves the pages' clock on to a moment in UK time."""
        self.hold_clock(*moment)

    def open(self, address, person=None, **more):
        """A page of its own for one person; its troubles count."""
        page = self.open_page(address, person=person, **more)
        self.pages.append(page)
        return page

    def troubles(self):
        """Everything the browsers complained of so far."""
        return [trouble for page in self.pages for trouble in page.troubles]


def says(page, words):
    """Whether the page says this to whoever reads it."""
    page.get_by_text(words).first.wait_for()
    return True


def write_day(page, group, day, month, year):
    """Writes a date into the three boxes of a group."""
    boxes = page.get_by_role("group", name=group)
    for label, value in (("Day", day), ("Month", month), ("Year", year)):
        boxes.get_by_label(label).fill(str(value))


def a_file(name):
    """A small file as a person chooses it."""
    return {"name": name, "mimeType": "application/pdf", "buffer": PDF}


def on_a_phone(page):
    """What is wrong with a page at the width of a phone: axe, and scrolling sideways."""
    page.set_viewport_size({"width": PHONE, "height": 800})
    found = [f"{page.url}: {each}" for each in axe(page)]
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        found.append(f"{page.url}: scrolls sideways")
    page.set_viewport_size({"width": DESK, "height": 800})
    return found


# -- Tess ---------------------------------------------------------------------------------


def find_out(page):
    """Without an account: may we apply, and what will be asked?"""
    press(page, "Check if you can apply")
    wrong = on_a_phone(page)
    for radio in page.get_by_role("radio", name="Yes").all():
        radio.check()
    press(page, "See if you can apply")
    assert page.get_by_role("heading", name="You can apply").is_visible()
    wrong += on_a_phone(page)
    go(page, "Read the whole form first")
    assert says(page, "Why is it needed?")
    assert says(page, "What will you do?")
    return wrong + on_a_phone(page)


def start(page):
    """For the kitchen."""
    page.get_by_label("Marsh Lane Community Kitchen").check()
    press(page, "Start the application")
    assert page.get_by_role("heading", name="Your application").is_visible()


def write_about(page):
    """The project in short."""
    go(page, "In short: name, dates, place")
    page.get_by_label("Name of the project").fill("A kitchen for the street")
    page.get_by_label("What the money is for").fill("Cooking together, twice a week.")
    write_day(page, "When does it start?", 1, 3, 2022)
    write_day(page, "When does it end?", 31, 12, 2022)
    page.get_by_label("Swale").check()
    says(page, "Saved at")
    wrong = on_a_phone(page)
    press(page, "Save and continue")
    return wrong


def write_why(page):
    """The first section, which follows by itself."""
    page.get_by_label("Why is it needed?").fill("People of our street eat alone.")
    page.get_by_label("Who is it for?").fill("Neighbours of every age")
    says(page, "Saved at")
    wrong = on_a_phone(page)
    press(page, "Save and come back later")
    return wrong


def write_how(page):
    """The second section, on a device without scripts."""
    go(page, "How")
    page.get_by_label("What will you do?").fill("We cook for forty, and they for us.")
    page.get_by_label("Yes").check()
    press(page, "Save and continue")


def write_budget(page):
    """What it costs; the sum stands there as it is typed."""
    go(page, "What it costs and what you ask for")
    for number, what, cost in ((1, "Food", "3,600"), (2, "Rent of the hall", "£2,400.50")):
        page.get_by_label(f"What for, line {number}", exact=True).fill(what)
        page.get_by_label(f"Cost, line {number}, in pounds").fill(cost)
    assert says(page, "£6,000.50")
    page.get_by_label("How much do you ask for?").fill("4,321.50")
    says(page, "Saved at")
    wrong = on_a_phone(page)
    press(page, "Save and continue")
    return wrong


def tell_the_facts(page):
    """The facts about the kitchen, given once."""
    go(page, "Facts about it")
    press(page, "Tell us about the organisation")
    page.get_by_label("What is the organisation for?").fill("Cooking together.")
    for label, value in (
        ("In which year was it founded?", "2014"),
        ("Income in the last full year", "42,000"),
        ("Spending in the last full year", "40,000"),
        ("Trustees or directors", "5"),
        ("Volunteers", "30"),
    ):
        page.get_by_label(label).fill(value)
    wrong = on_a_phone(page)
    press(page, "Save, and say that this is right today")
    return wrong


def give_documents(page):
    """The two documents that everybody gives."""
    go(page, "Its documents")
    wrong = on_a_phone(page)
    for name in ("rules.pdf", "accounts.pdf"):
        go(page, "Give us this", exact=False)
        page.get_by_label("The file").set_input_files(a_file(name))
        press(page, "Give us this document")
    assert says(page, "We have what we need.")
    wrong += on_a_phone(page)
    go(page, "Back to the application")
    return wrong


def give_the_account(page):
    """Where the money is to go."""
    page.get_by_label("Name on the account").fill("Marsh Lane Community Kitchen")
    page.get_by_label("Sort code").fill("12-34-56")
    page.get_by_label("Account number").fill("00012345")
    wrong = on_a_phone(page)
    press(page, "Give us this account")
    assert says(page, "Being checked")
    return wrong


def sign_off(page):
    """As its trustee."""
    go(page, "Sign-off by a trustee or director")
    assert says(page, "People of our street eat alone.")
    page.get_by_label("Your full name").fill("Tess Moor")
    page.get_by_label("I am a trustee or director of Marsh Lane Community Kitchen").check()
    page.get_by_label("I have read this application").check()
    wrong = on_a_phone(page)
    press(page, "Sign it off")
    return wrong


def send(page):
    """After a last look, without scripts; what applying was like is asked at once."""
    go(page, "Check and send")
    press(page, "Send the application")
    assert page.get_by_role("heading", name="Your application is sent").is_visible()
    page.get_by_label("Easy", exact=True).check()
    page.get_by_label("How many hours").fill("3.5")
    press(page, "Send what you think")
    assert says(page, "You told us.")
