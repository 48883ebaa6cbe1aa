"""When a programme may be published, changed, ended and opened again."""

from django.urls import Resolver404, resolve

from civilsociety.decisions.states import IN_FORCE
from civilsociety.refusal import Refused
from civilsociety.ui.words import uk_datetime
from funding.models import PledgeRules, ProgrammeKind
from funding.queries.programmes.running import undecided_round
from funding.states import CallState, ProgrammeState

# What everybody reads must be there before anybody reads it.
TEXTS = (
    ("about", "what it is for"),
    ("who_can_apply", "who can apply"),
    ("exclusions", "what it does not fund"),
    ("contact_email", "whom applicants ask"),
)


def missing_from_programme(programme):
    """What still has to be written before everybody may read of a programme; best nothing."""
    found = [words for field, words in TEXTS if not getattr(programme, field).strip()]
    if programme.authority_id is None:
        found.append("the decision or delegation its money rests on")
    found += _missing_for_kind(programme)
    return found


def _missing_for_kind(programme):
    kind = programme.kind
    if kind == ProgrammeKind.GRANT_ROUND and not programme.criteria.exists():
        return ["the criteria bids are scored on"]
    if kind == ProgrammeKind.CROWDFUNDING:
        rules = PledgeRules.objects.filter(programme=programme).exists()
        return [] if rules else ["the rules of pledging"]
    if kind in {ProgrammeKind.REGRANT, ProgrammeKind.PILOT} and programme.partner_id is None:
        return ["the partner"]
    return []


def check_can_publish(programme):
    """Raises Refused unless a draft has everything that people will ask of it."""
    if programme.state != ProgrammeState.DRAFT:
        raise Refused("The programme is published already.")
    if missing := missing_from_programme(programme):
        raise Refused(f"Before it can be published, add {_listed(missing)}.")


def check_can_change_terms(programme):
    """Raises Refused while a round is undecided: its applicants relied on what they read."""
    if call := undecided_round(programme):
        raise Refused(
            f"{call.name} is not decided yet, so the size of grants and how they are given stay "
            "as its applicants read them. Change them when every bid is decided."
        )


def check_can_end(programme, *, now):
    """Raises Refused unless it is running and no round is open or announced."""
    if programme.state != ProgrammeState.PUBLISHED:
        raise Refused("Only a programme that is running can be ended.")
    coming = programme.calls.filter(state=CallState.PUBLISHED, closes_at__gt=now).first()
    if coming:
        raise Refused(
            f"{coming.name} takes applications until {uk_datetime(coming.closes_at)}. "
            "End the programme after that, or cancel the round first."
        )


def check_can_reopen(programme):
    """Raises Refused unless it has ended."""
    if programme.state != ProgrammeState.ENDED:
        raise Refused("Only a programme that has ended can be opened again.")


def check_authority_fits(*, authority, head):
    """Raises Refused unless the decision stands and is for the purpose of the budget head.

    The ledger asks the same of each commitment; here an officer hears it a year earlier.
    """
    if authority is None:
        return
    if authority.decision.state not in IN_FORCE:
        raise Refused(f"{authority.decision.reference} is not in force. Choose another decision.")
    if authority.purpose_id != head.purpose_id:
        raise Refused(
            f"{authority} is for {authority.purpose}, and {head} is for "
            f"{head.purpose or 'nothing yet'}. Choose a decision for the same purpose."
        )


def check_address_is_free(slug):
    """Raises Refused when pages of funding itself stand at /funding/<slug>/."""
    try:
        name = resolve(f"/funding/{slug}/").url_name
    except Resolver404:
        name = ""
    if name != "programme":
        raise Refused(f"“{slug}” is the address of another page. Choose another one.")


def _listed(things):
    *first, last = things
    return f"{', '.join(first)} and {last}" if first else last
