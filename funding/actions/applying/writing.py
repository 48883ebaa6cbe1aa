"""Saving a part of a draft: several people write at once, and nothing of anybody's is lost."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from civilsociety.audit.actions import record
from civilsociety.rows import locked
from funding.actions.applying.signing import void_if_changed
from funding.models import BudgetLine
from funding.queries.applying.written import ABOUT, BUDGET, is_empty, mark_of, written_in
from funding.rules.applying import check_can_change, check_writes

DAYS = ("starts_on", "ends_on")


@dataclass(frozen=True)
class Clash:
    """A field that somebody changed after this person had opened the page, and they too."""

    name: str
    theirs: object
    mine: object


@transaction.atomic
def save_part(*, application, part, written, seen, by, now, section=None, quietly=False):
    """Saves what somebody wrote in a part; gives the fields in which two people clash.

    `written` is the fields by name, as `queries.applying.written` describes them, and `seen`
    the marks of what the page showed. What only this person changed is saved, what only
    others changed stays. Of a field that both changed nothing is written: it is a Clash.
    `quietly` leaves the record alone, for what is saved every few seconds.

    Raises Refused once the application was sent or withdrawn, and for a signatory.
    """
    application = locked(application)
    check_can_change(application)
    check_writes(application, by)
    before = written_in(application, part, section)
    mine, clashes = _merged(before, written, seen)
    if not mine:
        return clashes
    _write(application, part, {**before, **mine})
    application.revision += 1
    application.changed_at, application.changed_by = now, by
    application.save()
    void_if_changed(application, by=by, now=now)
    if not quietly:
        record(
            verb="funding.application_written",
            target=application,
            by=by,
            sentence=f"{by} changed {application.number}.",
            details={"part": part},
        )
    return clashes


def _merged(before, written, seen):
    """What is to be written, and where two people clash."""
    mine, clashes = {}, []
    for name, theirs in before.items():
        if name not in written:
            continue
        new, old, shown = mark_of(written[name]), mark_of(theirs), seen.get(name, "")
        if new in (old, shown):
            continue
        if old == shown:
            mine[name] = written[name]
        else:
            clashes.append(Clash(name, theirs, written[name]))
    return mine, clashes


def _write(application, part, values):
    """Puts values in their columns; what is unreadable is kept beside them as it was typed."""
    left = {name: value["typed"] for name, value in values.items() if isinstance(value, dict)}
    fit = {name: None if name in left else value for name, value in values.items()}
    if part == ABOUT:
        _write_about(application, fit, left)
    elif part == BUDGET:
        _write_budget(application, fit)
    else:
        answers = {n: v for n, v in application.answers.items() if n not in values}
        application.answers = answers | {n: v for n, v in fit.items() if not is_empty(v)}
    others = {name: kept for name, kept in application.typed.items() if name != part}
    application.typed = others | ({part: left} if left else {})


def _write_about(application, fit, left):
    application.title, application.summary = fit["title"] or "", fit["summary"] or ""
    application.districts = fit["districts"] or []
    starts, ends = (date.fromisoformat(fit[name]) if fit[name] else None for name in DAYS)
    if starts and ends and ends < starts:
        # The end is kept as it was typed until one of the two is put right.
        left["ends_on"] = {"day": ends.day, "month": ends.month, "year": ends.year}
        left["ends_on"] = {name: str(number) for name, number in left["ends_on"].items()}
        ends = None
    application.starts_on, application.ends_on = starts, ends


def _write_budget(application, fit):
    application.requested_pence = fit["requested"]
    application.budget_lines.all().delete()
    BudgetLine.objects.bulk_create(
        BudgetLine(application=application, position=position, what=what, cost_pence=pence)
        for position, (what, pence) in enumerate(fit["rows"] or [], 1)
    )
