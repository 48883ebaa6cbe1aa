"""YAML from people we do not know: plain data, and the line and column of every part of it.

Less than YAML on purpose. Aliases are refused (a few lines of them can fill a machine), tags
are refused, nesting is limited, and only `true`, `false`, `null` and whole numbers are
anything but text: an option “No” stays the word no, a day stays the day as written.
"""

import re
from dataclasses import dataclass

import yaml

LARGEST = 300_000  # bytes
DEEPEST = 20
MOST_PARTS = 50_000
WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
CONSTANTS = {
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
    "null": None, "Null": None, "NULL": None, "~": None, "": None,
}  # fmt: skip
TOO_LARGE = f"The file is larger than {LARGEST // 1000} kB. Write texts here and link to papers."


@dataclass(frozen=True)
class Problem:
    """Something to put right: where, and a sentence that says what to do."""

    sentence: str
    line: int | None = None
    column: int | None = None

    def __str__(self):
        if self.line is None:
            return self.sentence
        return f"Line {self.line}, column {self.column}: {self.sentence}"


@dataclass
class Marked:
    """Plain data with marks: `where(path)` is the line and column of that part."""

    data: object
    marks: dict
    problems: list

    def problem(self, path, sentence):
        """A problem at that path, or at the nearest part around it that is in the file."""
        path = tuple(path)
        while path and path not in self.marks:
            path = path[:-1]
        return Problem(sentence, *self.marks.get(path, (None, None)))


def read_marked(content):
    """The data in `content` (bytes or text) with its marks; never raises on any content."""
    text, problem = _text(content)
    if problem is not None:
        return Marked(None, {}, [problem])
    try:
        node = _compose(text)
    except _Refused as refused:
        return Marked(None, {}, [refused.args[0]])
    except (yaml.YAMLError, ValueError) as error:
        return Marked(None, {}, [_syntax(error)])
    if node is None:
        return Marked(
            None, {}, [Problem("The file is empty. Export a consultation to start from.")]
        )
    walker = _Walker()
    data = walker.plain(node, ())
    return Marked(data, walker.marks, walker.problems)


def _text(content):
    if len(content) > LARGEST:
        return "", Problem(TOO_LARGE)
    if isinstance(content, bytes):
        try:
            content = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return "", Problem("The file is not text in UTF-8. Save it as UTF-8 and try again.")
    if len(content.encode("utf-8", "replace")) > LARGEST:
        return "", Problem(TOO_LARGE)
    if "\x00" in content:
        line = content[: content.index("\x00")].count("\n") + 1
        return "", Problem("Remove the character that is not text (NUL).", line, 1)
    return content, None


class _Refused(Exception):
    """Something we refuse to read at all; carries the Problem."""


class _Replay(yaml.composer.Composer, yaml.resolver.BaseResolver):
    """Composes nodes from events that were looked at before anything is built of them."""

    def __init__(self, events):
        yaml.composer.Composer.__init__(self)
        yaml.resolver.BaseResolver.__init__(self)
        self.events, self.at = events, 0

    def check_event(self, *kinds):
        return isinstance(self.events[self.at], kinds)

    def peek_event(self):
        return self.events[self.at]

    def get_event(self):
        self.at += 1
        return self.events[self.at - 1]


def _compose(text):
    """The one document's node, or None; raises _Refused at the first danger."""
    events, depth = [], 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        events.append(event)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        sentence = _danger(event, depth, len(events))
        if sentence:
            mark = event.start_mark
            raise _Refused(Problem(sentence, mark.line + 1, mark.column + 1))
    return _Replay(events).get_single_node()


def _danger(event, depth, parts):
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        return "Write the text out here: “&” and “*” at the start of a text are not used."
    if getattr(event, "tag", None):
        return "Remove the tag that starts with “!”, or put the text in quotation marks."
    if depth > DEEPEST:
        return "This is nested too deeply. Compare it with an exported file."
    if parts > MOST_PARTS:
        return "The file has too many parts for one consultation."
    return None


def _syntax(error):
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if isinstance(error, yaml.reader.ReaderError):
        return Problem("Remove the character that cannot stand in a text file.")
    if mark is None:
        return Problem("The file cannot be read as YAML. Compare it with an exported file.")
    what = getattr(error, "problem", "") or ""
    return Problem(_cure(what), mark.line + 1, mark.column + 1)


def _cure(what):
    if "mapping values are not allowed" in what:
        return "There is a colon too many. Put the text in quotation marks."
    if "found character '\\t'" in what or "\\t" in what:
        return "Use spaces instead of a tab."
    if "could not find expected ':'" in what:
        return "A colon is missing after the name on this line or the one above."
    if "expected <block end>" in what:
        return "The indentation does not fit. Align this line with those around it."
    if "while scanning a quoted scalar" in what or "end of stream" in what:
        return "A quotation mark or bracket is not closed."
    if "expected a single document" in what or "another document" in what:
        return "Keep one consultation in a file: remove the line “---” in the middle."
    return "This is not YAML here. Check quotation marks and indentation."


class _Walker:
    """Turns nodes into plain data, remembering where each part stood."""

    def __init__(self):
        self.marks, self.problems = {}, []

    def plain(self, node, path):
        self._mark(path, node)
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(child, (*path, i)) for i, child in enumerate(node.value)]
        return self._mapping(node, path)

    def _mark(self, path, node):
        self.marks[path] = (node.start_mark.line + 1, node.start_mark.column + 1)

    def _mapping(self, node, path):
        found = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._problem(key_node, "Write a name here, followed by a colon.")
                continue
            key = key_node.value
            if key in found:
                self._problem(key_node, f"“{key}” stands here twice. Remove one of them.")
                continue
            found[key] = self.plain(value_node, (*path, key))
            # A problem with a value is found fastest at its name.
            self._mark((*path, key), key_node)
        return found

    def _problem(self, node, sentence):
        mark = node.start_mark
        self.problems.append(Problem(sentence, mark.line + 1, mark.column + 1))


def _scalar(node):
    if node.style is not None:
        return node.value
    if node.value in CONSTANTS:
        return CONSTANTS[node.value]
    return int(node.value) if WHOLE.fullmatch(node.value) else node.value


class _Dumper(yaml.SafeDumper):
    """Texts over several lines as they are, everything else on its line."""

    def increase_indent(self, flow=False, indentless=False):
        return super().increase_indent(flow, False)

    def ignore_aliases(self, data):
        return True


# Line breaks of other alphabets and control characters need escapes to come back the same.
_PLAIN_LINES = re.compile("[\x20-\x7e\xa1-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\n]*")


def _text_node(dumper, text):
    style = None
    if not _PLAIN_LINES.fullmatch(text):
        style = '"'
    elif "\n" in text:
        style = "|"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text_node)


def write_yaml(data):
    """`data` as YAML that `read_marked` gives back exactly."""
    return yaml.dump(
        data,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=100,
        default_flow_style=False,
    )
