"""What other apps show on the page of a decision, and what they hold under one.

    what_followed.register("budget", "civilsociety.budget.queries.committed_under")

Each filler of a panel is called with the decision that the page shows and returns Panels. What
is stored points at version 1 of the record: ask by `decision.reference`, or by `authorities`
of `decision.first`.
"""

from dataclasses import dataclass

from civilsociety.ui.slots import Slot


@dataclass(frozen=True)
class Panel:
    """A titled part of a decision's page: a template of the app's own, and what it needs.

    The template finds `context` under the name `panel`. `lines` are sentences for the PDF, where
    no template of the app is asked.
    """

    title: str
    template: str
    context: object
    lines: tuple[str, ...] = ()


# Where this began: the strategy adopted, the consultation answered. Before the committees.
where_it_began = Slot("where a decision began")

# What followed: money committed under it. Last on the page. Both asked with the decision.
what_followed = Slot("what followed from a decision")

# Asked with a list of authorities of superseded decisions; a filler returns amounts in pence
# that are still committed under them and so cannot be decided again.
held_under = Slot("money held under superseded decisions")
