"""When a record of a decision may be changed or published.

What a record must hold: SI 2012/2089, regulations 12 (taken at a meeting) and 13 (by a member
or an officer). Each sentence says what to write, so that the officer's page can list them all.
"""

from django.conf import settings

from civilsociety.decisions.models import MakerKind
from civilsociety.decisions.rules.key import key_test
from civilsociety.decisions.rules.notices import check_notice_covers
from civilsociety.decisions.rules.spending import check_can_draw_under
from civilsociety.decisions.states import DecisionState
from civilsociety.refusal import Refused
from civilsociety.ui import days
from civilsociety.ui.words import uk_date

TEXTS = (
    ("decision", "Write what is decided."),
    ("reasons", "Write the reasons for the decision."),
    ("alternatives", "Write which alternatives were considered and rejected, or that none were."),
    ("conflicts", "Write which conflicts of interest were declared, or that none were."),
    ("key_reason", "Write why it is a key decision, or why it is not."),
)


def proposed_effect(published_on, *, can_be_called_in=True):
    """(last day for calling in, first day it may be acted on) of a decision published that day.

    The waiting period is counted in clear working days of England; its length is a setting.
    """
    if not can_be_called_in:
        return None, published_on
    ends_on = days.last_of_working_days(published_on, settings.CALL_IN_WORKING_DAYS)
    return ends_on, ends_on + days.DAY


def check_can_change(decision):
    """Raises Refused once this version is published."""
    if decision.state != DecisionState.DRAFT:
        raise Refused(
            f"Decision {decision.reference} is published and stays as it is. Correct it in a new "
            "version, or take another decision."
        )


def can_change(decision):
    """Whether this version may still be changed or thrown away."""
    return decision.state == DecisionState.DRAFT


def check_can_publish(decision, *, published_on, today):
    """Raises Refused with the first thing that is missing or wrong."""
    check_can_change(decision)
    for sentence in why_not_publish(decision, published_on=published_on, today=today):
        raise Refused(sentence)


def can_publish(decision, *, published_on, today):
    """Whether the decision may be published now."""
    return can_change(decision) and not any(
        True for _ in why_not_publish(decision, published_on=published_on, today=today)
    )


def why_not_publish(decision, *, published_on, today):
    """Everything that stands in the way of publishing a draft, a sentence each."""
    yield from _missing_texts(decision)
    yield from _wrong_dates(decision, published_on, today)
    if decision.version > 1:
        return
    yield from _wrong_effect(decision, published_on)
    if decision.taken_on is None:
        return
    yield from _key_without_notice(decision)
    yield from _outside_delegation(decision)


def _missing_texts(decision):
    for field, sentence in TEXTS:
        if not getattr(decision, field).strip():
            yield sentence
    if not (decision.maker_name or decision.maker_post):
        yield "Say who decides: a name, a post or a body."
    if not (decision.all_divisions or decision.divisions):
        yield "Say which divisions are affected, or that all are."
    if not decision.can_be_called_in and not decision.call_in_exempt_reason.strip():
        yield "Write why the decision cannot be called in."


def _wrong_dates(decision, published_on, today):
    if decision.taken_on is None:
        yield "Give the date of the decision."
    elif decision.taken_on > today:
        yield (
            f"The decision is dated {uk_date(decision.taken_on)}, which is still to come. "
            "Publish it once it is taken."
        )
    elif published_on < decision.taken_on:
        yield (
            f"A decision taken on {uk_date(decision.taken_on)} cannot have been published on "
            f"{uk_date(published_on)}."
        )
    if published_on > today:
        yield "The day of publishing is in the future. Publish the decision on that day."


def _wrong_effect(decision, published_on):
    ends_on, earliest = proposed_effect(published_on, can_be_called_in=decision.can_be_called_in)
    if decision.effective_from is None or decision.effective_from >= earliest:
        return
    if ends_on is None:
        yield f"The decision cannot take effect before it is published, {uk_date(published_on)}."
    else:
        yield (
            f"It may be called in until {uk_date(ends_on)}, so it takes effect on "
            f"{uk_date(earliest)} or later, not on {uk_date(decision.effective_from)}."
        )


def _key_without_notice(decision):
    if decision.is_key:
        yield from _sentence_of(check_notice_covers, decision.notice, taken_on=decision.taken_on)
    elif decision.notice_id:
        yield "A notice of a key decision is named, but the decision is not marked as key."
    elif key_test(pence=decision.authorities.pence(), divisions=(), all_divisions=False).proposed:
        yield "It allows more than an ordinary decision may. Mark it as a key decision."


def _outside_delegation(decision):
    by_officer = decision.maker_kind == MakerKind.OFFICER
    if by_officer and decision.delegation is None:
        yield "An officer decides under a delegation. Choose the one this decision is taken under."
    if decision.delegation is not None and not decision.delegation.is_delegation:
        yield "The delegation chosen lets nobody decide later. Choose another."
    if by_officer and decision.authorities.filter(under=None).exists():
        yield "An officer decides money under a delegation only. Say from which each amount comes."
    yield from _sentence_of(check_can_draw_under, decision, day=decision.taken_on)


def _sentence_of(check, *args, **kwargs):
    try:
        check(*args, **kwargs)
    except Refused as refusal:
        yield str(refusal)
