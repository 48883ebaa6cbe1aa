"""Writing down what happened."""

from civilsociety.audit.models import Event

SYSTEM = "system"
RESPONDENT = "respondent"


def name_of(target):
    """The stable name of an object in the audit record: `app.model:pk`."""
    return f"{target._meta.label_lower}:{target.pk}"


def record(*, verb, target, by, sentence, details=None):
    """Adds one event. Call it inside the action's transaction.

    `by` is a user, or one of SYSTEM and RESPONDENT for people without an account.
    `details` holds plain JSON; never answers, never contact details.
    """
    actor = by if isinstance(by, str) else f"user:{by.pk}"
    return Event.objects.create(
        verb=verb,
        target=name_of(target),
        target_label=str(target)[:300],
        actor=actor,
        actor_label=str(by)[:254],
        sentence=sentence,
        details=details or {},
    )
