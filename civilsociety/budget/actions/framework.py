"""Years, ceilings and heads; appropriating money and allocating it."""

from django.db import DatabaseError, transaction
from django.utils import timezone

from civilsociety.audit.actions import record
from civilsociety.budget import rules
from civilsociety.budget.actions.posting import Leg, in_order, post, posts, share_out
from civilsociety.budget.models import Ceiling, Head, Line, Year
from civilsociety.budget.queries.lines import ceiling_of, lines_of, lock_lines, unallocated_head
from civilsociety.budget.rules.refusals import in_words
from civilsociety.budget.states import Bucket, Kind
from civilsociety.ui.words import pounds


def open_year(*, starts_on, ceilings, by, reason, now, decision=None):
    """Opens a financial year with {source: pence} as its ceilings; returns the Year."""
    rules.check_can_open_year(starts_on=starts_on, ceilings=ceilings, reason=reason)
    try:
        with transaction.atomic():
            year = Year.objects.create(starts_on=starts_on)
            for source, pence in ceilings.items():
                Ceiling.objects.create(year=year, source=source, amount_pence=pence)
            told = ", ".join(f"{source} {pounds(pence)}" for source, pence in ceilings.items())
            _record(
                "year_opened", year, by, f"The year {year} was opened: {told}", reason, decision
            )
    except DatabaseError as error:
        raise in_words(error) from error
    return year


def set_ceiling(*, year, source, pence, by, reason, now, decision=None):
    """Sets what a source gives in a year at most; returns the Ceiling."""
    try:
        with transaction.atomic():
            before = ceiling_of(year=year, source=source, for_update=True)
            year.refresh_from_db()
            rules.check_can_set_ceiling(year=year, source=source, pence=pence, reason=reason)
            ceiling, _ = Ceiling.objects.update_or_create(
                year=year, source=source, defaults={"amount_pence": pence}
            )
            _record(
                "ceiling_set",
                ceiling,
                by,
                f"The ceiling of {source} in {year} was set to {pounds(pence)}",
                reason,
                decision,
                {"ceiling": [before.amount_pence if before else 0, pence]},
            )
    except DatabaseError as error:
        raise in_words(error) from error
    return ceiling


def add_head(*, key, name, by, now, purpose=None, **more):
    """Adds a head that money can be for; `more` is what else a Head has. Returns the Head."""
    head = Head(key=key, name=name, purpose=purpose, **more)
    _check_head(head, purpose)
    try:
        with transaction.atomic():
            head.save()
            _record("head_added", head, by, f"The head {head} was added", "", None)
    except DatabaseError as error:
        raise in_words(error) from error
    return head


def change_head(*, head, by, now, **changes):
    """Changes a head's name, purpose, rule or place; returns the Head."""
    head = Head.objects.get(pk=head.pk)
    before = {field: str(getattr(head, field)) for field in changes}
    for field, value in changes.items():
        setattr(head, field, value)
    _check_head(Head.objects.get(pk=head.pk), head.purpose, head.split, head.single_source)
    after = {field: [before[field], str(getattr(head, field))] for field in changes}
    try:
        with transaction.atomic():
            head.save()
            _record("head_changed", head, by, f"The head {head} was changed", "", None, after)
    except DatabaseError as error:
        raise in_words(error) from error
    return head


def _check_head(head, purpose, split=None, single_source=None):
    rules.check_can_change_head(
        head=head,
        purpose=purpose,
        split=split or head.split,
        single_source=single_source if split else head.single_source,
    )


def _record(verb, target, by, sentence, reason, decision, details=None):
    more = {"reason": reason} if reason else {}
    if decision is not None:
        more["decision"] = decision.reference
    record(
        verb=f"budget.{verb}",
        target=target,
        by=by,
        sentence=f"{sentence}.",
        details=more | (details or {}),
    )


@posts(Kind.APPROPRIATE)
def appropriate(*, year, source, pence, decision, reason, by, key, now):
    """Puts money of a source into a year, not yet allocated, under its ceiling."""
    rules.check_can_appropriate(
        year=year,
        source=source,
        pence=pence,
        decision=decision,
        reason=reason,
        day=timezone.localdate(now),
    )
    head = unallocated_head()
    line, _ = Line.objects.get_or_create(year=year, source=source, head=head, origin=year)
    return post(
        kind=Kind.APPROPRIATE,
        legs=[Leg(line, pence, Bucket.OUTSIDE, Bucket.AVAILABLE)],
        by=by,
        reason=reason,
        key=key,
        now=now,
        decision=decision,
        sentence=f"{pounds(pence)} of {source} was appropriated for {year}",
    )


@posts(Kind.ALLOCATE)
def allocate(*, year, head, decision, reason, by, key, now, pence=None, by_source=None):
    """Gives unallocated money to a head: an amount split by its rule, or {source: pence}."""
    unallocated = unallocated_head()
    lock_lines(Line.objects.filter(year=year, head__in=[unallocated, head]).values("pk"))
    from_lines = lines_of(year=year, head=unallocated)
    rules.check_can_allocate(
        year=year,
        head=head,
        pence=pence,
        by_source=by_source,
        decision=decision,
        reason=reason,
        day=timezone.localdate(now),
    )
    shares = rules.allocation_shares(year=year, head=head, pence=pence, by_source=by_source)
    legs = []
    for line, given in share_out(from_lines, shares, most=lambda line: line.available_pence):
        to, _ = Line.objects.get_or_create(
            year=year, source=line.source, head=head, origin=line.origin
        )
        legs.append(Leg(line, given, Bucket.AVAILABLE, Bucket.OUTSIDE))
        legs.append(Leg(to, given, Bucket.OUTSIDE, Bucket.AVAILABLE))
    total = sum(shares.values())
    return post(
        kind=Kind.ALLOCATE,
        legs=in_order(legs),
        pence=total,
        by=by,
        reason=reason,
        key=key,
        now=now,
        decision=decision,
        sentence=f"{pounds(total)} was allocated to {head} in {year}",
    )
