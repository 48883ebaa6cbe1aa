"""What can be done with a bid: what judging adds, and what every part of funding adds."""

from importlib import import_module
from importlib.util import find_spec

from django.urls import reverse

from civilsociety.budget.admin.acts import Act
from civilsociety.refusal import why_not
from funding.admin.pages import OFFICERS, act
from funding.rules.judging.assessing import check_can_moderate
from funding.rules.judging.gate import check_can_check, check_can_fail, check_can_pass

# Every part of funding says what can be done with a bid, in the order of its life.
PARTS = (
    "programmes", "judging", "offers", "running", "crowd", "partners", "register", "organisations",
)  # fmt: skip


def acts_for_application(user, application):
    """The gate, a condition, moderation, an interest."""
    about = {"application": application, "by": user}
    return [
        act(user, OFFICERS, "Check it", "gate_of_application", row=application,
            check=check_can_check, **about),
        act(user, OFFICERS, "Let it through", "pass_of_application", row=application,
            check=check_can_pass, **about),
        act(user, OFFICERS, "End it: it does not pass", "fail_of_application", row=application,
            check=check_can_fail, **about),
        act(user, OFFICERS, "Add a condition", "condition_of_application", row=application),
        _moderating(user, application),
        Act("Declare an interest", reverse("funding:declare", args=[application.pk])),
    ]  # fmt: skip


def _moderating(user, application):
    label = "Moderate the scores"
    if not any(user.may(each) for each in OFFICERS):
        return Act(label, refused="A funding officer does this.")
    if refused := why_not(check_can_moderate, application, by=user):
        return Act(label, refused=refused)
    return Act(label, reverse("funding:moderate", args=[application.pk]))


def acts_for_award(user, award):
    """Judging adds nothing to an award."""
    return []


def every_act(user, application):
    """What every part of funding lets this person do with a bid.

    The parts are read when a page asks, because they all stand beside each other.
    """
    found = []
    for part in PARTS:
        if find_spec(f"funding.admin.{part}") is None:
            continue
        module = import_module(f"funding.admin.{part}")
        if adds := getattr(module, "acts_for_application", None):
            found += adds(user, application)
    return found
