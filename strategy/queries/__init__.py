"""What is asked about strategies."""

from strategy.queries.reading import (
    current_version,
    history_of,
    later_draft,
    lost_anchors,
    money_beside,
    published_strategies,
    sections_of_programme,
    shown_sections,
    strategies_for_officers,
)

__all__ = [
    "current_version",
    "history_of",
    "later_draft",
    "lost_anchors",
    "money_beside",
    "published_strategies",
    "sections_of_programme",
    "shown_sections",
    "strategies_for_officers",
]
