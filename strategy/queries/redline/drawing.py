"""A comparison as HTML: readable by eye, by ear and on paper.

Insertions are underlined and deletions struck through, whatever the colours; both are told to
a screen reader in words. Everything here is escaped piece by piece.
"""

from itertools import groupby
from urllib.parse import urlsplit

from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

from civilsociety.ui.words import plural
from strategy.formats.redline import Kind, Mark, Shape

# Kept blocks shown on either side of a change; what lies further off is folded away.
CONTEXT = 1
SCHEMES = {"", "http", "https", "mailto", "tel"}

_HIDDEN = '<span class="govuk-visually-hidden">{}</span>'
_MARKS = {
    Mark.INSERTED: ("ins", "inserted: ", " end of insertion"),
    Mark.DELETED: ("del", "deleted: ", " end of deletion"),
}
_TAGS = {"strong": "strong", "em": "em", "s": "s", "code": "code"}
_LABELS = {
    Kind.ADDED: "Added",
    Kind.REMOVED: "Taken out",
    Kind.MOVED: "Moved here",
    Kind.LEFT: "Moved",
}
_WORDS = {
    "strong": ("now bold", "no longer bold"),
    "em": ("now in italics", "no longer in italics"),
    "s": ("now struck through", "no longer struck through"),
    "code": ("now as code", "no longer as code"),
}


def drawn(pieces):
    """Pieces of a text as HTML; those that came or went together are one insertion or deletion."""
    found, first = "", True
    for mark, run in groupby(pieces, key=lambda piece: piece.mark):
        run = list(run)
        gap = " " if run[0].spaced and not first else ""
        found += gap + _marked(mark, _run(run))
        first = False
    return mark_safe(found)  # noqa: S308 (each piece is escaped)


def _run(pieces):
    draw = _with_note if pieces[0].mark == Mark.RESTYLED else _dressed
    return "".join(
        (" " if piece.spaced and at else "") + draw(piece) for at, piece in enumerate(pieces)
    )


def _marked(mark, inside):
    if mark not in _MARKS:
        return inside
    tag, begins, ends = _MARKS[mark]
    begins, ends = _HIDDEN.format(begins), _HIDDEN.format(ends)
    return f'<{tag} class="redline-{tag}">{begins}{inside}{ends}</{tag}>'


def _with_note(piece):
    note = f'<span class="redline-note">({escape(new_dress(piece))})</span>'
    return f'<span class="redline-dressed">{_dressed(piece)}</span> {note}'


def _dressed(piece):
    inside = escape(piece.text).replace(" \n ", "<br>").replace("\n", "<br>")
    for style in reversed(piece.style):
        name, _, value = style.partition(":")
        if name in _TAGS:
            inside = f"<{_TAGS[name]}>{inside}</{_TAGS[name]}>"
        elif name == "note":
            inside = f"<sup>[{inside}]</sup>"
        elif name == "picture":
            inside = f"[Picture: {inside}]"
        elif name == "link" and piece.mark != Mark.DELETED and _is_safe(value):
            inside = _link(value, inside)
    return inside


def _link(address, inside):
    outside = ' rel="external nofollow noopener noreferrer"' if urlsplit(address).netloc else ""
    return f'<a class="govuk-link" href="{escape(address)}"{outside}>{inside}</a>'


def _is_safe(address):
    try:
        return urlsplit(address).scheme.lower() in SCHEMES
    except ValueError:
        return False


def new_dress(piece):
    """In words, what is other about the dress of words that stayed: “now bold”."""
    return "; ".join(_restyled(piece))


def _restyled(piece):
    was, now = _named(piece.was), _named(piece.style)
    for name in dict.fromkeys([*was, *now]):
        if name in _WORDS and (name in was) != (name in now):
            yield _WORDS[name][name in was]
        elif name == "link" and was.get(name) != now.get(name):
            yield _link_words(was.get(name), now.get(name))
        elif name == "picture" and was.get(name) != now.get(name):
            yield "another picture"


def _named(style):
    return {name: value for name, _, value in (each.partition(":") for each in style)}


