"""The form of a call, in its sections."""

from dataclasses import dataclass

from funding.models.choices import QuestionKind


@dataclass(frozen=True)
class Section:
    """One page of the call's questions; `number` counts from 1."""

    number: int
    title: str
    questions: tuple

    @property
    def part(self):
        """Its name among the parts of an application."""
        return f"section:{self.number}"

    @property
    def written(self):
        """The questions that are answered in words and figures, without files."""
        return [each for each in self.questions if each.kind != QuestionKind.FILE]

    @property
    def file_questions(self):
        """The questions that are answered with a file."""
        return [each for each in self.questions if each.kind == QuestionKind.FILE]


def sections_of(call):
    """The sections in the order in which their first question stands."""
    found = {}
    for question in call.questions.all():
        found.setdefault(question.section, []).append(question)
    return [
        Section(number, title, tuple(questions))
        for number, (title, questions) in enumerate(found.items(), 1)
    ]
