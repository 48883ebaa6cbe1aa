"""Telling the partner what an officer answered: written with the act, sent once."""

from django.conf import settings

from funding.actions.messages import write
from funding.emails.partners import words
from funding.queries.running.holders import people_of


def tell(*, award, key, about, path, now, **context):
    """Writes one message to each person of an award. `path` is where it leads."""
    told = words(about, award=award, link=settings.PUBLIC_URL + path, **context)
    for person in people_of(award):
        write(key=key, to=person.email, words=told, now=now)
