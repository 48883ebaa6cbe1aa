"""Themes with how many people made each point, as far as that may be shown."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Q

from civilsociety.documents import Published, PublishedBase, breakdown
from civilsociety.documents.suppression import figure
from consultations.models import TextAnswer, Theme
from consultations.queries.hear.reading import themes_for
from consultations.queries.hear.rounds import heard_together
from consultations.queries.tally import counted


@dataclass(frozen=True)
class ThemeCount:
    """A theme, and how many of those who wrote something made its point."""

    theme: Theme
    people: Published
    quotes: int


def theme_counts(consultation, *, exactly=False):
    """(base, counts): people over all rounds who wrote anything, and each theme's share."""
    responses = counted(heard_together(consultation)).order_by()
    texts = TextAnswer.objects.filter(response__in=responses)
    base = texts.order_by().aggregate(n=Count("response", distinct=True))["n"]
    heard = Q(codings__answer__in=texts)
    themes = list(
        themes_for(consultation).annotate(
            people=Count("codings__answer__response", filter=heard, distinct=True),
            marked=Count("codings__answer__quotes", filter=heard, distinct=True),
        )
    )
    counts = {str(theme.pk): theme.people for theme in themes}
    shown_base, cells = _publish(counts, base, exactly)
    found = [
        ThemeCount(theme, cells.get(str(theme.pk), Published(None)), theme.marked)
        for theme in themes
    ]
    return shown_base, found


def _publish(counts, base, exactly):
    if exactly:
        cells = {
            key: figure(count, base) if base else Published(0) for key, count in counts.items()
        }
        return PublishedBase(base, 0), cells
    shown = breakdown(counts, base, threshold=settings.SUPPRESSION_THRESHOLD, kind="several")
    return shown.base, dict(shown.cells)


def _exact(count, base):
    return figure(count, base) if base else Published(0)


def answers_in(theme, consultation):
    """The answers coded to a theme, over all rounds heard together, in the order they came."""
    responses = counted(heard_together(consultation)).order_by()
    found = TextAnswer.objects.filter(codings__theme=theme, response__in=responses)
    return found.select_related("response__consultation").order_by("response_id", "pk")
