"""Footnotes of a Word file, which python-docx does not know."""

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.story import StoryPart
from docx.shared import Pt
from docx.text.paragraph import Paragraph

TEXT, MARK = "footnote text", "footnote reference"
# The two lines every file has: between text and notes, and where a note goes on overleaf.
EMPTY = f"""<w:footnotes {nsdecls("w")}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r>
</w:p></w:footnote></w:footnotes>"""


class Footnotes:
    """The footnotes of one file; the part is made with the first of them."""

    def __init__(self, file):
        self.file, self.part, self.number = file, None, 0

    def new(self, run):
        """A new footnote that this run points at."""
        if self.part is None:
            self.part = _part(self.file)
        self.number += 1
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(self.number))
        run.style = MARK
        run._r.append(reference)
        element = OxmlElement("w:footnote")
        element.set(qn("w:id"), str(self.number))
        self.part.element.append(element)
        return Footnote(element, self.part)


class Footnote:
    """One footnote: paragraphs, and nothing but paragraphs."""

    def __init__(self, element, part):
        self.element, self.part = element, part

    def add_paragraph(self, text, style=None):
        """A paragraph of it; the first begins with its number."""
        first = len(self.element) == 0
        made = OxmlElement("w:p")
        self.element.append(made)
        paragraph = Paragraph(made, self)
        paragraph.style = TEXT
        if first:
            mark = paragraph.add_run()
            mark.style = MARK
            mark._r.append(OxmlElement("w:footnoteRef"))
            paragraph.add_run(" ")
        if text:
            paragraph.add_run(text)
        return paragraph


def _part(file):
    part = StoryPart(
        PackURI("/word/footnotes.xml"),
        CONTENT_TYPE.WML_FOOTNOTES,
        parse_xml(EMPTY),
        file.part.package,
    )
    file.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    text = file.styles.add_style(TEXT, WD_STYLE_TYPE.PARAGRAPH)
    text.base_style = file.styles["Normal"]
    text.font.size = Pt(9.5)
    text.paragraph_format.space_after = Pt(2)
    file.styles.add_style(MARK, WD_STYLE_TYPE.CHARACTER).font.superscript = True
    return part
