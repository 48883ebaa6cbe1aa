"""The pathway as a reader sees it: the steps taken, where it stands, what is ahead."""

from dataclasses import dataclass, field
from datetime import date

from django.core.paginator import Paginator
from django.db.models import Prefetch

from strategy.models import DraftReading, Step, StepPaper
from strategy.states import VersionState

# What stands in the list before it has happened, from where a version is.
AHEAD = {
    VersionState.FINAL: (VersionState.CABINET, VersionState.ADOPTED, VersionState.IN_FORCE),
    VersionState.CABINET: (VersionState.ADOPTED, VersionState.IN_FORCE),
    VersionState.ADOPTED: (VersionState.IN_FORCE,),
}
# A step as somebody outside reads it: what happened, not where the row stands.
WORDS = {
    VersionState.DRAFT: "Drafted",
    VersionState.IN_REVIEW: "Reviewed before publication",
    VersionState.CONSULTATION_DRAFT: "Consultation draft published",
    VersionState.REVISED: "Revised",
    VersionState.FINAL: "Final text published, before committee",
    VersionState.CABINET: "Before Cabinet",
    VersionState.ADOPTED: "Adopted",
    VersionState.IN_FORCE: "In force",
    VersionState.SUPERSEDED: "Superseded",
}
READINGS_SHOWN = 50


@dataclass(frozen=True)
class ShownStep:
    """One step, ready to draw; `state` is "", "here" or "ahead"."""

    word: str
    version: object
    pk: int = 0
    on: date | None = None
    until: date | None = None
    body: str = ""
    outcome: str = ""
    decision_reference: str = ""
    papers: list = field(default_factory=list)
    state: str = ""


def pathway_of(strategy, user):
    """Every step of the strategy's versions that this reader may see, and what is ahead."""
    visible = strategy.versions.visible_to(user)
    papers = Prefetch("papers", StepPaper.objects.select_related("file").defer("file__content"))
    rows = list(
        Step.objects.filter(version__in=visible)
        .select_related("version__strategy")
        .prefetch_related(papers)
    )
    shown = [_shown(step) for step in rows]
    latest = max((step.version for step in rows), key=lambda each: each.number, default=None)
    if latest is None:
        return []
    return [*shown, *(_ahead(state, latest) for state in AHEAD.get(latest.state, ()))]


def _shown(step):
    here = step.state == step.version.state and step.version.superseded_on is None
    return ShownStep(
        word=WORDS[step.state],
        version=step.version,
        pk=step.pk,
        on=step.on,
        until=step.until,
        body=step.body,
        outcome=step.outcome,
        decision_reference=step.decision_reference,
        papers=list(step.papers.all()),
        state="here" if here else "",
    )


def _ahead(state, version):
    return ShownStep(word=WORDS[state], version=version, state="ahead")


def steps_of(version):
    """The steps of one version for its officers, with their papers."""
    return version.steps.prefetch_related("papers")


def readings_of(version, page):
    """A page of who read a draft, the latest first."""
    rows = DraftReading.objects.filter(version=version).select_related("reader")
    return Paginator(rows, READINGS_SHOWN).get_page(page)
