"""Which consultations are heard together."""

from django.db.models import Q

from consultations.models import Consultation, Report


def heard_together(consultation):
    """The consultation with every round on the same subject, the earliest first.

    Rounds follow one another, or a report answers them together. Whatever is shown of one
    must be safe beside what is shown of all.
    """
    found, waiting = {consultation.pk}, {consultation.pk}
    while waiting:
        near = Q(pk__in=waiting) | Q(follows__in=waiting) | Q(followed_by__in=waiting)
        linked = set(Consultation.objects.filter(near).order_by().values_list("pk", flat=True))
        linked |= _reported_with(waiting)
        waiting = linked - found
        found |= linked
    return list(Consultation.objects.filter(pk__in=found).order_by("opens_at", "pk"))


def _reported_with(pks):
    reports = Report.objects.filter(Q(consultation__in=pks) | Q(also_covers__in=pks))
    rows = reports.values_list("consultation", "also_covers")
    return {pk for row in rows for pk in row if pk}
