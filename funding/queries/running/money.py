"""What many awards are now, asked once."""

from django.db.models import Sum

from funding.models import Award


def amounts_of(awards):
    """{pk: pence} of what these awards (pks) are now, as the ledger has it: one query."""
    rows = Award.objects.filter(pk__in=set(awards)).with_money()
    return {
        each.pk: each.ledger_outstanding + each.ledger_paid - each.ledger_returned for each in rows
    }


def total_of(rows):
    """Pence of all payments of a list together."""
    return rows.order_by().aggregate(pence=Sum("amount_pence"))["pence"] or 0
