"""Lists of groups: for everybody, and for officers with what is due."""

from datetime import timedelta

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from engagement.models import Election, Group, Meeting, Seat, Term
from engagement.states import ElectionState, MeetingState

DUE_WITHIN = timedelta(days=90)


def listed(today, now, *, q="", public=True):
    """Groups that stand first, by name, each with `standing` seats, `filled` and `next_meeting`.

    Public ones only unless `public` is false. `now` decides which meeting is the next.
    """
    groups = Group.objects.filter(is_public=True) if public else Group.objects.all()
    for word in q.split()[:8]:
        groups = groups.filter(Q(name__icontains=word) | Q(purpose__icontains=word))
    return groups.annotate(
        standing=_count(Seat.objects.filter(group=OuterRef("pk"), abolished_on=None), "group"),
        filled=_count(
            Term.objects.on(today).filter(seat__group=OuterRef("pk"), seat__abolished_on=None),
            "seat__group",
        ),
        next_meeting=_next_meeting(now, public),
        is_electing=Exists(
            Election.objects.filter(
                group=OuterRef("pk"), state__in=(ElectionState.NOMINATING, ElectionState.VOTING)
            )
        ),
    ).order_by(F("closed_on").desc(nulls_first=True), "name")


def _count(rows, by):
    counted = rows.order_by().values(by).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _next_meeting(now, public):
    meetings = Meeting.objects.filter(
        group=OuterRef("pk"), state=MeetingState.PLANNED, ends_at__gte=now
    )
    if public:
        meetings = meetings.filter(is_public=True)
    return Subquery(meetings.order_by("starts_at").values("starts_at")[:1])


def ending_soon(today):
    """Terms that end within 90 days and that nobody follows on, the first to end first."""
    follows = Term.objects.filter(seat=OuterRef("seat"), starts_on__gt=OuterRef("starts_on"))
    soon = Term.objects.on(today).filter(
        Q(ended_on=None, ends_on__lte=today + DUE_WITHIN) | Q(ended_on__lte=today + DUE_WITHIN),
        seat__abolished_on=None,
        seat__group__closed_on=None,
    )
    followed = Exists(follows.held())
    ends = Coalesce("ended_on", "ends_on")
    return soon.exclude(followed).select_related("seat__group").order_by(ends, "pk")


def vacant_seats(today):
    """Standing seats of groups that stand, which nobody holds today."""
    holders = Term.objects.on(today).filter(seat=OuterRef("pk"))
    seats = Seat.objects.filter(abolished_on=None, group__closed_on=None)
    return seats.exclude(Exists(holders)).select_related("group").order_by("group__name", "order")
