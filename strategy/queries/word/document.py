"""A version of a strategy, or its summary or easy-read version, as one document."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from civilsociety.documents import Document, Heading, Prose
from civilsociety.ui.words import uk_date
from strategy.models import Rendition
from strategy.queries.pictures import printed_pictures

SAMPLE = "Written for the demonstration; the figures and dates in it are the council’s."


def document_of(version, user, *, today=None):
    """The whole text of a version; a draft names who asked for it, and the day, on every page."""
    blocks = []
    for section in version.sections.all():
        words = f"{section.number} {section.title}"
        blocks += [Heading(words, section.level + 1, section.key), Prose(section.body)]
    return Document(
        title=version.title,
        subtitle=f"{version.public_state}: {version.name}",
        lead=version.summary,
        html_address=settings.PUBLIC_URL + version.get_absolute_url(),
        blocks=tuple(blocks),
        text_headings=True,
        **_about(version, user, today),
    )


def document_of_rendition(rendition, user, *, today=None):
    """The summary or the easy-read version of a text, easy read in larger type."""
    version = rendition.version
    easy = rendition.kind == Rendition.Kind.EASY_READ
    return Document(
        title=f"{version.title}: {rendition.get_kind_display().lower()}",
        subtitle=version.name,
        html_address=settings.PUBLIC_URL + address_of(rendition),
        blocks=(Prose(rendition.body),),
        large_type=easy,
        contents=False,
        **_about(version, user, today, rendition),
    )


def address_of(rendition):
    """Where the page of a rendition is."""
    version = rendition.version
    return reverse(
        "strategy:rendition", args=[version.strategy.slug, version.number, rendition.kind]
    )


def watermark(version, user, today):
    """What lies across a draft: for whom it was made, and when. Nothing on what is published."""
    if version.is_published:
        return ""
    return f"Draft for {user}, {uk_date(today)}, not published"


def _about(version, user, today, rendition=None):
    today = today or timezone.localdate()
    published = rendition.published_at if rendition else version.published_at
    return {
        "publisher": settings.COUNCIL_NAME,
        "issued_on": timezone.localdate(published) if published else today,
        "summary": tuple(_facts(version)),
        "pictures": printed_pictures(version, rendition),
        "watermark": watermark(version, user, today),
    }


def _facts(version):
    """The rows of the title page; those without words are left out there."""
    adopted = f"{uk_date(version.adopted_on)}, decision {version.decision_reference}"
    yield "For the years", version.period
    yield "Version", str(version.number)
    yield "Adopted", adopted if version.adopted_on else ""
    yield "In force since", uk_date(version.in_force_on) if version.in_force_on else ""
    yield "Superseded on", uk_date(version.superseded_on) if version.superseded_on else ""
    yield "Sample", SAMPLE if version.is_sample else ""
