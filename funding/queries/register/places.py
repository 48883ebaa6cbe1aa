"""On pages of others: what the public register, its files and evaluations put there."""

from django.urls import reverse

from civilsociety.accounts.permissions import Permission as P
from civilsociety.ui.slots import Card, Panel, Task
from civilsociety.ui.words import plural
from funding.models import Evaluation, PublishedAward, RegisterCheck
from funding.states import EvaluationState

MOST_IN_SITEMAP = 5_000


def tasks_for(user):
    """What the last comparison with the ledger found (Tasks)."""
    if not user.may(P.MANAGE_FUNDING):
        return []
    ended = (RegisterCheck.State.DONE, RegisterCheck.State.FAILED)
    check = RegisterCheck.objects.filter(state__in=ended).first()
    return list(_found(check)) if check else []


def _found(check):
    url = reverse("admin:funding_registercheck_change", args=[check.pk])
    if check.state == RegisterCheck.State.FAILED:
        yield Task("The register could not be compared with the ledger", url, check.error)
    if check.differences:
        title = f"{plural(check.differences, 'award')} in the register not as in the ledger"
        yield Task(title, url, "See which, and publish them again.", urgent=True)
    if check.held_back:
        title = f"{plural(check.held_back, 'award')} held back from the register"
        yield Task(title, url, "Something in a text may lead to a person.", urgent=True)


def tools_for(user):
    """Where the tools stand, for those who may (Cards)."""
    if not (user.may(P.MANAGE_FUNDING) or user.may(P.HOLD_BUDGET)):
        return []
    return [
        Card(
            title="Register of awards",
            url=reverse("admin:funding_publishedaward_changelist"),
            summary="Every award as it was published, version by version, and its proof.",
        ),
        Card(
            title="Evaluations",
            url=reverse("admin:funding_evaluation_changelist"),
            summary="What came of each programme: counted by itself, concluded by you.",
        ),
    ]


def public_addresses():
    """Addresses of public pages, for search engines."""
    newest = PublishedAward.objects.latest().order_by("-award").only("reference")
    return [
        reverse("funding:grants"),
        reverse("funding:districts"),
        reverse("funding:outcomes"),
        *(row.get_absolute_url() for row in newest[:MOST_IN_SITEMAP]),
        *(each.get_absolute_url() for each in published_evaluations()),
    ]


def published_evaluations():
    """Every evaluation that everybody may read, the latest first."""
    return Evaluation.objects.filter(state=EvaluationState.PUBLISHED).select_related("programme")


def panels_for(award, user, now):
    """Parts of the grant holder's page of an award: how everybody reads it (Panels)."""
    row = award.published.filter(is_latest=True).first()
    return [Panel("funding/register/parts/published.html", {"row": row})] if row else []
