"""Takes the sample decisions as people would: prepared by one, published by another."""

from datetime import UTC, date, datetime, time, timedelta

from civilsociety.decisions import actions
from civilsociety.decisions.demonstration import texts
from civilsociety.decisions.models import Decision, Notice
from civilsociety.decisions.queries.notices import earliest_decision
from civilsociety.documents.content import Document, Heading, Prose
from civilsociety.documents.pdf import to_pdf


def load(*, by, maker, today):
    """Loads purposes, notices and decisions; a second time nothing changes.

    `by` prepares, `maker` decides and publishes. The ledger finds what may be spent by
    `Authority.objects.to_spend().get(purpose__key="strategic-recovery-fund")`.
    """
    if Decision.objects.filter(reference=texts.STRATEGY["reference"]).exists():
        return
    purposes = {
        key: actions.name_purpose(key=key, name=name, by=by) for key, name in texts.PURPOSES.items()
    }
    _volunteering(purposes, by, maker)
    _recovery(purposes, by, maker)
    _strategy(purposes, by, maker)
    _meetings(by, maker)
    _crowdfunding(by, maker)
    _next_notice(by, today)


def _moment(day):
    """Ten in the morning of a day, when a record is said to be published."""
    return datetime.combine(day, time(10), UTC)


def _begin(particulars, by, **more):
    return actions.start(by=by, is_sample=True, **particulars, **more)


def _publish(decision, maker, *, on=None):
    return actions.publish(decision=decision, by=maker, now=_moment(on or decision.taken_on))


def _volunteering(purposes, by, maker):
    """The pilot, with a paper that is exempt, and a correction beside it."""
    decision = _begin(texts.VOLUNTEERING, by)
    _allow(decision, purposes["volunteering-pilot"], 170_000, by, until=date(2022, 3, 31))
    actions.add_paper(
        decision=decision,
        kind="background",
        title="Financial check of the provider (sample)",
        exempt_reason="It holds the provider’s business affairs (Schedule 12A, paragraph 3).",
        by=by,
    )
    _publish(decision, maker)
    corrected = actions.correct(decision=decision, note=texts.VOLUNTEERING_NOTE, by=by)
    everywhere = {"divisions": [], "all_divisions": True}
    actions.change(decision=corrected, particulars=everywhere, by=by)
    _publish(corrected, maker, on=date(2021, 7, 5))


def _recovery(purposes, by, maker):
    decision = _begin(texts.RECOVERY, by)
    _allow(decision, purposes["strategic-recovery-fund"], 330_000, by, until=date(2022, 3, 31))
    _publish(decision, maker)


def _strategy(purposes, by, maker):
    """Announced, commented on, decided; three delegations that later decisions draw on."""
    notice = actions.start_notice(by=by, is_sample=True, **texts.STRATEGY_NOTICE)
    actions.publish_notice(notice=notice, by=by, now=_moment(date(2021, 10, 20)))
    decision = _begin(texts.STRATEGY, by, notice=notice)
    for key, amount, post, until in (
        # Without an end, so that a visitor can try promising money today.
        ("crowdfund-kent", 200_000, texts.MEMBER, None),
        ("steering-group", 30_000, texts.DIRECTOR, texts.LAST_DAY),
        ("support-for-the-sector", 1_370_000, texts.MEMBER, texts.LAST_DAY),
    ):
        _allow(decision, purposes[key], amount, by, until=until, delegate_to=post)
    actions.add_comment(decision=decision, by=by, **texts.COMMITTEE)
    actions.add_paper(
        decision=decision,
        kind="report",
        title="Report to Cabinet on the strategy (sample)",
        file=_report(),
        by=by,
    )
    _publish(decision, maker)


def _meetings(by, maker):
    _under("steering-group", 6_000, texts.MEETINGS, date(2023, 3, 31), by, maker)


def _crowdfunding(by, maker):
    _under("crowdfund-kent", 200_000, texts.CROWDFUNDING, None, by, maker)


def _under(key, amount, particulars, until, by, maker):
    """A decision that draws on a delegation of the strategy's."""
    strategy = Decision.objects.get(reference=texts.STRATEGY["reference"], version=1)
    delegation = strategy.authorities.get(purpose__key=key)
    decision = _begin(particulars, by, delegation=delegation)
    _allow(decision, delegation.purpose, amount, by, until=until, under=delegation)
    _publish(decision, maker)


def _allow(decision, purpose, amount, by, **more):
    """`amount` in whole pounds."""
    pence = amount * 100
    actions.add_authority(decision=decision, purpose=purpose, up_to_pence=pence, by=by, **more)


def _next_notice(by, today):
    """A decision that is still to come, whose clear days run."""
    published_on = today - timedelta(days=9)
    due = {"due_from": earliest_decision(published_on, Notice._meta.get_field("route").default)}
    notice = actions.start_notice(by=by, is_sample=True, **texts.NEXT_NOTICE, **due)
    actions.publish_notice(notice=notice, by=by, now=_moment(today), published_on=published_on)


def _report():
    """A short report, as a file that can be opened."""
    document = Document(
        title="Civil Society Strategy: report to Cabinet",
        lead="Invented for the demonstration.",
        issued_on=date(2021, 12, 1),
        blocks=(
            Heading("What Cabinet is asked"),
            Prose(texts.STRATEGY["decision"]),
            Heading("Why"),
            Prose(texts.STRATEGY["reasons"]),
        ),
        contents=False,
    )
    return {
        "file_name": "report-to-cabinet-sample.pdf",
        "content_type": "application/pdf",
        "content": to_pdf(document),
    }