def _link_words(was, now):
    if was is None:
        return f"now a link to {now}"
    return f"the link is taken out; it led to {was}" if now is None else f"the link led to {was}"


def inline_html(section, *, whole, level):
    """One section's blocks below each other; those far from any change folded unless `whole`."""
    parts = []
    for shown, run in groupby(_numbered(section.blocks, whole), key=lambda pair: pair[0]):
        blocks = [block for _, block in run]
        parts.append(_grouped(blocks, section.key, level) if shown else _folded(blocks))
    return mark_safe("".join(parts))  # noqa: S308 (made of escaped pieces)


def _numbered(blocks, whole):
    """(whether it is shown, block): every change and its neighbours, and no gap of one."""
    near = {
        at + step
        for at, block in enumerate(blocks)
        if block.kind != Kind.KEPT
        for step in range(-CONTEXT, CONTEXT + 1)
    }
    near |= {at for at in range(len(blocks)) if at - 1 in near and at + 1 in near}
    return [(whole or at in near, block) for at, block in enumerate(blocks)]


def _folded(blocks):
    words = plural(len(blocks), "paragraph", "paragraphs")
    return f'<p class="redline-folded">{words} unchanged</p>'


def _grouped(blocks, key, level):
    """The blocks with the items of a list in one list."""
    parts = []
    for is_item, run in groupby(blocks, key=lambda block: block.block.shape == Shape.ITEM):
        run = list(run)
        parts.append(
            _list(run, key) if is_item else "".join(_block(block, key, level) for block in run)
        )
    return "".join(parts)


def _list(items, key):
    """Items of a list, those that lie deeper inside those before them."""
    html, open_levels = [], []
    for item in items:
        level = max(item.block.level, 1)
        while open_levels and open_levels[-1] > level:
            html.append("</li></ul>")
            open_levels.pop()
        if open_levels and open_levels[-1] == level:
            html.append("</li>")
        else:
            html.append('<ul class="govuk-list redline-list">')
            open_levels.append(level)
        html.append(
            f'<li class="{_classes(item)}"{_anchor(item, key)}>{_label(item, key)}{_item(item)}'
        )
    html += ["</li></ul>"] * len(open_levels)
    return "".join(html)


def _item(item):
    """The number of an item is its own: those taken out are shown among the others."""
    number = item.block.marker
    shown = f'<span class="redline-number">{escape(number)}</span> ' if number else ""
    return f"{shown}{_inside(item)}"


def _block(block, key, level):
    """One block with its label, in the tag a reader expects."""
    inside = _inside(block)
    if block.kind == Kind.LEFT:
        inside = f'<p class="govuk-body">{inside}</p>'
    elif block.table:
        inside = _table(block)
    else:
        inside = _tagged(block.block, inside, level)
    return f'<div class="{_classes(block)}"{_anchor(block, key)}>{_label(block, key)}{inside}</div>'


def _tagged(block, inside, level):
    if block.shape == Shape.HEADING:
        return f'<h{level} class="govuk-heading-s">{inside}</h{level}>'
    if block.shape == Shape.QUOTE:
        return f'<blockquote class="govuk-inset-text"><p>{inside}</p></blockquote>'
    if block.shape == Shape.CODE:
        return f'<pre class="redline-code" tabindex="0">{inside}</pre>'
    if block.shape == Shape.RULE:
        return '<hr class="govuk-section-break govuk-section-break--visible">'
    if block.shape == Shape.NOTE:
        number = f"<sup>[{escape(block.marker)}]</sup>"
        return f'<p class="govuk-body redline-footnote">{number} {inside}</p>'
    return f'<p class="govuk-body">{inside}</p>'


def _inside(block):
    if block.kind == Kind.LEFT:
        return f"“{escape(_beginning(block.old.text))}”"
    return drawn(block.pieces)


def _beginning(text):
    words = text.replace("*", "").split()
    return " ".join(words[:8]) + (" …" if len(words) > 8 else "")


