"""Two texts of one section compared, drawn as every comparison is."""

from strategy.models import Section
from strategy.queries.redline.comparing import ComparedSection
from strategy.queries.redline.shown import shown_section


def difference(before, after, *, section, name, whole=False, below=2):
    """What differs from `before` to `after`, for `strategy/redline/text.html` as `shown`.

    Both have a title and a body; `before` may be None. `name` makes the anchors in it unlike
    those of other comparisons on the page; `below` is the level of the heading it stands under.
    """
    old, new = (_as_section(words, section, name, below - 1) for words in (before, after))
    return shown_section(ComparedSection(old, new), whole=whole)


def _as_section(words, section, name, level):
    if words is None:
        return None
    return Section(
        key=f"{section.key}-{name}",
        number=section.number,
        level=level,
        title=words.title,
        body=words.body,
    )


def with_changes(rows, before):
    """Revisions, newest first, each with what it changed; `before` is the one below the last."""
    pairs = zip(rows, [*rows[1:], before], strict=True)
    return [
        (row, difference(earlier, row, section=row, name=f"revision-{row.revision}"))
        for row, earlier in pairs
    ]
