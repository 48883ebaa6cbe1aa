"""Where somebody takes up the thread: a pound, a decision, a measure, a section."""

from dataclasses import dataclass

from django.urls import reverse

from civilsociety.budget.models import Head
from civilsociety.decisions.models import Decision
from civilsociety.ui.words import pounds
from funding.models import Programme, PublishedAward
from strategy.models import Measure, Undertaking


@dataclass(frozen=True)
class Beginning:
    """What the thread is taken up from; the lines that lead to one of `addresses` run from it."""

    kind: str
    title: str
    url: str
    addresses: frozenset


def beginning(asked):
    """The Beginning that `?from=kind:reference` names, or None for what nobody published.

    `asked` is like “decision:21/00055”, “award:SRF-G00012”, “head:recovery-fund”,
    “programme:recovery-fund”, “measure:reserves”, “action:loneliness”.
    """
    kind, _, reference = asked.partition(":")
    find = KINDS.get(kind)
    return find(reference.strip()) if find and reference.strip() else None


def _decision(reference):
    plain = reference.replace("-", "/")
    found = Decision.objects.latest_versions().filter(reference__in=(reference, plain)).first()
    return found and _at("Decision", str(found), found.get_absolute_url())


def _head(key):
    found = Head.objects.filter(key=key).first()
    return found and _at("Budget", found.name, found.get_absolute_url())


def _programme(slug):
    found = Programme.objects.public().select_related("head").filter(slug=slug).first()
    return found and _at("Programme", found.name, found.get_absolute_url(), *_money_of(found))


def _award(reference):
    rows = PublishedAward.objects.latest().select_related("award__programme__head")
    found = rows.filter(reference=reference).first()
    if found is None:
        return None
    title = f"{found.reference}, {pounds(found.amount_pence)} to {found.recipient_name}"
    return _at("Award", title, found.get_absolute_url(), *_money_of(found.award.programme))


def _money_of(programme):
    """The steps of the thread that speak of a programme's money."""
    awards = f"{reverse('funding:grants')}?programme={programme.slug}"
    return awards, programme.head.get_absolute_url()


def _measure(slug):
    rows = Measure.objects.filter(published_at__isnull=False, slug=slug)
    found = rows.select_related("objective__strategy").first()
    return found and _at("Measure", found.name, found.get_absolute_url())


def _action(slug):
    rows = Undertaking.objects.filter(published_at__isnull=False, slug=slug)
    found = rows.select_related("strategy").first()
    return found and _at("Action", found.title, found.get_absolute_url())


def _at(kind, title, url, *others):
    return Beginning(kind, title, url, frozenset((url, *others)))


KINDS = {
    "decision": _decision,
    "head": _head,
    "programme": _programme,
    "award": _award,
    "measure": _measure,
    "action": _action,
}
