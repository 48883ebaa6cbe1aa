"""The sample groups and what happened in them."""

import pytest

from civilsociety.home import demonstration
from civilsociety.ui import clock
from engagement.models import Conversation, Election, Group, Meeting, Review
from engagement.queries.groups.membership import members_on
from strategy.models import Change, Version

pytestmark = pytest.mark.django_db


def test_the_story_of_the_groups():
    demonstration.load()
    group = Group.objects.get(slug="vcse-steering-group")
    assert members_on(group, clock.today()).count() >= 5
    first, now = Review.objects.order_by("opens_at")
    assert first.state == "reported"
    assert not first.comments.unanswered()
    assert now.is_open(clock.now())
    past, running = Election.objects.order_by("nominations_open_at")
    assert past.result["voted"] >= 3
    assert past.terms.count() == 2
    assert running.state == "voting"
    assert Meeting.objects.filter(minutes_state="published").count() == 2
    assert Conversation.objects.filter(state="published").count() == 3
    versions = Version.objects.order_by("number")
    assert [version.state for version in versions] == [
        "consultation_draft", "consultation_draft", "in_force", "in_review",
    ]  # fmt: skip
    early = Change.objects.filter(version__number=2, origins__kind="comment")
    assert early.count() == 3
    assert Change.objects.filter(origins__kind="finding").exists()
    for model in (Group, Review, Election, Meeting, Conversation):
        assert not model.objects.filter(is_sample=False).exists()
