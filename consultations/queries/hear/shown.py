"""Results as an officer's page shows them: one round or all, everybody or one group.

Small numbers are left out unless the look is exact. Then a group is judged beside the
whole it belongs to, which the same page shows; and only one division of people at a time,
because two crossed divisions point at persons.
"""

from dataclasses import dataclass

from consultations.queries.counts import equality_results, results, results_by
from consultations.queries.hear.rounds import heard_together
from consultations.queries.published import exact, published, published_part
from consultations.queries.tally import FILTERS, ROUND

TOO_MANY = (
    "Groups within groups are too small to show. Choose one group at a time, over all rounds, "
    "or switch to exact counts."
)


@dataclass(frozen=True)
class Shown:
    """What a results page shows. `responses` is how many people were counted, or None.

    `refusal` says why there is nothing.
    """

    sections: tuple = ()
    responses: int | None = None
    refusal: str = ""


def shown_results(consultation, *, together=False, filters=None, exactly=False):
    """The results of a consultation, or of all its rounds `together`, by section.

    `filters` holds one value for each name of FILTERS, or nothing.
    """
    rounds = heard_together(consultation)
    chosen = {name: value for name, value in (filters or {}).items() if value}
    within = rounds if together else [consultation]
    if exactly:
        lists = {name: [value] for name, value in chosen.items()}
        return _grouped(results(within, filters=lists), exact)
    parts = dict(chosen)
    if len(within) < len(rounds):
        parts[ROUND] = str(consultation.pk)
    if len(parts) > 1:
        return Shown(refusal=TOO_MANY)
    if not parts:
        return _grouped(results(within), published)
    return _grouped_part(rounds, *next(iter(parts.items())))


def shown_equality(consultation, *, together=False, filters=None):
    """The equality questions' results, by section: small counts always hidden.

    Nothing joins them to responses, so they exist only for everybody, over all rounds.
    """
    rounds = heard_together(consultation)
    if filters or (len(rounds) > 1 and not together):
        return Shown()
    return _grouped(equality_results(rounds), published)


def _grouped_part(rounds, column, value):
    parts = results_by(rounds, column)
    if value not in parts:
        return Shown(responses=0)
    return _grouped(parts[value], lambda result: published_part(parts, value, result))


def _grouped(found, publish):
    sections = tuple(
        (title, tuple(publish(result) for result in section)) for title, section in found.sections
    )
    return Shown(sections, found.responses)


def read_filters(asked, choices):
    """The filters in a query string, as far as they are among `choices` (name → pairs)."""
    filters = {}
    for name in FILTERS:
        value = asked.get(name, "")
        if value in dict(choices.get(name, ())):
            filters[name] = value
    return filters
