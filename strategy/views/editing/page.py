"""The outline of a draft as the officers' page of a version shows it."""

from dataclasses import dataclass

from civilsociety.refusal import why_not
from strategy.models import Section
from strategy.queries.editing.history import taken_out
from strategy.queries.editing.locks import locks_in
from strategy.queries.editing.outline import changes_by_section, explained, waiting_by_section
from strategy.rules.editing import (
    Node,
    can_start_revision,
    check_can_start_revision,
    since,
    ways_of,
)


@dataclass(frozen=True)
class Row:
    """One section of the outline and all that is known of it."""

    section: Section
    ways: list
    writer: object  # who is writing in it now
    since: str
    waiting: int  # open comments
    change: str  # "", "new" or "changed" since the text that was published last
    is_explained: bool
    is_open: bool


def outline_context(version, sections, request, now):
    """What the page of a version shows of its outline; of a published one, what may follow it."""
    if version.is_published:
        open_draft = version.strategy.versions.unpublished().first()
        return {
            "open_draft": open_draft,
            "can_revise": can_start_revision(version, open_draft),
            "revise_refusal": why_not(check_can_start_revision, version, open_draft),
        }
    changes = changes_by_section(version)
    wanted = request.GET.get("open", "")
    locks, ways = locks_in(version, now), ways_of([Node(s.key, s.level) for s in sections])
    waiting, reasons = waiting_by_section(version, request.user), explained(version)
    return {
        "rows": [
            Row(
                section=section,
                ways=ways[section.key],
                writer=locks[section.key].holder if section.key in locks else None,
                since=since(locks[section.key], now) if section.key in locks else "",
                waiting=waiting[section.key],
                change=(changes or {}).get(section.key, ""),
                is_explained=section.key in reasons,
                is_open=section.key == wanted,
            )
            for section in sections
        ],
        "compares": changes is not None,
        "taken_out": taken_out(version),
        "forget": request.GET.get("saved", "")[:80],
    }
