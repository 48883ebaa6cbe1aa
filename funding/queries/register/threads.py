"""Awards and evaluations on pages of others: below a decision, before one, beside the strategy."""

from django.db.models import Count, OuterRef, Subquery, Sum
from django.urls import reverse

from civilsociety.decisions.slots import Panel
from civilsociety.ui.words import plural, pounds
from funding.models import Programme, PublishedAward
from funding.queries.register import totals
from funding.queries.register.places import published_evaluations
from strategy.queries.threads import decision_knot
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
    placed = [
        (anchor, each) for each in _evaluated_programmes() if (anchor := _anchor(each, sections))
    ]
    sums = _sums() if placed else {}
    for anchor, programme in placed:
        yield from ((anchor, decision_knot(each)) for each in _decision_on(programme))
        if programme.slug in sums:
            yield anchor, _awards(programme, sums[programme.slug])
        if programme.told:
            address = reverse("funding:evaluation", args=[programme.slug, programme.told])
            yield anchor, Knot("Evaluated", programme.told_title, address)


def _decision_on(programme):
    """The decision that lets a programme spend, when its record is published."""
    decision = programme.authority and programme.authority.decision
    return [decision] if decision and decision.is_published else []


def _anchor(programme, sections):
    """The key of the section that a programme's head is named after; the longest that fits."""
    head = f"{programme.head.key}-"
    fitting = (section.key for section in sections if head.startswith(f"{section.key}-"))
    return max(fitting, default="")


def _evaluated_programmes():
    """Every public programme with its latest evaluation, in one query."""
    latest = published_evaluations().filter(programme=OuterRef("pk"))
    return (
        Programme.objects.public()
        .select_related("head", "authority__decision")
        .annotate(
            told=Subquery(latest.values("pk")[:1]), told_title=Subquery(latest.values("title")[:1])
        )
    )


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
