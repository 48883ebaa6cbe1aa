"""Two texts compared, as a reader would mark the changes: see `compare`.

Nothing here knows of the database or of pages. Blocks first (what was kept, changed, added,
removed, moved), then the words in them; the markup of Markdown is understood, not compared.
"""

from strategy.formats.redline.blocks import Block, Shape, blocks_of
from strategy.formats.redline.comparing import (
    Compared,
    Kind,
    after,
    before,
    changes_in,
    compare,
    words_after,
    words_before,
)
from strategy.formats.redline.pairing import longest_rising
from strategy.formats.redline.pieces import Mark, Piece, pieces_of, pieces_of_words
from strategy.formats.redline.tables import Row, Table
from strategy.formats.redline.words import without_signs

__all__ = [
    "Block",
    "Compared",
    "Kind",
    "Mark",
    "Piece",
    "Row",
    "Shape",
    "Table",
    "after",
    "before",
    "blocks_of",
    "changes_in",
    "compare",
    "longest_rising",
    "pieces_of",
    "pieces_of_words",
    "without_signs",
    "words_after",
    "words_before",
]
