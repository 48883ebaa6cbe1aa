"""The consultation the bench answers, and a hundred thousand responses beside it."""

import os
import sys
from datetime import timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "civilsociety.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from consultations.models import Consultation, QuestionnaireVersion  # noqa: E402
from consultations.questionnaire.content import read_questionnaire  # noqa: E402
from consultations.states import ConsultationState  # noqa: E402
from script.benches._questions import (  # noqa: E402
    OPTIONS,
    SEVERAL,
    SINGLE,
    TEXTS,
    question_text,
    sentences,
)

SLUG = "bench"
STORED = 100_000
WORDS_STORED = 25


def prepare():
    """One consultation of one page with twelve questions, open for a month."""
    call_command("migrate", verbosity=0, interactive=False)
    options = [{"key": option, "label": option.replace("-", " ")} for option in OPTIONS]
    questions = [
        {"key": key, "kind": "one_choice", "text": question_text(key), "required": True,
         "options": options}
        for key in SINGLE
    ] + [
        {"key": key, "kind": "several_choices", "text": question_text(key), "required": True,
         "options": options}
        for key in SEVERAL
    ] + [
        {"key": key, "kind": "long_text", "text": question_text(key), "required": True,
         "word_limit": 400}
        for key in TEXTS
    ]  # fmt: skip
    plain = {"sections": [{"key": "all", "title": "Questions", "questions": questions}]}
    questionnaire, problems = read_questionnaire(plain)
    if problems:
        sys.exit(str(problems))
    now = timezone.now()
    consultation = Consultation.objects.create(
        slug=SLUG,
        title="Bench",
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=30),
        launched_at=now - timedelta(days=2),
        state=ConsultationState.LAUNCHED,
    )
    QuestionnaireVersion.objects.create(
        consultation=consultation,
        number=1,
        content=questionnaire.to_dict(),
        sha256=questionnaire.sha256,
    )


def fill():
    """A hundred thousand responses with six short texts each, and their indexes as they stand."""
    with connection.cursor() as cursor:
        cursor.execute("select indexdef from pg_indexes where indexname = 'text_answer_search'")
        (search_index,) = cursor.fetchone()
        cursor.execute("drop index text_answer_search")
        cursor.execute("create temp table said (n int primary key, words text, search tsvector)")
        for n, text in enumerate(sentences(500, WORDS_STORED)):
            cursor.execute("insert into said values (%s, %s, to_tsvector(%s))", [n, text, text])
        cursor.execute(
            """
            insert into consultations_response
                (consultation_id, version_id, reference, submission_key, change_key_hash, state,
                 channel, submitted_at, revision, choices, respondent_type, district, postcode,
                 organisation_name, consent, is_sample)
            select c.id, v.id, 'X' || i, gen_random_uuid(), md5(i::text) || md5('k' || i),
                'submitted', 'web', now(), 1,
                '{"single-1": "option-1", "several-1": ["option-1", "option-2"]}',
                '', '', '', '', 'anonymous', true
            from consultations_consultation c
            join consultations_questionnaireversion v on v.consultation_id = c.id,
                generate_series(1, %s) i
            where c.slug = %s
            """,
            [STORED, SLUG],
        )
        cursor.execute(
            """
            insert into consultations_textanswer (response_id, question_key, text, words, search)
            select r.id, 'text-' || k, said.words, %s, said.search
            from consultations_response r cross join generate_series(1, 6) k
            join said on said.n = (r.id * 7 + k) %% 500
            """,
            [WORDS_STORED],
        )
        cursor.execute(search_index)
        cursor.execute("analyze")


if __name__ == "__main__":
    {"prepare": prepare, "fill": fill}[sys.argv[1]]()
