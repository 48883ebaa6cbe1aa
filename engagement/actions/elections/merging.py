"""What happens to the roll when two organisations are merged: two votes become one at most."""

from django.db import transaction

from civilsociety.refusal import Refused
from engagement.actions.elections.rows import hold_election
from engagement.models import Election, Voter
from engagement.states import ElectionState

BOTH_VOTED = (
    "{drop} and {keep} have both voted in “{election}”, and a secret vote cannot be taken back. "
    "Merge them when its result is declared."
)
BECAME = "It is part of {keep} now, which has one vote."
BECAME_VOTED = "It is part of {keep} now. The vote it cast counts as the one of {keep}."
ENDED = (ElectionState.DECLARED, ElectionState.CANCELLED)


@transaction.atomic
def move_voters(*, drop, keep):
    """Points the roll's rows at the organisation that stays; one vote remains one vote.

    Where both are on a roll, the place of `drop` is struck; a vote it cast is kept as the vote
    of `keep`, which then cannot vote again. Both voted: refused until the election has ended.
    Rolls of ended elections stay as they were voted on.
    """
    # In one order, so that two officers who merge at once never wait for each other.
    elections = Election.objects.filter(voters__organisation__in=[drop, keep]).distinct()
    for election in elections.order_by("pk"):
        places = {
            voter.organisation_id: voter
            for voter in Voter.objects.filter(election=election, organisation__in=[drop, keep])
        }
        if drop.pk in places:
            _join(places[drop.pk], places.get(keep.pk), drop=drop, keep=keep)


def _join(theirs, ours, *, drop, keep):
    hold_election(theirs)
    if ours is None:
        theirs.organisation = keep
        theirs.save()
        return
    hold_election(ours)
    if theirs.election.state in ENDED:
        return
    if theirs.voted_on and ours.voted_on:
        raise Refused(BOTH_VOTED.format(drop=drop, keep=keep, election=theirs.election))
    words = BECAME_VOTED if theirs.voted_on else BECAME
    if theirs.voted_on:
        ours.voted_on, theirs.voted_on = theirs.voted_on, None
        ours.save()
    theirs.struck_reason = words.format(keep=keep)
    theirs.save()
