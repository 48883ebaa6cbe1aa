"""A document as a tagged PDF (PDF/UA-1): WeasyPrint, with what it leaves open finished.

The same document gives the same bytes: dates come from `issued_on`, anchors and identifiers
from the content, and nothing is fetched from outside.
"""

from base64 import b64encode
from functools import cache

from django.conf import settings
from django.template.loader import render_to_string
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from .anchors import outline
from .cells import day
from .content import Document
from .fonts import font_css, font_faces
from .glyphs import listening, spelt_out
from .html import to_paged_html
from .markdown import PICTURE
from .tagging import finish
from .text import one_line, printable


def to_pdf(document: Document) -> bytes:
    """The document as a PDF/UA-1 file."""
    html, address = to_print_html(document), web_address(document)
    with listening() as missing:
        made = _print(html, address, document)
        if missing:
            made = _print(spelt_out(html, missing), address, document)
    return made


def _print(html, address, document):
    faces = font_faces()
    fetcher = ClosedFetcher(faces.values(), document.pictures)
    fonts = FontConfiguration()
    css = font_css(faces) + print_css() + watermark_css(document.watermark)
    style = CSS(string=css, url_fetcher=fetcher, font_config=fonts)
    return HTML(string=html, base_url=address, url_fetcher=fetcher).write_pdf(
        stylesheets=[style],
        font_config=fonts,
        pdf_variant="pdf/ua-1",
        pdf_identifier=True,
        finisher=finish,
    )


def to_print_html(document: Document) -> str:
    """The whole HTML page that the PDF is printed from."""
    page = render_to_string(
        "documents/pdf.html",
        {
            "document": document,
            "title": one_line(document.title),
            "dated": document.issued_on.isoformat(),
            "address": web_address(document),
            "facts": title_page_facts(document),
            "entries": [entry for entry in outline(document) if entry.level <= 3],
            "body": to_paged_html(document),
        },
    )
    return printable(page)


def title_page_facts(document: Document) -> list[tuple[str, str]]:
    """What stands on the title page: reference, date of issue, then the document's own rows."""
    facts = [("Reference", document.reference), ("Issued", day(document.issued_on))]
    rows = [*facts, *document.summary]
    return [(printable(term), printable(text)) for term, text in rows if text]


def web_address(document: Document) -> str | None:
    """Where the HTML version is, if it is an address a browser would open."""
    address = one_line(document.html_address)
    return address if address.startswith(("https://", "http://")) else None


@cache
def print_css() -> str:
    """How a page of paper looks."""
    return (settings.BASE_DIR / "static" / "styles" / "documents" / "print.css").read_text()


def watermark_css(words: str) -> str:
    """The rule that lays the words across every page, behind the text; none without words.

    A page's ground is no part of what is read aloud: the words also stand on the first page.
    """
    if not (words := one_line(words)):
        return ""
    size = max(10, min(40, 1500 // len(words)))
    svg = render_to_string("documents/watermark.svg", {"words": words, "size": size})
    coded = b64encode(svg.encode()).decode()
    return f'@page{{background:url("data:image/svg+xml;base64,{coded}") 0 0/100% 100% no-repeat}}'


class ClosedFetcher(URLFetcher):
    """Opens `data:` addresses, our own font files and the document's pictures: nothing else.

    Whatever an answer or a draft says, no file of the server and no address of its network
    ends up in a report.
    """

    def __init__(self, files, pictures=None):
        super().__init__(allowed_protocols={"data"}, allow_redirects=False)
        self.files = {path.as_uri(): path for path in files}
        self.pictures = {PICTURE + key: each for key, each in (pictures or {}).items()}

    def fetch(self, url, headers=None):
        """The font's, the picture's or the data's bytes; ValueError for any other address."""
        if path := self.files.get(url):
            return URLFetcherResponse(url, path.read_bytes())
        if picture := self.pictures.get(url):
            headers = {"Content-Type": picture.content_type}
            return URLFetcherResponse(url, bytes(picture.content), headers=headers)
        return super().fetch(url, headers)
