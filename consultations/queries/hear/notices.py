"""What the officers' desk says of answers that wait to be read."""

from django.db.models import Count, Exists, F, OuterRef
from django.urls import reverse

from civilsociety.accounts.permissions import Permission
from civilsociety.ui.slots import Task
from civilsociety.ui.words import plural
from consultations.models import Reading, Response, TextAnswer
from consultations.states import ConsultationState


def reading_tasks(user):
    """A task for each launched consultation with answers nobody has read."""
    if not user.may(Permission.READ_RESPONSES):
        return []
    open_to_us = Response.objects.counting().filter(consultation__state=ConsultationState.LAUNCHED)
    unread = TextAnswer.objects.filter(
        ~Exists(Reading.objects.filter(answer=OuterRef("pk"))), response__in=open_to_us.order_by()
    )
    waiting = unread.order_by().values(
        slug=F("response__consultation__slug"), title=F("response__consultation__title")
    )
    return [_task(**row) for row in waiting.annotate(number=Count("pk")).order_by("slug")]


def _task(slug, title, number):
    return Task(
        title=f"Read {plural(number, 'answer')}",
        url=reverse("consultations:hear_read", args=[slug]),
        detail=f"Nobody has read them yet: “{title}”",
    )
