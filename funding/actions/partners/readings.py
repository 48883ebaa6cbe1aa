"""What a pilot's partner counts and tells, quarter by quarter."""

from django.db import transaction
from django.utils import timezone

from civilsociety.audit.actions import record
from civilsociety.organisations.models import District
from civilsociety.refusal import Refused
from civilsociety.rows import locked
from civilsociety.ui.words import plural
from funding.models import CaseNote, Reading
from funding.queries.partners.quarters import in_words
from funding.rules.partners import pilots as rules

NAMES = dict(District.choices)


@transaction.atomic
def give_readings(*, award, quarter, changes, by, now):
    """Writes figures of one quarter, as far as they are known; later ones correct earlier ones.

    `changes` is {(indicator, district): (before, after)}, None for no figure. Raises Refused, with
    nothing written, where somebody else changed one of them since `before` was read. Returns how
    many were changed; the audit keeps what each was before.
    """
    award = locked(award)
    rules.check_can_give_readings(award, quarter, today=timezone.localdate(now))
    there = {
        (reading.indicator_id, reading.district): reading
        for reading in award.readings.filter(quarter_starts_on=quarter)
    }
    told = {}
    for (indicator, district), (before, after) in changes.items():
        reading = there.get((indicator.pk, district))
        value = reading.value if reading else None
        if value == after:
            continue
        if value != before:
            raise Refused(
                f"{indicator.name}, {NAMES[district]}: somebody wrote "
                f"{'nothing' if value is None else value} there while you were writing. Look, "
                "and save again what you want to keep."
            )
        _write(award, indicator, quarter, district, reading, after, by, now)
        told[f"{indicator.name}, {NAMES[district]}"] = [
            "" if value is None else value,
            "" if after is None else after,
        ]
    if told:
        record(
            verb="funding.readings_given",
            target=award,
            by=by,
            sentence=f"{plural(told, 'figure')} of {in_words(quarter)} "
            f"{'was' if len(told) == 1 else 'were'} written for {award.number}.",
            details=told,
        )
    return len(told)


def _write(award, indicator, quarter, district, reading, value, by, now):
    if value is None:
        reading.delete()
        return
    reading = reading or Reading(
        award=award, indicator=indicator, quarter_starts_on=quarter, district=district
    )
    reading.value, reading.given_by, reading.given_at = value, by, now
    reading.save()


@transaction.atomic
def write_note(*, award, quarter, district, title, text, by, now, note=None):
    """Tells of one case without personal data; with `note`, corrects one. Never published.

    Raises Refused with every word found that leads to a person.
    """
    award = locked(award)
    rules.check_can_give_readings(award, quarter, today=timezone.localdate(now))
    rules.check_is_no_case_of_a_person(title, where="the title")
    rules.check_is_no_case_of_a_person(text, where="the note")
    new = note is None
    note = CaseNote(award=award) if new else locked(note)
    note.quarter_starts_on, note.district = quarter, district
    note.title, note.text = title, text
    note.given_by, note.given_at = by, now
    note.save()
    record(
        verb="funding.case_note_written" if new else "funding.case_note_corrected",
        target=award,
        by=by,
        sentence=f"A case note of {in_words(quarter)} was {'written' if new else 'corrected'} for "
        f"{award.number}.",
        details={"note": note.pk},
    )
    return note
