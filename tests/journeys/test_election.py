"""One election from its call to the filled seats, as everybody in it goes it."""

import json
import re
import shlex
import subprocess
import sys

import pytest
from django.conf import settings
from django.core import mail

from civilsociety.ui import clock
from engagement.models import Ballot
from engagement.states import ElectionState
from engagement.tasks.elections import look_after_elections, send_what_is_due
from tests.browser import PHONE, go, press
from tests.engagement.elections.held import NAMES, a_member, prepared
from tests.journeys.grant_round import Round, on_a_phone, says

pytestmark = pytest.mark.django_db(transaction=True)

STATEMENT = "{name} has run a small group for nine years and knows what it costs."


@pytest.fixture
def vote(olivia, tess, open_page, hold_clock):
    """An election prepared by Olivia; Tess signs in for the Bluebell Choir."""
    made = Round(prepared(olivia), open_page, hold_clock)
    made.at(2021, 9, 3, 9, 0)
    a_member(made.world.organisations[1], tess, olivia)
    return made


@pytest.fixture
def worker_passes(vote, monkeypatch):
    """What the worker does on its round, by the clock of the pages."""

    def passes():
        with monkeypatch.context() as worker:
            worker.setattr("engagement.tasks.elections.timezone.now", clock.now)
            look_after_elections()
            send_what_is_due(vote.world.election.pk)

    return passes


def post_of(number):
    """The address of one of the five organisations."""
    return f"post@{NAMES[number].lower().replace(' ', '-')}.example.org"


def link_to(address, what):
    """The link in the last message about `what` to an address, as this server opens it."""
    found = [
        link
        for letter in mail.outbox
        if letter.to == [address]
        for link in re.findall(rf"\S+/elections/{what}/\S+", letter.body)
    ]
    return found[-1].removeprefix(settings.PUBLIC_URL)


def hub(vote):
    return f"/officers/elections/{vote.world.election.pk}/"


def call(vote, olivia, worker_passes):
    """Olivia publishes the call; every organisation on the roll is written to, once."""
    assert vote.open("/").request.get(page_of(vote)).status == 404
    desk = vote.open(hub(vote), olivia)
    go(desk, "Publish the call")
    press(desk, "Publish the call and write to the roll")
    assert says(desk, "The call is published.")
    worker_passes()
    worker_passes()
    assert sorted(each.to[0] for each in mail.outbox) == [post_of(each) for each in range(5)]
    return desk


def page_of(vote):
    return vote.world.election.get_absolute_url()


def put_forward(page, name):
    page.get_by_label("Their name").fill(name)
    page.get_by_label("Their email address").fill(f"{name.lower()}@example.org")
    wrong = on_a_phone(page)
    press(page, "Send the nomination")
    assert says(page, f"We have asked {name} by mail")
    return wrong


def nominate(vote, tess):
    """By the mailed link, and by a member who signs in and starts at the public page."""
    vote.at(2021, 9, 7, 9, 0)
    wrong = []
    for number, name in ((0, "Ann"), (2, "Cat")):
        wrong += put_forward(vote.open(link_to(post_of(number), "nominate")), name)
    page = vote.open(page_of(vote), tess)
    wrong += on_a_phone(page)
    go(page, "Nominate somebody")
    return wrong + put_forward(page, "Ben")


def accept(vote, worker_passes):
    """Each says yes by the link they got; nothing of them is public yet."""
    worker_passes()
    wrong = []
    for name in ("Ann", "Ben", "Cat"):
        page = vote.open(link_to(f"{name.lower()}@example.org", "candidate"))
        page.get_by_label("Yes, I stand").check()
        page.get_by_label("Your statement").fill(STATEMENT.format(name=name))
        page.get_by_label("Your interests").fill("None")
        page.get_by_label("I agree that my name").check()
        wrong += on_a_phone(page)
        press(page, "Send your answer")
        assert says(page, "You have accepted.")
    assert not vote.open(page_of(vote)).get_by_text("Ann", exact=False).count()
    return wrong


def check(vote, desk, worker_passes):
    """After the close Olivia checks each of them and publishes the candidates."""
    vote.at(2021, 9, 28, 9, 0)
    worker_passes()
    for name in ("Ann", "Ben", "Cat"):
        desk.goto(hub(vote))
        go(desk, f"Check the nomination of {name}")
        assert says(desk, STATEMENT.format(name=name))
        desk.get_by_label("Yes, they stand").check()
        press(desk, "Save")
    go(desk, "Publish the candidates and open voting")
    press(desk, "Publish the candidates")
    assert says(desk, "The candidates are published.")
    public = vote.open(page_of(vote))
    assert says(public, STATEMENT.format(name="Ben"))
    return on_a_phone(public)


def cast(page, *names):
    """Chooses, reads the ballot once more, casts it; gives the receipt."""
    for name in names:
        page.get_by_label(name, exact=True).check()
    press(page, "Check your ballot")
    assert says(page, "It is not cast yet.")
    promised = page.text_content(".election-receipt")
    press(page, "Cast your vote")
    assert page.get_by_role("heading", name="Your vote is cast").is_visible()
    assert page.text_content(".election-receipt") == promised
    return promised


