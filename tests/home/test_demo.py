"""manage.py demo."""

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.urls import reverse

from civilsociety.accounts.models import User
from civilsociety.audit.models import Event
from civilsociety.home import demonstration
from civilsociety.home.demonstration import PEOPLE
from strategy.models import Strategy

pytestmark = pytest.mark.django_db

OURS = (
    "accounts", "audit", "organisations", "decisions", "budget", "strategy", "consultations",
    "funding", "engagement",
)  # fmt: skip


def everything():
    """Every row of our apps, to compare before and after."""
    models = [model for label in OURS for model in apps.get_app_config(label).get_models()]
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


@pytest.fixture
def quick(monkeypatch):
    """Without the consultations, whose report takes its time."""
    monkeypatch.setattr(demonstration.consultations_demonstration, "load", lambda **story: [])


def test_demo_gives_each_sample_person_their_role(quick):
    call_command("demo")

    for person in PEOPLE:
        user = User.objects.get(email=person.email)
        assert user.is_sample
        assert "(sample)" in user.name
        assert [role.key for role in user.roles] == ["respondent", *filter(None, [person.role])]


def test_demo_a_second_time_changes_nothing():
    call_command("demo")
    before = everything()
    call_command("demo")

    assert everything() == before


def test_demo_that_fails_half_way_leaves_nothing(monkeypatch):
    def fail(**story):
        raise RuntimeError

    monkeypatch.setattr(demonstration.consultations_demonstration, "load", fail)
    with pytest.raises(RuntimeError):
        call_command("demo")
    assert not User.objects.exists()
    assert not Strategy.objects.exists()


@override_settings(DEMONSTRATION=False)
def test_demo_is_refused_in_production():
    with pytest.raises(CommandError, match="never goes into production"):
        call_command("demo")
    assert not Event.objects.exists()


def test_sign_ins_are_listed_with_where_the_code_arrives(quick, capsys):
    call_command("demo")
    capsys.readouterr()
    call_command("demo", sign_ins=True)
    said = capsys.readouterr().out

    assert all(person.email in said for person in PEOPLE)
    assert "Consultation officer" in said
    assert "/officers/outbox/" in said


def test_sign_ins_without_sample_data_say_how_to_load_it(capsys):
    call_command("demo", sign_ins=True)

    assert "manage.py demo" in capsys.readouterr().out
    assert not User.objects.exists()


def test_sample_person_can_sign_in_with_a_code(quick, stranger, mailoutbox):
    call_command("demo")
    stranger.post(reverse("account_request_login_code"), {"email": "olivia@council.example"})

    assert mailoutbox[-1].to == ["olivia@council.example"]
