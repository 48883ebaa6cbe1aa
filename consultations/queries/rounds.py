"""The rounds a report answers, and what of them may stand side by side."""

from civilsociety.documents.suppression import nested_sets_are_safe
from consultations.models import Report, Response


def rounds_of(report):
    """The consultations a report answers: its own first, then the earlier ones."""
    earlier = report.also_covers.exclude(pk=report.consultation_id).order_by("-opens_at", "-pk")
    return [report.consultation, *earlier]


def counted_responses(consultations):
    """The keys of the responses that count in these consultations."""
    found = Response.objects.filter(consultation__in=consultations).counting()
    return frozenset(found.values_list("pk", flat=True))


def may_break_down(report, rounds, *, threshold):
    """Whether breakdowns over all these rounds give no smaller group away.

    Not when the rounds together are small; and not when an earlier report has published
    breakdowns of part of them and the rest is small: 78 less a published 69 leaves 9.
    """
    populations = {counted_responses(rounds)}
    covered = {consultation.pk for consultation in rounds}
    for other in Report.objects.exclude(pk=report.pk).exclude(issues=None):
        others = rounds_of(other)
        if covered & {consultation.pk for consultation in others}:
            populations.add(counted_responses(others))
    return nested_sets_are_safe(populations, threshold=threshold)


def rounds_may_stand_apart(rounds, *, threshold):
    """Whether figures of the first round alone may stand beside those of all rounds."""
    if len(rounds) == 1:
        return True
    populations = [counted_responses(rounds[:1]), counted_responses(rounds)]
    return nested_sets_are_safe(populations, threshold=threshold)
