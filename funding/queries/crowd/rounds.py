"""What a round has pledged and has left."""

from django.db.models import Sum

from funding.models import Call, Project


def pledged_in(call):
    """Our pledges in a round that stand, held or granted (pence)."""
    pledged = Project.objects.supported().filter(call=call)
    return pledged.aggregate(sum=Sum("pledged_pence"))["sum"] or 0


def left_in(call):
    """What a round has left to pledge (pence); never less than nothing."""
    return max(call.money_pence - pledged_in(call), 0)


def left_by_round(programme):
    """{round’s id: pence left}, asked once for a list of projects."""
    pledged = Project.objects.supported().filter(programme=programme, call__isnull=False)
    sums = dict(pledged.order_by().values_list("call").annotate(Sum("pledged_pence")))
    return {
        call.pk: max(call.money_pence - (sums.get(call.pk) or 0), 0)
        for call in Call.objects.filter(programme=programme)
    }
