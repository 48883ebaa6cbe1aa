"""The meter: what we suggest to pledge, and which rule clipped it, in words with the sums.

Limits are rounded down to the penny; a suggestion is rounded down to whole pounds. A pledge up
to the limit itself, to the penny, is allowed.
"""

from dataclasses import dataclass

from civilsociety.ui.words import pounds
from funding.queries.crowd.limits import limits

SHARES = {
    25: "a quarter of the target",
    50: "half of the target",
    75: "three quarters of the target",
    100: "the whole target",
}


@dataclass(frozen=True)
class Line:
    """One rule as it applies to one project: what it allows (pence), and how that is reckoned."""

    key: str
    label: str
    most_pence: int
    sum: str
    because: str
    is_spent: str = ""


@dataclass(frozen=True)
class Meter:
    """What may be pledged to one project (pence), line by line.

    `suggested` is in whole pounds; `most` the limit to the penny; `clipped_by` the line that
    sets it. `stopped` says why nothing may be pledged at all.
    """

    limits: object
    lines: tuple
    stopped: str = ""

    @property
    def clipped_by(self):
        """The line that allows least; our own share of the target before any other."""
        return min(self.lines, key=lambda line: line.most_pence)

    @property
    def most(self):
        """The most that may be pledged."""
        return 0 if self.stopped else self.clipped_by.most_pence

    @property
    def suggested(self):
        """What we suggest: the most, in whole pounds."""
        return self.most // 100 * 100

    @property
    def words(self):
        """The suggestion in one sentence."""
        if self.stopped:
            return f"Nothing: {self.stopped}."
        line = self.clipped_by
        if not self.suggested:
            return f"Nothing: {line.is_spent or 'less than a pound is left'}."
        rounded = ", rounded down to whole pounds" if self.most % 100 else ""
        return f"{pounds(self.suggested)}: {line.because}{rounded}."


def measure(
    *, target, public, cap, share_percent, together_percent,
    funders="", missing=None, left=None, round_name="the round", stopped="",
):  # fmt: skip
    """The meter for a target when other public funders pledged `public` (pence).

    `funders` names them (“NHS Kent and Medway”); `missing` is what the target still lacks and
    `left` what the round has left, where these bind; `stopped` is a reason for nothing at all.
    """
    known = limits(
        target=target,
        public=public,
        cap=cap,
        share_percent=share_percent,
        together_percent=together_percent,
    )
    lines = [
        _share(known, target, share_percent),
        _cap(known, share_percent),
        _together(known, target, together_percent, share_percent, funders),
    ]
    if missing is not None:
        lines.append(_missing(known, max(missing, 0), share_percent))
    if left is not None:
        lines.append(_left(known, max(left, 0), share_percent, round_name))
    return Meter(limits=known, lines=tuple(lines), stopped=stopped)


def share_in_words(percent):
    """“half of the target”, “65% of the target”."""
    return SHARES.get(percent, f"{percent}% of the target")


def _share(known, target, percent):
    words = share_in_words(percent)
    return Line(
        key="share",
        label="Our share of the target",
        most_pence=known.share,
        sum=f"{percent}% of {pounds(target)} is {pounds(known.share)}",
        because=f"{words}, {pounds(target)}, is {pounds(known.share)}",
    )


def _cap(known, percent):
    return Line(
        key="cap",
        label="Most to one project",
        most_pence=known.cap,
        sum=f"{pounds(known.cap)} to any project",
        because=f"{share_in_words(percent)} would be {pounds(known.share)}, but we pledge "
        f"{pounds(known.cap)} to one project at most",
    )


def _together(known, target, percent, share_percent, funders):
    whose = _possessive(funders or "other public funders")
    may_be = f"all public pledges may be {pounds(known.together)} together"
    less = f", less {whose} {pounds(known.public)}" if known.public else ""
    with_them = f"with {whose} {pounds(known.public)} " if known.public else ""
    return Line(
        key="together",
        label="All public pledges together",
        most_pence=known.room,
        sum=f"{percent}% of {pounds(target)} is {pounds(known.together)}{less}",
        because=f"{_own(known, share_percent)}, but {with_them}{may_be}",
        is_spent=f"{with_them}public pledges have reached the {pounds(known.together)} that they "
        "may be together",
    )


def _missing(known, missing, percent):
    return Line(
        key="missing",
        label="Still missing to the target",
        most_pence=missing,
        sum=f"{pounds(missing)} is not raised yet",
        because=f"{_own(known, percent)}, but only {pounds(missing)} is missing to the target",
        is_spent="the target is reached without us",
    )


def _left(known, left, percent, round_name):
    return Line(
        key="round",
        label=f"Left in {round_name}",
        most_pence=left,
        sum=f"{pounds(left)} is not pledged yet",
        because=f"{_own(known, percent)}, but only {pounds(left)} is left in {round_name}",
        is_spent=f"{round_name} has no money left",
    )


def _own(known, percent):
    """What we would pledge if nobody else were there."""
    if known.cap < known.share:
        return f"our most for one project is {pounds(known.cap)}"
    return f"{share_in_words(percent)} would be {pounds(known.share)}"


def _possessive(name):
    return f"{name}’" if name.endswith("s") else f"{name}’s"
