"""Figures bound to their data: what stands for `{{name}}` in a finding's words.

A figure is a share of those who answered: a count and its base. It may be published only
when neither it nor anything that could be worked out from it and its neighbours points at
a small group.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from civilsociety.documents.suppression import Published, headline
from consultations.models import FindingFigure
from consultations.queries.counts import figure as count_figure
from consultations.queries.counts import results_by, whole_and_parts
from consultations.questionnaire.kinds import ONCE, Kind

TOKEN = re.compile(r"\{\{\s*([a-z0-9_-]+)(?:\s*\|\s*(count|base|percent))?\s*\}\}")
# What looks like a count of people typed by hand instead of being bound to its data.
TYPED = re.compile(
    r"\d[\d,]*\s*(?:%|per ?cent)"
    r"|\d[\d,]*\s+(?:out\s+)?of\s+(?:the\s+)?\d[\d,]*"
    r"|\d[\d,]*\s+(?:responses|respondents|organisations|people|charities|groups)\b",
    re.IGNORECASE,
)


# The report's own figure, beside those of its findings.
SECTOR = "sector"


def sector_figure(report, rounds):
    """The share of those who answered that comes from the sector; None when not chosen."""
    if not report.sector_types:
        return None
    asked = next(
        (
            question
            for each in rounds
            for version in each.versions.order_by("-number")
            if (question := version.questionnaire.of_kind(Kind.RESPONDING_AS))
        ),
        None,
    )
    return asked and FindingFigure(
        name=SECTOR, question_key=asked.key, any_of=report.sector_types, all_rounds=True
    )


@dataclass(frozen=True)
class Counted:
    """One figure, counted: the bare numbers and what may be published of them."""

    name: str
    count: int
    base: int
    published: Published

    def words(self, form=None):
        """“54 of 78 (69%)”, or one part of it."""
        if not self.published.shown:
            return str(self.published)
        forms = {
            "count": f"{self.published.count:,}",
            "base": f"{self.published.base:,}",
            "percent": self.published.percent_text,
        }
        whole = f"{forms['count']} of {forms['base']} ({forms['percent']})"
        return forms.get(form, whole)


class Tallies:
    """The answers of a report's rounds, read once however many figures are counted.

    `rounds` starts with the consultation the report belongs to.
    """

    def __init__(self, rounds):
        self.rounds = rounds

    @property
    def whole(self):
        """The answers to all rounds, not divided."""
        return self._counted[0]

    @cached_property
    def _counted(self):
        return whole_and_parts(self.rounds, "respondent_type")

    @property
    def _over_all(self):
        return self._counted[1]

    @cached_property
    def _over_one(self):
        alone = len(self.rounds) == 1
        return self._over_all if alone else results_by(self.rounds[:1], "respondent_type")

    def count(self, figure):
        """(count, base) of a figure: see `counts.figure`, which says what they mean."""
        if not figure.any_of or figure.theme_id:
            return count_figure(figure, self.rounds)
        parts = self._over_all if figure.all_rounds else self._over_one
        types = figure.filters.get("respondent_type") or parts
        answers = [
            result
            for respondent_type, part in parts.items()
            if respondent_type in types
            for result in _newest(part.of(figure.question_key))
        ]
        return sum(a.count_of(figure.any_of) for a in answers), sum(a.base for a in answers)


def _newest(wordings):
    """The newest wording of a question; every one where it asks who somebody is."""
    if wordings and wordings[0].kind in ONCE:
        return wordings
    return wordings[-1:]


def count_all(figures, tallies, *, threshold):
    """Every figure counted over the report's rounds, by name."""
    counted = {}
    for figure in figures:
        count, base = tallies.count(figure)
        published = headline(count, base, threshold=threshold)
        counted[figure.name] = Counted(figure.name, count, base, published)
    return counted


def fill(text, counted):
    """`text` with every `{{name}}` replaced by its figure; unknown names stay as they are."""

    def one(match):
        found = counted.get(match[1])
        return found.words(match[2]) if found else match[0]

    return TOKEN.sub(one, text)


def names_in(text):
    """The names of the figures a text uses."""
    return {match[1] for match in TOKEN.finditer(text)}


def typed_numbers(text):
    """Counts of people typed into a text by hand."""
    return [match[0] for match in TYPED.finditer(TOKEN.sub(" ", text))]
