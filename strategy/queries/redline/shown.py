"""A comparison as a page shows it: each section with its labels, its words and its reasons."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from strategy.queries.redline.comparing import ADDED, CHANGED, REMOVED
from strategy.queries.redline.drawing import beside_html, drawn, inline_html

INLINE, BESIDE = "inline", "beside"


@dataclass(frozen=True)
class ShownChange:
    """One compared section as `strategy/redline/section.html` draws it, as `shown`."""

    key: str
    number: str
    title: SafeString
    plain_title: str
    heading: int
    fate: str
    labels: tuple
    count: int
    in_short: str
    html: SafeString
    rewritten: bool  # whether there is anything to read word by word
    beside: bool = False
    reasons: tuple = ()


def shown_section(section, *, view=INLINE, whole=True, reasons=None):
    """A ComparedSection drawn. `whole` shows what was kept too; `reasons` are by anchor."""
    level = min(section.section.level + 2, 6)
    draw = beside_html if view == BESIDE else inline_html
    found = [reason for key in sorted(section.keys) for reason in (reasons or {}).get(key, ())]
    return ShownChange(
        key=section.key,
        number=section.section.number,
        title=drawn(section.title_pieces) if section.renamed else section.section.title,
        plain_title=section.section.title,
        heading=min(section.section.level + 1, 6),
        fate=section.fate,
        labels=tuple(labels_of(section)),
        count=section.count,
        in_short=section.in_short,
        html=draw(section, whole=whole or section.fate in (ADDED, REMOVED), level=level),
        rewritten=section.fate in (ADDED, REMOVED) or section.rewritten,
        beside=view == BESIDE,
        reasons=tuple(found),
    )


def labels_of(section):
    """What happened to a section, in words."""
    if section.fate == ADDED:
        yield "New section"
    if section.fate == REMOVED:
        yield "Section taken out"
    if section.moved:
        yield f"Moved: it was {section.place}"
    elif section.renumbered:
        yield f"It was number {section.old.number}"
    if section.renamed:
        yield f"It was called “{section.old.title}”"
    if section.fate == CHANGED:
        yield section.in_short


def shown_sections(comparison, *, view=INLINE, whole=False, reasons=None):
    """The sections of a page: those that are other, or with `whole` all of them."""
    sections = comparison.sections if whole else comparison.others
    return [shown_section(section, view=view, whole=whole, reasons=reasons) for section in sections]
