"""Preparing a programme, publishing it, ending it."""

from django.db import transaction

from civilsociety.audit.actions import record
from civilsociety.refusal import Refused
from civilsociety.rows import locked, move_to
from funding.models import Programme
from funding.rules import programmes as rules
from funding.states import MOVES, ProgrammeState

# What everybody reads, and may be put into better words at any time.
TEXTS = (
    "name", "summary", "about", "who_can_apply", "exclusions", "terms", "what_next",
    "contact_email",
)  # fmt: skip
# What applicants count on while a round is undecided.
TERMS = (
    "head", "authority", "objective", "department", "least_pence", "most_pence", "most_percent",
    "partner", "regrant_type",
)  # fmt: skip


@transaction.atomic
def add_programme(*, slug, code, kind, name, summary, head, authority, objective, department, by):
    """Begins a programme nobody outside sees. Raises Refused when its address or code is taken."""
    rules.check_address_is_free(slug)
    rules.check_authority_fits(authority=authority, head=head)
    if Programme.objects.filter(slug=slug).exists():
        raise Refused(f"Another programme stands at /funding/{slug}/. Choose another address.")
    if Programme.objects.filter(code=code).exists():
        raise Refused(f"Another programme has the code {code}. Choose another one.")
    programme = Programme.objects.create(
        slug=slug,
        code=code,
        kind=kind,
        name=name,
        summary=summary,
        head=head,
        authority=authority,
        objective=objective,
        department=department,
    )
    _record(programme, "programme_added", by, f"The programme {programme} was added.")
    return programme


@transaction.atomic
def change_texts(*, programme, by, **texts):
    """Puts what people read into other words; the record keeps which texts changed."""
    return _changed(locked(programme), TEXTS, texts, by)


@transaction.atomic
def change_terms(*, programme, by, **terms):
    """Changes money, caps, decision and partner. Raises Refused while a round is undecided."""
    programme = locked(programme)
    rules.check_can_change_terms(programme)
    rules.check_authority_fits(authority=terms["authority"], head=terms["head"])
    return _changed(programme, TERMS, terms, by)


def _changed(programme, allowed, wanted, by):
    unknown = set(wanted) - set(allowed)
    if unknown:
        raise ValueError(f"Not to be changed here: {', '.join(sorted(unknown))}.")
    names = [name for name, value in wanted.items() if getattr(programme, name) != value]
    for name in names:
        setattr(programme, name, wanted[name])
    programme.save(update_fields=names)
    if names:
        labels = [programme._meta.get_field(name).verbose_name for name in names]
        sentence = f"Changed in {programme}: {', '.join(str(label) for label in labels)}."
        _record(programme, "programme_changed", by, sentence, fields=names)
    return programme


@transaction.atomic
def publish_programme(*, programme, by):
    """Lets everybody read it. Raises Refused with what is missing."""
    programme = locked(programme)
    rules.check_can_publish(programme)
    return _moved(programme, ProgrammeState.PUBLISHED, "programme_published", by, "was published")


@transaction.atomic
def end_programme(*, programme, reason, by, now):
    """Ends it: it stays to be read, and takes no more rounds. Raises Refused while one is open."""
    programme = locked(programme)
    rules.check_can_end(programme, now=now)
    return _moved(
        programme, ProgrammeState.ENDED, "programme_ended", by, "was ended", reason=reason
    )


@transaction.atomic
def reopen_programme(*, programme, reason, by):
    """Opens an ended programme again for new rounds."""
    programme = locked(programme)
    rules.check_can_reopen(programme)
    return _moved(
        programme,
        ProgrammeState.PUBLISHED,
        "programme_reopened",
        by,
        "was opened again",
        reason=reason,
    )


def _moved(programme, state, verb, by, what, **details):
    move_to(programme, state, moves=MOVES)
    programme.save(update_fields=["state"])
    _record(programme, verb, by, f"The programme {programme} {what}.", **details)
    return programme


def _record(programme, verb, by, sentence, **details):
    record(verb=f"funding.{verb}", target=programme, by=by, sentence=sentence, details=details)
