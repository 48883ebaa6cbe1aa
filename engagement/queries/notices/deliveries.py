"""How far messages to members are."""

from django.db.models import Count, Q

from engagement.models import NoticeDelivery

State = NoticeDelivery.State


def counted(notices):
    """Notices with `.sent`, `.refused` and `.waiting`, the latest first."""
    by_state = {
        state.value: Count("deliveries", filter=Q(deliveries__state=state)) for state in State
    }
    return notices.annotate(**by_state).order_by("-pk")
