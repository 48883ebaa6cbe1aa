"""The reasons that letters, feedback and published counts take from one place."""

from django.db import transaction
from django.utils.text import slugify

from civilsociety.audit.actions import record
from civilsociety.refusal import Refused
from civilsociety.rows import locked
from funding.models import Reason


@transaction.atomic
def add_reason(*, use, label, text, by):
    """Adds a reason to the list."""
    key = f"{use}-{slugify(label)}"[:60]
    if Reason.objects.filter(key=key).exists():
        raise Refused(f"“{label}” is in the list already.")
    reason = Reason.objects.create(key=key, use=use, label=label, text=text)
    return _recorded(reason, by, f"The reason “{label}” was added.")


@transaction.atomic
def change_reason(*, reason, label, text, position, by):
    """Puts a reason into better words; counts of earlier rounds keep it, under its new label."""
    reason = locked(reason)
    reason.label, reason.text, reason.position = label, text, position
    reason.save(update_fields=["label", "text", "position"])
    return _recorded(reason, by, f"The reason “{label}” was changed.")


def _recorded(reason, by, sentence):
    record(verb="funding.reason_changed", target=reason, by=by, sentence=sentence)
    return reason
