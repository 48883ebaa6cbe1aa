"""Whether words may be quoted, themes merged, every response taken out, one of them erased."""

from civilsociety.refusal import Refused, allows
from civilsociety.ui.words import uk_date
from consultations.models import FindingFigure
from consultations.models.response import Consent
from consultations.questionnaire.hints import personal_hints
from consultations.states import ResponseState

LEAST_REASON = 10  # characters: less says nothing
LONGEST_QUOTE = 1500  # characters: more is no quotation but the answer


def check_can_quote(answer, start, end, *, looked_at=False):
    """Raises Refused when these characters of the answer may not be quoted.

    `looked_at` says that an officer has looked at what seems personal in them.
    """
    if answer.response.consent == Consent.NOT_AT_ALL:
        raise Refused(
            "This person asked us not to publish their words. Count their answer under its "
            "themes, and quote somebody else."
        )
    if not 0 <= start < end <= len(answer.text) or not answer.text[start:end].strip():
        raise Refused("Choose the words you want to quote.")
    if end - start > LONGEST_QUOTE:
        raise Refused(f"Choose fewer words: a quote has at most {LONGEST_QUOTE:,} characters.")
    found = personal_hints(answer.text[start:end])
    if found and not looked_at:
        names = ", ".join(sorted({hint.what for hint in found}))
        raise Refused(
            f"These words seem to hold {names}. Choose words without it, or tick the box that "
            "says you have looked and it may be published."
        )


def can_quote(answer, start, end, *, looked_at=False):
    """Whether these characters of the answer may be quoted."""
    return allows(check_can_quote, answer, start, end, looked_at=looked_at)


def may_be_named(response):
    """Whether the respondent's organisation may stand beside their words."""
    return response.consent == Consent.NAMED


def check_can_merge(theme, into):
    """Raises Refused when one theme cannot become part of the other."""
    if theme.pk == into.pk:
        raise Refused("Choose another theme to merge this one into.")


def check_can_delete_theme(theme):
    """Raises Refused while answers or figures rest on the theme."""
    if theme.codings.exists():
        raise Refused("Answers are coded to this theme. Merge it into another one instead.")
    if FindingFigure.objects.filter(theme=theme).exists():
        raise Refused("A finding counts this theme. Change the finding’s figure first.")


def can_delete_theme(theme):
    """Whether nothing rests on the theme."""
    return allows(check_can_delete_theme, theme)


def check_can_take_out_responses(reason):
    """Raises Refused without a reason that somebody can judge later."""
    if len(reason.strip()) < LEAST_REASON:
        raise Refused("Enter why you need every response, in a sentence.")


def check_can_erase(response, reason):
    """Raises Refused when nothing is left to erase, or without a reason that may be kept.

    The reason stays in the record for years, so it must not say who asked.
    """
    if response.state == ResponseState.WITHDRAWN:
        raise Refused(
            f"This response was withdrawn on {uk_date(response.withdrawn_at)} and erased then. "
            "There is nothing left to erase."
        )
    if len(reason.strip()) < LEAST_REASON:
        raise Refused("Enter how we were asked to erase it, in a sentence.")
    found = personal_hints(reason)
    if found:
        names = ", ".join(sorted({hint.what for hint in found}))
        raise Refused(f"The reason seems to hold {names}. Leave it out: the reason is kept.")


def can_erase(response):
    """Whether anything is left to erase."""
    return response.state != ResponseState.WITHDRAWN
