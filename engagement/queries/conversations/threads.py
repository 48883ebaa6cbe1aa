"""Published conversations beside the strategy."""

from django.urls import reverse

from civilsociety.ui.words import plural, uk_date
from engagement.models import Point
from engagement.states import ConversationState
from strategy.slots import Knot

MOST = 3
LONGEST = 200


def beside_sections(sections):
    """What was said at forums about each section (pairs of key and Knot), the latest first."""
    keys = {section.key for section in sections}
    if not keys:
        return []
    points = Point.objects.filter(
        section_key__in=keys, conversation__state=ConversationState.PUBLISHED
    ).select_related("conversation")
    by_key = {}
    for point in points.order_by("-conversation__on", "-conversation_id", "position"):
        by_key.setdefault(point.section_key, []).append(point)
    return [pair for key, found in by_key.items() for pair in _knots(key, found)]


def _knots(key, points):
    for point in points[:MOST]:
        heard = point.conversation
        where = heard.partner or heard.place or heard.get_channel_display()
        yield (
            key,
            Knot("Heard", _short(point.text), _address(point), f"{where}, {uk_date(heard.on)}"),
        )
    if len(points) > MOST:
        more = f"{plural(len(points) - MOST, 'point', 'points')} more in the log of conversations"
        yield key, Knot("Heard", more, f"{reverse('engagement:conversations')}?section={key}")


def _address(point):
    return f"{point.conversation.get_absolute_url()}#point-{point.pk}"


def _short(text):
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1].rsplit(' ', 1)[0]}…"
