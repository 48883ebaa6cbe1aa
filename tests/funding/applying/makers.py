"""Short acts on an application, as people do them."""

from datetime import timedelta

from django.utils import timezone

from funding.actions import applying, organisations
from funding.models import Call, Profile, Question
from funding.models.choices import QuestionKind
from funding.queries.applying.written import digest_of
from funding.states import ApplicationState, CallState
from tests.funding.applying.files import read
from tests.funding.makers import NOW


def draft(world, **more):
    """A draft of Tess's for her kitchen with every project part written."""
    return world.bid(ApplicationState.DRAFT, **more)


def complete_organisation(world, organisation=None, by=None, now=NOW):
    """The facts and the two documents we ask everybody for."""
    organisation, by = organisation or world.kitchen, by or world.tess
    organisations.save_profile(organisation=organisation, facts=FACTS, seen=None, by=by, now=now)
    for kind in ("governing", "accounts"):
        organisations.give_document(
            organisation=organisation, kind=kind, upload=read(), dated_on=None, by=by, now=now
        )


FACTS = {
    "purpose": "Cooking together.",
    "year_founded": 2014,
    "income_pence": 42_000_00,
    "spending_pence": 40_000_00,
    "reserves_pence": None,
    "trustees": 5,
    "employees": 0,
    "volunteers": 30,
}


def sign(application, by, now=NOW):
    """Signs an application off as it stands."""
    return applying.sign(
        application=application, name="Tess Trustee", digest=digest_of(application), by=by, now=now
    )


def ready(world, **more):
    """A draft that can be sent at once."""
    application = draft(world, **more)
    complete_organisation(world)
    assert sign(application, world.tess)
    return application


def call_with(world, *questions, **more):
    """An open call with these questions: (kind, key, more)."""
    call = world.make_call(number=9, state=CallState.DRAFT, **more)
    call.questions.all().delete()
    for position, (kind, key, fields) in enumerate(questions, 1):
        Question.objects.create(
            call=call, section="Ours", position=position, key=key, kind=kind,
            text=f"What about {key}?", **fields,
        )  # fmt: skip
    call.state = CallState.PUBLISHED
    call.save()
    return call


ONE_OF_EACH = (
    (QuestionKind.TEXT, "line", {}),
    (QuestionKind.LONG_TEXT, "text", {"max_words": 5}),
    (QuestionKind.NUMBER, "number", {}),
    (QuestionKind.MONEY, "money", {}),
    (QuestionKind.DATE, "day", {}),
    (QuestionKind.YES_NO, "agree", {}),
    (QuestionKind.CHOICE, "one", {"options": ["Red", "Blue"]}),
    (QuestionKind.CHOICES, "several", {"options": ["Red", "Blue"]}),
    (QuestionKind.FILE, "plan", {}),
)


def open_today(call):
    """Makes a call open by the real clock, for pages that ask it."""
    now = timezone.now()
    Call.objects.filter(pk=call.pk).update(
        opens_at=now - timedelta(days=5), closes_at=now + timedelta(days=20)
    )
    call.refresh_from_db()
    return call


def forget_profile(world):
    """As before the organisation told us anything."""
    Profile.objects.filter(organisation=world.kitchen).delete()
