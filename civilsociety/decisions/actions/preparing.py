"""Writing a record of decision, up to the moment it is published."""

from django.db import IntegrityError, transaction

from civilsociety.audit.actions import record
from civilsociety.decisions.actions.rows import locked_draft
from civilsociety.decisions.models import Decision, Purpose
from civilsociety.refusal import Refused

# What an officer writes. A correction keeps the last four: they are the decision's money.
PARTICULARS = (
    "title",
    "maker_kind",
    "maker_name",
    "maker_post",
    "taken_on",
    "decision",
    "reasons",
    "alternatives",
    "conflicts",
    "dispensations",
    "key_reason",
    "divisions",
    "all_divisions",
    "can_be_called_in",
    "call_in_exempt_reason",
    "correction_note",
    "notice",
    "effective_from",
    "delegation",
    "is_key",
)
KEPT_IN_A_CORRECTION = (
    "can_be_called_in",
    "call_in_exempt_reason",
    "notice",
    "effective_from",
    "delegation",
    "is_key",
)


@transaction.atomic
def start(*, reference, by, is_sample=False, **particulars):
    """Begins a record under a reference (“21/00055”). Raises Refused when it is in use."""
    _check_names(particulars)
    decision = Decision(reference=reference, is_sample=is_sample, **particulars)
    try:
        with transaction.atomic():
            decision.save()
    except IntegrityError as error:
        if Decision.objects.filter(reference=reference).exists():
            raise Refused(
                f"There is already a decision {reference}. Open it, or use another reference."
            ) from error
        raise
    record(
        verb="decisions.started",
        target=decision,
        by=by,
        sentence=f"Began the record of decision {decision.reference}.",
    )
    return decision


@transaction.atomic
def change(*, decision, particulars, by):
    """Changes a draft; `particulars` by the names of the fields (one is called `decision` too).

    Raises Refused once it is published, or for what a correction keeps.
    """
    _check_names(particulars)
    decision = locked_draft(decision)
    changed = [name for name, value in particulars.items() if getattr(decision, name) != value]
    if decision.version > 1 and set(changed) & set(KEPT_IN_A_CORRECTION):
        raise Refused(
            "A correction keeps the date of effect, the key test, the notice and the delegation. "
            "To change them, take another decision."
        )
    if not changed:
        return decision
    for name in changed:
        setattr(decision, name, particulars[name])
    decision.ready_at = None  # the decision-maker reads it again
    decision.save()
    labels = [Decision._meta.get_field(name).verbose_name for name in changed]
    record(
        verb="decisions.changed",
        target=decision,
        by=by,
        sentence=f"Changed {', '.join(labels)} of decision {decision.reference}.",
    )
    return decision


def _check_names(particulars):
    if unknown := set(particulars) - set(PARTICULARS):
        raise TypeError(f"A decision has no {', '.join(sorted(unknown))} to write.")


@transaction.atomic
def give_to_maker(*, decision, by, now):
    """Puts a draft on the desk of the decision-makers, to be read and published."""
    decision = locked_draft(decision)
    if decision.ready_at is None:
        decision.ready_at = now
        decision.save()
        record(
            verb="decisions.given",
            target=decision,
            by=by,
            sentence=f"Gave the draft of decision {decision.reference} to the decision-maker.",
        )
    return decision


@transaction.atomic
def discard(*, decision, by):
    """Throws away a draft that nobody outside has seen."""
    decision = locked_draft(decision)
    record(
        verb="decisions.discarded",
        target=decision,
        by=by,
        sentence=f"Threw away the draft of decision {decision.reference}, "
        f"version {decision.version}.",
    )
    decision.delete()


@transaction.atomic
def name_purpose(*, key, name, by):
    """What money may be decided for, by its key; made when nobody has named it yet."""
    purpose, new = Purpose.objects.get_or_create(key=key, defaults={"name": name})
    if new:
        record(
            verb="decisions.purpose_named",
            target=purpose,
            by=by,
            sentence=f"Named a purpose money may be decided for: {purpose}.",
        )
    return purpose
