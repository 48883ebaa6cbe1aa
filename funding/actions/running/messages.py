"""Telling the people of an award: written with what it tells of, sent once by the worker."""

from django.conf import settings
from django.urls import reverse

from funding.actions.messages import write
from funding.emails.running import words
from funding.queries.running.holders import people_of


def tell(*, award, name, now, about, path="", **context):
    """Writes one message to each person of an award; `name` keeps it from coming about twice.

    `about` is the words' template; `path` where the message leads, the award's page otherwise.
    Call it in the transaction of what it tells of.
    """
    link = settings.PUBLIC_URL + (path or reverse("funding:award", args=[award.pk]))
    said = words(about, award=award, link=link, **context)
    for person in people_of(award):
        write(key=name, to=person.email, words=said, now=now)
