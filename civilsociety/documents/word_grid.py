"""Tables of a Word file: thin lines between rows, and columns as wide as what they hold."""

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from .text import printable

TEXT_WIDTH_MM = 160
# Thin lines between the rows and a strong one below the head, as in our PDFs.
TABLE = "Figures"
TABLE_STYLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{TABLE}">
  <w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/>
  <w:tblPr>
    <w:tblBorders>
      <w:bottom w:val="single" w:sz="4" w:space="0" w:color="B1B4B6"/>
      <w:insideH w:val="single" w:sz="4" w:space="0" w:color="B1B4B6"/>
    </w:tblBorders>
    <w:tblCellMar><w:top w:w="50" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>
      <w:bottom w:w="30" w:type="dxa"/><w:right w:w="140" w:type="dxa"/></w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>
    <w:bottom w:val="single" w:sz="12" w:space="0" w:color="16262E"/>
  </w:tcBorders></w:tcPr></w:tblStylePr>
</w:style>
"""
# A column is as wide as what it holds asks for, up to so many characters.
WIDEST_ASK = 42
# Of bold 10-point words, also where Arial is not there; and between two columns.
MM_A_CHARACTER, GAP_MM = 2.6, 3


def add_table_style(styles):
    """The style that every table of ours has."""
    styles.element.append(parse_xml(TABLE_STYLE))


def write_grid(file, head, rows, numeric, asks):
    """A table at the end of the file; `numeric` are the columns set to the right."""
    grid = file.add_table(1 if head else 0, len(asks), TABLE)
    for cell, text in zip(grid.rows[0].cells if head else (), head, strict=True):
        _fill(cell, text, bold=True)
    if head:
        _row_property(grid.rows[0], "w:tblHeader")
    for row in rows:
        _add_row(grid, row, numeric)
    _set_widths(grid, asks)
    return grid


def asked_widths(rows):
    """(Fewest, most) characters that each column asks for: its longest word, its longest text."""
    return [_asked_width(column) for column in zip(*filter(None, rows), strict=True)]


def _asked_width(texts):
    longest_word = max((len(word) for text in texts for word in text.split()), default=0)
    longest_text = max(len(text) for text in texts)
    return longest_word, max(longest_word, min(longest_text, WIDEST_ASK))


def _shares(asks):
    """Millimetres of each column: room for its longest word, then by what more it asks for."""
    least = [MM_A_CHARACTER * fewest + GAP_MM for fewest, _ in asks]
    left = max(0, TEXT_WIDTH_MM - sum(least))
    more = [most - fewest for fewest, most in asks]
    wanted = sum(more) or 1
    widths = [few + left * ask / wanted for few, ask in zip(least, more, strict=True)]
    return [width * TEXT_WIDTH_MM / sum(widths) for width in widths]


def _set_widths(grid, asks):
    grid.autofit = False
    for column, width in zip(grid.columns, _shares(asks), strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = column.width


def describe(grid, caption):
    """What the table shows, for those who cannot see it."""
    element = OxmlElement("w:tblCaption")
    element.set(qn("w:val"), caption)
    grid._tbl.tblPr.append(element)


def _add_row(grid, texts, numeric):
    row = grid.add_row()
    _row_property(row, "w:cantSplit")
    for i, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        _fill(cell, text, right=i in numeric)


def _row_property(row, name):
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _fill(cell, text, *, bold=False, right=False):
    paragraph = cell.paragraphs[0]
    if text:
        run = paragraph.add_run(printable(text))
        run.bold = bold or None
        run.font.size = Pt(10)
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.line_spacing = 1.1
    paragraph.alignment = 2 if right else None
