"""Answers whose writers changed them after officers had read them."""

from datetime import timedelta

from civilsociety.audit.models import Event

HEARD_ANEW = "consultation.answer_changed"
HOW_LONG = timedelta(days=30)


def heard_anew(consultation, now):
    """The last changes of answers that had been read, the latest first."""
    target = f"{consultation._meta.label_lower}:{consultation.pk}"
    found = Event.objects.filter(target=target, verb=HEARD_ANEW, at__gt=now - HOW_LONG)
    return list(found[:20])
