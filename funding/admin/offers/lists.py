"""What the lists of awards, notices, conditions and letters have in common."""

from funding.admin.pages import FundingAdmin
from funding.models import Application, AssistanceNotice, Award, Condition, Letter
from funding.queries.offers.rounds import hidden_from

# From each row to the bid in which an interest may be declared.
BID = {
    Application: "pk",
    Award: "application",
    AssistanceNotice: "application",
    Condition: "application",
    Letter: "application",
}


class OffersAdmin(FundingAdmin):
    """A list of this part. Its acts may be about a bid, an award or what hangs on them; none of
    them is there for somebody who declared an interest in the bid."""

    def without_interests(self, rows, user):
        """Without rows about a bid in which this person declared an interest."""
        if (path := BID.get(rows.model)) is None:
            return rows
        return rows.exclude(**{f"{path}__in": hidden_from(user)})
