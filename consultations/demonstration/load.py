"""Puts the demonstration's consultations into an empty portal; a second time nothing changes."""

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml
from django.db import transaction
from django.utils import timezone

from consultations.demonstration import answers, hearing, reply
from consultations.demonstration.responses import answer
from consultations.models import Consultation, Paper, QuestionnaireVersion
from consultations.questionnaire.content import read_questionnaire
from consultations.states import ConsultationState

HERE = Path(__file__).parent
UK = ZoneInfo("Europe/London")
SLUGS = ("civil-society-2020", "civil-society-2021", "steering-group-review", "measures-of-success")


def load(*, by, versions, now=None):
    """`by` is an officer of the demonstration; `versions` are the strategy's, oldest first.

    Returns the four consultations. Builds and publishes the report of the first two.
    """
    now = now or timezone.now()
    if Consultation.objects.filter(slug=SLUGS[1]).exists():
        return [Consultation.objects.get(slug=slug) for slug in SLUGS]
    with transaction.atomic():
        made = _make(by, versions, now)
    reply.publish(made[1], by=by)
    return made


def _make(by, versions, now):
    asked = yaml.safe_load((HERE / "questionnaires.yaml").read_text())
    texts = yaml.safe_load((HERE / "consultations.yaml").read_text())
    today = timezone.localtime(now, UK).replace(hour=9, minute=0, second=0, microsecond=0)
    dates = {
        SLUGS[0]: (_uk(2020, 2, 6, 9), _uk(2020, 4, 8, 23, 59)),
        SLUGS[1]: (_uk(2021, 9, 6, 9), _uk(2021, 10, 3, 23, 59)),
        SLUGS[2]: (today - timedelta(days=9), today + timedelta(days=26, hours=14, minutes=59)),
    }
    found = []
    for slug, rounds, version in zip(
        SLUGS,
        ("round-1", "round-2", "open-now", "open-now"),
        (*versions[:3], versions[2]),
        strict=True,
    ):
        fields = {**texts[slug], "strategy_version": version, "created_by": by, "is_sample": True}
        found.append(_consultation(slug, fields, asked[rounds], dates.get(slug), by))
    first, second, third, _ = found
    Consultation.objects.filter(pk=second.pk).update(follows=first)
    answer(first, answers.FIRST_ROUND, seed=2020)
    answer(second, answers.SECOND_ROUND, seed=2021)
    answer(third, answers.OPEN_NOW, seed=2022, until=now)
    hearing.hear(second, [first, second], by=by)
    reply.write(second, also=[first], version=versions[2], by=by)
    return found


def _uk(*moment):
    return datetime(*moment, tzinfo=UK)


def _consultation(slug, fields, questionnaire, dates, by):
    papers = fields.pop("papers", [])
    read, problems = read_questionnaire(questionnaire)
    if problems:
        raise ValueError(problems)
    made = Consultation(slug=slug, questionnaire_draft=read.to_dict(), **fields)
    if dates:
        made.opens_at, made.closes_at = dates
        made.state, made.launched_at = ConsultationState.LAUNCHED, dates[0] - timedelta(days=7)
        made.announced_closes_at = made.closes_at
    made.save()
    for paper in papers:
        Paper.objects.create(consultation=made, **paper)
    if dates:
        QuestionnaireVersion.objects.create(
            consultation=made,
            number=1,
            content=read.to_dict(),
            sha256=read.sha256,
            created_by=by,
            created_at=made.launched_at,
        )
    return made
