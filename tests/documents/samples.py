"""Documents to render: one with every block, one as hostile as we can make it."""

from datetime import date

from civilsociety.documents import (
    Annex,
    Column,
    DataTable,
    Document,
    Facts,
    Heading,
    ItemList,
    PageBreak,
    Panel,
    Prose,
    Quote,
    Thread,
    breakdown,
    breakdown_figure,
)

WHO = breakdown(
    {"Charity": 38, "Trustee": 16, "Resident": 12, "Partner": 8, "Other": 4}, 78, threshold=10
)

PROSE = """Most organisations backed the **direction**, *few* did not.

- clearer words
- longer notice

1. first
2. second

> a remark

| What | How |
|------|-----|
| Post | Letter |

Read [the draft](https://example.org/draft) or [the annex](/annex/).
"""

SPENDING = DataTable(
    "Spending",
    (Column("Group"), Column("Awarded", "money"), Column("Share", "percent"), Column("On", "date")),
    (("Riverside", 500000, 40, date(2021, 11, 9)), ("Hilltop", 750050, 60, date(2021, 12, 9))),
    base="Base: two groups",
    note="Figures are rounded.",
)

STORY = Thread(
    (
        Panel("said", "You said", (Prose(PROSE), Quote("Forms cost us weeks.\nTruly.", "A group"))),
        Panel("did", "We did", (Prose("We shortened the forms."), Heading("In numbers", 4))),
    )
)

BLOCKS = (
    Heading("Summary"),
    Prose(PROSE),
    Panel("caveat", "How to read this", (Prose("It was not a survey."),)),
    Panel("note", "A note", (ItemList(("one", "two")),)),
    Heading("Who answered"),
    breakdown_figure("Who answered", WHO, label="Respondent"),
    Heading("Terms", 3),
    STORY,
    Heading("Terms", 3),
    ItemList(("first", "second"), ordered=True),
    Facts((("Organisation", "Riverside"), ("Comment", PROSE))),
    PageBreak(),
    SPENDING,
    Annex("Annex A: questions"),
    Prose("# A heading of its own\n\nText."),
)


def document(blocks=BLOCKS, **changes):
    """A complete document; any field can be changed."""
    fields = {
        "title": "You said, we did",
        "subtitle": "What changed",
        "lead": "What we heard and what we did.",
        "reference": "21/00055",
        "publisher": "The council",
        "html_address": "https://example.org/you-said/",
        "summary": (("Decided by", "Cabinet"),),
        "issued_on": date(2021, 11, 9),
    }
    return Document(blocks=tuple(blocks), **fields | changes)


ATTACKS = [
    '<img src="file:///etc/passwd">',
    '<script>alert("x")</script>',
    "[link](javascript:alert(1))",
    "![picture](file:///etc/passwd)",
    "![picture](http://127.0.0.1/secret)",
    '<svg onload="alert(1)"><image href="file:///etc/passwd"/></svg>',
    '<link rel="attachment" href="file:///etc/passwd">',
    '=HYPERLINK("http://127.0.0.1")',
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "a\x00b\x0bc\x1fd\ud800e\ufffef",
    "😀 👩‍👩‍👧 ‮ abc ‬",
    "مرحبا بالعالم, שלום עולם",
    "a" * 3000,
    "{{ settings.SECRET_KEY }} {% debug %}",
    "",
    " \n\t ",
    "]]>&lt;&amp;<!--",
    "|a|\n|-|\n|" + "x|" * 40,
    "# \n## \n###### deep",
]


def hostile_blocks(text):
    """The text in every place of every block."""
    table = DataTable(text, (Column(text), Column(text)), ((text, text),), base=text, note=text)
    published = breakdown({text: 40, text + "2": 30}, 70, threshold=10)
    return (
        Heading(text, 6),
        Prose(text),
        Quote(text, text),
        ItemList((text,)),
        Facts(((text, text),)),
        table,
        breakdown_figure(text, published, label=text, who=text),
        Panel("said", text, (Prose(text),)),
        Thread((Panel("did", text, (Quote(text),)),)),
        Annex(text, key=text),
    )


def hostile(text):
    """The text in every place of a document."""
    return document(
        hostile_blocks(text),
        title=text or "x",
        subtitle=text,
        lead=text,
        reference=text,
        publisher=text,
        html_address=text,
        summary=((text, text),),
    )
