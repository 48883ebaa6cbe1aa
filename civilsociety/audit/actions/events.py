"""Writing down what happened."""

import json

from django.utils import timezone

from civilsociety.audit.models import Event

SYSTEM = "system"
RESPONDENT = "respondent"

FIELDS = [field.column for field in Event._meta.concrete_fields if not field.primary_key]

# Where the place of a value in a list of what is selected does not tell its type.
CASTS = {"at": "::timestamptz", "details": "::jsonb"}


def name_of(target):
    """The stable name of an object in the audit record: `app.model:pk`."""
    return _name(target._meta.model, target.pk)


def record(*, verb, target, by, sentence, details=None):
    """Adds one event. Call it inside the action's transaction.

    `by` is a user, or one of SYSTEM and RESPONDENT for people without an account.
    `details` holds plain JSON; never answers, never contact details.
    """
    told = _told(verb=verb, label=target, by=by, sentence=sentence, details=details)
    return Event.objects.create(target=name_of(target), **told)


def event_of_each(source, model, *, label=None):
    """The SQL that adds an event for each row of `source` (a table with an `id`, of `model`).

    For the action that is one statement: the event is one more part of it, and so comes about
    with it or not at all. Its values are `event_values(…)`, beside the action's own. `label` is
    SQL for the target's label where that holds the row's number.
    """
    told = {name: f"%(event_{name})s{CASTS.get(name, '')}" for name in FIELDS}
    told["target"] = f"'{_name(model, '')}' || {source}.id"
    if label:
        told["target_label"] = label
    values = ", ".join(told.values())
    columns = ", ".join(FIELDS)
    # Names of tables and columns from the code; every value is a parameter.
    return f"insert into {Event._meta.db_table} ({columns}) select {values} from {source}"  # noqa: S608


def event_values(*, verb, label, by, sentence, details=None):
    """What `event_of_each` writes: as `record` takes it, but for the target's label alone."""
    told = _told(verb=verb, label=label, by=by, sentence=sentence, details=details)
    told |= {"at": timezone.now(), "details": json.dumps(told["details"])}
    return {f"event_{name}": value for name, value in told.items()}


def _name(model, pk):
    return f"{model._meta.label_lower}:{pk}"


def _told(*, verb, label, by, sentence, details):
    return {
        "verb": verb,
        "target_label": str(label)[:300],
        "actor": by if isinstance(by, str) else f"user:{by.pk}",
        "actor_label": str(by)[:254],
        "sentence": sentence,
        "details": details or {},
    }
