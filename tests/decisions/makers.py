"""Decisions in the states the tests speak of, made as people make them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from civilsociety.audit.actions import SYSTEM
from civilsociety.decisions import actions
from civilsociety.decisions.models import Decision
from civilsociety.decisions.states import NoticeState

TAKEN = date(2021, 12, 9)  # a Thursday; five clear working days end on Thursday the 16th
EFFECTIVE = date(2021, 12, 17)
WHOLE = {
    "title": "Money for recovery",
    "maker_kind": "cabinet_member",
    "maker_name": "Rosa Reed",
    "maker_post": "Cabinet Member for Communities",
    "taken_on": TAKEN,
    "decision": "Set the money aside.",
    "reasons": "It is needed.",
    "alternatives": "Doing nothing was rejected.",
    "conflicts": "None were declared.",
    "key_reason": "It is below the amount and touches one division.",
    "divisions": ["Swale East"],
}


def at(day):
    """Midday of a day, in the United Kingdom."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("Europe/London"))


def a_purpose(key="recovery-fund", name="Recovery Fund"):
    return actions.name_purpose(key=key, name=name, by=SYSTEM)


def a_notice(published_on=date(2021, 10, 20), due_from=date(2021, 12, 1), **particulars):
    """A notice, published unless `published_on` is empty."""
    wanted = {
        "matter": "Adopting a strategy",
        "maker_kind": "cabinet",
        "maker_post": "Cabinet",
        "contact": "Democratic Services, County Hall",
        "due_from": due_from,
    }
    notice = actions.start_notice(by=SYSTEM, **{**wanted, **particulars})
    if published_on:
        actions.publish_notice(notice=notice, by=SYSTEM, now=at(published_on))
        assert notice.state == NoticeState.PUBLISHED
    return notice


def a_draft(reference="21/00055", *, pence=None, purpose=None, under=None, **particulars):
    """A draft that could be published, with one amount of money when `pence` is given."""
    decision = actions.start(reference=reference, by=SYSTEM, **{**WHOLE, **particulars})
    if pence:
        actions.add_authority(
            decision=decision,
            purpose=purpose or (under.purpose if under else a_purpose()),
            up_to_pence=pence,
            under=under,
            by=SYSTEM,
        )
    return decision


def a_decision(reference="21/00055", *, published_on=TAKEN, **wanted):
    """A published decision; takes effect on 17 December 2021 unless `published_on` is later."""
    decision = a_draft(reference, **wanted)
    return actions.publish(decision=decision, by=SYSTEM, now=at(published_on))


def a_delegation(pence, reference="21/00055", *, to="Director", until=None, purpose=None):
    """An amount that a published decision lets a post decide later."""
    decision = a_draft(reference)
    delegation = actions.add_authority(
        decision=decision,
        purpose=purpose or a_purpose(),
        up_to_pence=pence,
        delegate_to=to,
        until=until,
        by=SYSTEM,
    )
    actions.publish(decision=decision, by=SYSTEM, now=at(TAKEN))
    delegation.decision.refresh_from_db()
    return delegation


def decided_under(delegation, reference, pence, *, taken_on=date(2022, 1, 10), publish=True):
    """An officer's decision that draws on a delegation."""
    wanted = {"maker_kind": "officer", "maker_post": "Director", "delegation": delegation}
    decision = a_draft(reference, pence=pence, under=delegation, taken_on=taken_on, **wanted)
    if publish:
        actions.publish(decision=decision, by=SYSTEM, now=at(taken_on))
    return Decision.objects.get(pk=decision.pk)
