"""What decisions have to say on pages of the frame: the desk, the map of the site."""

from django.urls import reverse

from civilsociety.accounts.permissions import Permission
from civilsociety.decisions.models import CallIn, Decision, Notice
from civilsociety.decisions.states import CallInState, NoticeState
from civilsociety.ui import clock
from civilsociety.ui.slots import Card, Task
from civilsociety.ui.words import plural, uk_date


def tasks_for(user):
    """What waits for a decision-maker, and what waits for those who prepare."""
    if user.may(Permission.MAKE_DECISIONS):
        yield from _for_makers()
    if user.may(Permission.PREPARE_DECISIONS):
        yield from _for_preparers()


def _for_makers():
    for decision in Decision.objects.drafts().exclude(ready_at=None).order_by("ready_at"):
        yield Task(
            f"Read and publish decision {decision.reference}",
            reverse("decisions:prepare", args=[decision.pk]),
            decision.title,
            f"Given to you on {uk_date(decision.ready_at)}",
        )


def _for_preparers():
    for call_in in CallIn.objects.filter(state=CallInState.OPEN).select_related("decision"):
        yield Task(
            f"Decision {call_in.decision.reference} is called in",
            reverse("decisions:prepare", args=[call_in.decision_id]),
            "Nobody acts on it until it is examined.",
            f"Since {uk_date(call_in.called_in_on)}",
        )
    for notice in Notice.objects.expected().filter(due_from__lte=clock.today()):
        if not notice.decisions.exists():
            yield Task(
                "Begin the record of a decision that is due",
                reverse("decisions:start"),
                notice.matter,
                f"Announced for {uk_date(notice.due_from)}",
            )
    unready = Decision.objects.drafts().filter(ready_at=None).count()
    if unready:
        address = reverse("decisions:desk")
        yield Task(f"Finish {plural(unready, 'draft decision')}", address, "Not published yet.")


def tools_for(user):
    """The way to the officers' pages about decisions."""
    if not user.may(Permission.PREPARE_DECISIONS):
        return []
    summary = "Draft records of decision and notices, and publish them."
    return [Card("Decisions", reverse("decisions:desk"), summary)]


def public_addresses():
    """The register, what is coming, and every record."""
    yield reverse("decisions:register")
    yield reverse("decisions:forward_plan")
    for decision in Decision.objects.latest_versions().only("reference"):
        yield decision.get_absolute_url()
    for notice in Notice.objects.filter(state=NoticeState.PUBLISHED).only("pk"):
        yield notice.get_absolute_url()
