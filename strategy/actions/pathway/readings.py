"""Who read a draft before the public could."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from strategy.models import DraftReading


@transaction.atomic
def note_reading(*, version, user, form, now):
    """Writes down that somebody opened an unpublished draft, once a day and form, and how often.

    Says nothing of a published version: reading that is nobody's business. `form` is a value of
    DraftReading.Form.
    """
    if version.is_published or not user.is_authenticated:
        return None
    reading, new = DraftReading.objects.get_or_create(
        version=version,
        reader=user,
        form=form,
        day=timezone.localdate(now),
        defaults={"first_at": now, "last_at": now},
    )
    if not new:
        DraftReading.objects.filter(pk=reading.pk).update(last_at=now, times=F("times") + 1)
    return reading
