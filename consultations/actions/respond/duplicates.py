"""Flagging responses that may come from the same hand, and saying what they are.

Nothing is dropped: both count until an officer has judged the pair.
"""

import re
from difflib import SequenceMatcher
from itertools import combinations

from django.db import transaction

from civilsociety.audit.actions import record
from civilsociety.refusal import Refused
from consultations.models import Consultation, DuplicateFlag, Response, TextAnswer
from consultations.states import ConsultationState, ResponseState

# Shorter texts are alike by chance ("See above", "No comment").
FEWEST_WORDS = 12
# How many first or last words must be equal before two texts are compared at all.
SAME_END = 8
LIKENESS = 0.9
# More than this with one trait is a campaign, seen in the reading, not pair by pair.
LARGEST_GROUP = 25


def flag_all(*, now):
    """Looks through every consultation that takes responses or has just closed."""
    for consultation in Consultation.objects.filter(state=ConsultationState.LAUNCHED):
        flag_duplicates(consultation=consultation)


@transaction.atomic
def flag_duplicates(*, consultation):
    """Flags pairs that share an address, an account, an organisation, or nearly all words.

    A pair is flagged once; a judged one stays judged. Gives how many are new.
    """
    rows = list(
        Response.objects.filter(consultation=consultation, state=ResponseState.SUBMITTED)
        .order_by("submitted_at", "pk")
        .values("pk", "user_id", "organisation_id", "organisation_name", "receipt__email")
    )
    found = {}
    for reason, trait in _TRAITS:
        for pair in _pairs(rows, trait):
            found.setdefault(pair, reason)
    for pair in _alike(consultation, [row["pk"] for row in rows]):
        found.setdefault(pair, "Nearly the same words")
    flags = [
        DuplicateFlag(first_id=first, second_id=second, reason=reason)
        for (first, second), reason in found.items()
    ]
    before = DuplicateFlag.objects.filter(first__consultation=consultation).count()
    DuplicateFlag.objects.bulk_create(flags, ignore_conflicts=True, batch_size=1000)
    return DuplicateFlag.objects.filter(first__consultation=consultation).count() - before


_TRAITS = (
    ("The same email address", lambda row: (row["receipt__email"] or "").lower()),
    ("The same account", lambda row: row["user_id"]),
    ("The same organisation", lambda row: row["organisation_id"]),
    ("The same organisation", lambda row: row["organisation_name"].strip().lower()),
)


def _pairs(rows, trait):
    """Pairs of responses that share a trait, the earlier first."""
    groups = {}
    for row in rows:
        if value := trait(row):
            groups.setdefault(value, []).append(row["pk"])
    for group in groups.values():
        if len(group) <= LARGEST_GROUP:
            yield from combinations(group, 2)


def _alike(consultation, order):
    """Pairs that share nearly all words of a longer text."""
    texts = TextAnswer.objects.filter(
        response__consultation=consultation,
        response__state=ResponseState.SUBMITTED,
        words__gte=FEWEST_WORDS,
    ).values_list("response_id", "question_key", "text")
    groups = {}
    for pk, key, text in texts.iterator():
        words = re.findall(r"\w+", text.lower())
        if len(words) >= FEWEST_WORDS:
            for end in (("begins", *words[:SAME_END]), ("ends", *words[-SAME_END:])):
                groups.setdefault((key, end), []).append((pk, words))
    place = {pk: number for number, pk in enumerate(order)}
    for group in groups.values():
        if len(group) > LARGEST_GROUP:
            continue
        for (one, a), (two, b) in combinations(group, 2):
            if one in place and two in place and _likeness(a, b) >= LIKENESS:
                yield tuple(sorted((one, two), key=place.get))


def _likeness(one, two):
    if one == two:
        return 1
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= LIKENESS else 0


@transaction.atomic
def judge(*, flag, verdict, note, by, now):
    """Says whether both responses count or are the same; may be judged again."""
    flag = DuplicateFlag.objects.select_for_update(of=("self",)).get(pk=flag.pk)
    if verdict not in {DuplicateFlag.Verdict.BOTH_COUNT, DuplicateFlag.Verdict.SAME}:
        raise Refused("Select whether both responses count.")
    flag.verdict, flag.note = verdict, note
    flag.judged_by, flag.judged_at = by, now
    flag.save()
    record(
        verb="response.duplicate_judged",
        target=flag.second,
        by=by,
        sentence=f"{flag.first} and {flag.second}: {flag.get_verdict_display().lower()}.",
    )
    return flag
