"""Issuing a panel paper: its money is held at the same moment, all of it or none."""

from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import timezone

from civilsociety.audit.actions import SYSTEM, jobs, record
from civilsociety.budget import actions as budget
from civilsociety.budget.models import Line
from civilsociety.budget.queries.lines import lock_lines
from civilsociety.budget.states import ReservationState
from civilsociety.documents.pdf import to_pdf
from civilsociety.documents.word import to_docx
from civilsociety.refusal import Refused
from civilsociety.rows import locked, move_to
from civilsociety.ui.words import plural, pounds
from funding.actions.judging.panels import rank_anew
from funding.models import Panel, PanelPaper
from funding.queries.judging.panels import sheet_of
from funding.queries.judging.paper import paper_of
from funding.rules.judging.panels import check_can_issue, check_can_take_off
from funding.states import MOVES, ApplicationState, PanelState

TASK = "funding.tasks.papers.build_paper"


@transaction.atomic
def issue_paper(*, panel, by, now):
    """Issues the paper and reserves every bid above the line; a second time changes nothing.

    Raises Refused with the bid that is short of money, and by how much; then nothing is held.
    """
    panel = locked(panel)
    if panel.issued_at:
        return panel
    lock_the_money(panel)
    sheet = sheet_of(panel)
    check_can_issue(panel, sheet, by=by, today=timezone.localdate(now))
    held = [hold_for(row.item, row.item.proposed_pence, by=by, now=now) for row in sheet.rows
            if row.is_above]  # fmt: skip
    move_to(panel, PanelState.ISSUED, moves=MOVES)
    panel.cut_off, panel.issued_at = sheet.cut_off, now
    panel.save()
    record(
        verb="funding.paper_issued",
        target=panel,
        by=by,
        sentence=f"The paper of {panel} was issued; "
        f"{pounds(sum(each.amount_pence for each in held))} is held for "
        f"{plural(len(held), 'bid')}.",
        details={"reservations": [each.number for each in held]},
    )
    ask_for_files(panel, by=by, now=now)
    return panel


def lock_the_money(panel):
    """Locks the lines the round draws on, so that two panels never count the same pound."""
    call = panel.call
    lines = Line.objects.filter(year=call.year, head=call.programme.head)
    lock_lines(lines.values_list("pk", flat=True))


def hold_for(item, pence, *, by, now, act="issue"):
    """Reserves money for a bid on a paper, once for each act; the item knows its reservation.

    The ledger is read by people from whom the bid may be hidden, so it names the bid by its
    number only; for whom the money is stands there when it is promised.
    """
    bid, panel = item.application, item.panel
    reservation = budget.reserve(
        year=panel.call.year,
        head=panel.call.programme.head,
        title=f"{bid.number}, {panel}"[:200],
        pence=pence,
        expires_on=panel.held_until,
        reason=f"Before the panel {panel}.",
        by=by,
        key=uuid5(NAMESPACE_URL, f"funding panel {panel.pk} item {item.pk} {act}"),
        now=now,
        paper=panel.title,
    )
    item.reservation = reservation
    item.save(update_fields=["reservation"])
    return reservation


def let_go(item, *, why, by, now):
    """Releases what is held for a bid, if anything is."""
    reservation = item.reservation
    if reservation is None:
        return
    reservation.refresh_from_db()
    if reservation.state == ReservationState.HELD:
        key = uuid5(NAMESPACE_URL, f"funding release {reservation.pk}")
        budget.release(reservation=reservation, reason=why, by=by, key=key, now=now)


@transaction.atomic
def take_off(*, item, why, by, now):
    """Takes a bid off the paper: it goes back to assessment, and its money is free again."""
    panel = locked(item.panel)
    item = locked(item)
    check_can_take_off(item, by=by)
    if not why.strip():
        raise Refused("Say why it comes off the paper.")
    let_go(item, why=f"Taken off the paper of {panel}: {why}"[:1000], by=by, now=now)
    bid = locked(item.application)
    if bid.state == ApplicationState.AT_PANEL:
        move_to(bid, ApplicationState.ASSESSING, moves=MOVES)
        bid.save(update_fields=["state"])
    item.delete()
    if panel.state == PanelState.PREPARING:
        rank_anew(panel)
    else:
        ask_for_files(panel, by=by, now=now)
    record(
        verb="funding.taken_off_paper",
        target=bid,
        by=by,
        sentence=f"{bid.number} was taken off the paper of {panel}.",
        details={"why": why[:300]},
    )
    return panel


def ask_for_files(panel, *, by, now):
    """Has the worker make the files of the paper as it is at this moment."""
    paper = PanelPaper.objects.create(
        panel=panel, made_for=now, requested_at=now, requested_by_label=str(by)
    )
    jobs.hand_over(TASK, paper.pk)
    return paper


@transaction.atomic
def build_again(*, paper, by):
    """Puts files that failed back into the worker's hands."""
    if not jobs.start_again(paper):
        raise Refused("These files have not failed. Wait until they are done.")
    jobs.hand_over(TASK, paper.pk)
    record(
        verb="funding.paper_again",
        target=paper.panel,
        by=by,
        sentence=f"{by} asked for the files of {paper.panel} to be made again.",
    )
    return paper


def build_paper(*, paper, now):
    """Makes the files of a paper; both are kept together, by the attempt that holds the job.

    Safe to run twice and to be killed: the next worker begins again.
    """
    job = jobs.start(paper, now=now)
    if job is None:
        return
    jobs.progress(job, total=2, step="Laying out the PDF")
    document = paper_of(job.panel)
    pdf = to_pdf(document)
    jobs.progress(job, done=1, step="Writing the Word document")
    docx = to_docx(document)
    with transaction.atomic():
        # Whoever takes a bid off the paper waits here, and asks for files of their own.
        Panel.objects.select_for_update().get(pk=job.panel_id)
        jobs.finish(job, step="Done", pdf=pdf, docx=docx)
        record(
            verb="funding.paper_made",
            target=job.panel,
            by=SYSTEM,
            sentence=f"The files of the paper of {job.panel} were made.",
        )
