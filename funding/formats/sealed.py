"""Words that rest in the database sealed with SECRET_KEY, and are opened by one function."""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac


class CannotOpen(Exception):
    """Another SECRET_KEY sealed it, or it was changed: nobody can read it any more."""


def seal(text):
    """The text sealed, as bytes to be stored."""
    return _box().encrypt(text.encode())


def unseal(sealed):
    """What `seal` sealed, with this key or one before it. Raises CannotOpen."""
    try:
        return _box().decrypt(bytes(sealed)).decode()
    except InvalidToken as error:
        raise CannotOpen from error


def _box():
    """Seals with SECRET_KEY, opens with it and with those before it."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    digests = (salted_hmac("funding bank account", "seal", key, algorithm="sha256") for key in keys)
    return MultiFernet([Fernet(urlsafe_b64encode(digest.digest())) for digest in digests])
