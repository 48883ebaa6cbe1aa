"""Headings and the text below them, settled into numbered sections with anchors."""

import re
from dataclasses import dataclass

from django.utils.text import slugify
from markdown_it import MarkdownIt

from strategy.formats.text import SectionText

MOST_SECTIONS = 500
DEEPEST_LEVEL = 4
LONGEST_TITLE = 200  # characters, as the database column
LONGEST_ANCHOR = 80
LONGEST_BODY = 50_000  # characters
# Ids that stand on every page already.
RESERVED_ANCHORS = {"main", "main-content", "contents", "top", "navigation"}

_ANCHOR_AT_END = re.compile(r"\s*\{#([^{}]*)\}\s*$")
_ANCHOR = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_TYPED_NUMBER = re.compile(r"^(\d+(?:\.\d+)*)[.):]?\s+")

# Blocks only: headings keep their raw text, and hostile inline text costs nothing.
_blocks = MarkdownIt("commonmark")
_blocks.core.ruler.disable(["inline", "text_join"])
_inline = MarkdownIt("commonmark")


@dataclass
class _Heading:
    """A heading as it stands in the file, before its number and anchor are settled."""

    line: int
    level: int
    title: str
    anchor: str | None
    ends: int
    body: str = ""


def read_headings(lines, start, reading):
    """Every heading with the text below it, and the text before the first one."""
    source = "\n".join(lines[start:])
    headings = []
    for token, inline in _top_headings(_blocks.parse(source)):
        line = start + token.map[0] + 1
        if token.markup[0] != "#":
            reading.refuse(
                line,
                f"“{inline.content[:60]}” is underlined. Write headings with # in front, "
                "and leave an empty line above a rule.",
            )
        title, anchor = split_anchor(inline.content)
        headings.append(_Heading(line, int(token.tag[1]), title, anchor, start + token.map[1]))
    for heading, following in zip(headings, [*headings[1:], None], strict=False):
        until = following.line - 1 if following else len(lines)
        heading.body = "\n".join(lines[heading.ends : until]).strip("\n").rstrip()
    lead = "\n".join(lines[start : headings[0].line - 1 if headings else len(lines)]).strip()
    return headings, lead


def _top_headings(tokens):
    """Heading tokens with their text; those inside quotations and lists are not sections."""
    return [
        (token, tokens[i + 1])
        for i, token in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0
    ]


def split_anchor(content):
    """The heading's plain words, and its `{#anchor}` when it has one."""
    found = _ANCHOR_AT_END.search(content)
    anchor = found[1] if found else None
    words = content[: found.start()] if found else content
    # A title has 200 characters at most; what is far longer is refused, not understood.
    children = _inline.parseInline(words[:1000])[0].children
    plain = "".join(part.content for part in children if part.type in {"text", "code_inline"})
    return " ".join(plain.split()), anchor


def take_title(headings, lead, entries):
    """A lone `#` heading at the top is the strategy's title, and its chapters start at `##`.

    It stays a chapter when the title is given elsewhere and reads differently.
    """
    if headings:
        _raise_to_top(headings)
    tops = [heading for heading in headings if heading.level == 1]
    if len(tops) != 1 or headings[0] is not tops[0] or len(headings) == 1 or lead:
        return headings, lead
    title, *rest = headings
    if entries.setdefault("title", title.title) != title.title:
        return headings, lead
    _raise_to_top(rest)
    return rest, title.body


def _raise_to_top(headings):
    """Files whose highest heading is `##` mean the same as those that begin with `#`."""
    spare = min(heading.level for heading in headings) - 1
    if headings[0].level == spare + 1:
        for heading in headings:
            heading.level -= spare


def settle(headings, reading):
    """Sections with number and anchor; refuses skipped levels, doubles and what is too much."""
    if not headings:
        reading.refuse(None, "The file has no sections. Start each with a heading, like “# People”")
    if len(headings) > MOST_SECTIONS:
        reading.refuse(
            headings[MOST_SECTIONS].line,
            f"there are more than {MOST_SECTIONS} sections. Join some of them.",
        )
        return []
    counts, path, used, sections = [0] * DEEPEST_LEVEL, [], {}, []
    for heading in headings:
        if not _level_follows(heading, len(path), reading):
            continue
        path = path[: heading.level - 1]
        counts[heading.level - 1] += 1
        counts[heading.level :] = [0] * (DEEPEST_LEVEL - heading.level)
        number = ".".join(str(count) for count in counts[: heading.level])
        title = _checked_title(heading, number, reading)
        key = _settle_anchor(heading, title, path[-1] if path else "", used, reading)
        if len(heading.body) > LONGEST_BODY:
            reading.refuse(
                heading.line,
                f"the text below “{title[:60]}” is longer than {LONGEST_BODY:,} characters. "
                "Divide it with headings.",
            )
        path.append(key)
        sections.append(SectionText(key, heading.level, number, title, heading.body))
    return sections


def _level_follows(heading, depth, reading):
    """Whether the heading is at most one level below the one above it."""
    if heading.level > DEEPEST_LEVEL:
        reading.refuse(
            heading.line, f"“{heading.title}” is too deep. Four levels of heading are the most."
        )
        return False
    if heading.level > depth + 1:
        reading.refuse(
            heading.line,
            f"“{heading.title}” skips a level. Take away a # so that it stands "
            "one level below the heading above it.",
        )
        return False
    return True


def _checked_title(heading, number, reading):
    """The title without a number typed by hand, when that is the number it gets anyway."""
    title = heading.title
    typed = _TYPED_NUMBER.match(title)
    if typed and typed[1] == number:
        title = title[typed.end() :]
    if not title:
        reading.refuse(heading.line, "this heading has no words. Give it a title or delete it.")
    elif len(title) > LONGEST_TITLE:
        reading.refuse(
            heading.line,
            f"this heading has {len(title)} characters. Shorten it to {LONGEST_TITLE} or fewer.",
        )
    return title


def _settle_anchor(heading, title, parent, used, reading):
    """The section's anchor: as written, else from its title, else from its parent's and its own."""
    anchor = heading.anchor
    if anchor is None:
        anchor = slugify(title)[:LONGEST_ANCHOR].strip("-_").replace("_", "-")
        if anchor in used and parent:
            anchor = f"{parent}-{anchor}"[:LONGEST_ANCHOR].strip("-")
    if anchor in used:
        reading.refuse(
            heading.line,
            f"the anchor “{anchor}” is taken by line {used[anchor]}. "
            "Give this heading its own, like {#another-name} at its end.",
        )
    elif not _ANCHOR.fullmatch(anchor) or len(anchor) > LONGEST_ANCHOR:
        reading.refuse(
            heading.line,
            "this heading needs an anchor of small letters, digits and hyphens that starts "
            "with a letter. Put it at its end, like {#fair-funding}",
        )
    elif anchor in RESERVED_ANCHORS:
        reading.refuse(heading.line, f"the page uses the anchor “{anchor}” itself. Choose another.")
    used.setdefault(anchor, heading.line)
    return anchor
