"""How a project’s money is drawn: one bar, left to right, with the common limit as a mark."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """A part of the bar: what it is, its pence, where it begins and ends (per cent of the bar)."""

    label: str
    pence: int
    tone: str
    x: float
    width: float


@dataclass(frozen=True)
class Picture:
    """The parts that are something, what is still missing, and where the common limit stands.

    Public money stands first, so that the mark is where it must end.
    """

    parts: tuple
    target_pence: int
    limit_pence: int | None
    limit_x: float | None
    public_pence: int

    @property
    def is_within(self):
        """Whether all public pledges together are within the common limit."""
        return self.limit_pence is None or self.public_pence <= self.limit_pence


def picture_of(project, *, ours=None, limit=None, council="Our pledge"):
    """The bar of a project. `ours` (pence) is drawn in place of the pledge that stands;
    `limit` is what all public pledges may be together (pence)."""
    ours = project.ours_pence if ours is None else ours
    known = [
        (council, ours, "ours"),
        ("Other public funders", project.public_pence, "public"),
        ("Charities and businesses", project.private_pence, "private"),
        ("The crowd", project.crowd_pence, "crowd"),
    ]
    raised = sum(pence for _, pence, _ in known)
    known.append(("Still missing", max(project.target_pence - raised, 0), "missing"))
    whole = max(project.target_pence, raised)
    return Picture(
        parts=tuple(_placed(known, whole)),
        target_pence=project.target_pence,
        limit_pence=limit,
        limit_x=None if limit is None else round(limit * 100 / whole, 2),
        public_pence=ours + project.public_pence,
    )


def _placed(known, whole):
    so_far = 0
    for label, pence, tone in known:
        if pence:
            yield Part(label, pence, tone, round(so_far * 100 / whole, 2),
                       round(pence * 100 / whole, 2))  # fmt: skip
        so_far += pence
