"""The named cast: the people every test speaks of."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from civilsociety.accounts.models import RoleAssignment, User
from civilsociety.accounts.roles import ROLES

__all__ = [
    "adam",
    "asa",
    "ash",
    "bea",
    "cast",
    "client_of",
    "dee",
    "fern",
    "frank",
    "make_person",
    "mina",
    "noor",
    "olivia",
    "stranger",
    "tess",
]


@pytest.fixture
def make_person(db):
    """`make_person("Rosa", "funding_officer")` makes somebody who can sign in."""

    def make(name, *roles, email=None):
        email = email or f"{name.lower()}@example.org"
        person = User.objects.create_user(email, name=name)
        EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
        for role in roles:
            RoleAssignment.objects.create(user=person, role=role)
        return person

    return make


@pytest.fixture
def cast(make_person):
    """One person for each role, by the role's key."""
    return {
        key: make_person(key) if key == "respondent" else make_person(key, key) for key in ROLES
    }


@pytest.fixture
def tess(make_person):
    """Tess, trustee of a small charity: she answers consultations."""
    return make_person("Tess")


@pytest.fixture
def olivia(make_person):
    """Olivia, consultation officer."""
    return make_person("Olivia", "consultation_officer")


@pytest.fixture
def frank(make_person):
    """Frank, funding officer."""
    return make_person("Frank", "funding_officer")


@pytest.fixture
def mina(make_person):
    """Mina, member of the steering group."""
    return make_person("Mina", "steering_group_member")


@pytest.fixture
def dee(make_person):
    """Dee, decision-maker."""
    return make_person("Dee", "decision_maker")


@pytest.fixture
def bea(make_person):
    """Bea, budget holder."""
    return make_person("Bea", "budget_holder")


@pytest.fixture
def adam(make_person):
    """Adam, administrator."""
    return make_person("Adam", "administrator")


@pytest.fixture
def fern(make_person):
    """Fern, a second funding officer: the other pair of eyes."""
    return make_person("Fern", "funding_officer")


@pytest.fixture
def asa(make_person):
    """Asa, assessor from the sector."""
    return make_person("Asa", "assessor")


@pytest.fixture
def ash(make_person):
    """Ash, another assessor."""
    return make_person("Ash", "assessor")


@pytest.fixture
def noor(make_person):
    """Noor, trustee of another organisation: Tess's papers are none of hers."""
    return make_person("Noor")


@pytest.fixture
def stranger():
    """The client of somebody who has not signed in."""
    return Client()


@pytest.fixture
def client_of(db):
    """`client_of(olivia)` is a client signed in as Olivia; `client_of(None)` a stranger's."""

    def of(person, **options):
        client = Client(**options)
        if person is not None:
            client.force_login(person)
        return client

    return of
