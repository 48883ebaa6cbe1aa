"""Both sides agree to an award: it runs, has its payments and reports, and is published."""

from django.db import transaction

from civilsociety.audit.actions import record
from civilsociety.rows import locked, move_to
from funding.actions.register import publish_award
from funding.actions.running import begin
from funding.states import MOVES, AwardState


@transaction.atomic
def agree(*, award, by, now, name=""):
    """Lets an award run. `name` is who accepted it for the organisation, as they wrote it.

    A second time it changes nothing.
    """
    award = locked(award)
    if award.state == AwardState.ACCEPTED:
        return award
    move_to(award, AwardState.ACCEPTED, moves=MOVES)
    award.accepted_at, award.accepted_by, award.accepted_name = now, by, name
    award.save()
    begin(award=award, by=by, now=now)
    publish_award(award=award, now=now)
    record(
        verb="funding.accepted",
        target=award,
        by=by,
        sentence=f"{award.organisation} accepted {award.number}.",
    )
    return award
