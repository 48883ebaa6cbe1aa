"""On the page of a decision: where the strategies promise what it pays for or asks for."""

from django.db.models import Q

from civilsociety.budget.models import Head
from civilsociety.decisions.slots import Panel
from strategy.models import Section, Undertaking
from strategy.queries.reading import published_strategies


def promised_before(decision):
    """The sections that a decision's money or actions belong to (Panels of its page).

    By the programmes of its purposes, named after a section, and by actions promised elsewhere
    that name the decision. In the strategies in force; a constant number of queries.
    """
    heads = _heads(decision)
    actions = _actions(decision)
    if not heads and not actions:
        return []
    current = {each.current.pk: each for each in published_strategies()}
    keys = {key for head in heads for key in beginnings(head)} | {key for _, key in actions}
    sections = list(Section.objects.filter(version__in=current, key__in=keys).defer("body"))
    found = [each for each in sections if _is_meant(each, sections, heads, actions, current)]
    return [_panel(found, current)] if found else []


def _heads(decision):
    """Keys of the programmes that this decision lets money be spent on."""
    behind = Q(purpose__authorities__decision__reference=decision.reference)
    return list(Head.objects.filter(behind).distinct().values_list("key", flat=True))


def _actions(decision):
    rows = Undertaking.objects.filter(
        decision_reference=decision.reference, published_at__isnull=False
    )
    return list(rows.exclude(section_key="").values_list("strategy", "section_key"))


def beginnings(head):
    """The anchors a programme's section may have: `volunteering-pilot`, `volunteering`."""
    words = head.split("-")
    return ["-".join(words[:length]) for length in range(1, len(words) + 1)]


def _is_meant(section, sections, heads, actions, current):
    """Whether a section is named by an action, or is the nearest one to a programme's key."""
    if (current[section.version_id].pk, section.key) in actions:
        return True
    mine = [each.key for each in sections if each.version_id == section.version_id]
    nearest = (max((key for key in mine if key in beginnings(h)), default="") for h in heads)
    return section.key in nearest


def _panel(sections, current):
    rows = [
        {
            "title": f"{section.number} {section.title}",
            "key": section.key,
            "strategy": current[section.version_id],
        }
        for section in sections
    ]
    lines = tuple(f"{row['title']}, {row['strategy'].title}." for row in rows)
    return Panel("Where the strategy promises it", "strategy/promised_before.html", rows, lines)
