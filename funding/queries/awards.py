"""What an award is now, by the ledger. One function for each figure that anybody reads."""

from dataclasses import dataclass

from civilsociety.budget.models import Commitment


@dataclass(frozen=True)
class Standing:
    """Pence: what was first awarded, what the award is now, and how much of that is paid.

    `now` is what is promised less what was released or came back. `paid` is everything ever
    paid, `returned` what came back of it, `outstanding` what is still to be paid.
    """

    first: int
    paid: int
    returned: int
    outstanding: int

    @property
    def now(self):
        """What the award is now."""
        return self.outstanding + self.paid - self.returned

    @property
    def kept(self):
        """What the grant holder has: paid and not returned."""
        return self.paid - self.returned


def commitments_of(award):
    """The ledger's commitments of an award, the first one first."""
    mine = award.promises.order_by("pk").values("commitment")
    related = ("head", "authority__decision", "authority__purpose")
    return list(Commitment.objects.filter(pk__in=mine).select_related(*related).order_by("pk"))


def standing_of(award):
    """What an award is now."""
    commitments = commitments_of(award)
    return Standing(
        first=award.amount_pence,
        paid=sum(each.paid_pence for each in commitments),
        returned=sum(each.returned_pence for each in commitments),
        outstanding=sum(each.outstanding_pence for each in commitments),
    )


def decision_of(award):
    """The decision an award was made under."""
    commitments = commitments_of(award)
    return commitments[0].authority.decision if commitments else None
