"""A year that is closed and signed, and a list that somebody tried before a panel."""

from civilsociety.budget import actions
from civilsociety.budget.actions.trials import save_trial
from civilsociety.budget.models import Line
from civilsociety.budget.rules.trials import Award

CHECKED = (
    "Sample: every payment was held against its claim, and what came back of the recovery fund "
    "was carried forward."
)
# Names and pence, the best first.
PANEL = (
    ("Fernhill Repair Café (sample)", 480_000),
    ("Harbour Lights Choir (sample)", 325_000),
    ("Orchard Street Pantry (sample)", 6_000_000),
    ("Marshside Boat Club (sample)", 7_500_000),
    ("Two Bridges Garden (sample)", 8_000_000),
    ("Northfield Night Walk (sample)", 1_250_050),
)


def close_first_year(hand, year):
    """Carries what was left at the end, and signs the year."""
    for line in Line.objects.filter(year=year, available_pence__gt=0).order_by("pk"):
        terms = {"line": line.pk, "pence": line.available_pence}
        hand.together(2022, 3, 31, act="carry_balance", terms=terms)
    given = hand.does(2022, 4, 29, by=hand.holder, reason=CHECKED)
    del given["key"]
    actions.close_year(year=year, **given)


def propose_one(hand, year, head):
    """Something for the budget holder to approve or decline."""
    line = Line.objects.filter(year=year, head=head, available_pence__gt=0).earliest("pk")
    terms = {"line": line.pk, "pence": line.available_pence}
    actions.propose(act="carry_balance", terms=terms, **hand.does(2023, 3, 20))


def try_a_list(hand, year, head):
    """A ranked list that asks for more than there is, so that the page has something to say."""
    awards = [Award(rank, name, pence, head, year) for rank, (name, pence) in enumerate(PANEL, 1)]
    save_trial(
        title="CrowdFund Kent, winter list (sample)",
        awards=awards,
        cut_off=4,
        counted_free=[],
        by=hand.officer,
        now=hand.does(2024, 1, 15)["now"],
    )
