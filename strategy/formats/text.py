"""What a file says, and what is wrong with it."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date

from strategy.states import VersionState

MOST_PROBLEMS = 50  # shown at once


@dataclass(frozen=True)
class Problem:
    """Something in the file that has to be mended, and how."""

    line: int | None
    message: str

    def __str__(self):
        return f"Line {self.line}: {self.message}" if self.line else self.message


class UnreadableFile(Exception):
    """The file cannot be imported; `problems` names each line and its cure."""

    def __init__(self, problems):
        self.problems = list(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True)
class SectionText:
    """One section as the file gives it."""

    key: str
    level: int
    number: str
    title: str
    body: str


@dataclass(frozen=True)
class PictureText:
    """A picture the text shows as `![words](picture:key)`: PNG or JPEG, sizes in pixels."""

    key: str
    alt: str
    content_type: str
    content: bytes
    width: int
    height: int

    @property
    def sha256(self):
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class StrategyText:
    """A whole strategy as the file gives it."""

    title: str
    summary: str = ""
    period: str = ""
    label: str = ""
    note: str = ""
    sample: bool = False
    kind: str = VersionState.DRAFT
    published_on: date | None = None
    adopted_on: date | None = None
    decision_reference: str = ""
    sections: tuple[SectionText, ...] = ()
    # The pictures that come with the text; None when it says nothing of pictures.
    pictures: tuple[PictureText, ...] | None = None

    @property
    def digest(self):
        """A fingerprint of everything a reader would see; state and dates are not part of it."""
        words = [self.title, self.summary, self.period, self.label, self.note, self.sample]
        sections = [[s.key, s.level, s.title, s.body] for s in self.sections]
        shown = [[p.key, p.alt, p.sha256] for p in self.pictures or ()]
        seen = [words, sections, shown] if shown else [words, sections]
        return hashlib.sha256(json.dumps(seen).encode()).hexdigest()


@dataclass
class Reading:
    """One pass over a file, with the problems found so far."""

    problems: list[Problem] = field(default_factory=list)

    def refuse(self, line, message):
        self.problems.append(Problem(line, message))

    def stop_if_refused(self):
        """Raises UnreadableFile with the first problems; a wholly wrong file has thousands."""
        if not self.problems:
            return
        ordered = sorted(self.problems, key=lambda problem: problem.line or 0)
        more = len(ordered) - MOST_PROBLEMS
        if more > 0:
            rest = f"There are {more:,} more problems. Mend these first and import again."
            ordered = [*ordered[:MOST_PROBLEMS], Problem(None, rest)]
        raise UnreadableFile(ordered)
