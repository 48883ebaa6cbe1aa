"""The parts of a Word file and how they point at one another."""

import io
import posixpath
import zipfile
import zlib
from typing import NamedTuple

from django.core.exceptions import ValidationError
from lxml import etree

from civilsociety.ui.contents import DOCX, kind_of
from strategy.formats.text import Problem, UnreadableFile

LARGEST_PART = 40 * 1024 * 1024  # bytes of XML; a book has about five million
NOT_WORD = "This is not a Word file. Save it in Word as a document (.docx) and choose it again."
BROKEN = "This file is damaged or was not made by Word. Open it in Word, save it anew, try again."
TOO_LONG = "The text of this file is far too long to be a strategy. Choose another file."
HOSTILE = "This file holds instructions that no Word file has. Save it anew in Word."

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
VML = "{urn:schemas-microsoft-com:vml}"
EITHER = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Word's stricter dialect names the same things differently.
STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", MATH),
    (b"http://purl.oclc.org/ooxml/drawingml/main", A),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", DRAWING),
)


class Relation(NamedTuple):
    """Where a part points: the kind in one word (image, hyperlink), the target, outside or not."""

    kind: str
    target: str
    outside: bool


class Package:
    """A Word file whose parts are read when asked for. Raises UnreadableFile."""

    def __init__(self, content, name=""):
        try:
            kind = kind_of(content, name)
        except ValidationError as error:
            raise refused(NOT_WORD if error.code == "not_a_kind" else error.message) from error
        if kind != DOCX:
            raise refused(NOT_WORD)
        self._zip = zipfile.ZipFile(io.BytesIO(content))
        self.names = set(self._zip.namelist())

    def bytes(self, name):
        """A part's bytes, or None when the file has no such part."""
        if name not in self.names:
            return None
        try:
            if self._zip.getinfo(name).file_size > LARGEST_PART:
                raise refused(TOO_LONG)
            return self._zip.read(name)
        except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError) as error:
            raise refused(BROKEN) from error

    def xml(self, name):
        """A part's root element, or None when the file has no such part."""
        content = self.bytes(name)
        if content is None:
            return None
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise refused(HOSTILE)
        for strict, usual in STRICT:
            content = content.replace(strict, usual[1:-1].encode())
        try:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
            return etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise refused(BROKEN) from error

    def relations(self, name):
        """The relations of a part, by their id."""
        folder, file = posixpath.split(name)
        root = self.xml(f"{folder}/_rels/{file}.rels")
        found = {}
        for each in () if root is None else root:
            target, outside = each.get("Target", ""), each.get("TargetMode") == "External"
            if not outside:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[each.get("Id", "")] = Relation(
                each.get("Type", "").rpartition("/")[2], target, outside
            )
        return found


def refused(sentence):
    """The file as a whole cannot be read."""
    return UnreadableFile([Problem(None, sentence)])


def name_of(element):
    """An element's name without its namespace; Word's own only, others with a colon in front."""
    tag = element.tag
    if not isinstance(tag, str):
        return ":comment"
    return tag[len(W) :] if tag.startswith(W) else ":" + tag.rpartition("}")[2]


def value(element, path, default=None):
    """The `w:val` of what stands at a path of names below an element."""
    found = (
        None if element is None else element.find("/".join(W + part for part in path.split("/")))
    )
    return default if found is None else found.get(W + "val", default)


def number(text, default=0):
    """A whole number as the file gives it; the default for what is none."""
    try:
        return int(text)
    except (TypeError, ValueError):
        return default


def on(element, name):
    """Whether a switch like `w:b` is on; None when it says nothing."""
    found = None if element is None else element.find(W + name)
    if found is None:
        return None
    return found.get(W + "val", "1") not in {"0", "false", "off", "none"}


def texts(element):
    """All words below an element, paragraphs apart by a space."""
    parts = []
    for each in element.iter():
        name = name_of(each)
        if name in {"t", "delText"} or each.tag in {MATH + "t", A + "t"}:
            parts.append(each.text or "")
        elif name in {"p", "tab", "br", "cr"} or each.tag == A + "p":
            parts.append(" ")
    return " ".join("".join(parts).split())
