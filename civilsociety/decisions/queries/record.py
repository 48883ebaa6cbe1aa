"""One record as its page and its PDF show it."""

from dataclasses import dataclass

from civilsociety.decisions import slots
from civilsociety.decisions.models import Authority, Decision, Paper
from civilsociety.decisions.queries.changes import changes_of
from civilsociety.decisions.queries.delegations import drawn_under, left_of
from civilsociety.decisions.queries.pathway import pathway


@dataclass(frozen=True)
class Amount:
    """What the decision allows for one purpose, and what is left of a delegation."""

    authority: Authority
    left: int | None  # pence that may still be decided under a delegation
    drawn: tuple  # decisions taken under it


@dataclass(frozen=True)
class Record:
    """Everything a reader is shown of one version."""

    decision: Decision
    first: Decision
    effect: object
    amounts: tuple
    papers: tuple
    comments: tuple
    versions: tuple
    changes: tuple
    supersedes: tuple
    knots: tuple
    began: tuple
    followed: tuple

    @property
    def spends(self):
        """What may be spent under this record itself, in pence."""
        return self._sum(delegated=False)

    @property
    def delegates(self):
        """What somebody may decide later under this record, in pence."""
        return self._sum(delegated=True)

    def _sum(self, *, delegated):
        found = (amount.authority for amount in self.amounts)
        return sum(each.up_to_pence for each in found if each.is_delegation == delegated)

    @property
    def is_latest(self):
        """Whether no later version stands beside it."""
        return self.versions[-1].version <= self.decision.version


def record_of(decision, *, today):
    """The record of a version, published or not, as it stands on a day."""
    versions = Decision.objects.filter(reference=decision.reference).order_by("version")
    versions = [each for each in versions if each.is_published or each.pk == decision.pk]
    first = next((each for each in versions if each.version == 1), decision)
    effect = decision.effect(today) if decision.is_published else None
    comments = tuple(first.comments.all())
    supersedes = Decision.objects.filter(superseded_by__reference=decision.reference, version=1)
    return Record(
        decision=decision,
        first=first,
        effect=effect,
        amounts=tuple(amounts_of(first)),
        papers=tuple(papers_of(decision)),
        comments=comments,
        versions=tuple(versions),
        changes=tuple(changes_of(decision, versions)),
        supersedes=tuple(supersedes),
        knots=tuple(pathway(decision, first, versions, comments, effect, today)),
        began=tuple(slots.where_it_began.fill(decision)),
        followed=tuple(slots.what_followed.fill(decision)) if decision.is_published else (),
    )


def amounts_of(first):
    """What version 1 allows, and for each delegation what is left and who drew on it."""
    rows = list(first.authorities.select_related("purpose", "under__decision", "under__purpose"))
    drawn = drawn_under([each for each in rows if each.is_delegation])
    for authority in rows:
        under = drawn[authority.pk]
        left = left_of(authority, under) if authority.is_delegation else None
        decided = dict.fromkeys(each.decision for each in under)
        yield Amount(authority, left, tuple(decided))


def papers_of(decision):
    """The papers of a version and of the ones before it, without the bytes."""
    papers = Paper.objects.filter(
        decision__reference=decision.reference, decision__version__lte=decision.version
    )
    return papers.defer("content").select_related("decision").order_by("kind", "pk")
