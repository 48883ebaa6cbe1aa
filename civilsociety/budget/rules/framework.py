"""When years are opened, ceilings set, and money is appropriated and allocated."""

from functools import partial

from civilsociety.budget.models import Commitment, Year
from civilsociety.budget.queries.lines import (
    available_by_source,
    ceiling_of,
    lines_of,
    sources_of,
    unallocated_head,
)
from civilsociety.budget.rules.amounts import (
    asks,
    check_amount,
    check_reason,
    check_year_is_open,
)
from civilsociety.budget.rules.split import split
from civilsociety.budget.states import SplitRule
from civilsociety.refusal import Refused
from civilsociety.ui.words import pounds


def check_can_open_year(*, starts_on, ceilings, reason):
    """Raises Refused unless the year is new and its ceilings are amounts."""
    check_reason(reason)
    if (starts_on.month, starts_on.day) != (4, 1):
        raise Refused("A financial year starts on 1 April.")
    if year := Year.objects.filter(starts_on=starts_on).first():
        raise Refused(f"The year {year} is there already. Set its ceilings instead.")
    for pence in ceilings.values():
        check_ceiling_amount(pence)


def check_ceiling_amount(pence):
    """Raises Refused unless it is nothing or an amount of money."""
    if pence != 0:
        check_amount(pence)


def check_can_set_ceiling(*, year, source, pence, reason):
    """Raises Refused when more is appropriated already than the new ceiling."""
    check_reason(reason)
    check_year_is_open(year)
    check_ceiling_amount(pence)
    ceiling = ceiling_of(year=year, source=source)
    if ceiling and pence < ceiling.appropriated_pence:
        raise Refused(
            f"{pounds(ceiling.appropriated_pence)} of {source} is appropriated in {year} already. "
            "Enter that or more."
        )


def check_can_change_head(*, head, purpose, split, single_source):
    """Raises Refused when the purpose would change under money that is promised for it."""
    if (split == SplitRule.SINGLE) != (single_source is not None):
        raise Refused("Choose the source when all the money comes from one, and only then.")
    if head.purpose_id != (purpose.pk if purpose else None) and (
        Commitment.objects.filter(head=head).exists()
    ):
        raise Refused(
            f"Money is promised under {head} for {head.purpose}. Add another head for another "
            "purpose."
        )


def check_decided(decision, *, day):
    """Raises Refused unless the decision may be acted on that day."""
    if decision is None:
        raise Refused("Choose the decision this rests on.")
    if not decision.is_published:
        raise Refused(f"Decision {decision.reference} is not published. Publish it first.")
    if not decision.is_effective(day):
        raise Refused(
            f"Decision {decision.reference} is not in force on that day. Look at its record, or "
            "choose another decision."
        )


def check_can_appropriate(*, year, source, pence, decision, reason, day):
    """Raises Refused unless this much fits under the ceiling, and a decision in force says so."""
    check_amount(pence)
    check_reason(reason)
    check_year_is_open(year)
    check_decided(decision, day=day)
    ceiling = ceiling_of(year=year, source=source)
    if ceiling is None:
        raise Refused(f"{source} has no ceiling in {year}. Set it first.")
    left = ceiling.amount_pence - ceiling.appropriated_pence
    if pence > left:
        raise Refused(
            f"The ceiling of {source} in {year} is {pounds(ceiling.amount_pence)}, and "
            f"{pounds(ceiling.appropriated_pence)} of it is appropriated: {pounds(left)} is "
            "left. Enter that or less, or raise the ceiling first."
        )


def allocation_shares(*, year, head, pence=None, by_source=None, lines=None):
    """{source: pence} of an allocation: as given, or as the head's rule splits it."""
    if by_source:
        return {source: given for source, given in by_source.items() if given}
    lines = lines_of(year=year, head=head) if lines is None else lines
    has = {}
    for line in lines:
        has[line.source] = has.get(line.source, 0) + line.appropriated_pence
    return split(pence, sources=sources_of(year=year, head=head), drawn=has)


def check_can_allocate(*, year, head, pence=None, by_source=None, decision, reason, day):
    """Raises Refused unless so much is not yet allocated, source by source."""
    if (pence is None) == (not by_source):
        raise Refused("Enter one amount to be split by the rule, or one for each source.")
    for amount in [pence] if pence is not None else by_source.values():
        check_amount(amount)
    check_reason(reason)
    check_year_is_open(year)
    check_decided(decision, day=day)
    if head.is_unallocated:
        raise Refused("Choose the head that the money goes to.")
    free = available_by_source(lines_of(year=year, head=unallocated_head()))
    asked = allocation_shares(year=year, head=head, pence=pence, by_source=by_source)
    for source, share in asked.items():
        if share > free.get(source, 0):
            raise Refused(
                f"{source} has {pounds(free.get(source, 0))} in {year} that is not allocated, and "
                f"this would take {pounds(share)}: {pounds(share - free.get(source, 0))} too "
                "much. Enter less, or appropriate more first."
            )


can_open_year = partial(asks, check_can_open_year)
can_set_ceiling = partial(asks, check_can_set_ceiling)
can_change_head = partial(asks, check_can_change_head)
can_appropriate = partial(asks, check_can_appropriate)
can_allocate = partial(asks, check_can_allocate)
