"""The organisation a response names: one we know, or one that is new to us."""

from civilsociety.organisations.actions import register
from civilsociety.organisations.models import Kind, Organisation
from civilsociety.refusal import Refused
from consultations.queries.naming import known_here

# What “responding as” says about the kind of organisation; an officer corrects it later.
KINDS = {
    "registered-charity": Kind.REGISTERED_CHARITY,
    "community-group": Kind.COMMUNITY_GROUP,
    "social-enterprise": Kind.SOCIAL_ENTERPRISE,
    "public-body": Kind.PUBLIC_BODY,
    "business": Kind.BUSINESS,
}


def organisation_of(named, respondent_type, *, by, is_sample=False):
    """The organisation that was chosen from those offered, or a new one by the name typed.

    `named` is the answer to the organisation question. A new one waits for an officer's
    check. None when its number cannot be taken; the name stays with the response.
    """
    if known := known_here(named.get("known")):
        return known
    numbers = {
        name: named[name] for name in ("charity_number", "company_number") if named.get(name)
    }
    if not numbers and (same := _only_one_called(named["name"], is_sample)):
        return same
    try:
        return register(
            name=named["name"],
            kind=KINDS.get(respondent_type, Kind.OTHER),
            by=by,
            is_sample=is_sample,
            **numbers,
        )
    except Refused:
        return None


def _only_one_called(name, is_sample):
    """The one organisation that waits for its check under this very name, if there is one.

    Without numbers every second response of one group would list it again.
    """
    same = Organisation.objects.standing().filter(name__iexact=name.strip(), is_sample=is_sample)
    found = list(same[:2])
    return found[0] if len(found) == 1 else None
