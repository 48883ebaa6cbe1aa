"""A report's way: saved, sent, read, accepted or sent back; moved or excused by an officer."""

from django.db import transaction

from civilsociety.audit.actions import record
from civilsociety.refusal import Refused
from civilsociety.rows import locked, move_to
from civilsociety.ui.words import pounds, uk_date
from funding.actions.files import keep_file
from funding.actions.running.messages import tell
from funding.actions.running.money_back import ask_back
from funding.models import ReportedFigure, ReportFile
from funding.models.choices import MoneyBackKind, Side
from funding.queries.running.underspend import not_spent
from funding.rules.running import reports as rules
from funding.states import MOVES, ReportState


@transaction.atomic
def save_report(*, report, story, learned, spent_pence, figures, uploads=(), by, now):
    """Keeps what was written so far. `figures` is {indicator: number, or None for not yet}.

    What came back with a question may be rewritten until it is sent again.
    """
    report = locked(report)
    rules.check_can_write(report=report)
    report.story, report.learned, report.spent_pence = story, learned, spent_pence
    report.save()
    for indicator, value in figures.items():
        ours = {"report": report, "indicator": indicator, "district": ""}
        if value is None:
            ReportedFigure.objects.filter(**ours).delete()
        else:
            ReportedFigure.objects.update_or_create(**ours, defaults={"value": value})
    for upload in uploads:
        ReportFile.objects.create(report=report, file=keep_file(upload=upload, by=by, now=now))
    return report


@transaction.atomic
def send_report(*, report, by, now):
    """Sends a report as it is saved. Raises Refused where it cannot be sent so."""
    report = locked(report)
    rules.check_can_send(report=report, story=report.story, spent_pence=report.spent_pence)
    move_to(report, ReportState.SENT, moves=MOVES)
    report.sent_by, report.sent_at = by, now
    report.save()
    _record("sent", report, by, "was sent")
    return report


@transaction.atomic
def remove_file(*, file, by, now):
    """Takes a file out of a report that is not sent."""
    report = locked(file.report)
    rules.check_can_write(report=report)
    stored = file.file
    file.delete()
    stored.delete()


@transaction.atomic
def accept_report(*, report, answer, by, now):
    """An officer has read it. Money that the last report does not need is offered back with it."""
    report = _locked(report)
    rules.check_can_read(report=report)
    move_to(report, ReportState.ACCEPTED, moves=MOVES)
    _answer(report, answer, by, now)
    _record("accepted", report, by, "was accepted")
    left = not_spent(report)
    if left:
        ask_back(
            award=report.award,
            kind=MoneyBackKind.UNDERSPEND,
            pence=left,
            why=f"“{report.title}” says that {pounds(report.spent_pence)} of the grant was spent.",
            side=Side.HOLDER,
            by=report.sent_by,
            now=now,
        )
    name = f"report-accepted-{report.pk}"
    tell(award=report.award, name=name, now=now, about="report_accepted", report=report, left=left)
    return report


@transaction.atomic
def send_report_back(*, report, question, by, now):
    """An officer asks something: the grant holder changes the report and sends it again."""
    report = _locked(report)
    rules.check_can_read(report=report)
    if not question.strip():
        raise Refused("Write your question: the grant holder reads it above the report.")
    move_to(report, ReportState.SENT_BACK, moves=MOVES)
    _answer(report, question, by, now)
    _record("sent_back", report, by, "was sent back with a question", question=question)
    name = f"report-back-{report.pk}-{now:%Y%m%d%H%M%S}"
    tell(award=report.award, name=name, now=now, about="report_back", report=report)
    return report


@transaction.atomic
def move_report(*, report, due_on, why, by, now):
    """Gives a report another last day, earlier or later, also one that has passed.

    Reminders of the old day stay as they are; the new day has its own.
    """
    report = _locked(report)
    rules.check_can_move(report=report)
    old, report.due_on = report.due_on, due_on
    report.save()
    said = f"is due on {uk_date(due_on)} instead of {uk_date(old)}"
    _record("moved", report, by, said, why=why)
    name = f"report-moved-{report.pk}-{due_on}-{now:%Y%m%d%H%M%S}"
    tell(award=report.award, name=name, now=now, about="report_moved", report=report, why=why)
    return report


@transaction.atomic
def excuse_report(*, report, why, by, now):
    """Does without a report, for a reason."""
    report = _locked(report)
    rules.check_can_excuse(report=report)
    move_to(report, ReportState.EXCUSED, moves=MOVES)
    _answer(report, why, by, now)
    _record("excused", report, by, "is no longer asked for", why=why)
    name = f"report-excused-{report.pk}"
    tell(award=report.award, name=name, now=now, about="report_excused", report=report, why=why)
    return report


@transaction.atomic
def ask_again(*, report, due_on, by, now):
    """Asks for an excused report after all, by a day."""
    report = _locked(report)
    rules.check_can_ask_again(report=report)
    move_to(report, ReportState.DUE, moves=MOVES)
    report.due_on, report.answer = due_on, ""
    report.save()
    _record("asked_again", report, by, f"is asked for again, by {uk_date(due_on)}")
    return report


def _locked(report):
    award = locked(report.award)
    report = locked(report)
    report.award = award
    return report


def _answer(report, words, by, now):
    report.answer, report.read_by, report.read_at = words, by, now
    report.save()


def _record(verb, report, by, words, **details):
    record(
        verb=f"funding.report_{verb}",
        target=report.award,
        by=by,
        sentence=f"“{report.title}” of {report.award.number} {words}.",
        details={"report": report.pk, **details},
    )
