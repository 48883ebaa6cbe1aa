"""Organisations offered to somebody who names theirs. Names only, never people."""

from civilsociety.organisations.models import Membership, Organisation
from civilsociety.organisations.queries import find_likely
from civilsociety.organisations.states import Status
from consultations.questionnaire.answers import ORGANISATION_PARTS
from consultations.questionnaire.kinds import Kind

# What the hidden part “known” holds once somebody has said that none of those offered fits.
NOT_LISTED = "new"


def likely_for(named):
    """Organisations to offer for what was typed: those an officer has checked.

    What only another respondent has named is nobody else's business.
    """
    if not named.get("name"):
        return []
    found = find_likely(
        name=named["name"],
        charity_number=named.get("charity_number", ""),
        company_number=named.get("company_number", ""),
    )
    return [each for each in found if each.organisation.status == Status.CONFIRMED]


def known_here(pk):
    """The organisation of that number as it stands today, a merged one under its new name."""
    if not pk or pk > 2**63 - 1:
        return None
    found = Organisation.objects.filter(pk=pk).select_related("merged_into").first()
    return found.merged_into if found and found.is_merged else found


def named_in(questionnaire, raw):
    """The organisation question and what was typed for it, by part; None without either."""
    question = questionnaire.of_kind(Kind.ORGANISATION)
    if question is None:
        return None, {}
    parts = {}
    for part in ORGANISATION_PARTS:
        values = raw.get(f"{question.field}__{part}") or [""]
        parts[part] = values[0].strip()
    return question, parts if parts["name"] else {}


def profile_of(user):
    """The organisation a person signs in for, confirmed by an officer; None without one."""
    member = (
        Membership.objects.filter(user=user, confirmed_at__isnull=False)
        .select_related("organisation")
        .order_by("-since")
        .first()
    )
    return member.organisation if member else None
