"""Decisions in a real browser: a record with everything on it, and a form sent empty."""

from datetime import date

import pytest

from civilsociety.audit.actions import SYSTEM
from civilsociety.decisions import actions
from tests.browser import DESK, PHONE, axe, press
from tests.decisions.makers import TAKEN, a_draft, a_notice, a_purpose, at, decided_under

pytestmark = pytest.mark.django_db(transaction=True)


def a_full_record():
    """Announced, commented on, delegating, called in, examined, corrected."""
    notice = a_notice(published_on=date(2021, 10, 20), due_from=TAKEN)
    decision = a_draft(is_key=True, notice=notice)
    wanted = {"decision": decision, "by": SYSTEM}
    delegation = actions.add_authority(
        purpose=a_purpose(), up_to_pence=100_000_00, delegate_to="Director", **wanted
    )
    actions.add_comment(
        committee="Policy Committee", on=date(2021, 11, 9), said="Agreed.", answer="Good.", **wanted
    )
    actions.add_paper(kind="report", title="Report", link="https://example.org/report", **wanted)
    actions.add_paper(kind="other", title="Prices", exempt_reason="Paragraph 3.", **wanted)
    actions.publish(decision=decision, by=SYSTEM, now=at(TAKEN))
    called = {"called_in_on": date(2021, 12, 14), "called_in_by": "Three", "reason": "Cost."}
    call_in = actions.call_in(decision=decision, by=SYSTEM, **called)
    day = date(2021, 12, 20)
    outcome = {"state": "confirmed", "ended_on": day, "outcome": "It stands."}
    actions.answer_call_in(call_in=call_in, effective_from=day, by=SYSTEM, today=day, **outcome)
    delegation.decision.refresh_from_db()
    decided_under(delegation, "22/00001", 60_000_00)
    draft = actions.correct(decision=decision, note="The reason was cut short.", by=SYSTEM)
    actions.change(decision=draft, particulars={"reasons": "It is needed now."}, by=SYSTEM)
    return actions.publish(decision=draft, by=SYSTEM, now=at(date(2022, 1, 5)))


def test_full_record_reads_well_on_phone_and_desk(open_page, make_person):
    decision = a_full_record()
    officer = make_person("Officer", "consultation_officer")
    addresses = [(decision.get_absolute_url(), None)]
    addresses += [
        ("/decisions/21-00055/versions/1/", None),
        (f"/officers/decisions/{decision.pk}/", officer),
    ]
    for address, person in addresses:
        page = open_page(address, person=person, width=PHONE)
        for width in (PHONE, DESK):
            page.set_viewport_size({"width": width, "height": 800})
            assert list(axe(page)) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.troubles == []


def test_form_sent_empty_says_what_to_do_and_links_land(open_page, make_person):
    page = open_page(
        "/officers/decisions/start/",
        person=make_person("Officer", "consultation_officer"),
        width=PHONE,
    )
    press(page, "Begin the record")
    summary = page.locator(".govuk-error-summary a")
    assert summary.count() >= 3
    for number in range(summary.count()):
        target = summary.nth(number).get_attribute("href")
        assert page.locator(target).count() == 1, target
    assert list(axe(page)) == []
