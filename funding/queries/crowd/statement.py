"""What each round gave: ours beside the other funders’ and the crowd’s. One sum for each figure."""

from dataclasses import dataclass, field

from funding.models import Project
from funding.states import ProjectState

CROWD = "The crowd"


@dataclass
class Share:
    """What one funder gives in a round (pence): to granted projects, and to those still open."""

    funder: str
    kind: str
    granted: int = 0
    pledged: int = 0
    projects: int = 0

    @property
    def together(self):
        """Granted and pledged."""
        return self.granted + self.pledged


@dataclass
class Round:
    """A round’s statement. Ours is the first share, the crowd’s the last."""

    call: object
    shares: list = field(default_factory=list)
    projects_granted: int = 0
    projects_open: int = 0

    @property
    def ours(self):
        """Our share."""
        return self.shares[0]

    @property
    def granted(self):
        """What everybody gives to the granted projects."""
        return sum(share.granted for share in self.shares)

    @property
    def pledged(self):
        """What everybody pledges to the projects still open."""
        return sum(share.pledged for share in self.shares)

    @property
    def everything(self):
        """Granted and pledged, by everybody."""
        return self.granted + self.pledged

    @property
    def projects(self):
        """Projects with a pledge of ours, granted or open."""
        return self.projects_granted + self.projects_open

    @property
    def left(self):
        """What the round has left to pledge; None for projects outside any round."""
        return self.call.money_pence - self.ours.together if self.call else None

    @property
    def levered(self):
        """What others give to the granted projects for each pound of ours (pence), or None."""
        if not self.ours.granted:
            return None
        return (self.granted - self.ours.granted) * 100 // self.ours.granted


def statement_of(programme, *, council):
    """(the rounds, all rounds together): of projects with a pledge of ours that stands.

    Ours is what was pledged, or granted in its place; what came back later is in the register.
    """
    projects = Project.objects.supported().filter(programme=programme)
    projects = projects.select_related("call").prefetch_related("partner_pledges")
    by_call = {}
    for project in projects.order_by("call__number", "pk"):
        by_call.setdefault(project.call, []).append(project)
    rounds = [_round(call, found, council) for call, found in by_call.items()]
    return rounds, _round(None, [each for found in by_call.values() for each in found], council)


def _round(call, projects, council):
    made = Round(call)
    shares = {(council.lower(), "ours"): Share(council, "ours")}
    for project in projects:
        granted = project.state == ProjectState.COMMITTED
        made.projects_granted += granted
        made.projects_open += not granted
        for funder, kind, pence in _given(project, council):
            share = shares.setdefault((funder.lower(), kind), Share(funder, kind))
            share.projects += bool(pence)
            if granted:
                share.granted += pence
            else:
                share.pledged += pence
    order = {"ours": 0, "public": 1, "private": 2, "crowd": 3}
    made.shares = sorted(shares.values(), key=lambda s: (order[s.kind], -s.together, s.funder))
    return made


def _given(project, council):
    yield council, "ours", project.ours_pence
    for each in project.partner_pledges.all():
        yield each.funder, "public" if each.is_public else "private", each.amount_pence
    yield CROWD, "crowd", project.crowd_pence


KINDS = {
    "ours": "This council",
    "public": "Public funder",
    "private": "Charity or business",
    "crowd": "Everybody else",
}
COLUMNS = (
    "Round", "Funder", "Kind", "Projects", "Granted (£)", "Pledged, still open (£)", "Together (£)",
)  # fmt: skip


def statement_rows(rounds):
    """The statement as rows of a file: pounds as a spreadsheet counts with them."""
    for each in rounds:
        name = each.call.name if each.call else "Outside any round"
        for share in each.shares:
            figures = (share.granted, share.pledged, share.together)
            kind = KINDS[share.kind]
            yield (name, share.funder, kind, share.projects, *(_figure(f) for f in figures))


def _figure(pence):
    return f"{pence // 100}.{pence % 100:02}"
