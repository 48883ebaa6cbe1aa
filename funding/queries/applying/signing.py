"""Whether an application is signed off as it stands now."""

from dataclasses import dataclass
from datetime import datetime

from funding.queries.applying.written import digest_of


@dataclass(frozen=True)
class Signature:
    """Who signed an application off, as they wrote their name, and when."""

    person: object
    name: str
    at: datetime


def signature_of(application):
    """The signature that holds for what stands there now, or None."""
    if not application.signed_digest or application.signed_digest != digest_of(application):
        return None
    return Signature(application.signed_by, application.signed_name, application.signed_at)
