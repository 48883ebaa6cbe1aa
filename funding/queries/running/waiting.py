"""What is asked back of an award and has not come yet."""

from django.db.models import Sum

from funding.states import MoneyBackState


def asked_back(award, *, unpaid):
    """Pence asked back and not settled: of what is not paid yet, or of what was paid."""
    asked = award.money_back.filter(state=MoneyBackState.ASKED, is_unpaid=unpaid)
    return asked.aggregate(pence=Sum("amount_pence"))["pence"] or 0
