"""The standing conversation of the demonstration: two groups, their meetings, reviews, an election.

What the council reported is told with its dates; people, comments, votes and conversations were
invented for it and say so.
"""

from engagement.demonstration.load import ReviewStory, load, load_groups

__all__ = ["ReviewStory", "load", "load_groups"]
