"""What a reader sees of one block, word by word, and how each word is dressed."""

import re
from typing import NamedTuple

from markdown_it import MarkdownIt

# Beyond this many characters a block is read as plain words: understanding its markup could
# hold up a page, and nobody writes such a paragraph.
LONGEST = 20_000

_SIGNS = re.compile(r"[*_`~]|\]\([^)\s]*\)|\[")
_FINE = re.compile(r"\w+|[^\w\s]")
_NOTE = re.compile(r"\[\^([^\]\s]{1,60})\]")
_STYLES = {"strong_open": "strong", "em_open": "em", "s_open": "s"}
BREAK = "\n"
GLUE = "\0"

# Most paragraphs with markup have some bold or weak words and links whose signs can mean nothing
# else: these are read here, in a tenth of the time. Everything else is left to the real parser.
_WORDS = r"[^*_`\[\]<\\&~\n]+"
_LIGHT = re.compile(
    r"\*(?<![^ \n(]\*)(?P<second>\*?)(?=[^\W_])(?P<bold>" + _WORDS + r")"
    r"(?:(?<=[^\W_])\*(?P=second)(?![^ \n.,;:!?)])|(?<=[.,;:!?)])\*(?P=second)(?![^ \n]))"
    r"|\[(?<!!\[)(?P<link>" + _WORDS + r")\]\((?P<where>[A-Za-z0-9:/.?=#_-]+)\)"
)
_LIGHT_NOTE = re.compile(r"\[(?<!!\[)\^[^\]\s*_`\[<\\&~]{1,60}\](?![\[(:])")

_inline = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).enable("strikethrough")


class Words(NamedTuple):
    """The words and marks of a text: `keys` as they are compared, `styles` how each is dressed.

    A key begins with GLUE where no gap stands before it. Styles are tuples of “strong”, “em”,
    “s”, “code”, “link:/where”, “picture:key”, “note:1”.
    """

    keys: list
    styles: list

    def add(self, text, style, spaced):
        """The words of one run of text, all in one dress."""
        before = len(self.keys)
        for word in text.split():
            if word.isalnum():
                self.keys.append(word)
            else:
                first, *others = _FINE.findall(word)
                self.keys.append(first)
                self.keys.extend([GLUE + each for each in others])
        if len(self.keys) == before:
            return
        if not spaced and not text[0].isspace():
            self.keys[before] = GLUE + self.keys[before]
        self.styles.extend([style] * (len(self.keys) - before))


def has_markup(text):
    """Whether anything in the text may be more than plain words."""
    # One after the other, because looking for one sign is many times faster than for any of them.
    return (
        "*" in text or "[" in text or "_" in text or "`" in text or "&" in text or "<" in text
        or "\\" in text or "~" in text or "  \n" in text
    )  # fmt: skip


def without_signs(text):
    """The text with the signs of bold and the like taken out, well enough to weigh its words."""
    return _SIGNS.sub("", text)


def fine_words(text):
    """The text as words and marks with their styles; Markdown's own signs are gone."""
    found = Words([], [])
    text = text.replace(GLUE, "\ufffd")
    if len(text) > LONGEST:
        found.add(text, (), True)
    elif (runs := _light(text)) is not None:
        spaced = True
        for run, style in runs:
            _add_with_notes(run, style, spaced, found)
            spaced = run[-1:].isspace() if run else spaced
    else:
        _spread(_inline.parseInline(text)[0].children or (), found)
    return found


def _light(text):
    """The runs of a text and their styles, where no sign in it could be read in two ways.

    None for every other text: it has to be parsed.
    """
    runs, ends = [], 0
    for each in _LIGHT.finditer(text):
        style = _light_style(each)
        if style is None:
            return None
        runs += [(text[ends : each.start()], ()), (each["bold"] or each["link"], style)]
        ends = each.end()
    runs.append((text[ends:], ()))
    plain = " ".join(run for run, style in runs if not style)
    if "[" in plain:
        plain = _LIGHT_NOTE.sub("", plain)
    return None if "\r" in plain or has_markup(plain) else runs


def _light_style(found):
    if found["bold"]:
        return ("strong",) if found["second"] else ("em",)
    where = _inline.normalizeLink(found["where"])
    return (f"link:{where}",) if _inline.validateLink(where) else None


def joined(keys):
    """Words and marks as running text."""
    return " ".join(keys).replace(f" {GLUE}", "").removeprefix(GLUE)


def _spread(children, found):
    styles, spaced = [], True
    for child in children:
        if child.nesting == 1:
            styles.append(_STYLES.get(child.type) or f"link:{child.attrs.get('href', '')}")
        elif child.nesting == -1:
            styles.pop()
        elif child.type == "softbreak":
            spaced = True
        elif child.type == "hardbreak":
            found.keys.append(BREAK)
            found.styles.append(())
            spaced = True
        else:
            text, style = _content(child, tuple(styles))
            _add_with_notes(text, style, spaced, found)
            spaced = text[-1:].isspace() if text else spaced


def _content(child, styles):
    if child.type == "image":
        return child.content or "picture", (*styles, f"picture:{child.attrs.get('src', '')}")
    return child.content, (*styles, "code") if child.type == "code_inline" else styles


def _add_with_notes(text, style, spaced, found):
    """A run of text; references to notes are one word each, in a dress of their own."""
    ends = 0
    for note in _NOTE.finditer(text):
        run = text[ends : note.start()]
        found.add(run, style, spaced)
        spaced = run[-1:].isspace() if run else spaced
        found.keys.append(note[1] if spaced else GLUE + note[1])
        found.styles.append((*style, f"note:{note[1]}"))
        spaced, ends = False, note.end()
    found.add(text[ends:], style, spaced)
