"""Codes the invented answers to their themes, and marks words to quote."""

from collections import defaultdict

from consultations.demonstration.answers import VOICES
from consultations.models import Coding, Quote, Reading, TextAnswer, Theme
from consultations.models.response import Consent

# Quotes marked for each theme.
QUOTES_EACH = 3


def hear(consultation, rounds, *, by):
    """Reads every answer of these rounds into themes of `consultation`."""
    themes = {
        name: Theme.objects.create(
            consultation=consultation, name=name, question_key=key, created_by=by
        )
        for key, voices in VOICES.items()
        for name in voices
        if any(key in version.questionnaire.by_key for r in rounds for version in r.versions.all())
    }
    quoted = defaultdict(int)
    answers = TextAnswer.objects.filter(response__consultation__in=rounds)
    for answer in answers.select_related("response").order_by("pk"):
        Reading.objects.create(answer=answer, by=by)
        for name, sentence in _spoken(answer):
            Coding.objects.get_or_create(answer=answer, theme=themes[name], defaults={"by": by})
            _quote(answer, sentence, name, quoted, by)


def _spoken(answer):
    """The themes and sentences of the pool that an answer holds."""
    for name, sentences in VOICES.get(answer.question_key, {}).items():
        for sentence in sentences:
            if sentence in answer.text:
                yield name, sentence


def _quote(answer, sentence, name, quoted, by):
    taken = (name, sentence)
    if (
        quoted[name] >= QUOTES_EACH
        or quoted[taken]
        or answer.response.consent == Consent.NOT_AT_ALL
    ):
        return
    start = answer.text.index(sentence)
    Quote.objects.create(
        answer=answer, start=start, end=start + len(sentence), text=sentence, by=by
    )
    quoted[name] += 1
    quoted[taken] += 1
