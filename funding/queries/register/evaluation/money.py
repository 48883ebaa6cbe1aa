"""What was awarded and paid, and where it went."""

from django.db.models import Sum

from civilsociety.organisations.models import District, IncomeBand, Kind
from funding.queries.register.evaluation.scope import awards_of, rows_of


def money(evaluation):
    """{awards, pence, paid, returned}, in pence: what they are now, and what of it is paid."""
    sums = awards_of(evaluation).aggregate(
        paid=Sum("promises__commitment__paid_pence", default=0),
        returned=Sum("promises__commitment__returned_pence", default=0),
        outstanding=Sum("promises__commitment__outstanding_pence", default=0),
    )
    return {
        "awards": awards_of(evaluation).count(),
        "pence": sums["outstanding"] + sums["paid"] - sums["returned"],
        "paid": sums["paid"],
        "returned": sums["returned"],
    }


def by_district(evaluation):
    """[[district, awards, pence]]: an award that reaches several counts in each, whole."""
    found = {}
    for districts, pence in rows_of(evaluation).values_list("districts", "amount_pence"):
        for district in districts:
            awards, sum_so_far = found.get(district, (0, 0))
            found[district] = awards + 1, sum_so_far + pence
    names = dict(District.choices)
    return [[names.get(d, d), *found[d]] for d in names if d in found]


def by_kind(evaluation):
    """[[kind of organisation, awards, pence]], the most money first."""
    return _by(evaluation, "recipient_kind", dict(Kind.choices))


def by_size(evaluation):
    """[[yearly income, awards, pence]], the smallest organisations first."""
    names = dict(IncomeBand.choices)
    order = [*names.values(), NOT_KNOWN]
    rows = _by(evaluation, "income_band", names)
    return sorted(rows, key=lambda row: order.index(row[0]) if row[0] in order else len(order))


NOT_KNOWN = "Not known"


def _by(evaluation, field, names):
    found = {}
    for key, pence in rows_of(evaluation).values_list(field, "amount_pence"):
        awards, sum_so_far = found.get(key, (0, 0))
        found[key] = awards + 1, sum_so_far + pence
    rows = [[names.get(key, key) or NOT_KNOWN, *found[key]] for key in found]
    return sorted(rows, key=lambda row: (-row[2], row[0]))
