"""A world in which a round is ready to be published, and people who wait to be told."""

from datetime import UTC, date, datetime, timedelta

from funding.actions import programmes as actions
from funding.models import Subscription
from funding.states import CallState, ProgrammeState

TEXTS = {
    "who_can_apply": "Charities and community groups that work in **Kent**.",
    "exclusions": "- Buildings\n- What has begun already",
    "terms": "Keep receipts for six years.",
    "what_next": "We check, several people score, a panel recommends.",
}


def complete(programme):
    """Writes everything that must be there before a round is published."""
    type(programme).objects.filter(pk=programme.pk).update(**TEXTS)
    programme.refresh_from_db()
    return programme


def draft_of(world, **more):
    """The second round, ready to be published: it would open tomorrow."""
    complete(world.programme)
    fields = {
        "opens_at": world.now + timedelta(days=1),
        "closes_at": world.now + timedelta(days=40),
        "panel_on": date(2022, 2, 10),
        "decision_by": date(2022, 2, 20),
        "starts_from": date(2022, 3, 1),
    }
    return world.make_call(number=2, state=CallState.DRAFT, **(fields | more))


def draft_programme(world, **more):
    """A second programme, complete and not published."""
    return complete(
        world.make_programme("spring-fund", "SPR", **({"state": ProgrammeState.DRAFT} | more))
    )


def told(address="rosa@example.org", programme=None, now=None):
    """Somebody who asked for alerts and confirmed it."""
    now = now or datetime(2021, 12, 1, tzinfo=UTC)
    subscription = actions.subscribe(email=address, programme=programme, now=now)
    Subscription.objects.filter(pk=subscription.pk).update(mailed_at=now)
    return actions.confirm_subscription(subscription=subscription, now=now)
