"""Identifiers that the world reads: of a grant, of an organisation (org-id.guide)."""

from django.conf import settings


def grant_identifier(award):
    """The 360Giving identifier of a grant: our prefix and our reference."""
    return f"{settings.THREESIXTY_PREFIX}-{award.number}"


def organisation_identifier(organisation):
    """GB-CHC-… for a charity of England and Wales, GB-COH-… for a company, ours for the rest.

    A linked charity (“1234567-1”) is known by the number of its main charity.
    """
    return identifier_from(
        charity_number=organisation.charity_number,
        company_number=organisation.company_number,
        own=f"ORG{organisation.pk:06d}",
    )


def identifier_from(*, charity_number, company_number, own):
    """The identifier by whichever number there is; `own` is what we call it otherwise."""
    if charity_number:
        return f"GB-CHC-{charity_number.partition('-')[0]}"
    if company_number:
        return f"GB-COH-{company_number}"
    return f"{settings.THREESIXTY_PREFIX}-{own}"
