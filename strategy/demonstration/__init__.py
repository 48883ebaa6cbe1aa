"""The sample strategy of the demonstration: from first draft to the strategy in force, and beyond.

The texts were written for it; the dates and figures in them are the council's. Its measures,
readings and reports are invented, and say so.
"""

from strategy.demonstration.glossary import load as load_glossary
from strategy.demonstration.measures import load as load_measures
from strategy.demonstration.story import SLUG, Unreviewed, begin_the_next, explain_changes, load

__all__ = [
    "SLUG",
    "Unreviewed",
    "begin_the_next",
    "explain_changes",
    "load",
    "load_glossary",
    "load_measures",
]
