"""All figures of an evaluation together, as they are kept when it is published."""

from django.conf import settings

from funding.queries.register.evaluation import applying, money, results


def figures_of(evaluation, *, today):
    """Everything that is counted, already safe to publish, as plain JSON."""
    threshold = settings.SUPPRESSION_THRESHOLD
    return {
        "counted_on": today.isoformat(),
        "threshold": threshold,
        "money": money.money(evaluation),
        "districts": money.by_district(evaluation),
        "kinds": money.by_kind(evaluation),
        "sizes": money.by_size(evaluation),
        "indicators": results.indicators(evaluation),
        "reach": list(results.reach(evaluation, threshold)),
        "rounds": list(applying.by_round(evaluation)),
        "who_applied": applying.who_applied(evaluation, threshold),
        "ease": applying.ease(evaluation, threshold),
        "minutes": applying.minutes_for_a_thousand(evaluation, threshold),
        "hours": applying.hours_in_all(evaluation, threshold),
    }
