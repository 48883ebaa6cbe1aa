"""A Word file of ours: A4, our styles, British English, and the Word XML nobody wants to see."""

import io
import zipfile
from datetime import date, datetime, time

from docx import Document as new_file
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from .text import one_line, printable
from .word_grid import add_table_style, asked_widths, describe, write_grid
from .word_notes import Footnotes

FONT = "Arial"
INK, TEAL, GREY = RGBColor(0x16, 0x26, 0x2E), RGBColor(0x0F, 0x4C, 0x5C), RGBColor(0x50, 0x5A, 0x5F)
SIZES = {"Title": 28, "Subtitle": 15, "Heading 1": 18, "Heading 2": 14, "Heading 3": 12}
LONGEST_PROPERTY = 255  # characters
LARGER = 16 / 11  # easy read is set in 16 point
FIRST_ZIP_DAY = date(1980, 1, 1)


class WordFile:
    """What `to_docx` writes into, paragraph by paragraph."""

    def __init__(self, *, language, running_head, watermark="", large=False):
        self.file = new_file()
        self.bookmarks = 0
        self.footnotes = Footnotes(self.file)
        _lay_out(self.file, running_head, watermark)
        _set_styles(self.file.styles, language, LARGER if large else 1)

    @property
    def body(self):
        return self.file.element.body

    def add_paragraph(self, text, style=None):
        """A paragraph of plain text; line ends in it become line breaks."""
        return self.file.add_paragraph(printable(text), style)

    def add_heading(self, text, level, key="", *, new_page=False):
        """A real heading, so that Word's navigation finds it, with a bookmark to link to."""
        paragraph = self.file.add_paragraph(one_line(text), f"Heading {min(level, 9)}")
        paragraph.paragraph_format.page_break_before = new_page or None
        if key:
            self._bookmark(paragraph, key)
        return paragraph

    def add_page_break(self):
        """A new page."""
        self.file.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def add_contents(self, entries):
        """A table of contents: links that work as they are, and that Word can renew."""
        for i, entry in enumerate(entries):
            paragraph = self.file.add_paragraph("", "List Bullet" if entry.level > 2 else None)
            if i == 0:
                _field_start(paragraph, 'TOC \\o "1-2" \\h \\z \\u')
            link = OxmlElement("w:hyperlink")
            link.set(qn("w:anchor"), bookmark_name(entry.key))
            run = paragraph.add_run(entry.text)
            run._r.addprevious(link)
            link.append(run._r)
            if i == len(entries) - 1:
                _field_char(paragraph.add_run(), "end")

    def add_grid(self, head, rows, *, numeric=(), caption="", asks=None):
        """A table whose head repeats on every page; the caption doubles as its description.

        Columns share the width by `asks`, or by the texts that stand in them.
        """
        grid = write_grid(self.file, head, rows, numeric, asks or asked_widths([head, *rows]))
        if caption:
            describe(grid, one_line(caption))
        self.file.add_paragraph()
        return grid

    def add_picture(self, png, *, description, width_mm):
        """A picture with its description for those who cannot see it."""
        picture = self.file.add_picture(io.BytesIO(png), width=Mm(width_mm))
        properties = picture._inline.docPr
        properties.set("descr", description)
        properties.set("name", "Chart")

    def text_heading(self, level):
        """The style of a heading inside a text, made when it is first asked for."""
        name, styles = f"Text Heading {level}", self.file.styles
        if name not in styles:
            styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles[f"Heading {level}"]
        return name

    def new_numbering(self, first=1):
        """A numbered list that begins at `first`; without it Word goes on counting."""
        numbering = self.file.part.numbering_part.element
        style = self.file.styles["List Number"].element
        current = style.pPr.numPr.numId.val
        abstract = numbering.num_having_numId(current).abstractNumId.val
        number = numbering.add_num(abstract)
        number.add_lvlOverride(ilvl=0).add_startOverride(first)
        return number.numId

    def number(self, paragraph, numbering):
        """Put the paragraph into that list."""
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = numbering

    def shade(self, first, fill, border):
        """Give every paragraph from `first` on a ground colour and a line at its left."""
        for element in list(self.body)[first:]:
            if element.tag == qn("w:p"):
                _shade(element, fill, border)

    def save(self, *, title, author, subject, language, issued_on) -> bytes:
        """The file's bytes, the same for the same content whenever it is saved."""
        stamp = datetime.combine(issued_on, time())
        properties = self.file.core_properties
        properties.title = title[:LONGEST_PROPERTY]
        properties.subject = subject[:LONGEST_PROPERTY]
        author = author[:LONGEST_PROPERTY]
        properties.author = properties.last_modified_by = author
        properties.language, properties.comments, properties.keywords = language, "", ""
        properties.revision = 1
        properties.created = properties.modified = stamp
        buffer = io.BytesIO()
        self.file.save(buffer)
        return _timeless(buffer, max(issued_on, FIRST_ZIP_DAY))

    def _bookmark(self, paragraph, key):
        self.bookmarks += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for element in (start, end):
            element.set(qn("w:id"), str(self.bookmarks))
        start.set(qn("w:name"), bookmark_name(key))
        paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
        paragraph._p.append(end)


