"""What of funding a reader may find by searching: nothing whose texts were not read first."""

from django.db.models import F

from civilsociety.ui.searching import Searchable, vector
from civilsociety.ui.words import pounds, uk_date
from funding.models import Programme, PublishedAward
from funding.rules.register import RULES

PROGRAMME_WORDS = vector(["name", "code"], ["summary", "about", "objective", "who_can_apply"])


def searched(user):
    """Programmes anybody may read about, and awards of the public register (Searchables).

    An award whose texts today's rules of personal data have not read yet is found when they have.
    """
    return [
        Searchable(
            kind="programmes",
            label="Programmes",
            one="Programme",
            rows=Programme.objects.public,
            words=PROGRAMME_WORDS,
            by=(),
            text=("summary", "about", "who_can_apply"),
        ),
        Searchable(
            kind="awards",
            label="Awards",
            one="Award",
            rows=lambda: PublishedAward.objects.latest().filter(read_by_rules=RULES),
            words=F("searched"),
            by=RULES,
            text=("summary",),
            title=lambda row: f"{row.title}, {row.recipient_name}",
            note=_of_award,
        ),
    ]


def _of_award(row):
    """The amount as it is now, when, and from which programme."""
    return f"{pounds(row.amount_pence) or '£0'}, {row.programme_name}, {uk_date(row.awarded_on)}"
