"""How allauth speaks and behaves here."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Users have an email address and a name, no username."""

    def populate_username(self, request, user):
        """Nothing to do: there is no username."""
