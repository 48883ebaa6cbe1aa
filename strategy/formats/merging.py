"""Two people's changes to one text put together, paragraph by paragraph, where they do not meet."""

import re
from difflib import SequenceMatcher

# Beyond this many paragraphs nothing is offered: comparing them could hold up a page.
MOST_BLOCKS = 2_000

_BREAK = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


def merged(base, mine, theirs):
    """The text with both changes, or None where both touch the same paragraph.

    Two insertions at one place touch each other. Changes that both made alike count once.
    Empty lines between paragraphs become one.
    """
    if mine == theirs:
        return mine
    texts = [_blocks(text) for text in (base, mine, theirs)]
    if any(len(blocks) > MOST_BLOCKS for blocks in texts):
        return None
    return _joined(*texts)


def merged_line(base, mine, theirs):
    """The same for a title: whoever changed it, or None where both did."""
    if mine in {base, theirs}:
        return theirs
    return mine if theirs == base else None


def _blocks(text):
    return _BREAK.split(text.strip("\n")) if text.strip() else []


def _joined(base, mine, theirs):
    """Walks both sets of changes in the order of the base; they may not overlap."""
    hunks = sorted({*_hunks(base, mine), *_hunks(base, theirs)})
    result, at = [], 0
    for number, (start, end, blocks) in enumerate(hunks):
        if start < at or (number and _meet(hunks[number - 1], start, end)):
            return None
        result += [*base[at:start], *blocks]
        at = end
    return "\n\n".join([*result, *base[at:]])


def _meet(before, start, end):
    """Whether two changes stand at one place: one puts something in where the other begins."""
    was_start, was_end, _ = before
    return start == was_start or (start == was_end and (start == end or was_start == was_end))


def _hunks(base, changed):
    """What was changed: from which paragraph of the base to which, and what stands there now.

    As many paragraphs in place of as many are changes of each: so the other person's change of
    one of them, made alike, is known again.
    """
    matcher = SequenceMatcher(None, base, changed, autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "replace" and end - start == last - first:
            yield from (
                (start + n, start + n + 1, (changed[first + n],)) for n in range(end - start)
            )
        elif kind != "equal":
            yield start, end, tuple(changed[first:last])
