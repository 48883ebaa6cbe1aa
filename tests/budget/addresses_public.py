"""Who may open the public addresses of the framework's money: everybody."""

from datetime import date

from civilsociety.budget import demonstration
from civilsociety.budget.models import Commitment, Move
from civilsociety.decisions import demonstration as decisions_demonstration
from civilsociety.organisations import actions
from tests.access import Row


def story(cast):
    """The demonstration's money, told by this cast."""
    officer, maker = cast["consultation_officer"], cast["decision_maker"]
    decisions_demonstration.load(by=officer, maker=maker, today=date(2026, 11, 1))
    demonstration.load(
        officer=cast["funding_officer"],
        holder=cast["budget_holder"],
        kitchen=actions.register(name="Deal Kitchen", kind="community_group", by="respondent"),
        today=date(2026, 11, 1),
    )
    return {}


def a_year(cast):
    return story(cast) | {"slug": "2021-22"}


def a_programme(cast):
    return story(cast) | {"key": "crowdfund-kent"}


def a_move(cast):
    story(cast)
    return {"pk": Move.objects.get(kind="carry_commitment").pk}


def a_commitment(cast):
    story(cast)
    return {"pk": Commitment.objects.get(payee_name="Ashford Volunteer Centre").pk}


def csv(cast):
    return {"kind": "csv"}


ROWS = {
    "budget:framework": Row(kwargs=story),
    "budget:year": Row(kwargs=a_year),
    "budget:programme": Row(kwargs=a_programme),
    "budget:figures_file": Row(kwargs=csv, page=False),
    "budget:entries": Row(kwargs=story, query="?figure=committed&as-at=2022-03-01"),
    "budget:entries_file": Row(kwargs=csv, page=False),
    "budget:moves": Row(kwargs=story),
    "budget:feed": Row(page=False),
    "budget:moves_file": Row(kwargs=csv, page=False),
    "budget:move": Row(kwargs=a_move),
    "budget:commitments": Row(kwargs=story),
    "budget:commitments_file": Row(kwargs=csv, page=False),
    "budget:commitment": Row(kwargs=a_commitment),
}
