"""When a round may be prepared, published, extended, cancelled and closed."""

from civilsociety.budget.queries import figures
from civilsociety.refusal import Refused, allows
from civilsociety.ui.words import local, plural, pounds, uk_date, uk_datetime
from funding.models import ProgrammeKind, QuestionKind
from funding.queries.programmes.offered import offered_elsewhere
from funding.rules.programmes.questions import CHOICES, FEWEST_OPTIONS
from funding.states import ApplicationState, CallState, ProgrammeState

UNDECIDED = (
    ApplicationState.SUBMITTED,
    ApplicationState.ASSESSING,
    ApplicationState.AT_PANEL,
)
IN_ROUNDS = (ProgrammeKind.GRANT_ROUND, ProgrammeKind.CROWDFUNDING)
NEEDS = (
    ("who_can_apply", "who can apply"),
    ("terms", "the terms and conditions"),
    ("what_next", "what happens after sending"),
    ("contact_email", "whom applicants ask"),
)


def check_can_add_call(programme):
    """Raises Refused unless the programme gives its money in rounds, and has not ended."""
    if programme.kind not in IN_ROUNDS:
        raise Refused("A partner gives or delivers this programme's money, so it has no rounds.")
    if programme.state == ProgrammeState.ENDED:
        raise Refused("The programme has ended. Open it again first.")


def check_can_change_call(call):
    """Raises Refused once the round is published."""
    if call.state != CallState.DRAFT:
        raise Refused(
            "The round is published. Its closing date can be extended, and the next round can "
            "be different."
        )


def check_can_remove_call(call):
    """Raises Refused for a round that anybody has seen."""
    if call.state != CallState.DRAFT:
        raise Refused("The round was published, so it stays in the record. It can be cancelled.")


def check_dates(*, opens_at, closes_at, panel_on, decision_by, starts_from):
    """Raises Refused unless the days of a round follow one another. Each day counts as a whole."""
    if closes_at <= opens_at:
        raise Refused("The round must close after it opens.")
    closes_on = local(closes_at).date()
    if panel_on and panel_on < closes_on:
        raise Refused(f"The panel meets after the round closes: on {uk_date(closes_on)} or later.")
    if decision_by < (panel_on or closes_on):
        after = "the panel has met" if panel_on else "the round closes"
        raise Refused(f"Applicants hear after {after}: {uk_date(panel_on or closes_on)} or later.")
    if starts_from and starts_from < decision_by:
        raise Refused(
            "Projects start after applicants hear: money is not given for what has begun. "
            f"Choose {uk_date(decision_by)} or later."
        )


def missing_from_call(call, *, now):
    """Everything that keeps a round from being published, a sentence each; best nothing."""
    return [
        *_missing_from_programme(call.programme),
        *_missing_from_dates(call, now),
        *_missing_from_form(call),
        *_missing_money(call),
    ]


def check_can_publish_call(call, *, now):
    """Raises Refused with everything that is missing."""
    if call.state != CallState.DRAFT:
        raise Refused("The round is published already.")
    if missing := missing_from_call(call, now=now):
        raise Refused(" ".join(missing))


def _missing_from_programme(programme):
    if programme.state != ProgrammeState.PUBLISHED:
        yield "Publish the programme first, so that people can read what the round is for."
    if programme.kind != ProgrammeKind.GRANT_ROUND:
        return
    for field, words in NEEDS:
        if not getattr(programme, field).strip():
            yield f"Write {words} in the programme."
    if not programme.criteria.exists():
        yield "Add the criteria bids are scored on."
    if not programme.eligibility_questions.exists():
        yield "Add a question to check whether an organisation can apply."


def _missing_from_dates(call, now):
    if call.closes_at <= now:
        yield f"The round would be closed already: it closes at {uk_datetime(call.closes_at)}."
    days = ("opens_at", "closes_at", "panel_on", "decision_by", "starts_from")
    try:
        check_dates(**{name: getattr(call, name) for name in days})
    except Refused as refused:
        yield str(refused)


def _missing_from_form(call):
    """Nobody applies to us in a round of pledges, so that one needs no form."""
    if call.programme.kind != ProgrammeKind.GRANT_ROUND:
        return
    questions = list(call.questions.select_related("criterion"))
    if not questions:
        yield "Add the questions of the form."
        return
    asked = {question.criterion_id for question in questions}
    for criterion in call.programme.criteria.all():
        if criterion.pk not in asked:
            yield f"Ask something about “{criterion}”: bids are scored on it."
    for question in questions:
        if question.kind == QuestionKind.LONG_TEXT and not question.max_words:
            yield f"Give “{question}” a word limit."
        if question.kind in CHOICES and len(question.options) < FEWEST_OPTIONS:
            yield f"Give “{question}” two answers or more."


def _missing_money(call):
    if not call.year.is_open:
        yield f"{call.year} is closed. Choose another year."
        return
    head = call.programme.head
    available, offered = figures(year=call.year, head=head).available, offered_elsewhere(call)
    if available - offered < call.money_pence:
        taken = f", of which other rounds offer {pounds(offered)}" if offered else ""
        yield (
            f"The round offers {pounds(call.money_pence)}. Under {head} in {call.year}, "
            f"{pounds(available)} is available{taken}."
        )


def check_can_extend(call, *, now):
    """Raises Refused unless the round is announced or still open.

    A round that has closed stays closed: its bids may have been opened.
    """
    if call.state != CallState.PUBLISHED:
        raise Refused("Only a published round can be extended.")
    if call.closes_at <= now:
        raise Refused(
            f"The round closed at {uk_datetime(call.closes_at)}. It cannot be opened again; "
            "the next round can be announced."
        )


def check_new_dates(call, *, closes_at, panel_on, decision_by, now):
    """Raises Refused unless the closing date moves later, or stays, and the others follow."""
    check_can_extend(call, now=now)
    if closes_at < call.closes_at:
        raise Refused(
            f"People were told {uk_datetime(call.closes_at)}: the round can close later than "
            "that, never earlier."
        )
    starts_from = call.starts_from
    check_dates(
        opens_at=call.opens_at,
        closes_at=closes_at,
        panel_on=panel_on,
        decision_by=decision_by,
        starts_from=max(starts_from, decision_by) if starts_from else None,
    )
    if (closes_at, panel_on, decision_by) == (call.closes_at, call.panel_on, call.decision_by):
        raise Refused("Nothing would change. Enter at least one later date.")


def check_can_cancel(call):
    """Raises Refused unless the round is published and no bid of it has been decided."""
    if call.state != CallState.PUBLISHED:
        raise Refused("Only a published round can be cancelled. A draft can be removed.")
    decided = call.applications.exclude(decided_at=None).count()
    if decided or call.awards.exists():
        raise Refused("Bids of this round are decided, so it can no longer be cancelled.")


def can_cancel(call):
    """Whether a round may still be cancelled."""
    return allows(check_can_cancel, call)


def check_can_close_round(call, *, now):
    """Raises Refused unless the round has closed and every bid has its answer."""
    if call.state != CallState.PUBLISHED or now < call.closes_at:
        raise Refused("The round is finished when it has closed and every bid is decided.")
    if waiting := call.applications.filter(state__in=UNDECIDED).count():
        raise Refused(f"Not decided yet: {plural(waiting, 'bid')}. Decide every bid first.")
