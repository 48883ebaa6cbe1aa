"""What of consultations a reader may find by searching."""

from django.urls import reverse
from django.utils.text import slugify

from civilsociety.ui.searching import Searchable, SearchableTexts, Text, vector
from civilsociety.ui.words import uk_date
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


def _findings():
    """The findings of the latest issue of each report, as they were published."""
    issues = ReportIssue.objects.newest().values_list(
        "report__consultation__slug", "report__consultation__title", "issued_at", "figures__thread"
    )
    for slug, title, issued_at, entries in issues:
        page = reverse("consultations:report", args=[slug])
        for entry in entries or []:
            yield Text(
                title=entry["heading"],
                text=f"{entry['said']} {entry['did']}",
                address=f"{page}#{slugify(entry['heading'])}",
                note=f"{title}, published {uk_date(issued_at)}",
            )
