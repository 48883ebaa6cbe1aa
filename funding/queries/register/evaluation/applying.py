"""What applying was like, and what it cost: who applied, how hard it was, how many minutes."""

from statistics import median

from civilsociety.documents import breakdown, crosstab
from civilsociety.organisations.models import IncomeBand, Kind
from funding.models import Call, ProcessFeedback
from funding.queries.register.evaluation.scope import bids_of, calls_of
from funding.queries.register.outcomes import outcomes
from funding.states import ApplicationState

EASE = {
    5: "Very easy",
    4: "Easy",
    3: "Neither easy nor hard",
    2: "Hard",
    1: "Very hard",
}
THOUSAND_POUNDS = 1_000_00


def by_round(evaluation):
    """[{round, received, eligible, awarded, cells, reasons, note}]: every round by itself.

    Never their sum: taken from it, the rounds that are shown would give away one that is not.
    """
    calls = list(Call.objects.filter(pk__in=calls_of(evaluation)).order_by("number"))
    for told in outcomes(calls):
        yield {
            "round": told.call.name,
            "received": told.received.count,
            "eligible": told.eligible.count,
            "awarded": told.awarded,
            "cells": [[label, figure.count] for label, figure in told.rest],
            "reasons": [
                [reasons.title, [[label, figure.count] for label, figure in reasons.cells]]
                for reasons in told.reasons
            ],
            "note": told.note,
        }


def who_applied(evaluation, threshold):
    """Bids by kind of organisation and whether they were awarded: {columns, rows, base, note}."""
    counts = {}
    names = dict(Kind.choices)
    for kind, state in bids_of(evaluation).values_list("organisation__kind", "state"):
        row = counts.setdefault(names.get(kind, "Not known"), {"Awarded": 0, "Not awarded": 0})
        row["Awarded" if state == ApplicationState.AWARDED else "Not awarded"] += 1
    if not counts:
        return None
    table = crosstab(dict(sorted(counts.items())), threshold=threshold)
    return {
        "columns": list(table.columns),
        "rows": [[name, [cell.count for cell in cells]] for name, cells in table.rows],
        "base": str(table.base),
        "note": table.note,
    }


def ease(evaluation, threshold):
    """How easy applicants found it: {cells, base, note}, or None when nobody said."""
    said = list(
        ProcessFeedback.objects.filter(application__in=bids_of(evaluation)).values_list(
            "ease", flat=True
        )
    )
    if not said:
        return None
    counts = {label: said.count(points) for points, label in EASE.items()}
    told = breakdown(counts, len(said), threshold=threshold)
    return {
        "cells": [[label, figure.count] for label, figure in told],
        "base": str(told.base),
        "note": told.note,
    }


def minutes_for_a_thousand(evaluation, threshold):
    """Median minutes that an awarded bid took for each £1,000 it brought, in all and by income.

    {"all": minutes or None, "bands": [[yearly income, minutes or None]], "base": bids}. A group
    of fewer bids than the threshold has no figure: a median of few is somebody's own.
    """
    bids = bids_of(evaluation).filter(
        state=ApplicationState.AWARDED, minutes_spent__isnull=False, award__isnull=False
    )
    found = [
        (band, minutes * THOUSAND_POUNDS / pence)
        for band, minutes, pence in bids.values_list(
            "organisation__income_band", "minutes_spent", "award__amount_pence"
        )
    ]
    bands = [
        [label, _median([each for known, each in found if known == band], threshold)]
        for band, label in IncomeBand.choices
        if any(known == band for known, _ in found)
    ]
    return {
        "all": _median([each for _, each in found], threshold),
        "bands": bands,
        "base": str(len(found) if len(found) >= threshold else f"fewer than {threshold}"),
    }


def hours_in_all(evaluation, threshold):
    """Whole hours that all bids took together, those without an award too, or None if few said."""
    spent = list(
        bids_of(evaluation)
        .filter(minutes_spent__isnull=False)
        .values_list("minutes_spent", flat=True)
    )
    return round(sum(spent) / 60) if len(spent) >= threshold else None


def _median(values, threshold):
    """Whole minutes, a half rounded up."""
    return int(median(values) + 0.5) if len(values) >= threshold else None


def comments_of(evaluation):
    """What applicants wrote of applying, for officers: [(ease in words, comment)], no names.

    In an order of their own, so that none can be told by when it came.
    """
    said = ProcessFeedback.objects.filter(application__in=bids_of(evaluation)).exclude(comment="")
    rows = said.order_by("ease", "comment").values_list("ease", "comment")
    return [(EASE[points], comment) for points, comment in rows]
