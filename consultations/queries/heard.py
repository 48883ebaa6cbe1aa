"""What was heard in conversations, beside what a consultation's answers say; never counted."""

from collections import defaultdict

from django.db.models import Q

from civilsociety.documents import Column, DataTable, Panel, Prose
from consultations.models import FindingPoint
from engagement.queries.conversations.listing import EVIDENCE, evidence

WORDS_READ = 8
TITLE = "What we heard elsewhere"
CAVEAT = (
    "Said in conversations at forums, meetings and visits, not in answer to this consultation. "
    "It is not counted in any figure of this report."
)
COLUMNS = (
    Column("What was said"),
    Column("When", "date"),
    Column("Where"),
    Column("Who"),
)


def heard_under(findings):
    """The points shown under each finding, by its number, in one query.

    A point whose conversation is being checked again is left out until that is done.
    """
    shown = FindingPoint.objects.filter(
        finding__in=findings, point__conversation__state__in=EVIDENCE
    ).select_related("point__conversation")
    found = defaultdict(list)
    for each in shown:
        found[each.finding_id].append(each.point)
    return found


def panel_of(points, heading):
    """The part of a report that shows points under the finding `heading`."""
    rows = tuple(
        (" ".join(point.text.split()), heard.on, _where(heard), heard.who)
        for point, heard in ((point, point.conversation) for point in points)
    )
    table = DataTable(f"{heading}: heard in conversations", COLUMNS, rows, note=CAVEAT)
    return Panel("note", TITLE, (Prose(CAVEAT), table))


def _where(conversation):
    parts = [conversation.partner, conversation.place, conversation.get_district_display()]
    return ", ".join(dict.fromkeys(part for part in parts if part)) or "No one place"


def points_to_choose(*, words="", district=""):
    """Points of checked conversations, the latest first, searched and filtered."""
    found = evidence()
    for word in words.replace("\x00", "").split()[:WORDS_READ]:
        found = found.filter(
            Q(text__icontains=word)
            | Q(topic__icontains=word)
            | Q(conversation__title__icontains=word)
            | Q(conversation__partner__icontains=word)
        )
    return found.filter(conversation__district=district) if district else found
