"""Walking a text along its pathway, the papers of each step, and who read it early."""

from strategy.actions.pathway.papers import add_paper, remove_paper
from strategy.actions.pathway.readings import note_reading
from strategy.actions.pathway.walking import correct_step, walk

__all__ = ["add_paper", "correct_step", "note_reading", "remove_paper", "walk"]
