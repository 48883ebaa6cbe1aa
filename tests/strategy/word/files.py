"""Word files as people make them: with python-docx, and by hand what it cannot write."""

import io
import zipfile

import docx
from docx.oxml import parse_xml
from PIL import Image

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def picture(kind="PNG", size=(60, 40), colour="teal"):
    """The bytes of a picture."""
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, kind)
    return buffer.getvalue()


class WordFile:
    """A Word file in the making."""

    def __init__(self, title="Civil Society Strategy"):
        self.file = docx.Document()
        if title:
            self.file.add_paragraph(title, "Title")

    def heading(self, text, level=1):
        self.file.add_heading(text, level)
        return self

    def text(self, text="Words.", style=None):
        self.file.add_paragraph(text, style)
        return self

    def raw(self, xml):
        """A piece of the body as Word XML."""
        made = parse_xml(f"<w:body {SPACES}>{xml}</w:body>")
        section = self.file.element.body.sectPr
        for each in list(made):
            section.addprevious(each)
        return self

    def runs(self, xml):
        """One paragraph with these runs."""
        return self.raw(f"<w:p>{xml}</w:p>")

    def picture(self, content=None, alt="", size=None):
        paragraph = self.file.add_paragraph()
        shape = paragraph.add_run().add_picture(io.BytesIO(content or picture()))
        if alt:
            shape._inline.docPr.set("descr", alt)
        return self

    def table(self, rows):
        grid = self.file.add_table(len(rows), len(rows[0]))
        for row, cells in zip(rows, grid.rows, strict=True):
            for text, cell in zip(row, cells.cells, strict=True):
                cell.text = text
        return grid

    def bytes(self, **parts):
        """The file; `parts` replace or add parts of the package by name."""
        buffer = io.BytesIO()
        self.file.save(buffer)
        return with_parts(buffer.getvalue(), **parts) if parts else buffer.getvalue()


def with_parts(content, parts=None, **more):
    """The file with parts put in or in place of others; the values are bytes, or change bytes."""
    parts = {**(parts or {}), **more}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            change = parts.pop(name, None)
            data = old.read(name)
            if change is not None:
                data = change(data) if callable(change) else change
            new.writestr(name, data)
        for name, data in parts.items():
            new.writestr(name, data)
    return out.getvalue()


def with_notes(content, kind="footnote", notes=("A note.",)):
    """The file with footnotes (or endnotes) whose ids are 1, 2, …; the text points at them."""
    items = "".join(
        f'<w:{kind} w:id="{i}"><w:p><w:r><w:{kind}Ref/></w:r><w:r><w:t xml:space="preserve"> '
        f"{words}</w:t></w:r></w:p></w:{kind}>"
        for i, words in enumerate(notes, 1)
    )
    root = f"<w:{kind}s {SPACES}>{items}</w:{kind}s>"
    return with_parts(content, {f"word/{kind}s.xml": root.encode()})


def with_comments(content, *comments):
    items = "".join(
        f'<w:comment w:id="{i}" w:author="Olive Officer"><w:p><w:r><w:t>{words}</w:t></w:r></w:p>'
        "</w:comment>"
        for i, words in enumerate(comments)
    )
    return with_parts(
        content, {"word/comments.xml": f"<w:comments {SPACES}>{items}</w:comments>".encode()}
    )


def strategy_file():
    """An ordinary strategy: two chapters, a list, a table, a picture with words."""
    word = WordFile()
    word.heading("People").text("What people do for each other.")
    word.heading("Volunteering", 2).text("We will support volunteers.")
    word.text("time off", "List Bullet").text("training", "List Bullet")
    word.table([["What", "By when"], ["A pilot", "2022"]])
    word.picture(alt="Volunteers in a hall")
    word.heading("Place").text("Where it happens.")
    return word
