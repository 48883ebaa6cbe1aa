"""What regular rounds do: search words for new texts, an end for old drafts."""

from datetime import timedelta

from django.contrib.postgres.search import SearchVector
from django.db.models import ExpressionWrapper, F, fields

from consultations.models import Draft, TextAnswer

# Days after closing that somebody may still copy out what they did not send.
DAYS_KEPT = timedelta(days=30)


def erase_old_drafts(*, now):
    """Erases drafts of consultations that closed thirty days ago; how many there were."""
    last_moment = ExpressionWrapper(
        F("consultation__closes_at") + DAYS_KEPT, output_field=fields.DateTimeField()
    )
    old = Draft.objects.annotate(kept_until=last_moment).filter(kept_until__lt=now)
    return old.delete()[0]


# Texts given their search words in one statement: a few seconds' work.
AT_A_TIME = 2000


def make_searchable():
    """Works out the search words of texts that have none yet; how many there were."""
    number = 0
    while made := _make_some_searchable():
        number += made
    return number


def _make_some_searchable():
    waiting = TextAnswer.objects.filter(search=None).order_by("pk").values("pk")[:AT_A_TIME]
    return TextAnswer.objects.filter(pk__in=waiting).update(
        search=SearchVector("text", config="english")
    )
