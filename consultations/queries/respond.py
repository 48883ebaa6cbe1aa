"""Where somebody stands with a consultation: one query tells everything a page needs."""

import json
from dataclasses import dataclass
from functools import lru_cache

from civilsociety.prepared import Prepared
from consultations.models import Consultation, Draft, QuestionnaireVersion, Response
from consultations.queries.keys import hash_of, key_of
from consultations.questionnaire.content import Questionnaire, read_questionnaire


def _in_order(model, *names):
    """The columns as the model has them: `from_db` takes them in that order."""
    return [f.attname for f in model._meta.concrete_fields if f.attname in names]


CONSULTATION = _in_order(
    Consultation, "id", "slug", "title", "opens_at", "closes_at", "grace_minutes", "state",
    "minutes_needed", "contact_name", "contact_email", "contact_phone", "what_happens_next",
    "decision_expected_on", "launched_at",
)  # fmt: skip
DRAFT = _in_order(
    Draft, "id", "consultation_id", "version_id", "submission_key", "raw", "raw_equality",
    "details", "section_key", "email", "user_id", "response_id", "started_at", "updated_at",
    "submitted_at",
)  # fmt: skip
RESPONSE = _in_order(
    Response, "id", "consultation_id", "version_id", "reference", "submission_key", "state",
    "submitted_at", "changed_at", "withdrawn_at", "revision", "channel",
)  # fmt: skip
JSON = ("raw", "raw_equality", "details")


def _columns(alias, names):
    return ", ".join(f"{alias}.{name}" for name in names)


# The draft's own version if there is a draft: nobody's questions change while they write.
# Only names from this module are put together here; every value is a parameter.
_VISIT = f"""
    select {_columns("c", CONSULTATION)}, v.id, v.sha256,
           {_columns("d", DRAFT)}, {_columns("r", RESPONSE)}
    from {Consultation._meta.db_table} c
    left join {Draft._meta.db_table} d on d.consultation_id = c.id and d.key_hash = %(key)s
    left join {Response._meta.db_table} r
        on r.consultation_id = c.id and r.change_key_hash = %(key)s
    left join lateral (
        select id, sha256 from {QuestionnaireVersion._meta.db_table}
        where consultation_id = c.id and (d.version_id is null or id = d.version_id)
        order by number desc limit 1
    ) v on true
    where c.slug = %(slug)s
"""  # noqa: S608

# The same for somebody who holds no key: half the work for the database.
_FIRST_VISIT = f"""
    select {_columns("c", CONSULTATION)}, v.id, v.sha256
    from {Consultation._meta.db_table} c
    left join lateral (
        select id, sha256 from {QuestionnaireVersion._meta.db_table}
        where consultation_id = c.id order by number desc limit 1
    ) v on true
    where c.slug = %(slug)s
"""  # noqa: S608


VISIT, FIRST_VISIT = Prepared("visit", _VISIT), Prepared("first_visit", _FIRST_VISIT)


@dataclass
class Visit:
    """A consultation and what the holder of a key has begun or sent there."""

    consultation: Consultation
    version_pk: int | None
    questionnaire: Questionnaire
    draft: Draft | None = None
    response: Response | None = None
    fingerprint: str = ""

    @property
    def key(self):
        """The key of what was begun or sent; None for somebody who comes for the first time."""
        holder = self.draft or self.response
        return key_of(holder.submission_key) if holder else None

    @property
    def writing(self):
        """The draft that can still be written on."""
        return self.draft if self.draft and self.draft.submitted_at is None else None

    @property
    def raw(self):
        """Everything typed so far, the equality block too."""
        return {**self.writing.raw, **self.writing.raw_equality} if self.writing else {}

    @property
    def details(self):
        """What was typed on the last page."""
        return self.writing.details if self.writing else {}

    @property
    def is_change(self):
        """Whether a response already sent is being changed."""
        return bool(self.writing and self.writing.response_id)


def visit(slug, key=None):
    """The visit to the consultation of that slug by the holder of `key`; None without one."""
    found, asked = (VISIT, {"key": hash_of(key)}) if key else (FIRST_VISIT, {})
    row = found.run({"slug": slug, **asked})
    if row is None:
        return None
    row = list(row)
    consultation = _model(Consultation, CONSULTATION, _take(row, len(CONSULTATION)))
    version_pk, fingerprint = _take(row, 2)
    draft = _model(Draft, DRAFT, _take(row, len(DRAFT))) if key else None
    response = _model(Response, RESPONSE, row) if key else None
    questionnaire = frozen(version_pk, fingerprint) if version_pk else Questionnaire()
    return Visit(consultation, version_pk, questionnaire, draft, response, fingerprint)


def _take(row, count):
    taken, row[:count] = row[:count], []
    return taken


def _model(model, names, values):
    if values[0] is None:
        return None
    values = [
        json.loads(value) if name in JSON and isinstance(value, str) else value
        for name, value in zip(names, values, strict=True)
    ]
    return model.from_db("default", names, values)


@lru_cache(maxsize=64)
def frozen(version_pk, fingerprint):
    """The questionnaire of a version. It never changes, so each process reads it once."""
    return read_questionnaire(QuestionnaireVersion.objects.get(pk=version_pk).content)[0]


def unfinished_of(user, consultation):
    """The key of the draft this person left on another device; None when there is none."""
    found = (
        Draft.objects.filter(consultation=consultation, user=user, submitted_at=None)
        .order_by("-updated_at")
        .values_list("submission_key", flat=True)
        .first()
    )
    return key_of(found) if found else None
