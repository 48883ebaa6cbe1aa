"""Saying why a text was changed, saying it better, and taking a reason back."""

import hashlib
import json

from django.db import transaction
from django.db.models import ProtectedError

from civilsociety.audit.actions import record
from civilsociety.refusal import Refused
from strategy.actions.steps import THROWN_AWAY
from strategy.models import Change, ChangeOrigin, Section, SectionRevision, Version
from strategy.rules.redline import check_can_explain, check_can_withdraw


class Reworded(Refused):
    """Somebody else reworded the reason after this person began; `theirs` is it as it stands."""

    def __init__(self, theirs):
        super().__init__(
            "Somebody else reworded this reason while you were writing. Their words stand below, "
            "yours are still in the form. Save again to keep yours."
        )
        self.theirs = theirs


@transaction.atomic
def explain(*, version, section_key, what, why, origins, by, now, is_sample=False):
    """Records what was changed in a section, why, and whose word it goes back to.

    `section_key` "" is the whole text. `origins` are `strategy.slots.Origin`s. Also after the
    text is published: a reason is the council's own sentence, not part of the text. `by` is a
    user or audit's SYSTEM. Raises Refused.
    """
    version = _lock(version)
    _check(version, section_key, what, why, origins)
    change = Change.objects.create(
        version=version,
        section_key=section_key,
        what=what.strip(),
        why=why.strip(),
        by=by if hasattr(by, "pk") else None,
        at=now,
        is_sample=is_sample,
    )
    _name_origins(change, origins)
    record(
        verb="strategy.explained",
        target=version,
        by=by,
        sentence=f"Said why {_place(section_key)} was changed: {_short(change.why)}",
        details=_details(change),
    )
    return change


@transaction.atomic
def reword(*, change, what, why, origins, seen, by, now):
    """Says a reason better; the words before are kept in the record.

    `seen` is the `mark_of` the reason this person began from. Raises Reworded when somebody
    else was first, and Refused.
    """
    version = _lock(change.version)
    change = _still_there(change)
    if seen != mark_of(change):
        raise Reworded(change)
    _check(version, change.section_key, what, why, origins)
    before = _details(change)
    change.what, change.why = what.strip(), why.strip()
    change.save(update_fields=["what", "why"])
    change.origins.all().delete()
    _name_origins(change, origins)
    record(
        verb="strategy.reworded",
        target=version,
        by=by,
        sentence=f"Reworded why {_place(change.section_key)} was changed: {_short(change.why)}",
        details={"before": before, "after": _details(change)},
    )
    return change


@transaction.atomic
def withdraw(*, change, why, by, now):
    """Takes a reason back, and says why; its words are kept in the record. Raises Refused."""
    version = _lock(change.version)
    change = _still_there(change)
    check_can_withdraw(why=why)
    record(
        verb="strategy.withdrew_reason",
        target=version,
        by=by,
        sentence=f"Took back a reason for the change of {_place(change.section_key)}: "
        f"{_short(why)}",
        details=_details(change),
    )
    try:
        change.delete()
    except ProtectedError as error:
        raise Refused(
            "An answer to a comment leads to this reason. Reword it here, or change the answer "
            "first."
        ) from error


def mark_of(change):
    """A fingerprint of a reason as it stands, to tell whether somebody else reworded it."""
    return hashlib.sha256(json.dumps(_details(change)).encode()).hexdigest()[:32]


def _lock(version):
    found = Version.objects.select_for_update(of=["self"]).filter(pk=version.pk).first()
    if found is None:
        raise Refused(THROWN_AWAY)
    return found


def _still_there(change):
    found = Change.objects.select_related("version").filter(pk=change.pk).first()
    if found is None:
        raise Refused("Somebody else took this reason back. Nothing was changed.")
    return found


def _check(version, section_key, what, why, origins):
    known = {section_key} if section_key and _is_known(version, section_key) else set()
    check_can_explain(
        section_key=section_key, known_keys=known, what=what, why=why, origins=origins
    )


def _is_known(version, key):
    """Whether this version or one before it has, or ever had, a section with this anchor."""
    versions = {"version__strategy": version.strategy_id, "version__number__lte": version.number}
    return (
        Section.objects.filter(key=key, **versions).exists()
        or SectionRevision.objects.filter(key=key, **versions).exists()
    )


def _name_origins(change, origins):
    """Each origin once, in the order chosen."""
    named = dict.fromkeys((each.kind, each.reference, each.words.strip()) for each in origins)
    ChangeOrigin.objects.bulk_create(
        ChangeOrigin(change=change, kind=kind, reference=reference, words=words)
        for kind, reference, words in named
    )


def _details(change):
    return {
        "section": change.section_key,
        "what": change.what,
        "why": change.why,
        "origins": [[o.kind, o.reference, o.words] for o in change.origins.order_by("pk")],
    }


def _place(section_key):
    return f"“{section_key}”" if section_key else "the text as a whole"


def _short(text):
    plain = " ".join(text.split())
    return plain if len(plain) <= 200 else f"{plain[:200].rpartition(' ')[0]} …"
