"""A Word file with one of each thing, and what was read of it."""

from strategy.formats.word import read_docx
from tests.strategy.word.files import (
    WordFile,
    strategy_file,
    with_comments,
    with_notes,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read(word, **options):
    content = word if isinstance(word, bytes) else word.bytes()
    return read_docx(content, **options)


def one(body_of):
    """The text of the only section of a file with these things in it."""
    word = WordFile().heading("People")
    body_of(word)
    return read(word).text.sections[0].body


def kinds(found):
    return [each.kind for each in found.left_out]


def said(found, kind):
    (each,) = [each for each in found.left_out if each.kind == kind]
    return each


BOX = (
    "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:inline><a:graphic><a:graphicData>"
    "<wps:wsp><wps:txbx><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p>"
    "</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
    "</mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>In a box</w:t>"
    "</w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def everything():
    """A file with one of each thing that Word can hold and a page cannot."""
    word = strategy_file()
    word.runs(f"<w:r><w:t>Beside</w:t></w:r>{BOX}")
    word.runs("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>")
    word.runs("<w:r><w:rPr><w:vanish/></w:rPr><w:t>Secret</w:t></w:r>")
    word.runs(
        '<w:r><w:rPr><w:color w:val="FF0000"/><w:u w:val="single"/></w:rPr><w:t>Red</w:t></w:r>'
    )
    word.runs('<w:r><w:t>A</w:t><w:br w:type="page"/><w:t>B</w:t></w:r>')
    word.runs(
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="c" descr="Sales"/><a:graphic>'
        '<a:graphicData><c:chart r:id="none"/></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )
    word.runs('<w:r><w:object/></w:r><w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>')
    word.raw('<w:altChunk r:id="html"/>')
    word.raw(
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r>"
        "<w:t>Click here</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    word.raw(
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>Filled in</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    word.raw('<w:moveFrom w:id="3"><w:p><w:r><w:t>Gone elsewhere</w:t></w:r></w:p></w:moveFrom>')
    word.raw("<w:unheard><w:p><w:r><w:t>Of another time</w:t></w:r></w:p></w:unheard>")
    word.runs(
        "<w:r><w:ruby><w:rt><w:r><w:t>above</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>below</w:t>"
        "</w:r></w:rubyBase></w:ruby></w:r>"
    )
    word.runs('<w:r><w:t>Noted</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r>')
    inner = word.table([["Head", "Other"], ["Cell", "x"]]).cell(1, 1).add_table(1, 1)
    inner.cell(0, 0).text = "Nested"
    word.file.sections[0].header.paragraphs[0].text = "At the head"
    word.file.sections[0].footer.paragraphs[0].text = "At the foot"
    return with_comments(with_notes(word.bytes(), "footnote", ["A note.", "Nobody."]), "Why?")
