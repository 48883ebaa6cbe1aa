"""Secrets and short names of a response: what a respondent holds, and what we keep of it.

Everything a respondent holds comes from one number, the submission key: made when a page
is first shown, carried in its form. The key in the cookie is derived from it with the
service's secret, so a page sent twice, even when the first answer was lost on the way,
leads to one draft, one response and one key. The tables hold only the key's SHA-256.
"""

import hashlib
import hmac
import re
import secrets
import uuid
from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.utils.crypto import salted_hmac

# No 0 or O, 1 or I or L, no U: read aloud and typed back without doubt.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def _letters(count):
    return "".join(secrets.choice(ALPHABET) for _ in range(count))


def new_reference():
    """A reference for a response, like `CS-7K3M-9QXP`."""
    return f"CS-{_letters(4)}-{_letters(4)}"


def new_code():
    """A short code that opens a draft on another device, like `7K3M-9QXP`."""
    return f"{_letters(4)}-{_letters(4)}"


def tidy_code(typed):
    """What was typed as `new_code` writes it, whatever case and dashes; None if it is no code."""
    letters = re.sub(r"[\s-]", "", typed[:40].upper())
    if len(letters) != 8 or any(letter not in ALPHABET for letter in letters):
        return None
    return f"{letters[:4]}-{letters[4:]}"


def hash_of(secret):
    """What the tables keep of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


@lru_cache(maxsize=8)
def _derived(purpose, secret):
    return hashlib.sha256(f"consultations.{purpose}:{secret}".encode()).digest()


def _mac(purpose, text):
    """A keyed hash; one HMAC, because a page makes several."""
    key = _derived(purpose, settings.SECRET_KEY)
    return hmac.digest(key, text.encode(), "sha256").hex()


def key_of(submission_key):
    """The key that opens the draft and the response of a submission key."""
    return _mac("key", uuid.UUID(str(submission_key)).hex)[:40]


def equality_link(reference):
    """What ties equality answers to a response: only the running service can make it."""
    return salted_hmac("consultations.equality", reference, algorithm="sha256").hexdigest()


class PageToken(NamedTuple):
    """What the form of a first page carries: its submission key, and when it was shown."""

    submission_key: uuid.UUID
    shown_at: datetime


def new_token(consultation_pk, now):
    """The token of a page shown now: it proves that somebody had begun before closing."""
    text = f"{uuid.uuid4().hex}{int(now.timestamp()):08x}"
    return text + _mac("page", f"{consultation_pk}:{text}")[:24]


def read_token(token, consultation_pk):
    """The token's contents; None when it is not ours or of another consultation."""
    if not re.fullmatch(r"[0-9a-f]{64}", token):
        return None
    text, mac = token[:40], token[40:]
    if not hmac.compare_digest(mac, _mac("page", f"{consultation_pk}:{text}")[:24]):
        return None
    return PageToken(uuid.UUID(text[:32]), datetime.fromtimestamp(int(text[32:], 16), UTC))
