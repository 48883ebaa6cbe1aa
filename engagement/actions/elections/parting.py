"""What of an election goes: when somebody closes their account, and two years after it ended."""

from datetime import timedelta

from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat

from civilsociety.audit.actions import SYSTEM, name_of, record
from civilsociety.rows import locked
from engagement.models import Election, Nomination, Voter
from engagement.queries.elections.links import NO_ADDRESS
from engagement.states import ElectionState, NominationState

ENDED = Q(state__in=(ElectionState.DECLARED, ElectionState.CANCELLED))
# As the privacy notice says: two years after the election.
KEPT = timedelta(days=2 * 365 + 1)
FORMER = Concat(Value("former-"), Cast("pk", CharField()), Value(NO_ADDRESS))
NOBODY = "Somebody who did not stand"


def let_go_of_nominations(user):
    """Parts nominations from an account; returns the names in the record of what spoke of it.

    Who stood in an election stays on its public page: it is part of how a seat was filled. Their
    address goes once the election has ended; while it runs they have to be reached.
    """
    theirs = Nomination.objects.filter(Q(proposed_by=user) | Q(user=user)).select_related(
        "election"
    )
    names = {name_of(each.election) for each in theirs}
    own = Nomination.objects.filter(Q(user=user) | Q(email__iexact=user.email))
    ended = Election.objects.filter(ENDED).values("pk")
    own.filter(election__in=ended).update(email=FORMER, mail_error="")
    Nomination.objects.filter(user=user).update(user=None)
    Nomination.objects.filter(proposed_by=user).update(proposed_by=None)
    return sorted(names)


def erase_what_was_kept_long_enough(*, now):
    """Erases whom elections that ended two years ago wrote to; how many elections that were.

    Who stood, and how often each was voted for, stays on the public page. Of people who were
    put forward and never stood nothing is left but that there was somebody. Sample elections
    stay as they are.
    """
    old = Election.objects.filter(ENDED, voting_closes_at__lt=now - KEPT, is_sample=False)
    voters = Voter.objects.filter(election=OuterRef("pk")).exclude(email="")
    people = Nomination.objects.filter(election=OuterRef("pk")).exclude(email__endswith=NO_ADDRESS)
    found = list(old.filter(Exists(voters) | Exists(people)))
    for election in found:
        _erase(election)
    return len(found)


@transaction.atomic
def _erase(election):
    locked(election)
    addresses = election.voters.exclude(email="").update(email="", mail_error="")
    never_stood = election.nominations.exclude(state=NominationState.STANDING)
    never_stood.update(
        name=NOBODY, organisation=None, organisation_name="", statement="", interests="", user=None
    )
    never_stood.exclude(ruled_out_reason="").update(ruled_out_reason="Erased")
    addresses += election.nominations.update(email=FORMER, mail_error="")
    record(
        verb="engagement.addresses_erased",
        target=election,
        by=SYSTEM,
        sentence=f"Addresses of the election “{election}” were erased: two years have passed.",
        details={"addresses": addresses},
    )
