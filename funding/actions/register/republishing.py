"""Publishing an award once more, when somebody saw that the register is behind."""

from django.db import transaction

from civilsociety.audit.actions import record
from civilsociety.rows import locked
from funding.actions.register.publishing import publish_award
from funding.rules.register import check_can_republish


@transaction.atomic
def republish(*, award, what_changed, by, now):
    """Publishes the award as it stands. Returns the latest row; the same one if nothing differs.

    Raises Refused before it was accepted, and for texts that lead to a person.
    """
    award = locked(award)
    check_can_republish(award)
    before = award.published.filter(is_latest=True).first()
    row = publish_award(award=award, now=now, what_changed=what_changed)
    if row != before:
        record(
            verb="funding.republished",
            target=award,
            by=by,
            sentence=f"Published {award.number} again: {what_changed}",
        )
    return row
