"""What became of a payment in the ledger, and of reminders in the post."""

from functools import reduce
from operator import or_

from django.db.models import Q

from civilsociety.budget.models import Move
from funding.models import Message


def moves_of(payment):
    """The ledger's moves of a payment: one for each commitment it drew on."""
    if payment.move_id is None:
        return []
    reference = f"{payment.award.number}/{payment.number}"
    return list(Move.objects.filter(kind="pay", reference=reference).order_by("pk"))


def messages_of_reminders(report):
    """[(reminder, [message, …])] of a report, the first one first."""
    reminders = list(report.reminders.all())
    if not reminders:
        return []
    ours = reduce(or_, (Q(key__startswith=f"reminder-{each.pk}:") for each in reminders))
    found = {f"reminder-{each.pk}": [] for each in reminders}
    for message in Message.objects.filter(ours).order_by("pk"):
        found[message.key.split(":")[0]].append(message)
    return [(each, found[f"reminder-{each.pk}"]) for each in reminders]
