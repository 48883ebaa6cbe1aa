"""When the form of a call may change, and what a question must say."""

from civilsociety.refusal import Refused
from funding.models import QuestionKind
from funding.states import CallState

FROZEN = (
    "The form stays as applicants saw it once the round is published. "
    "Change it in the next round, which begins as a copy of this one."
)
CHOICES = {QuestionKind.CHOICE, QuestionKind.CHOICES}
FEWEST_OPTIONS = 2


def check_can_change_form(call):
    """Raises Refused once the round is published (the database refuses it too)."""
    if call.state != CallState.DRAFT:
        raise Refused(FROZEN)


def check_question(*, kind, max_words, options):
    """Raises Refused for a text without a limit, or a choice of fewer than two answers.

    A word limit tells an applicant how much is enough: unlimited boxes cost small groups most.
    """
    if kind == QuestionKind.LONG_TEXT and not max_words:
        raise Refused("Say how many words are enough, like 250.")
    if kind in CHOICES and len(options) < FEWEST_OPTIONS:
        raise Refused("Give two answers or more to choose from, one on each line.")
    if len(set(options)) != len(options):
        raise Refused("Each answer stands once: two of them are the same.")
