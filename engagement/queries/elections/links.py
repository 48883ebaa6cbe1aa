"""Personal links: made from the service’s secret and the row, so that only the hash is stored.

Whoever reads the database cannot vote or accept for anybody; the worker that was killed while it
mailed a link makes the same one again.
"""

import base64
from datetime import UTC
from hashlib import sha256

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.crypto import salted_hmac

from engagement.models import Nomination, Voter

LONGEST = 64
# How the address of a person ends who is not written to any more (RFC 2606).
NO_ADDRESS = "@address.invalid"


def hash_of(token):
    """What is stored of a link."""
    return sha256(token.encode()).hexdigest()


def _token(salt, *parts):
    digest = salted_hmac(salt, "\n".join(map(str, parts)), algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest[:24]).decode()


def voter_token(voter):
    """The secret of an organisation’s link; another address makes another link."""
    return _token("engagement.voter", voter.election_id, voter.organisation_id, voter.email)


def nomination_token(nomination):
    """The secret of a candidate’s link."""
    return _token(
        "engagement.nomination",
        nomination.election_id,
        nomination.email.lower(),
        nomination.created_at.astimezone(UTC).isoformat(),
    )


def voting_address(voter, name="engagement:vote_by_link"):
    """The whole address of an organisation’s own link, as it is mailed."""
    return settings.PUBLIC_URL + reverse(name, args=[voter_token(voter)])


def candidate_address(nomination):
    """The whole address of a candidate’s own page, as it is mailed."""
    token = nomination_token(nomination)
    return settings.PUBLIC_URL + reverse("engagement:candidacy", args=[token])


def voter_by_link(token):
    """The place on the roll that a link stands for; a guessed one leads nowhere (404)."""
    related = ("election__group", "organisation", "organisation__merged_into")
    return _by_link(Voter.objects.select_related(*related), token)


def nomination_by_link(token):
    """The nomination that a candidate’s link stands for; a guessed one leads nowhere (404)."""
    related = ("election__group", "proposing_organisation")
    return _by_link(Nomination.objects.select_related(*related), token)


def _by_link(rows, token):
    found = len(token) <= LONGEST and rows.filter(link_hash=hash_of(token)).first()
    if not found:
        raise Http404
    return found
