"""Organisations that are likely the one somebody is naming."""

from dataclasses import dataclass

from django.contrib.postgres.search import TrigramSimilarity

from civilsociety.organisations.models import Alias, Organisation, match_key

# Share of common trigrams from which two names are worth a person's look (0 to 1).
LIKENESS = 0.4
CERTAIN = 1.0


@dataclass(frozen=True)
class Likely:
    """An organisation we already know, and why it may be the one that is meant."""

    organisation: Organisation
    reason: str
    likeness: float


def find_likely(*, name, charity_number="", company_number="", besides=None, limit=5):
    """Known organisations that may be the one named, the likeliest first.

    A number that is equal comes before a name that is equal, and that before one that
    is alike. Postcodes play no part: a small group's is somebody's home.
    `besides` leaves one organisation out (when looking for its own duplicates).
    """
    found = {}
    key = match_key(name[:200].replace("\x00", ""))
    candidates = [
        *_by_number("charity_number", charity_number, "charity"),
        *_by_number("company_number", company_number, "company"),
        *(_by_name(key) if key else ()),
        *(_by_alias(key) if key else ()),
    ]
    for likely in sorted(candidates, key=lambda each: -each.likeness):
        found.setdefault(likely.organisation.pk, likely)
    if besides is not None:
        found.pop(besides.pk, None)
    return list(found.values())[:limit]


def _by_number(field, number, register):
    if not number:
        return
    for organisation in Organisation.objects.standing().filter(**{field: number}):
        yield Likely(organisation, f"It has the same {register} number, {number}.", CERTAIN + 1)


def _by_name(key):
    likely = (
        Organisation.objects.standing()
        .filter(match_key__trigram_similar=key)
        .annotate(likeness=TrigramSimilarity("match_key", key))
        .filter(likeness__gte=LIKENESS)
        .order_by("-likeness", "pk")[:20]
    )
    for organisation in likely:
        same = organisation.match_key == key
        reason = "It has the same name." if same else "It has a similar name."
        yield Likely(organisation, reason, CERTAIN if same else organisation.likeness)


def _by_alias(key):
    likely = (
        Alias.objects.filter(match_key__trigram_similar=key)
        .annotate(likeness=TrigramSimilarity("match_key", key))
        .filter(likeness__gte=LIKENESS)
        .select_related("organisation")
        .order_by("-likeness", "pk")[:20]
    )
    for alias in likely:
        words = "It is also known as" if alias.match_key == key else "It has a similar other name,"
        yield Likely(alias.organisation, f"{words} {alias.name}.", alias.likeness)
