"""Two people in the same moment: sent once, one receipt, one application, one account."""

import pytest

from funding.actions import applying, messages
from funding.actions import organisations as acts
from funding.models import Application, BankAccount, Message
from funding.queries.applying.written import marks_of, written_in
from funding.states import BankState
from tests.budget.test_at_once import at_once
from tests.funding.applying.makers import draft, ready
from tests.funding.makers import NOW

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _nothing_handed_over(monkeypatch):
    monkeypatch.setattr("funding.actions.messages.jobs.hand_over", lambda *_: None)


def test_sent_twice_at_once_is_sent_once_with_one_receipt(world, mailoutbox):
    application = ready(world)
    Message.objects.all().delete()
    at_once(
        *[
            lambda: applying.submit(
                application=Application.objects.get(pk=application.pk), by=world.tess, now=NOW
            )
        ]
        * 4
    )
    message = Message.objects.get()
    sent = at_once(*[lambda: messages.send(pk=message.pk, now=NOW)] * 4)
    assert sorted(sent) == [False, False, False, True]
    assert len(mailoutbox) == 1


def test_started_twice_at_once_is_one_application(world):
    found = at_once(
        *[
            lambda: applying.start(
                call=world.call, organisation=world.kitchen, by=world.tess, now=NOW
            )
        ]
        * 4
    )
    assert len({each.pk for each in found}) == 1


def test_two_accounts_at_once_leave_one_to_be_checked(world):
    at_once(
        *[
            lambda number=number: acts.enter_account(
                organisation=world.kitchen, account_name="Kitchen", sort_code="123456",
                account_number=number, by=world.tess, now=NOW,
            )
            for number in ("00000001", "00000002", "00000003")
        ]
    )  # fmt: skip
    assert BankAccount.objects.filter(state=BankState.ENTERED).count() == 1
    assert BankAccount.objects.count() == 3


def test_two_texts_at_once_clash_and_neither_is_lost(world):
    application = draft(world)

    def save(words):
        return applying.save_part(
            application=Application.objects.get(pk=application.pk), part="about",
            written={"title": words}, seen=seen, by=world.tess, now=NOW,
        )  # fmt: skip

    seen = marks_of(written_in(application, "about"))
    found = at_once(lambda: save("One"), lambda: save("Two"))
    clash = next(each for each in found if each)[0]
    application.refresh_from_db()
    assert {clash.theirs, clash.mine} == {"One", "Two"}
    assert application.title == clash.theirs
