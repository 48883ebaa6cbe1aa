"""Finding things that happened."""

from django.db.models import Q

from civilsociety.audit.models import Event


def events_matching(*, target="", words="", verb="", actor="", since=None, until=None):
    """Events, the latest first, that fit everything asked for; `since` and `until` included."""
    found = Event.objects.all()
    if target:
        found = found.filter(target=target)
    if words:
        found = found.filter(Q(sentence__icontains=words) | Q(target_label__icontains=words))
    if verb:
        found = found.filter(verb=verb)
    if actor:
        found = found.filter(Q(actor_label__icontains=actor) | Q(actor=actor))
    if since:
        found = found.filter(at__gte=since)
    if until:
        found = found.filter(at__lte=until)
    return found
