"""The log of conversations: searched, filtered, counted by district."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, Sum

from civilsociety.documents import PublishedBase, total
from civilsociety.organisations.models.choices import District
from engagement.models import Conversation, Point
from engagement.states import ConversationState

EVIDENCE = (ConversationState.CHECKED, ConversationState.PUBLISHED)
WORDS_READ = 8
COLUMNS = (
    "Date",
    "Title",
    "Where",
    "District",
    "Forum or partner",
    "Channel",
    "Who took part",
    "How many took part",
    "What was said",
    "Topics",
    "What we promised",
    "Sample",
    "Address",
)


def published():
    """What anybody may read."""
    return Conversation.objects.filter(state=ConversationState.PUBLISHED)


def searched(conversations, asked):
    """Those that answer to a filter: q, district, partner, year, topic, section, state.

    The latest first.
    """
    for word in asked.get("q", "").split()[:WORDS_READ]:
        said = Point.objects.filter(conversation=OuterRef("pk"), text__icontains=word)
        conversations = conversations.filter(
            Q(title__icontains=word)
            | Q(summary__icontains=word)
            | Q(who__icontains=word)
            | Q(place__icontains=word)
            | Exists(said)
        )
    for name, field in (("district", "district"), ("partner", "partner"), ("state", "state"),
                        ("year", "on__year")):  # fmt: skip
        if asked.get(name):
            conversations = conversations.filter(**{field: asked[name]})
    if section := asked.get("section"):
        about = Point.objects.filter(conversation=OuterRef("pk"), section_key=section)
        conversations = conversations.filter(Exists(about))
    if topic := asked.get("topic"):
        about = Point.objects.filter(conversation=OuterRef("pk"), topic=topic)
        conversations = conversations.filter(Exists(about))
    return conversations.annotate(number_of_points=Count("points")).order_by("-on", "-pk")


def choices_of(conversations):
    """What a filter offers: partners, topics and years that occur."""
    plain = conversations.order_by()
    partners = plain.exclude(partner="").order_by("partner").values_list("partner", flat=True)
    topics = Point.objects.filter(conversation__in=conversations).exclude(topic="")
    return {
        "partner": list(partners.distinct()),
        "topic": list(topics.order_by("topic").values_list("topic", flat=True).distinct()),
        "year": [day.year for day in plain.dates("on", "year", order="DESC")],
    }


def people_in(conversation):
    """How many took part, as it may be published; None where nobody counted."""
    if conversation.people is None:
        return None
    return total(conversation.people, threshold=settings.SUPPRESSION_THRESHOLD)


@dataclass(frozen=True)
class InDistrict:
    """The conversations of one district; people of those large enough to be counted in public."""

    key: str
    name: str
    conversations: int
    people: PublishedBase | None


def by_district(conversations):
    """An InDistrict for each district with conversations, most first.

    Numbers of people below the threshold are left out of the sum: with them, a reader could
    subtract what the conversations' own pages show and be left with the small one.
    """
    least = settings.SUPPRESSION_THRESHOLD
    counted = (
        conversations.order_by()
        .values("district")
        .annotate(number=Count("pk"), people=Sum("people", filter=Q(people__gte=least)))
        .order_by("-number", "district")
    )
    return [
        InDistrict(
            row["district"],
            District(row["district"]).label if row["district"] else "No one place",
            row["number"],
            total(row["people"], threshold=least) if row["people"] else None,
        )
        for row in counted
    ]


def as_row(conversation, *, address):
    """One conversation as a row of the file."""
    points = list(conversation.points.all())
    people = people_in(conversation)
    return (
        conversation.on,
        conversation.title,
        conversation.place,
        conversation.get_district_display(),
        conversation.partner,
        conversation.get_channel_display(),
        conversation.who,
        str(people) if people else "",
        " | ".join(point.text for point in points),
        " | ".join(dict.fromkeys(point.topic for point in points if point.topic)),
        conversation.follow_up,
        "Yes" if conversation.is_sample else "",
        address + conversation.get_absolute_url(),
    )


def evidence():
    """Points that a finding may rest on: of conversations that were checked."""
    points = Point.objects.filter(conversation__state__in=EVIDENCE)
    return points.select_related("conversation").order_by(
        "-conversation__on", "-conversation", "position"
    )
