"""Casting a vote.

**No event is written for a vote.** An event has a moment to the microsecond; a row that says
“Kent Befriending voted at 10:42:07.123” beside anything of a ballot's would undo the secret. The
roll keeps the day on which an organisation voted, for the turnout and so that it votes once; the
ballot keeps no day at all.
"""

import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone

from civilsociety.organisations.models import Membership, Organisation
from civilsociety.refusal import Refused
from engagement.actions.elections.rows import hold_election
from engagement.models import Ballot
from engagement.queries.elections.contests import contests_of
from engagement.rules.elections.voting import check_can_vote, check_choices

NOT_YOURS = (
    "You no longer act for {}: your place in it has ended or was not confirmed. "
    "Ask a colleague, or write to us."
)
OLD_LINK = "This link was replaced by a newer one. Use the one in our latest message."


class Counted(Exception):
    """This very vote was cast before: the same receipt came twice (a reload, a lost answer)."""


@transaction.atomic
def cast(*, voter, choices, receipt, by, now):
    """Casts the vote of an organisation under a receipt drawn for it, and returns the ballot.

    `choices` is `{"1": [12, 15]}` for every contest with a vote. `by` is the member who votes,
    or nobody when the organisation's own link was used. Raises Refused in words; raises Counted
    when this receipt is on the list already, so that a repeated request can say so.
    """
    link = voter.link_hash
    hold_election(voter)
    # Read, not locked: merging holds organisations and waits for the election, never the reverse.
    voter.organisation = Organisation.objects.get(pk=voter.organisation_id)
    if voter.voted_on and voter.election.ballots.filter(receipt=receipt).exists():
        raise Counted
    check_can_vote(voter, now=now)
    _check_who(voter, by, link)
    check_choices(choices, contests_of(voter.election))
    voter.voted_on = timezone.localdate(now)
    voter.save(update_fields=["voted_on"])
    try:
        return Ballot.objects.create(
            id=uuid.uuid4(), election=voter.election, receipt=receipt, choices=choices
        )
    except IntegrityError as error:
        raise Refused("This receipt is taken. Check your ballot again, then cast it.") from error


def _check_who(voter, by, link):
    """A member must be confirmed at this moment; a link must still be the organisation's own."""
    if by is None:
        if voter.link_hash != link:
            raise Refused(OLD_LINK)
        return
    mine = Membership.objects.filter(user=by, organisation=voter.organisation)
    if not mine.exclude(confirmed_at=None).exists():
        raise Refused(NOT_YOURS.format(voter.organisation))
