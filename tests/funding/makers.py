"""Funding as the tests speak of it: a programme with an open call, bids, awards.

The clock of this world stands at NOW (20 December 2021). Everything is made as people make it
where that is short; a bid in a given state is written straight into the tables.
"""

from datetime import date, timedelta
from uuid import uuid4

from civilsociety.organisations.models import Membership, Organisation
from civilsociety.organisations.states import Status
from funding.actions.awarding import make_award
from funding.models import (
    Application,
    Award,
    BudgetLine,
    Call,
    Colleague,
    Criterion,
    EligibilityQuestion,
    Indicator,
    Programme,
    Question,
)
from funding.models.choices import ColleagueRole, IndicatorKind, ProgrammeKind, QuestionKind
from funding.states import ApplicationState, AwardState, CallState, ProgrammeState
from tests.budget.conftest import NOW, Framework

__all__ = ["NOW", "World", "world_of"]

SENT = set(ApplicationState) - {ApplicationState.DRAFT}


def world_of(cast):
    """The world for a row of the access table: the cast's respondent is the applicant."""
    return World(Framework(cast["funding_officer"], cast["budget_holder"]), cast["respondent"])


class World:
    """£200,000 for one head in 2021/22; a programme, an open call, a small charity of `tess`."""

    now = NOW

    def __init__(self, framework, tess):
        self.framework, self.tess = framework, tess
        self.officer, self.holder = framework.by, framework.approver
        self.head, self.year, self.authority = framework.head, framework.year, framework.authority
        self.programme = self.make_programme()
        self.call = self.make_call()
        self.kitchen = self.make_organisation("Marsh Lane Community Kitchen", tess)

    def make_programme(self, slug="recovery-fund", code="SRF", **more):
        """A published programme with two criteria, two eligibility questions, two indicators."""
        fields = {
            "name": slug.replace("-", " ").capitalize(),
            "kind": ProgrammeKind.GRANT_ROUND,
            "head": self.head,
            "authority": self.authority,
            "objective": "A sustainable, diverse, independent sector",
            "summary": "Small grants to adapt a plan.",
            "about": "For **business support**.",
            "department": "Strategy, Policy, Relationships and Corporate Assurance",
            "contact_email": "funding@council.example",
            "least_pence": 500_00,
            "most_pence": 10_000_00,
            "state": ProgrammeState.PUBLISHED,
        }
        programme = Programme.objects.create(slug=slug, code=code, **(fields | more))
        for position, (name, weight) in enumerate((("Need", 2), ("Plan", 1)), 1):
            Criterion.objects.create(
                programme=programme,
                position=position,
                name=name,
                weight=weight,
                description=f"A good answer shows the {name.lower()}.",
            )
        for position, text in enumerate(("Do you work in Kent?", "Are you not for profit?"), 1):
            EligibilityQuestion.objects.create(
                programme=programme, position=position, text=text, why_not="Look elsewhere."
            )
        for position, (kind, name) in enumerate(
            (
                (IndicatorKind.OUTPUT, "People reached"),
                (IndicatorKind.OUTCOME, "Volunteers placed"),
            ),
            1,
        ):
            Indicator.objects.create(
                programme=programme,
                position=position,
                kind=kind,
                name=name,
                unit="people",
                definition="Each person once.",
            )
        return programme

    def make_call(self, programme=None, *, number=1, state=CallState.PUBLISHED, **more):
        """A round that is open at NOW, with a form of four questions in two sections."""
        programme = programme or self.programme
        fields = {
            "name": f"Round {number}",
            "year": self.year,
            "money_pence": 50_000_00,
            "opens_at": NOW - timedelta(days=20),
            "closes_at": NOW + timedelta(days=20),
            "panel_on": date(2022, 1, 20),
            "decision_by": date(2022, 2, 1),
            "starts_from": date(2022, 3, 1),
        }
        call = Call.objects.create(programme=programme, number=number, **(fields | more))
        need, plan = programme.criteria.all()
        for position, (section, key, kind, text, extra) in enumerate(
            (
                ("Why", "need", QuestionKind.LONG_TEXT, "Why is it needed?",
                 {"max_words": 50, "criterion": need}),
                ("Why", "who", QuestionKind.TEXT, "Who is it for?", {}),
                ("How", "plan", QuestionKind.LONG_TEXT, "What will you do?",
                 {"max_words": 50, "criterion": plan}),
                ("How", "partners", QuestionKind.YES_NO, "Do you work with others?",
                 {"required": False}),
            ),
            1,
        ):  # fmt: skip
            Question.objects.create(
                call=call,
                section=section,
                position=position,
                key=key,
                kind=kind,
                text=text,
                **extra,
            )
        call.state = state
        call.published_at = NOW if state != CallState.DRAFT else None
        call.save()
        return call

    def make_organisation(self, name, person=None, **more):
        """A checked organisation; `person` is a confirmed trustee of it."""
        fields = {
            "kind": "registered_charity",
            "district": "swale",
            "income_band": "10k_to_100k",
            "status": Status.CONFIRMED,
        }
        organisation = Organisation.objects.create(name=name, **(fields | more))
        if person:
            Membership.objects.create(
                user=person,
                organisation=organisation,
                position="trustee",
                confirmed_at=NOW,
                confirmed_by=self.officer,
            )
        return organisation

    def bid(self, state=ApplicationState.SUBMITTED, *, person=None, organisation=None, **more):
        """A complete bid for £5,000 in a given state, led by `person` (Tess)."""
        person, organisation = person or self.tess, organisation or self.kitchen
        sent = {"submitted_by": person, "submitted_at": NOW} if state in SENT else {}
        fields = {
            "call": self.call,
            "organisation": organisation,
            "title": "A kitchen for the street",
            "summary": "Cooking together, twice a week.",
            "requested_pence": 5_000_00,
            "starts_on": date(2022, 3, 1),
            "ends_on": date(2022, 12, 31),
            "districts": ["swale"],
            "answers": {"need": "People eat alone.", "who": "Neighbours", "plan": "We cook."},
            "state": state,
            "started_by": person,
            "started_at": NOW,
            **sent,
        }
        application = Application.objects.create(**(fields | more))
        BudgetLine.objects.create(application=application, what="Food", cost_pence=6_000_00)
        Colleague.objects.create(
            application=application,
            role=ColleagueRole.LEAD,
            email=person.email,
            person=person,
            token=uuid4().hex,
            joined_at=NOW,
        )
        return application

    def award(self, state=AwardState.ACCEPTED, *, pence=5_000_00, application=None, **more):
        """An award in a given state, its money promised in the ledger."""
        fields = {
            "programme": self.programme,
            "organisation": application.organisation if application else self.kitchen,
            "title": "A kitchen for the street",
            "summary": "Cooking together, twice a week.",
            "authority": self.authority,
            "year": self.year,
            "awarded_on": date(2021, 12, 20),
            "starts_on": date(2022, 3, 1),
            "ends_on": date(2022, 12, 31),
            "districts": ["swale"],
            "by": self.officer,
            "reason": "The panel decided.",
            "key": uuid4(),
            "now": NOW,
            "call": application.call if application else None,
        }
        award = make_award(pence=pence, application=application, **(fields | more))
        accepted = state in {AwardState.ACCEPTED, AwardState.COMPLETED, AwardState.ENDED_EARLY}
        Award.objects.filter(pk=award.pk).update(
            state=state,
            offered_at=None if state == AwardState.DECIDED else NOW,
            accept_by=date(2022, 1, 20),
            accepted_at=NOW if accepted else None,
            accepted_by=self.tess if accepted else None,
        )
        award.refresh_from_db()
        return award

    def held_award(self, **more):
        """An accepted award that came of Tess's bid, so that she sees it as its holder."""
        return self.award(application=self.bid(ApplicationState.AWARDED), **more)