def cast_all(vote, tess, worker_passes):
    """By link and as a signed-in member on phones; nobody votes twice. Gives the receipts."""
    vote.at(2021, 10, 4, 9, 0)
    mail.outbox.clear()
    worker_passes()
    wrong, receipts = [], {}
    page = vote.open(link_to(post_of(0), "vote"), width=PHONE)
    wrong += on_a_phone(page)
    page.set_viewport_size({"width": PHONE, "height": 800})
    receipts["Ann and Cat"] = cast(page, "Ann", "Cat")
    wrong += on_a_phone(page)
    again = vote.open(link_to(post_of(0), "vote"), width=PHONE)
    assert says(again, "has voted. Each organisation has one vote")

    page = vote.open(page_of(vote), tess, width=PHONE)
    go(page, "Cast your organisation’s vote")
    receipts["Ann and Ben"] = cast(page, "Ann", "Ben")
    # What she voted for by signing in, her organisation's link does not vote for again.
    by_link = vote.open(link_to(post_of(1), "vote"))
    assert says(by_link, "has voted. Each organisation has one vote")

    old = vote.open(link_to(post_of(2), "vote"), javascript=False)
    receipts["Cat"] = cast(old, "Cat")
    receipts["Ann"] = cast(vote.open(link_to(post_of(3), "vote")), "Ann")
    return wrong, receipts


def close(vote, desk, worker_passes):
    """The clock ends it: who still has the ballot before them is refused, then it is counted."""
    vote.at(2021, 10, 18, 16, 59)
    late = vote.open(link_to(post_of(4), "vote"))
    late.get_by_label("Ben", exact=True).check()
    vote.at(2021, 10, 18, 17, 0)
    press(late, "Check your ballot")
    assert says(late, "Voting ended at 5pm on 18 October 2021")
    public = f"{page_of(vote)}ballots.csv"
    assert late.request.get(public).status == 404
    worker_passes()
    vote.world.election.refresh_from_db()
    assert vote.world.election.state == ElectionState.CLOSED
    desk.goto(hub(vote))
    go(desk, "Count and declare the result")
    press(desk, "Count and declare")
    assert says(desk, "The result is declared and public.")
    go(desk, "Appoint those elected")
    press(desk, "Appoint them")
    assert says(desk, "2 people are appointed.")


def declared(page):
    """The result as the page says it: (name, votes, outcome) by line."""
    return [
        (name_in(row), *row.get_by_role("cell").all_inner_texts())
        for row in page.get_by_role("row").filter(has_text="lected").all()
    ]


def name_in(row):
    """The person a line of a table is about, without their organisation."""
    return row.get_by_role("rowheader").inner_text().split("\n")[0]


def look(vote, receipts, folder):
    """Anybody finds a ballot by its receipt, and counts all of them with the published program."""
    page = vote.open(page_of(vote))
    wrong = on_a_phone(page)
    result = declared(page)
    go(page, "Find your ballot, and repeat the count")
    for choice, receipt in receipts.items():
        page.get_by_label("Your receipt").fill(receipt.lower().replace("-", " "))
        press(page, "Find it")
        assert says(page, f"{receipt} is on the list.")
        said = page.locator(".note .govuk-summary-list__value").inner_text()
        assert sorted(said.split(", ")) == choice.split(" and ")
    wrong += on_a_phone(page)
    page.get_by_label("Your receipt").fill("AAAA-AAAA-AAAA-AAAA")
    press(page, "Find it")
    assert says(page, "No ballot has this receipt.")
    assert counted_again(page, folder) == result
    return wrong, result


def counted_again(page, folder):
    """Does what the page says: both files into one folder, and the line typed."""
    for name in ("ballots.csv", "recount.py"):
        link = page.locator(f'a[href$="{name}"]').get_attribute("href")
        (folder / name).write_bytes(page.request.get(link).body())
    line = shlex.split(page.locator(".election-code code").inner_text())
    assert line[:2] == ["python3", "recount.py"]
    alone = [sys.executable, "-I", *line[1:]]
    done = subprocess.run(alone, cwd=folder, capture_output=True, check=True)
    [contest] = json.loads(done.stdout).values()
    rows = page.locator("tbody").get_by_role("row").all()
    names = {row.get_by_role("cell").first.inner_text(): name_in(row) for row in rows}
    elected = {str(number) for number in contest["elected"]}
    return [
        (names[number], str(votes), "Elected" if number in elected else "Not elected")
        for number, votes in contest["votes"].items()
    ]


def test_election_from_the_call_to_the_seats(vote, worker_passes, olivia, tess, tmp_path):
    desk = call(vote, olivia, worker_passes)
    wrong = nominate(vote, tess)
    wrong += accept(vote, worker_passes)
    wrong += check(vote, desk, worker_passes)
    assert wrong == []
    more, receipts = cast_all(vote, tess, worker_passes)
    wrong += more
    assert Ballot.objects.count() == len(set(receipts.values())) == 4
    close(vote, desk, worker_passes)
    more, result = look(vote, receipts, tmp_path)
    assert result == [("Ann", "3", "Elected"), ("Cat", "2", "Elected"), ("Ben", "1", "Not elected")]
    wrong += more
    vote.at(2022, 1, 3, 9, 0)
    group = vote.open(vote.world.election.group.get_absolute_url())
    names = set(group.locator("main").inner_text().split())
    assert {"Ann", "Cat"} <= names and "Ben" not in names
    assert (wrong, vote.troubles()) == ([], [])
