"""An application's answers as a person reads them, for pages, papers and downloads."""

from dataclasses import dataclass, field
from datetime import date

from civilsociety.ui.words import pounds, thousands, uk_date
from funding.models.choices import QuestionKind
from funding.queries.applying.sections import sections_of
from funding.queries.applying.written import written_in

# What is no answer yet stands whole in its own box; elsewhere so much of it will do.
LONGEST_UNREADABLE = 5_000


@dataclass(frozen=True)
class Answer:
    """One question with its answer in words; `lines` is empty where nothing was answered."""

    question: object
    lines: list
    files: list = field(default_factory=list)

    @property
    def text(self):
        """The whole answer as one text."""
        return "\n".join(self.lines)


@dataclass(frozen=True)
class AnsweredSection:
    """A section of the call's form with the answers to its questions."""

    section: object
    answers: list


def answers_of(application):
    """Every section with its answers, in the order of the form: three queries in all."""
    files = {}
    rows = application.files.select_related("file").defer("file__content")
    for each in rows:
        files.setdefault(each.question_key, []).append(each)
    return [
        AnsweredSection(section, _answers(application, section, files))
        for section in sections_of(application.call)
    ]


def _answers(application, section, files):
    values = written_in(application, section.part, section)
    return [
        Answer(question, in_words(question, values.get(question.key)), files.get(question.key, []))
        for question in section.questions
    ]


def in_words(question, value):
    """A value of a question's answer as lines of text."""
    if isinstance(value, dict):
        return [as_typed(value["typed"])[:LONGEST_UNREADABLE]]
    if value in (None, "", []):
        return []
    if isinstance(value, list):
        return [str(each) for each in value]
    return [_one(question.kind, value)]


def _one(kind, value):
    if kind == QuestionKind.YES_NO:
        return "Yes" if value in ("yes", True) else "No"
    if kind == QuestionKind.MONEY and isinstance(value, int):
        return pounds(value)
    if kind == QuestionKind.NUMBER and isinstance(value, int):
        return thousands(value)
    if kind == QuestionKind.DATE:
        return in_days(value)
    return str(value)


def in_days(value):
    """“2021-10-03” as 3 October 2021; anything else as it is."""
    try:
        return uk_date(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def as_typed(raw):
    """What was typed and could not be read, as one line."""
    if isinstance(raw, dict):
        return " ".join(str(part) for part in raw.values() if part)
    if isinstance(raw, list):
        return "\n".join(" ".join(map(str, row)) if isinstance(row, list) else row for row in raw)
    return str(raw)
