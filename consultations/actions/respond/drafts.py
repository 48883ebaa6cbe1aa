"""Keeping what somebody has typed, and the ways back to it."""

import json
from datetime import timedelta

from django.db import connection, transaction

from civilsociety.audit.actions.jobs import hand_over
from consultations.models import Draft, Response, TextAnswer
from consultations.models.response import EqualityAnswers
from consultations.queries.keys import equality_link, hash_of, key_of, new_code
from consultations.questionnaire.answers import raw_of

CODE_LASTS = timedelta(days=14)

# One statement makes the draft or writes over one page of it: what other pages hold is
# merged in the database, so that two tabs and two devices never undo each other's pages.
# A draft that was sent in the meantime is left alone, and no row comes back.
_SAVE = f"""
    insert into {Draft._meta.db_table} as d
        (consultation_id, version_id, key_hash, submission_key, raw, raw_equality, details,
         section_key, email, user_id, started_at, updated_at)
    values (%(consultation)s, %(version)s, %(key_hash)s, %(submission_key)s, %(raw)s,
            %(raw_equality)s, %(details)s, %(section)s, '', %(user)s, %(begun_at)s, %(now)s)
    on conflict (key_hash) do update set
        raw = d.raw || excluded.raw,
        raw_equality = d.raw_equality || excluded.raw_equality,
        details = d.details || excluded.details,
        section_key = excluded.section_key,
        user_id = coalesce(d.user_id, excluded.user_id),
        updated_at = excluded.updated_at
    where d.submitted_at is null and d.consultation_id = excluded.consultation_id
    returning d.id
"""  # noqa: S608 - the table's own name; every value is a parameter


def save_page(*, visit, submission_key, section, raw, user, begun_at, now, details=None):
    """Keeps one page as it was typed, checked or not. False when it was already sent."""
    apart = section.equality
    return _save(
        visit,
        submission_key,
        raw={} if apart else raw,
        raw_equality=raw if apart else {},
        details=details or {},
        section=section.key,
        user=user,
        begun_at=begun_at,
        now=now,
    )


def save_details(*, visit, submission_key, details, user, begun_at, now):
    """Keeps what was typed on the last page. False when it was already sent."""
    return _save(
        visit,
        submission_key,
        raw={},
        raw_equality={},
        details=details,
        section="",
        user=user,
        begun_at=begun_at,
        now=now,
    )


def _save(visit, submission_key, *, section, user, **values):
    parameters = {
        name: json.dumps(value) if isinstance(value, dict) else value
        for name, value in values.items()
    }
    with connection.cursor() as cursor:
        cursor.execute(
            _SAVE,
            {
                **parameters,
                "consultation": visit.consultation.pk,
                "version": visit.version_pk,
                "key_hash": hash_of(key_of(submission_key)),
                "submission_key": str(submission_key),
                "section": section,
                "user": user.pk if user else None,
            },
        )
        return cursor.fetchone() is not None


def make_code(*, draft, now):
    """Gives the draft a short code for another device, in place of an earlier one."""
    code = new_code()
    Draft.objects.filter(pk=draft.pk).update(code_hash=hash_of(code), code_until=now + CODE_LASTS)
    return code


@transaction.atomic
def mail_way_back(*, draft, email):
    """Mails the link that opens the draft."""
    Draft.objects.filter(pk=draft.pk, submitted_at=None).update(email=email)
    hand_over("consultations.tasks.respond.send_way_back", draft.pk)


@transaction.atomic
def begin_change(*, response, now):
    """Opens a response already sent for changing: a draft that holds what was sent.

    The response stands as it is until the change is sent.
    """
    response = Response.objects.select_related("version", "organisation").get(pk=response.pk)
    questionnaire = response.version.questionnaire
    texts = TextAnswer.objects.filter(response=response).values_list("question_key", "text")
    raw = raw_of(
        questionnaire, response.choices, list(texts), _organisation(response), response.postcode
    )
    return Draft.objects.update_or_create(
        key_hash=response.change_key_hash,
        defaults={
            "consultation_id": response.consultation_id,
            "version_id": response.version_id,
            "submission_key": response.submission_key,
            "raw": raw,
            "raw_equality": _equality(questionnaire, response),
            "details": _details(response),
            "response": response,
            "updated_at": now,
            "submitted_at": None,
        },
    )[0]


def _organisation(response):
    if not response.organisation_name:
        return {}
    known = response.organisation
    return {
        "name": response.organisation_name,
        **({"known": known.pk} if known else {}),
        **({"charity_number": known.charity_number} if known and known.charity_number else {}),
        **({"company_number": known.company_number} if known and known.company_number else {}),
    }


def _equality(questionnaire, response):
    kept = EqualityAnswers.objects.filter(link=equality_link(response.reference)).first()
    if kept is None:
        return {}
    words = [(key, value) for key, value in kept.answers.items() if key.endswith("__other")]
    values = {key: value for key, value in kept.answers.items() if not key.endswith("__other")}
    texts = [(k, v) for k, v in values.items() if isinstance(v, str) and _is_text(questionnaire, k)]
    raw = raw_of(questionnaire, values, [*texts, *words], {}, "")
    return {name: typed for name, typed in raw.items() if typed}


def _is_text(questionnaire, key):
    question = questionnaire.by_key.get(key)
    return question is not None and question.limit is not None


def _details(response):
    receipt = getattr(response, "receipt", None)
    return {
        "consent": response.consent,
        # Whether to be told stands with the registration, which anybody may end by its link.
        "told": "no",
        "name": receipt.name if receipt else "",
        "email": receipt.email if receipt else "",
    }


def give_up(*, draft):
    """Throws the draft away because its writer asked for it; a response already sent stands."""
    Draft.objects.filter(pk=draft.pk, submitted_at=None).delete()
