"""A crowdfunding programme with an open round, pledge rules, and projects on a platform."""

from datetime import date, timedelta
from uuid import uuid4

from funding.actions import crowd
from funding.models import PledgeRules, Programme
from funding.models.choices import ProgrammeKind
from funding.states import CallState
from tests.funding.makers import NOW

TODAY = date(2021, 12, 20)
ENDS = date(2022, 1, 15)


class Crowd:
    """£10,000 in a round; at most £5,000 and half of a target, 65% with all public funders."""

    def __init__(self, world):
        self.world, self.officer, self.numbers = world, world.officer, 0
        self.programme = world.make_programme(
            "crowdfund", "CFK", kind=ProgrammeKind.CROWDFUNDING, name="CrowdFund Kent"
        )
        self.round = self.make_round(1)
        self.rules = PledgeRules.objects.create(
            programme=self.programme,
            cap_pence=5_000_00,
            cap_percent=50,
            public_percent=65,
            excluded_kinds=["capital", "large_event"],
        )

    def make_round(self, number, **more):
        more = {"money_pence": 10_000_00, "state": CallState.PUBLISHED} | more
        return self.world.make_call(self.programme, number=number, **more)

    def project(self, title="A garden behind the library", **more):
        """A proposed project of £8,000 with £1,000 raised, until 15 January 2022."""
        self.numbers += 1
        fields = {
            "programme": self.programme,
            "call": self.round,
            "organisation": self.world.kitchen,
            "title": title,
            "summary": "Raised beds that anybody can reach.",
            "kinds": ["activity"],
            "districts": ["swale"],
            "platform_url": f"https://platform.example/{self.numbers}",
            "target_pence": 8_000_00,
            "raised_pence": 1_000_00,
            "campaign_ends_on": ENDS,
            "by": self.officer,
            "now": NOW,
        }
        return crowd.add_project(**(fields | more))

    def partner(self, project, pence, funder="NHS Kent and Medway", **more):
        fields = {"is_public": True, "pledged_on": TODAY, "by": self.officer} | more
        return crowd.add_partner_pledge(project=project, funder=funder, pence=pence, **fields)

    def act(self, **more):
        return {"by": self.officer, "key": uuid4(), "now": NOW} | more

    def reserve(self, project, pence=4_000_00, **more):
        return crowd.reserve_pledge(project=project, pence=pence, **self.act(**more))

    def reserved(self, pence=4_000_00, **more):
        return self.reserve(self.project(**more), pence)

    def see(self, project, pence, seen_on=TODAY, now=None):
        now = now or NOW + timedelta(days=(seen_on - TODAY).days)
        return crowd.refresh_project(
            project=project, raised_pence=pence, seen_on=seen_on, by=self.officer, now=now
        )

    def verify(self, project, now=NOW):
        how = "Spoke to the treasurer and saw the lease."
        return crowd.verify_project(project=project, how=how, by=self.officer, now=now)

    def ready(self, pence=4_000_00, **more):
        """Reserved, met and verified."""
        project = self.reserved(pence, **more)
        return self.verify(self.see(project, project.target_pence))

    def commit(self, project, **more):
        fields = {
            "authority": self.world.authority,
            "starts_on": date(2022, 2, 1),
            "ends_on": date(2022, 12, 31),
        }
        return crowd.commit_pledge(project=project, **self.act(**(fields | more)))

    def void(self, project, **more):
        why = more.pop("why", "The project was given up.")
        return crowd.void_pledge(project=project, why=why, **self.act(**more))

    def standing(self):
        """(available, reserved, committed, paid) of the head in the year, both sources (pence)."""
        lines = self.world.year.lines.filter(head=self.world.head)
        names = ("available_pence", "reserved_pence", "committed_pence", "paid_pence")
        return tuple(sum(getattr(line, name) for line in lines) for name in names)


def programme_of(slug="crowdfund"):
    """The programme as the database has it."""
    return Programme.objects.get(slug=slug)
