"""What of consultations a reader may find by searching."""

import json
from functools import cache

from django.urls import reverse
from django.utils.text import slugify

from civilsociety.prepared import Prepared
from civilsociety.ui.searching import Searchable, SearchableTexts, Text, vector
from civilsociety.ui.words import uk_date
from civilsociety.written import text_of
from consultations.models import Consultation, ReportIssue
from consultations.models.consultation import until

SEARCHED = ("summary", "purpose", "open_to_influence", "not_open_to_influence")
CONSULTATION_WORDS = vector(["title"], SEARCHED)


def searched(user):
    """Every consultation that was announced, and what published reports found."""
    return [
        Searchable(
            kind="consultations",
            label="Consultations",
            one="Consultation",
            rows=Consultation.objects.announced,
            words=CONSULTATION_WORDS,
            by=(),
            text=SEARCHED,
            note=lambda each: f"Closes {until(each.closes_at)}" if each.closes_at else "",
        ),
        SearchableTexts(
            kind="findings",
            label="What people said",
            one="You said, we did",
            texts=tuple(_findings()),
        ),
    ]


@cache
def _newest():
    """The findings of the latest issue of each report: a statement that is asked all day."""
    issues = ReportIssue.objects.newest().values_list(
        "report__consultation__slug", "report__consultation__title", "issued_at", "figures__thread"
    )
    return Prepared("findings", text_of(issues))


def _findings():
    """The findings of the latest issue of each report, as they were published."""
    for slug, title, issued_at, thread in _newest().rows({}):
        page = reverse("consultations:report", args=[slug])
        for entry in json.loads(thread or "[]"):
            yield Text(
                title=entry["heading"],
                text=f"{entry['said']} {entry['did']}",
                address=f"{page}#{slugify(entry['heading'])}",
                note=f"{title}, published {uk_date(issued_at)}",
            )
