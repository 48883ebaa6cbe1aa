"""What a letter must have before it goes out, and which fields its text may use."""

from civilsociety.refusal import Refused, allows, why_not
from funding.models.choices import LetterKind
from funding.queries.offers.letters import addresses_of, kind_of
from funding.queries.offers.merging import fields_of, names_in, stray_braces
from funding.states import AwardState, LetterState


def check_fields(text, *, kind):
    """Raises Refused for a field in braces that letters of this kind do not have."""
    known = fields_of(kind)
    for name in names_in(text):
        if name not in known:
            offered = ", ".join(f"{{{each}}}" for each in known)
            raise Refused(f"“{{{name}}}” is not a field of this letter. Use one of: {offered}.")
    if stray_braces(text):
        raise Refused(
            "A brace stands alone. Write each field between { and }, like {organisation}."
        )


def check_letter_is_ready(*, application):
    """Raises Refused unless everything a bid's letter says is there: outcome, feedback, reasons,
    and somebody to write to."""
    kind = kind_of(application)
    if kind is None:
        raise Refused(f"{application.number} is not decided yet.")
    if not addresses_of(application):
        raise Refused("Nobody on the application has an address to write to.")
    if not application.feedback.strip():
        raise Refused("Write the feedback first: everybody gets some, also who was successful.")
    if kind in (LetterKind.REFUSAL, LetterKind.INELIGIBLE) and not application.reasons.all():
        raise Refused("Choose a reason first: nobody is refused without one.")
    if kind == LetterKind.OFFER and application.award.state != AwardState.DECIDED:
        raise Refused(f"The offer of {application.award.number} is out already.")


def what_is_missing(application):
    """The sentence with which a bid's letter is held back, or nothing."""
    return why_not(check_letter_is_ready, application=application)


def check_can_send_again(*, letter):
    """Raises Refused unless no mail server took the letter."""
    if letter.state != LetterState.REFUSED:
        raise Refused("Only a letter that could not be delivered is sent again.")


def can_send_again(*, letter):
    """Whether a letter could not be delivered and may be sent again."""
    return allows(check_can_send_again, letter=letter)
