"""What the lists of partners have in common."""

from funding.admin.pages import FundingAdmin
from funding.models import Award


class PartnersAdmin(FundingAdmin):
    """A list of something of an award; some of its acts begin from the award itself."""

    bid = "award__application"

    def without_interests(self, rows, user):
        """Without rows about a bid in which this person declared an interest."""
        return rows.shown_to(user) if rows.model is Award else super().without_interests(rows, user)
