"""The golden thread as it is told: chapters, sections, the parts of the story, their steps."""

from dataclasses import dataclass, replace

from strategy.slots import STAGES, Knot

# What each part of the story is called, above a column of the picture and in the list.
TITLES = dict(
    zip(
        STAGES,
        (
            "What was said",
            "What changed or was done",
            "What was decided",
            "The money",
            "What came of it",
        ),
        strict=True,
    )
)


@dataclass(frozen=True)
class Part:
    """One part of the story of a section: what was said about it, with every step."""

    stage: str
    steps: tuple[Knot, ...]

    @property
    def title(self):
        """What this part is called."""
        return TITLES[self.stage]


@dataclass(frozen=True)
class Line:
    """A section and the thread that runs from it; `parts` are those that have a step."""

    key: str
    number: str
    title: str
    level: int
    url: str
    parts: tuple[Part, ...]

    @property
    def steps(self):
        """Every step, in the order of the story."""
        return tuple(step for part in self.parts for step in part.steps)

    def part(self, stage):
        """The steps of one part of the story."""
        return next((part.steps for part in self.parts if part.stage == stage), ())

    def at(self, addresses):
        """The same line with the steps that lead to one of these addresses marked as here."""
        marked = (
            replace(
                part,
                steps=tuple(
                    replace(step, state="here") if _address(step) in addresses else step
                    for step in part.steps
                ),
            )
            for part in self.parts
        )
        return replace(self, parts=tuple(marked))

    def leads_to(self, addresses):
        """Whether one of its steps leads to one of these addresses."""
        return any(_address(step) in addresses for step in self.steps)


@dataclass(frozen=True)
class Chapter:
    """A chapter with the lines of its sections (its own first), and how many have none yet."""

    number: str
    title: str
    url: str
    lines: tuple[Line, ...]
    silent: tuple[Line, ...] = ()

    @property
    def is_one_section(self):
        """Whether its title would only be said twice."""
        return len(self.lines) == 1 and self.lines[0].number == self.number


def _address(step):
    return step.url.partition("#")[0] if step.url.startswith("/strategy/") else step.url


def line_of(section, knots, page):
    """A section's line; `knots` are in the order of the story."""
    parts = (Part(stage, tuple(k for k in knots if k.in_story == stage)) for stage in STAGES)
    return Line(
        section.key,
        section.number,
        section.title,
        section.level,
        f"{page}#{section.key}",
        tuple(part for part in parts if part.steps),
    )


def chapters_of(lines):
    """The lines under their chapters; a chapter without any line that runs is left out."""
    groups = []
    for line in lines:
        if line.level == 1 or not groups:
            groups.append([])
        groups[-1].append(line)
    for group in groups:
        running = tuple(line for line in group if line.parts)
        if running:
            head = group[0]
            silent = tuple(line for line in group if not line.parts)
            yield Chapter(head.number, head.title, head.url, running, silent)
