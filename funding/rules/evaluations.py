"""When an evaluation may be written, published and taken back."""

from civilsociety.refusal import Refused
from civilsociety.ui.personal import check_no_personal_data
from civilsociety.ui.words import uk_date
from funding.queries.register.evaluation.scope import awards_of

TEXTS = {
    "worked": "what worked",
    "learned": "what was learned",
    "quotes": "the quotes",
    "recommendation": "the recommendation",
}
NEEDED = ("worked", "learned", "recommendation")


def check_can_begin(*, programme, call, from_day, until_day):
    """The days are in order, and the round is one of the programme."""
    if until_day < from_day:
        raise Refused("The last day is before the first. Change one of them.")
    if call is not None and call.programme_id != programme.pk:
        raise Refused(f"{call.name} is a round of {call.programme}. Choose one of {programme}.")


def check_can_write(evaluation):
    """A published evaluation stands as it was read."""
    if evaluation.is_public:
        raise Refused("It is published. Take it back first, then change it.")


def check_texts(texts):
    """Raises Refused when something in a text leads to a person."""
    for name, text in texts.items():
        check_no_personal_data(text, where=TEXTS[name])


def check_can_publish(evaluation, *, today):
    """Its days are over, there is something to count, and everything is written."""
    if evaluation.is_public:
        raise Refused("It is published already.")
    if evaluation.until_day >= today:
        raise Refused(
            f"It covers awards until {uk_date(evaluation.until_day)}. Publish it after that day."
        )
    missing = [TEXTS[name] for name in NEEDED if not getattr(evaluation, name).strip()]
    if missing:
        raise Refused(f"Write {', '.join(missing)} first.")
    if not evaluation.programme.is_public:
        raise Refused("Publish the programme first: the evaluation stands below it.")
    if not awards_of(evaluation).exists():
        raise Refused("No award was decided in its days, so there is nothing to evaluate yet.")
    check_texts({name: getattr(evaluation, name) for name in TEXTS})


def check_can_take_back(evaluation):
    """Only what is published can be taken back."""
    if not evaluation.is_public:
        raise Refused("It is not published.")


def check_follows(evaluation, decision):
    """What follows is published, and was decided after the evaluation's first day."""
    if not decision.is_published:
        raise Refused("Choose a decision that is published.")
    if decision.taken_on <= evaluation.from_day:
        raise Refused(
            f"That decision was taken on {uk_date(decision.taken_on)}, before the first day of "
            "what is evaluated. Choose one that came after."
        )
