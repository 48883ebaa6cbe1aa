"""Counting answers in the database: one pass over the choices, one over the texts.

How many queries it takes does not depend on how many questions or responses there are.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Count, F, Value
from django.db.models.fields import TextField
from django.db.models.functions import Cast

from consultations.models import EqualityAnswers, Response, TextAnswer

# What a reader may narrow results down to; the names of columns of Response.
FILTERS = ("respondent_type", "district", "channel")
# One consultation beside another that is counted with it.
ROUND = "consultation_id"

# Stands for the version of answers that are kept without one.
APART = 0

# `firsts` adds up to how many people answered, however many options each of them picked.
CHOICES_SQL = """
    select r.version_id, r.part, c.key, o.value, count(*), count(*) filter (where o.place = 1)
    from ({responses}) as r(version_id, part, choices),
        jsonb_each(r.choices) as c,
        jsonb_array_elements_text(
            case jsonb_typeof(c.value) when 'array' then c.value
            else jsonb_build_array(c.value) end
        ) with ordinality as o(value, place)
    group by 1, 2, 3, 4
"""


def counted(consultations, filters=None):
    """The responses that count in these consultations, narrowed down by `filters`.

    `filters` maps a name of `FILTERS` to the values let through; an empty list lets all
    through. Raises ValueError for a name that is not one of them.
    """
    filters = filters or {}
    unknown = set(filters) - set(FILTERS)
    if unknown:
        raise ValueError(f"Responses cannot be narrowed down by {', '.join(sorted(unknown))}.")
    chosen = {f"{name}__in": list(values) for name, values in filters.items() if values}
    pks = [consultation.pk for consultation in consultations]
    return Response.objects.counting().filter(consultation__in=pks, **chosen)


def how_many_each(consultations):
    """`{pk: how many responses count}` in one query; without responses a key is missing."""
    rows = counted(consultations).order_by().values_list("consultation_id")
    return dict(rows.annotate(number=Count("pk")))


@dataclass
class Tally:
    """Raw counts of one part of the responses, before anybody knows what was asked."""

    # Version → how many responses.
    responses: dict = field(default_factory=lambda: defaultdict(int))
    # (version, question key) → option, number or date → how often.
    picked: dict = field(default_factory=lambda: defaultdict(dict))
    # (version, question key) → how many answered.
    answered: dict = field(default_factory=lambda: defaultdict(int))
    # (version, question key) → how many wrote something.
    wrote: dict = field(default_factory=lambda: defaultdict(int))

    def add(self, other):
        """Counts another part in as well."""
        for mine, more in (
            (self.responses, other.responses),
            (self.answered, other.answered),
            (self.wrote, other.wrote),
        ):
            for place, number in more.items():
                mine[place] += number
        for place, options in other.picked.items():
            mine = self.picked[place]
            for option, number in options.items():
                mine[option] = mine.get(option, 0) + number


def tallies(consultations, *, filters=None, by=None):
    """What was answered, as `{part: Tally}`.

    `by` names a column of Response that divides the responses into parts; without it
    there is one part, "".
    """
    if not consultations:
        return {}
    responses = counted(consultations, filters).order_by()
    part = Cast(F(by), TextField()) if by else Value("", TextField())
    found = defaultdict(Tally)
    for version, value, number in _how_many(responses, part):
        found[value].responses[version] += number
    for version, value, key, option, number, firsts in _choices(responses, part):
        found[value].picked[version, key][option] = number
        found[value].answered[version, key] += firsts
    for version, value, key, number in _texts(responses, part):
        found[value].wrote[version, key] += number
    return dict(found)


def _how_many(responses, part):
    counts = responses.annotate(part=part).values_list("version_id", "part")
    return counts.annotate(number=Count("pk"))


def equality_tally(consultations):
    """What was answered to the equality questions, under APART: no version is kept of them."""
    kept = EqualityAnswers.objects.filter(consultation__in=consultations)
    rows = kept.annotate(apart=Value(APART), part=Value("")).values_list("apart", "part", "answers")
    tally = Tally()
    tally.responses[APART] = kept.count()
    for _, _, key, option, number, firsts in _picked(rows) if consultations else ():
        tally.picked[APART, key][option] = number
        tally.answered[APART, key] += firsts
        tally.wrote[APART, key] += firsts
    return tally


def _choices(responses, part):
    return _picked(responses.annotate(part=part).values_list("version_id", "part", "choices"))


def _picked(rows):
    inner, params = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(CHOICES_SQL.format(responses=inner), params)
        return cursor.fetchall()


def _texts(responses, part):
    texts = TextAnswer.objects.filter(response__in=responses.values("pk")).order_by()
    of_response = part if isinstance(part, Value) else _through_response(part)
    counts = texts.annotate(part=of_response).values_list(
        "response__version_id", "part", "question_key"
    )
    return counts.annotate(number=Count("pk"))


def _through_response(part):
    name = part.get_source_expressions()[0].name
    return Cast(F(f"response__{name}"), TextField())
