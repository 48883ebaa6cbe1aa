"""The sample strategy of the demonstration: three versions, from first draft to adoption.

The texts were written for it; the dates and figures in them are the council's.
"""

from pathlib import Path

from strategy.actions import import_text
from strategy.formats import read_strategy

SLUG = "civil-society"
# In the order in which they were published.
FILES = (
    "1-consultation-draft-2020-02.md",
    "2-consultation-draft-2021-09.md",
    "3-final-2021-11.md",
)


def load(*, by):
    """Imports the three versions and gives them back, oldest first; a second time nothing changes.

    `by` is a user or audit's SYSTEM. Other loaders find a section by its stable key:
    `versions[1].sections.get(key="volunteering")`.
    """
    folder = Path(__file__).parent
    return [
        import_text(slug=SLUG, text=read_strategy((folder / name).read_bytes()), by=by).version
        for name in FILES
    ]
