"""What is over is erased."""

from datetime import timedelta

from django.db.models import ExpressionWrapper, F, fields

from consultations.models import Draft

# Days after closing that somebody may still copy out what they did not send.
DAYS_KEPT = timedelta(days=30)


def erase_old_drafts(*, now):
    """Erases drafts of consultations that closed thirty days ago; how many there were."""
    last_moment = ExpressionWrapper(
        F("consultation__closes_at") + DAYS_KEPT, output_field=fields.DateTimeField()
    )
    old = Draft.objects.annotate(kept_until=last_moment).filter(kept_until__lt=now)
    return old.delete()[0]
