"""Short ways to settle and close a year."""

from datetime import UTC, datetime
from uuid import uuid4

from civilsociety.budget import actions
from civilsociety.budget.actions.year_end import answer, settle
from civilsociety.budget.queries import open_items
from tests.budget.conftest import NOW

LATER = datetime(2022, 4, 20, 9, tzinfo=UTC)


def items(year, *kinds):
    return [each for each in open_items(year) if each.kind in kinds]


def settled(framework, act, *kinds, key=None):
    return settle(
        year=framework.year,
        act=act,
        items=items(framework.year, *kinds),
        reason="Year end",
        by=framework.by,
        key=key or uuid4(),
        now=NOW,
    )


def approved(framework, proposals):
    return answer(proposals=proposals, act="approve", answer="", by=framework.approver, now=NOW)


def settle_everything(framework):
    settled(framework, "release", "reservation")
    approved(framework, settled(framework, "carry", "commitment"))
    approved(framework, settled(framework, "lapse", "balance"))


def close(framework, now=LATER):
    return actions.close_year(
        year=framework.year, by=framework.approver, reason="Looked at every item.", now=now
    )
