"""Sending a response: written once, in one statement, however often the button is pressed."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db import IntegrityError, connection, transaction

from civilsociety.audit.actions import RESPONDENT, event_of_each, event_values
from civilsociety.audit.actions.jobs import hand_over
from civilsociety.prepared import Prepared
from consultations.actions.respond.naming import organisation_of
from consultations.models import (
    Draft,
    EqualityAnswers,
    Receipt,
    Registration,
    Response,
    TextAnswer,
)
from consultations.models.response import Channel
from consultations.queries.keys import equality_link, hash_of, key_of, new_reference
from consultations.questionnaire.answers import sort_into_parts


@dataclass(frozen=True, kw_only=True)
class Submission:
    """Everything that makes one response: checked values, and how they reached us.

    `raw` is what was typed; `details` the checked last page: consent, told, name, email.
    """

    consultation: Any
    version_pk: int
    questionnaire: Any
    submission_key: Any
    values: dict
    raw: dict
    details: dict
    now: datetime
    user: Any = None
    channel: str = Channel.WEB
    entered_by: Any = None
    received_on: date | None = None
    is_sample: bool = False


# Response, words, equality answers, registration, receipt, the draft's end and the audit event
# in one statement: one journey to the database, and nothing half written whatever happens.
# When the submission key is there already (a second press, a retry) the first part writes
# nothing, and so nothing else does: every other part takes its row from the first.
# Only the tables' own names are put together here; every value is a parameter.
_SENT = f"""
    insert into {Response._meta.db_table}
        (consultation_id, version_id, reference, submission_key, change_key_hash, state,
         channel, submitted_at, revision, choices, respondent_type, district, postcode,
         organisation_id, organisation_name, consent, user_id, entered_by_id, received_on,
         is_sample)
    values (%(consultation)s, %(version)s, %(reference)s, %(submission_key)s, %(key_hash)s,
        'submitted', %(channel)s, %(now)s, 1, %(choices)s, %(respondent_type)s,
        %(district)s, %(postcode)s, %(organisation)s, %(organisation_name)s, %(consent)s,
        %(user)s, %(entered_by)s, %(received_on)s, %(is_sample)s)
    on conflict (submission_key) do nothing
    returning id
