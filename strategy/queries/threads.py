"""What the strategy itself puts beside its sections: what changed and why, and who decided."""

from collections import Counter

from django.urls import reverse

from civilsociety.decisions.models import Decision
from civilsociety.ui.words import uk_date
from strategy.models import Change, Undertaking, Version
from strategy.slots import WHOLE_TEXT, Knot

# The latest changes of a section; the page of changes has all of them.
CHANGES_SHOWN = 3
LONGEST = 200


def changed_beside(sections):
    """What changed in a section up to this version, as published (pairs of key and Knot)."""
    sections = list(sections)
    if not sections:
        return []
    version = sections[0].version
    published = Version.objects.published().filter(
        strategy=version.strategy_id, number__lte=version.number
    )
    return _changes(sections, Change.objects.filter(version__in=published))


def changed_in_draft(sections, user):
    """The same for a draft, for those who read drafts: what changed in it so far."""
    sections = list(sections)
    if not sections or sections[0].version.is_published:
        return []
    mine = Version.objects.visible_to(user).filter(pk=sections[0].version_id)
    return _changes(sections, Change.objects.filter(version__in=mine))


def _changes(sections, changes):
    keys = {section.key for section in sections}
    rows = changes.filter(section_key__in=keys).order_by("-version__number", "pk")
    shown = Counter()
    for change in rows.select_related("version"):
        shown[change.section_key] += 1
        if shown[change.section_key] <= CHANGES_SHOWN:
            yield change.section_key, _changed(change, sections[0].version.strategy)


def _changed(change, strategy):
    address = f"{reverse('strategy:changes', args=[strategy.slug])}#{change.section_key}"
    return Knot("Changed", cut(change.what), address, cut(change.why))


def cut(text):
    """The text, ended between two words when it is long for a margin."""
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST else plain[:LONGEST].rpartition(" ")[0] + " …"


def decided_beside(sections):
    """The decision that adopted the text, and those behind actions promised elsewhere.

    Only decisions whose record is published here; the same twice is said once.
    """
    sections = list(sections)
    if not sections:
        return []
    version = sections[0].version
    behind = _behind_actions(version, {section.key for section in sections})
    if version.decision_reference:
        behind.append((WHOLE_TEXT, version.decision_reference))
    records = _records({reference for _, reference in behind})
    published = [(key, records[reference]) for key, reference in behind if reference in records]
    return [(key, decision_knot(decision)) for key, decision in published]


def _behind_actions(version, keys):
    rows = Undertaking.objects.filter(
        strategy=version.strategy_id, published_at__isnull=False, section_key__in=keys
    ).exclude(decision_reference="")
    return list(rows.values_list("section_key", "decision_reference"))


def _records(references):
    if not references:
        return {}
    rows = Decision.objects.latest_versions().filter(reference__in=references)
    return {decision.reference: decision for decision in rows}


def decision_knot(decision):
    """A published decision as a knot; the same for whoever speaks of it, so that it stands once."""
    text = f"{decision.reference} {decision.title}"
    return Knot("Decision", text, decision.get_absolute_url(), uk_date(decision.taken_on))
