"""Taking a person's name out of the record, and nothing else."""

import re

from django.db import connection, transaction
from django.db.models import Q

from civilsociety.audit.models import Event

NAMES_STAND_IN = ("target_label", "actor_label", "sentence")


@transaction.atomic
def forget(*, actor, target, also_in=()):
    """Puts the number of an account where its name or address stood; how many events changed.

    `actor` and `target` are the account's names in the record (`user:12`,
    `accounts.user:12`); `also_in` are other objects whose events speak of the person. Every
    name the account ever had in the record is found. What happened, when, and by which
    number stays as written: the database refuses anything else.
    """
    theirs = Event.objects.filter(actor=actor) | Event.objects.filter(target=target)
    names = {event.actor_label for event in theirs if event.actor == actor}
    names |= {event.target_label for event in theirs if event.target == target}
    if not names:
        return 0
    found = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True) if name)
    pattern, instead = re.compile(rf"(?<!\w)(?:{found})(?!\w)"), f"account {actor.split(':')[1]}"
    about = Q(actor=actor) | Q(target__in=[target, *also_in])
    with connection.cursor() as cursor:
        cursor.execute("set local audit.forgetting = 'on'")
        changed = sum(_forget(event, pattern, instead) for event in Event.objects.filter(about))
        cursor.execute("set local audit.forgetting = 'off'")
    return changed


def _forget(event, pattern, instead):
    before = {name: getattr(event, name) for name in NAMES_STAND_IN}
    after = {name: pattern.sub(instead, text) for name, text in before.items()}
    return before != after and Event.objects.filter(pk=event.pk).update(**after)
