"""How allauth speaks and behaves here."""

import logging
from base64 import b32encode, urlsafe_b64encode
from secrets import token_bytes

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

from civilsociety.accounts.permissions import Permission
from civilsociety.ui import navigation

logger = logging.getLogger(__name__)

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
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

    def encrypt(self, text):
        """Keys of apps and recovery codes rest in the database sealed with SECRET_KEY."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        """Opens what `encrypt` sealed.

        What another SECRET_KEY sealed becomes a key nobody has: no code fits it, and an
        administrator can remove the second factor.
        """
        try:
            return _box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            logger.error("A second factor was sealed with another SECRET_KEY and cannot be used.")
            return b32encode(token_bytes(20)).decode()

    def can_delete_authenticator(self, authenticator):
        """The last second factor of somebody whose role needs one stays."""
        if not (settings.REQUIRE_SECOND_FACTOR and authenticator.user.needs_second_factor):
            return True
        theirs = Authenticator.objects.filter(user=authenticator.user, type__in=SECOND_FACTORS)
        return theirs.exclude(pk=authenticator.pk).exists()


def _box():
    """Seals with SECRET_KEY, opens with it and with those before it."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    digests = (salted_hmac("second factor", "seal", key, algorithm="sha256") for key in keys)
    return MultiFernet([Fernet(urlsafe_b64encode(digest.digest())) for digest in digests])
