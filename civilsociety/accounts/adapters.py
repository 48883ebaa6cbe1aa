"""How allauth speaks and behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter

from civilsociety.accounts.permissions import Permission
from civilsociety.ui import navigation

WRONG_CODE = "That is not the code. Check it and enter it again."
TOO_OFTEN = "That was too often in a short time. Wait a few minutes, then try again."


class AccountAdapter(DefaultAccountAdapter):
    """Users have an email address and a name, no username and no password."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": TOO_OFTEN,
        "rate_limited": TOO_OFTEN,
    }

    def populate_username(self, request, user):
        """Nothing to do: there is no username."""

    def is_open_for_signup(self, request):
        """Accounts are opened by typing a code, never by a form."""
        return False

    def get_login_redirect_url(self, request):
        """Officers begin at their desk, everybody else at their account."""
        if request.user.may(Permission.OPEN_OFFICERS_PAGES):
            return navigation.address("home:officers") or "/"
        return navigation.address("accounts:home")


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor, in our words."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": (
            "Your role needs a second factor. Add another one before you remove this one."
        ),
        "cannot_generate_recovery_codes": (
            "Recovery codes stand in for a second factor. Add an app or a passkey first."
        ),
    }
