"""The Markdown of one section: what in it cannot be kept, and where it may be divided."""

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt

from strategy.formats.front_matter import CONTROL
from strategy.formats.headings import LONGEST_BODY, LONGEST_TITLE, split_anchor
from strategy.formats.text import Problem

DEEPEST_HEADING = 4  # below the section's own
MOST_TOLD = 20

PICTURE = "picture:"

# As documents read it, but with HTML recognised, so that it can be told.
_parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 20}).enable(
    ["table", "strikethrough"]
)


@dataclass(frozen=True)
class SubHeading:
    """A heading inside a section's text."""

    line: int  # from 1
    ends: int  # the last line of the heading, from 1
    depth: int  # from 1 below the section
    words: str
    nested: bool = False  # in a quotation or a list, where no section can begin


@dataclass(frozen=True)
class Part:
    """What becomes a section of its own when a text is divided."""

    title: str
    body: str


def problems_of(body, *, pictures=(), strict=True):
    """Everything in the text that would not be shown as it is written, each with its line.

    Not strict, only what cannot be kept at all: characters that are no text, too many of them.
    """
    if control := CONTROL.search(body):
        line = body.count("\n", 0, control.start()) + 1
        return [Problem(line, "there is a character that is not text. Delete it.")]
    if len(body) > LONGEST_BODY:
        return [
            Problem(
                None,
                f"The text has {len(body):,} characters. {LONGEST_BODY:,} are the most: "
                "divide it into sections.",
            )
        ]
    if not strict:
        return []
    tokens = _parser.parse(body)
    found = [*_html_in(tokens), *_pictures_in(tokens, set(pictures)), *_too_deep(tokens)]
    return sorted(found, key=lambda problem: problem.line or 0)[:MOST_TOLD]


def sub_headings(body):
    """The headings inside the text, with their depth as a page would show it."""
    return list(_sub_headings(_parser.parse(body)))


def parts_from(body, line):
    """The text above the heading at `line`, and what follows as parts, in reading order.

    The heading and each later one that is as high or higher begin a part; deeper ones stay in
    its text. Nothing when no heading that can begin a section stands at that line.
    """
    headings = [each for each in sub_headings(body) if not each.nested]
    first = next((each for each in headings if each.line == line), None)
    if first is None:
        return None
    begin = [each for each in headings if each.line >= line and each.depth <= first.depth]
    lines = body.split("\n")
    ends = [each.line - 1 for each in begin[1:]] + [len(lines)]
    parts = [
        Part(each.words[:LONGEST_TITLE], _trimmed(lines[each.ends : end]))
        for each, end in zip(begin, ends, strict=True)
    ]
    return _trimmed(lines[: line - 1]), parts


def _trimmed(lines):
    return "\n".join(lines).strip("\n").rstrip()


def _sub_headings(tokens):
    stack = []
    for at, token in enumerate(tokens):
        if token.type != "heading_open":
            continue
        own = int(token.tag[1])
        while stack and stack[-1] >= own:
            stack.pop()
        stack.append(own)
        words, _ = split_anchor(tokens[at + 1].content)
        start, end = token.map
        yield SubHeading(start + 1, end, len(stack), words, nested=token.level > 0)


def _html_in(tokens):
    for token in tokens:
        if token.type == "html_block":
            yield _html_problem(token.map[0] + 1, token.content)
        told = 0
        for child, line in _inline(token):
            if child.type == "html_inline" and line != told:
                yield _html_problem(line, child.content)
                told = line  # once a line: an end tag is no problem of its own


def _html_problem(line, content):
    shown = " ".join(content.split())[:40]
    return Problem(
        line,
        f"“{shown}” is HTML, which is not used here. Write it as Markdown, "
        "or put it between `backticks` to show it as it is.",
    )


def _pictures_in(tokens, known):
    for token in tokens:
        for child, line in _inline(token):
            if child.type == "image":
                yield from _picture_problem(child, line, known)


def _picture_problem(child, line, known):
    address = str(child.attrs.get("src", ""))
    if not address.startswith(PICTURE):
        yield Problem(
            line,
            f"the picture “{address[:60]}” is not kept here. Pictures come in with a Word file "
            "and are written like ![what it shows](picture:key).",
        )
    elif address.removeprefix(PICTURE) not in known:
        has = f" There are: {', '.join(sorted(known)[:10])}." if known else " There are none yet."
        yield Problem(
            line, f"this version has no picture “{address.removeprefix(PICTURE)[:40]}”.{has}"
        )


def _too_deep(tokens):
    for heading in _sub_headings(tokens):
        if heading.depth > DEEPEST_HEADING:
            yield Problem(
                heading.line,
                f"“{heading.words[:60]}” is too deep. Inside a section {DEEPEST_HEADING} levels "
                "of heading are the most.",
            )


def _inline(token):
    """The pieces of an inline token, each with its line."""
    if token.type != "inline" or token.map is None:
        return
    line = token.map[0] + 1
    for child in token.children or ():
        yield child, line
        if child.type in {"softbreak", "hardbreak"}:
            line += 1
        yield from ((inner, line) for inner in child.children or ())


def title_problem(title):
    """What is wrong with a section's title, in a sentence; nothing when it is right."""
    if not title:
        return "Enter the title of the section."
    if CONTROL.search(title):
        return "The title holds a character that is not text. Delete it."
    if len(title) > LONGEST_TITLE:
        return f"The title has {len(title)} characters. {LONGEST_TITLE} are the most."
    return ""


def tidy(body):
    """A text with the line ends of Unix and no empty lines around it."""
    return body.replace("\r\n", "\n").replace("\r", "\n").strip("\n").rstrip()


def plain_title(title):
    """A title on one line."""
    return re.sub(r"\s+", " ", title).strip()