def bookmark_name(key: str) -> str:
    """A bookmark name Word accepts: a letter first, at most 40 characters."""
    return f"s_{key.replace('-', '_')}"[:40]


def _lay_out(file, running_head, watermark):
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin = section.bottom_margin = Mm(25)
    section.different_first_page_header_footer = True
    if watermark:
        for header in (section.first_page_header, section.header):
            run = header.paragraphs[0].add_run(watermark)
            run.bold, run.font.size, run.font.color.rgb = True, Pt(11), GREY
        section.header.add_paragraph()
    section.header.paragraphs[-1].add_run(running_head).font.size = Pt(8.5)
    footer = section.footer.paragraphs[0]
    footer.add_run("Page ").font.size = Pt(8.5)
    _field_start(footer, "PAGE")
    _field_char(footer.add_run("2"), "end")


def _set_styles(styles, language, scale):
    for element in styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), language)
    for style in styles:
        if style.type == WD_STYLE_TYPE.PARAGRAPH and style.name in {"Normal", *SIZES}:
            _set_font(style)
    normal = styles["Normal"]
    normal.font.size = Pt(11 * scale)
    normal.paragraph_format.space_after = Pt(7)
    normal.paragraph_format.line_spacing = 1.25
    for name, size in SIZES.items():
        styles[name].font.size = Pt(round(size * min(scale, 1.3)))
        styles[name].font.color.rgb = INK
        styles[name].paragraph_format.keep_with_next = True
    _remove_border(styles["Title"])
    add_table_style(styles)
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = TEAL, True
    styles["Caption"].font.color.rgb = INK
    styles["Caption"].font.size = Pt(11)
    for name, size in (("Lead", 13), ("Title Page", 11)):
        # Styles of their own, so that a file that comes back is told from its title page.
        made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style, made.font.size = normal, Pt(round(size * scale))


def _set_font(style):
    style.font.name = FONT
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)


def _remove_border(style):
    properties = style.element.pPr
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)


def _field_start(paragraph, instruction):
    _field_char(paragraph.add_run(), "begin")
    text = OxmlElement("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = instruction
    paragraph.add_run()._r.append(text)
    _field_char(paragraph.add_run(), "separate")


def _field_char(run, kind):
    char = OxmlElement("w:fldChar")
    char.set(qn("w:fldCharType"), kind)
    run._r.append(char)


def _shade(paragraph, fill, border):
    properties = paragraph.get_or_add_pPr()
    edges = OxmlElement("w:pBdr")
    left = OxmlElement("w:left")
    for name, value in (("val", "single"), ("sz", "24"), ("space", "8"), ("color", border)):
        left.set(qn(f"w:{name}"), value)
    edges.append(left)
    ground = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        ground.set(qn(f"w:{name}"), value)
    # The order of these is part of the file format: numbering, borders, shading, the rest.
    before = ("w:pStyle", "w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:numPr")
    place = sum(1 for child in properties if child.tag in {qn(name) for name in before})
    properties.insert(place, edges)
    properties.insert(place + 1, ground)


def _timeless(buffer, day):
    out = io.BytesIO()
    stamp = (day.year, day.month, day.day, 0, 0, 0)
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return out.getvalue()