def _classes(block):
    numbered = " redline-block--numbered" if block.block.marker else ""
    fate = "" if block.kind == Kind.KEPT else f" redline-block--{block.kind}"
    return f"redline-block{numbered}{fate}"


def _anchor(block, key):
    return f' id="{escape(key)}--moved-{block.number}"' if block.kind == Kind.MOVED else ""


def _label(block, key):
    """What became of a whole block, in a word above it."""
    words = _LABELS.get(block.kind)
    if not words:
        return _HIDDEN.format("Changed: ") if block.kind == Kind.CHANGED else ""
    if block.kind == Kind.LEFT:
        address = f"#{escape(key)}--moved-{block.number}"
        words = f'<a class="govuk-link" href="{address}">Moved: see where it stands now</a>'
    return f'<span class="redline-label">{words}</span> '


def _table(block):
    """A table as one of both versions: rows and columns that came or went say so."""
    table = block.table
    head = "".join(
        f'<th scope="col" class="govuk-table__header">{_mark_words(mark)}{drawn(cell)}</th>'
        for mark, cell in zip(table.columns, table.head.cells, strict=True)
    )
    rows = "".join(_row(row) for row in table.rows)
    return (
        '<div class="scroller" role="region" tabindex="0" aria-label="Table, compared">'
        f'<table class="govuk-table"><thead class="govuk-table__head"><tr>{head}</tr></thead>'
        f'<tbody class="govuk-table__body">{rows}</tbody></table></div>'
    )


def _row(row):
    cells = [f'<td class="govuk-table__cell">{drawn(cell)}</td>' for cell in row.cells]
    return f'<tr class="govuk-table__row">{"".join(cells)}</tr>'


def _mark_words(mark):
    words = {Mark.INSERTED: "Column added", Mark.DELETED: "Column taken out"}.get(mark)
    return f'<span class="redline-label">{words}</span> ' if words else ""


def beside_html(section, *, whole, level):
    """One section as rows of two cells: as it was, and as it is.

    The right cell holds the deletions too: a phone and paper show it alone.
    """
    parts = []
    for shown, run in groupby(_numbered(section.blocks, whole), key=lambda pair: pair[0]):
        blocks = [block for _, block in run]
        rows = (_beside(block, section.key, level) for block in blocks)
        parts.append("".join(rows) if shown else _folded(blocks))
    return mark_safe("".join(parts))  # noqa: S308 (made of escaped pieces)


def _beside(block, key, level):
    stood = block.old and block.kind != Kind.MOVED
    old = _grouped([_as_it_was(block)], key, level) if stood else ""
    new = _grouped([block], key, level)
    left = _HIDDEN.format("Before: ") + old if old and block.kind != Kind.KEPT else old
    return format_html(
        '<div class="redline-row redline-row--{}"><div class="redline-row__before">{}</div>'
        '<div class="redline-row__after">{}</div></div>',
        block.kind,
        mark_safe(left),  # noqa: S308
        mark_safe(new),  # noqa: S308
    )


def _as_it_was(block):
    """A block with only its older words, in the dress they had."""
    if block.kind == Kind.LEFT:
        return block._replace(kind=Kind.KEPT)
    table = block.table and _table_as_it_was(block.table)
    return block._replace(new=None, pieces=_words_as_they_were(block.pieces), table=table)


def _words_as_they_were(pieces):
    return tuple(
        piece._replace(mark=Mark.KEPT, style=piece.was) if piece.mark == Mark.RESTYLED else piece
        for piece in pieces
        if piece.mark != Mark.INSERTED
    )


def _table_as_it_was(table):
    kept = [at for at, mark in enumerate(table.columns) if mark != Mark.INSERTED]
    rows = [row for row in table.rows if row.mark != Mark.INSERTED]
    return table._replace(
        columns=tuple(table.columns[at] for at in kept),
        head=_row_as_it_was(table.head, kept),
        rows=tuple(_row_as_it_was(row, kept) for row in rows),
    )


def _row_as_it_was(row, kept):
    return row._replace(cells=tuple(_words_as_they_were(row.cells[at]) for at in kept))
