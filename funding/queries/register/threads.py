"""Awards and evaluations on pages of others: below a decision, before one, beside the strategy."""

from django.db.models import Count, Sum
from django.urls import reverse

from civilsociety.decisions.slots import Panel
from civilsociety.ui.words import plural, pounds
from funding.models import Programme, PublishedAward
from funding.queries.register import totals
from funding.queries.register.places import published_evaluations
from strategy.slots import Knot

SHOWN = 10


def followed(decision):
    """The awards made under a decision (Panels of its page)."""
    rows = PublishedAward.objects.latest().filter(decision_reference=decision.reference)
    sums = rows.aggregate(awards=Count("pk"), pence=Sum("amount_pence"))
    if not sums["awards"]:
        return []
    shown = list(rows.order_by("-awarded_on", "-award")[:SHOWN])
    words = f"{plural(sums['awards'], 'award')}, worth {pounds(sums['pence']) or '£0'} now"
    return [
        Panel(
            title="Awards under this decision",
            template="funding/register/parts/on_decision.html",
            context={"words": words, "rows": shown, "more": sums["awards"] - len(shown)},
            lines=(f"{words}.", *(_line(row) for row in shown)),
        )
    ]


def _line(row):
    return f"{row.reference}: {pounds(row.amount_pence) or '£0'} to {row.recipient_name}."


def evaluated(decision):
    """The evaluations a decision was taken on (Panels of its page)."""
    found = list(published_evaluations().filter(next_decision__reference=decision.reference))
    if not found:
        return []
    lines = tuple(f"{each.title}, evaluation of {each.programme}." for each in found)
    return [
        Panel(
            title="What was learned first",
            template="funding/register/parts/before_decision.html",
            context=found,
            lines=lines,
        )
    ]


def beside_sections(sections):
    """Awards and evaluations of a programme, beside the section its budget head is named after."""
    keys = {section.key for section in sections}
    sums, evaluations = _sums(), {each.programme_id: each for each in published_evaluations()[::-1]}
    for programme in Programme.objects.public().select_related("head"):
        head = f"{programme.head.key}-"
        anchor = max((key for key in keys if head.startswith(f"{key}-")), default="")
        if anchor and programme.slug in sums:
            yield anchor, _awards(programme, sums[programme.slug])
        if anchor and (told := evaluations.get(programme.pk)):
            yield anchor, Knot("Evaluated", told.title, told.get_absolute_url())


def _sums():
    sums = {}
    for cell in totals.cells():
        sums[cell.programme] = sums.get(cell.programme, totals.Total()) + cell.total
    return sums


def _awards(programme, total):
    return Knot(
        "Awards",
        f"{plural(total.awards, 'award')} from {programme}",
        f"{reverse('funding:grants')}?programme={programme.slug}",
        f"{pounds(total.pence) or '£0'} now",
    )
