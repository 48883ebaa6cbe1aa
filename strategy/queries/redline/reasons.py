"""Why a text changed, and whose word it goes back to, as far as a reader may follow it."""

from collections import defaultdict
from dataclasses import dataclass, field

from strategy.models import Change, Version
from strategy.slots import change_followers, origin_addresses


@dataclass
class ShownOrigin:
    """Where a change comes from: words for everybody, an address for who may open it."""

    kind: str
    words: str
    url: str = ""


@dataclass
class Reason:
    """One change with its reason, its origins, and what followed from it."""

    change: Change
    origins: list = field(default_factory=list)
    followers: list = field(default_factory=list)


def reasons_between(before, after, user):
    """The reasons recorded for the texts after `before` up to `after`, by anchor ("" the whole).

    Only those of versions this reader may see. A fixed number of queries.
    """
    versions = Version.objects.visible_to(user).filter(
        strategy=after.strategy_id, number__gt=before.number, number__lte=after.number
    )
    return shown_reasons(Change.objects.filter(version__in=versions), user)


def shown_reasons(changes, user):
    """Reasons by the anchor they speak of, as this reader may follow them."""
    rows = list(
        changes.select_related("version", "by")
        .prefetch_related("origins")
        .order_by("version__number", "pk")
    )
    if not rows:
        return {}
    addresses = addresses_of([origin for change in rows for origin in change.origins.all()], user)
    followers = defaultdict(list)
    for pk, knot in change_followers.fill(rows, user):
        followers[pk].append(knot)
    found = defaultdict(list)
    for change in rows:
        origins = [
            ShownOrigin(origin.kind, origin.words, addresses.get(origin.reference, ""))
            for origin in change.origins.all()
        ]
        found[change.section_key].append(Reason(change, origins, followers[change.pk]))
    return dict(found)


def addresses_of(origins, user):
    """Where each reference is to be read, for those this reader may open."""
    references = sorted({origin.reference for origin in origins if origin.reference})
    return dict(origin_addresses.fill(references, user)) if references else {}
