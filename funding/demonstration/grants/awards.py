"""What followed in the sample round: notices, awards, letters, payments, reports, an evaluation."""

from datetime import date, timedelta

from funding.actions import offers, register
from funding.actions.running import ending, money_back, payments, reports, variations
from funding.demonstration.grants.moments import at, key_of
from funding.models import MoneyBack, Report
from funding.models.choices import Side
from funding.states import MoneyBackState, ReportState

GIVES = {"fund", "part_fund"}


def settle(call, texts, bids, cast, authority):
    """From what the panel decided to what came of it."""
    pairs = list(zip(texts["bids"], bids, strict=True))
    awards = {
        story["name"]: _award(story, bid, cast, authority)
        for story, bid in pairs
        if story.get("decision") in GIVES
    }
    batch = offers.make_letters(
        call=call,
        applications=bids,
        accept_by=date(2023, 11, 24),
        by=cast["officer"],
        now=at(2023, 11, 3),
    )
    offers.send_letters(batch=batch, now=at(2023, 11, 3, 11))
    for award in awards.values():
        _accept(award)
        _pay(award, cast, at(2023, 12, 5))
    for name, story in texts["reports"].items():
        _report(awards[name], story, cast)
    _more_time(awards["Weald Repair Café (sample)"], cast)
    _evaluate(call, texts["evaluation"], cast)


def _award(story, bid, cast, authority):
    officer, pence = cast["officer"], story.get("gives", story["asks"]) * 100
    bid.refresh_from_db()
    notice = offers.send_notice(application=bid, pence=pence, by=officer, now=at(2023, 10, 30, 11))
    person = bid.submitted_by
    offers.answer_notice(
        notice=notice, other_by_year={}, name=person.name, by=person, now=at(2023, 10, 31, 9)
    )
    bid.refresh_from_db()
    return offers.award_bid(
        application=bid,
        authority=authority,
        pence=pence,
        awarded_on=date(2023, 11, 1),
        starts_on=bid.starts_on,
        ends_on=bid.ends_on,
        by=officer,
        key=key_of(f"award {story['name']}"),
        now=at(2023, 11, 1),
    )


def _accept(award):
    award.refresh_from_db()
    person = award.application.submitted_by
    offers.accept_offer(award=award, name=person.name, by=person, now=at(2023, 11, 8, 19))
    award.refresh_from_db()


def _pay(award, cast, now):
    """The first payment: proposed by one officer, released by another."""
    first = award.payments.order_by("number").first()
    due = max(now, at(first.due_on.year, first.due_on.month, first.due_on.day, 11))
    payments.propose(payment=first, by=cast["officer"], now=due)
    first.refresh_from_db()
    payments.release_payment(payment=first, by=cast["second"], now=due + timedelta(hours=2))


def _report(award, story, cast):
    """The report at the end; what was not spent comes back, and the award is complete."""
    person = award.application.submitted_by
    figures = dict(zip(award.programme.indicators.all(), story["figures"], strict=True))
    for report in Report.objects.filter(award=award).order_by("due_on"):
        now = at(report.due_on.year, report.due_on.month, report.due_on.day, 9)
        reports.save_report(
            report=report,
            story=story["story"],
            learned=story["learned"],
            spent_pence=story["spent"] * 100,
            figures=figures,
            by=person,
            now=now,
        )
        reports.send_report(report=report, by=person, now=now)
        report.refresh_from_db()
        reports.accept_report(
            report=report,
            answer="Thank you. We will pass on what you learned.",
            by=cast["officer"],
            now=now + timedelta(days=5),
        )
    for money in MoneyBack.objects.filter(award=award, state=MoneyBackState.ASKED):
        money_back.settle(
            money=money, reference="Sample refund", by=cast["second"], now=now + timedelta(days=12)
        )
    award.refresh_from_db()
    if not Report.objects.filter(award=award).exclude(state=ReportState.ACCEPTED).exists():
        ending.complete_award(award=award, by=cast["officer"], now=now + timedelta(days=14))


def _more_time(award, cast):
    """A change both sides agreed to: two months more."""
    person = award.application.submitted_by
    change = variations.ask_for_change(
        award=award,
        side=Side.HOLDER,
        wanted={"ends_on": "2024-08-30"},
        why="Two villages begin after the harvest.",
        by=person,
        now=at(2024, 3, 4),
    )
    variations.agree_to_change(
        variation=change,
        side=Side.COUNCIL,
        answer="Agreed: the café in Brenchley is worth waiting for.",
        by=cast["officer"],
        now=at(2024, 3, 7),
    )


def _evaluate(call, words, cast):
    evaluation = register.begin_evaluation(
        programme=call.programme,
        call=call,
        title=words["title"],
        from_day=date(2023, 9, 1),
        until_day=date(2024, 9, 30),
        by=cast["officer"],
        now=at(2024, 10, 7),
        is_sample=True,
    )
    register.write_evaluation(
        evaluation=evaluation,
        by=cast["officer"],
        now=at(2024, 10, 14),
        worked=words["worked"],
        learned=words["learned"],
        recommendation=words["recommendation"],
    )
    register.publish_evaluation(evaluation=evaluation, by=cast["officer"], now=at(2024, 10, 21))
