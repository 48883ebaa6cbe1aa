"""The demonstration: sample people, and every app's sample story, loaded in one transaction.

An app with a story to tell keeps `load` in its `demonstration` module; it is called below, in
the order of the story, and must change nothing the second time.
"""

from dataclasses import dataclass

from django.db import transaction

from civilsociety.accounts.actions import give_role, welcome
from civilsociety.accounts.models import User
from civilsociety.accounts.roles import ROLES
from civilsociety.audit.actions import SYSTEM
from civilsociety.budget import demonstration as budget_demonstration
from civilsociety.decisions import demonstration as decisions_demonstration
from civilsociety.organisations.actions import confirm, confirm_member, join, register
from civilsociety.organisations.models import Organisation
from civilsociety.ui import clock
from consultations import demonstration as consultations_demonstration
from engagement import demonstration as engagement_demonstration
from funding import demonstration as funding_demonstration
from strategy import demonstration as strategy_demonstration


@dataclass(frozen=True)
class SamplePerson:
    """Somebody invented: `role` is a key of ROLES, empty for a respondent."""

    email: str
    name: str
    role: str = ""
    words: str = ""

    @property
    def role_name(self):
        """What they are here, for the list of sign-ins."""
        return ROLES[self.role].name if self.role else self.words


PEOPLE = (
    SamplePerson("olivia@council.example", "Olivia Marsh (sample)", "consultation_officer"),
    SamplePerson("frank@council.example", "Frank Adeyemi (sample)", "funding_officer"),
    SamplePerson("bea@council.example", "Bea Lindqvist (sample)", "budget_holder"),
    SamplePerson("dee@council.example", "Dee Hargreaves (sample)", "decision_maker"),
    SamplePerson("adam@council.example", "Adam Whitfield (sample)", "administrator"),
    SamplePerson("mina@sector.example", "Mina Rahman (sample)", "steering_group_member"),
    SamplePerson(
        "tess@kitchen.example",
        "Tess Morgan (sample)",
        words="Respondent, trustee of a small charity",
    ),
    SamplePerson("fern@council.example", "Fern Whitcombe (sample)", "funding_officer"),
    SamplePerson("asa@sector.example", "Asa Okafor (sample)", "assessor"),
    SamplePerson(
        "kim@foundation.example",
        "Kim Ellis (sample)",
        words="Works for the foundation that passes grants on",
    ),
    SamplePerson(
        "val@volunteers.example",
        "Val Osei (sample)",
        words="Works for the centre that runs the pilot",
    ),
)
OFFICER, FUNDING, HOLDER, MAKER, ADMINISTRATOR = PEOPLE[:5]
MEMBER, RESPONDENT = PEOPLE[5:7]

KITCHEN = "Marsh Lane Community Kitchen (sample)"


@transaction.atomic
def load():
    """Loads everything, or nothing. A second time nothing changes."""
    people = {person.email: _person(person) for person in PEOPLE}
    officer = people[OFFICER.email]
    kitchen = _kitchen(people[RESPONDENT.email], officer)
    decisions_demonstration.load(by=officer, maker=people[MAKER.email], today=clock.today())
    budget_demonstration.load(
        officer=people[FUNDING.email],
        holder=people[HOLDER.email],
        kitchen=kitchen,
        today=clock.today(),
    )
    funding_demonstration.load(
        officer=people[FUNDING.email],
        holder=people[HOLDER.email],
        maker=people[MAKER.email],
        today=clock.today(),
    )
    group = engagement_demonstration.load_groups(
        by=officer, mina=people[MEMBER.email], today=clock.today()
    )
    review = engagement_demonstration.ReviewStory(group=group, by=officer)
    versions = strategy_demonstration.load(by=officer, review=review)
    consultations_demonstration.load(by=officer, versions=versions)
    _go_on(people, group, versions, officer)


def _go_on(people, group, versions, officer):
    """What stands on the texts and the answers: reasons, measures, words, and what is open now."""
    now = clock.now()
    strategy_demonstration.explain_changes(version=versions[2], by=officer, now=now)
    strategy_demonstration.load_glossary(by=officer)
    strategy_demonstration.load_measures(by=officer, today=clock.today())
    engagement_demonstration.load(
        group=group,
        by=officer,
        officer_two=people[FUNDING.email],
        organisations=Organisation.objects.filter(is_sample=True, status="confirmed").in_order(),
        tess=people[RESPONDENT.email],
        today=clock.today(),
        draft=strategy_demonstration.begin_the_next(by=officer, now=now),
    )


def is_loaded():
    """Whether the sample people are here."""
    return User.objects.filter(email=OFFICER.email).exists()


def _person(person):
    user = welcome(email=person.email, name=person.name, by=SYSTEM, is_sample=True)
    held = user.role_assignments.filter(ended_at=None).values_list("role", flat=True)
    if person.role and person.role not in held:
        give_role(user=user, role=person.role, by=SYSTEM)
    return User.objects.get(pk=user.pk)


def _kitchen(tess, officer):
    """The small charity that Tess answers for."""
    kitchen = Organisation.objects.filter(name=KITCHEN, is_sample=True).first()
    if kitchen is None:
        kitchen = register(
            name=KITCHEN,
            kind="registered_charity",
            district="swale",
            income_band="10k_to_100k",
            by=tess,
            is_sample=True,
        )
        confirm(organisation=kitchen, by=officer)
    confirm_member(membership=join(user=tess, organisation=kitchen, position="trustee"), by=officer)
    return kitchen
