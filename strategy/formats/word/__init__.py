"""A Word file (.docx) as the text of a strategy: what came over, and what could not be kept.

Nothing is dropped without being told: every run of text of the file is in the sections or in
`left_out`. The file is read as it is, never run, and nothing outside it is fetched.
"""

from strategy.formats.word.found import FoundPicture, KnownSection, LeftOut, WordText
from strategy.formats.word.pictures import PictureError, converted
from strategy.formats.word.reading import read_docx

__all__ = [
    "FoundPicture",
    "KnownSection",
    "LeftOut",
    "PictureError",
    "WordText",
    "converted",
    "read_docx",
]
