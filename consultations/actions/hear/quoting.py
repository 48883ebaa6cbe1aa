"""Marking words worth quoting: cut from the answer, never typed."""

from django.db import transaction

from civilsociety.audit.actions import record
from consultations.models import Quote
from consultations.rules.hear import check_can_quote


@transaction.atomic
def quote(*, answer, start, end, by, now, looked_at=False):
    """Marks characters `start` to `end` of an answer as a quote, without the blanks around.

    The same span twice is one quote. Raises Refused: see `rules.hear.check_can_quote`.
    """
    check_can_quote(answer, start, end, looked_at=looked_at)
    start, end = _trimmed(answer.text, start, end)
    found, is_new = Quote.objects.get_or_create(
        answer=answer,
        start=start,
        end=end,
        defaults={"text": answer.text[start:end], "by": by, "at": now},
    )
    if is_new:
        _record(answer, "marked words to quote in", by, looked_at=looked_at)
    return found


@transaction.atomic
def drop_quote(*, quote, by):
    """Takes a quote away, from findings that showed it as well."""
    answer = quote.answer
    quote.delete()
    _record(answer, "took a quote away from", by)


def _trimmed(text, start, end):
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _record(answer, did, by, **details):
    record(
        verb="consultation.quote",
        target=answer,
        by=by,
        sentence=f"{by} {did} response {answer.response.reference}.",
        details=details,
    )
