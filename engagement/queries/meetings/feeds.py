"""Figures of meetings that measures read by themselves."""

from decimal import Decimal
from functools import partial

from django.db.models import Count, Q

from engagement.models import Attendance, AttendanceKind, Group
from engagement.states import MeetingState
from strategy.slots import Feed, FeedReading

CAME = (AttendanceKind.PRESENT, AttendanceKind.ONLINE)


def feeds():
    """Attendance at the meetings of each public group (strategy.slots.Feed)."""
    return [
        Feed(
            key=f"attendance-{group.slug}",
            title=f"Attendance at meetings of {group}",
            unit="percent",
            read=partial(_attendance, group.pk),
        )
        for group in Group.objects.filter(is_public=True, closed_on=None)
    ]


def _attendance(group, since, until):
    """How many of the members expected came, in per cent, over meetings held on these days."""
    rows = Attendance.objects.filter(
        meeting__group=group,
        meeting__state=MeetingState.HELD,
        meeting__starts_at__date__gte=since,
        meeting__starts_at__date__lte=until,
        term__isnull=False,
    )
    counted = rows.aggregate(
        expected=Count("pk"),
        came=Count("pk", filter=Q(kind__in=CAME)),
        meetings=Count("meeting", distinct=True),
    )
    if not counted["expected"]:
        return FeedReading(None, base=0, commentary="No meeting was held in this time.")
    share = Decimal(100 * counted["came"]) / counted["expected"]
    evidence = f"Attendance recorded at {counted['meetings']} meetings of the group."
    return FeedReading(share.quantize(Decimal("0.01")), counted["expected"], evidence)
