"""Reading an answer and saying which themes it speaks to."""

from django.db import transaction

from civilsociety.audit.actions import record
from civilsociety.ui.words import plural
from consultations.models import Coding, Reading


@transaction.atomic
def code(*, answer, themes, by, now, seen=None):
    """Says that an answer speaks to these themes; it is read by that.

    `seen` holds the keys of the themes it had when the officer opened the page: what
    somebody else has added or taken off since then stays so.
    """
    wanted = {theme.pk for theme in themes}
    had = set(answer.codings.values_list("theme_id", flat=True))
    if seen is not None:
        wanted = (had | (wanted - seen)) - (seen - wanted)
    answer.codings.filter(theme__in=had - wanted).delete()
    Coding.objects.bulk_create(
        [Coding(answer=answer, theme_id=pk, by=by, at=now) for pk in sorted(wanted - had)],
        ignore_conflicts=True,
    )
    mark_read(answer=answer, by=by, now=now)
    if wanted != had:
        _record_codes(answer, wanted, had, by)


def _record_codes(answer, wanted, had, by):
    added, taken = sorted(wanted - had), sorted(had - wanted)
    record(
        verb="consultation.answer_coded",
        target=answer,
        by=by,
        sentence=f"{by} coded an answer of response {answer.response.reference}: "
        f"{plural(len(added), 'theme')} added, {plural(len(taken), 'theme')} taken off.",
        details={"added": added, "taken_off": taken},
    )


def mark_read(*, answer, by, now):
    """Says that somebody has read the answer; the first reader stays."""
    Reading.objects.get_or_create(answer=answer, defaults={"by": by, "at": now})


def mark_unread(*, answer):
    """Puts the answer back among those to be read."""
    Reading.objects.filter(answer=answer).delete()