"""  # noqa: S608
_ALWAYS = {
    "told_of": event_of_each("sent", Response),
    "ended": f"""
        update {Draft._meta.db_table}
        set submitted_at = %(now)s, raw = '{{}}', raw_equality = '{{}}', details = '{{}}',
            email = '', code_hash = null, code_until = null
        from sent where key_hash = %(key_hash)s
    """,  # noqa: S608
}
# What not everybody asks for or gives: planning a part costs the database half of what
# doing it does, so these are left out of the statement of those who do not need them.
_SOMETIMES = {
    "texts": f"""
        insert into {TextAnswer._meta.db_table} (response_id, question_key, text, words)
        select sent.id, t.question_key, t.text, t.words
        from sent, unnest(%(keys)s::text[], %(texts)s::text[], %(counts)s::int[])
            as t(question_key, text, words)
    """,  # noqa: S608
    "link": f"""
        insert into {EqualityAnswers._meta.db_table} (id, consultation_id, link, answers)
        select gen_random_uuid(), %(consultation)s, %(link)s, %(equality)s::jsonb from sent
    """,  # noqa: S608
    "told": f"""
        insert into {Registration._meta.db_table}
            (consultation_id, email, name, source, token, registered_at, is_sample)
        select %(consultation)s, %(email)s, %(name)s, 'response', gen_random_uuid(), %(now)s,
            %(is_sample)s
        from sent
        on conflict (consultation_id, lower(email)) do nothing
    """,  # noqa: S608
    "email": f"""
        insert into {Receipt._meta.db_table} (response_id, email, name, revision, error)
        select sent.id, %(email)s, %(name)s, 1, '' from sent
        returning id
    """,  # noqa: S608
}


@lru_cache
def _statement(needed):
    """The statement with those of `_SOMETIMES` that are needed; gives response and receipt."""
    parts = _ALWAYS | {f"{name}_part": _SOMETIMES[name] for name in needed}
    written = ", ".join(f"{name} as ({sql})" for name, sql in parts.items())
    receipt = "(select id from email_part)" if "email" in needed else "null"
    sql = f"with sent as ({_SENT}), {written} select sent.id, {receipt} from sent"  # noqa: S608
    return Prepared("_".join(("submit_response", *needed)), sql)


def submit(submission):
    """Takes a response. Returns it, and whether it is new.

    The same submission key a second time gives the first response and writes nothing.
    The draft it came from is emptied: no copy of the equality answers stays beside it.
    """
    for _ in range(5):
        try:
            return _submit(submission)
        except IntegrityError as error:
            # One reference in some 650 thousand million is taken already: draw another.
            if "reference" not in str(error):
                raise
    raise RuntimeError("No free reference was found in five tries.")


def _submit(submission):
    parts = sort_into_parts(submission.questionnaire, submission.values, submission.raw)
    if not parts.organisation and not connection.in_atomic_block:
        # One statement is whole or nothing by itself: no BEGIN and COMMIT around it.
        return _write(submission, parts)
    with transaction.atomic():
        return _write(submission, parts)


def _write(submission, parts):
    parameters = _parameters(submission, parts)
    row = _statement(tuple(name for name in _SOMETIMES if parameters[name])).run(parameters)
    if row is None:
        return Response.objects.get(submission_key=submission.submission_key), False
    response = Response(
        pk=row[0],
        consultation_id=submission.consultation.pk,
        version_id=submission.version_pk,
        reference=parameters["reference"],
        submission_key=submission.submission_key,
        submitted_at=submission.now,
        channel=submission.channel,
    )
    if row[1]:
        hand_over("consultations.tasks.respond.send_receipt", row[1])
    return response, True


def _event(submission, reference):
    sentence = f"Response {reference} was sent."
    if submission.channel != Channel.WEB:
        how = Channel(submission.channel).label.lower()
        sentence = f"Response {reference}, received {how}, was entered."
    return event_values(
        verb="response.submitted",
        label=reference,
        by=submission.entered_by or RESPONDENT,
        sentence=sentence,
    )


def enter(submission, *, by):
    """Takes a response that came on paper, by mail or telephone, entered by an officer."""
    if submission.entered_by != by or submission.channel == Channel.WEB:
        raise ValueError("An entered response names its channel and who entered it.")
    return submit(submission)


def _parameters(submission, parts):
    reference, details = new_reference(), submission.details
    email = details.get("email", "")
    return {
        **columns_of(parts),
        **_event(submission, reference),
        "consultation": submission.consultation.pk,
        "version": submission.version_pk,
        "reference": reference,
        "submission_key": str(submission.submission_key),
        "key_hash": hash_of(key_of(submission.submission_key)),
        "channel": str(submission.channel),
        "now": submission.now,
        "organisation": _organisation(parts, submission),
        "consent": details["consent"],
        "user": submission.user.pk if submission.user else None,
        "entered_by": submission.entered_by.pk if submission.entered_by else None,
        "received_on": submission.received_on,
        "is_sample": submission.is_sample,
        "link": equality_link(reference) if parts.equality else "",
        "told": details.get("told") == "yes" and bool(email),
        "email": email,
        "name": details.get("name", ""),
    }


def columns_of(parts):
    """The parts of an answer as the statement takes them."""
    return {
        "choices": json.dumps(parts.choices),
        "respondent_type": parts.respondent_type,
        "district": parts.district,
        "postcode": parts.postcode,
        "organisation_name": parts.organisation.get("name", ""),
        "keys": [key for key, _, _ in parts.texts],
        "texts": [text for _, text, _ in parts.texts],
        "counts": [words for _, _, words in parts.texts],
        "equality": json.dumps(parts.equality),
    }


def _organisation(parts, submission):
    if not parts.organisation:
        return None
    by = submission.entered_by or RESPONDENT
    found = organisation_of(
        parts.organisation, parts.respondent_type, by=by, is_sample=submission.is_sample
    )
    return found.pk if found else None
