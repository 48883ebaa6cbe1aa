"""Who may open which address of a version's pathway."""

from civilsociety.accounts.permissions import Permission
from civilsociety.audit.actions import SYSTEM
from strategy.actions import import_text
from strategy.formats import read_strategy
from strategy.models import Step, StepPaper
from tests.access import PUBLIC, Row
from tests.strategy.conftest import SHORT

OFFICERS = {Permission.MANAGE_STRATEGY}


def _version(kind):
    text = read_strategy(SHORT.encode(), kind=kind)
    return import_text(slug="civil-society", text=text, by=SYSTEM).version


def _slug(cast):
    return {"slug": _version("final").strategy.slug}


def _draft(cast):
    version = _version("draft")
    return {"slug": version.strategy.slug, "number": version.number}


def _walk(cast):
    return _draft(cast) | {"state": "in_review"}


def _step(cast):
    return {"pk": _version("final").steps.get().pk}


def _paper(cast):
    step = Step.objects.get(**_step(cast))
    link = "https://democracy.example/agenda"
    return {"pk": StepPaper.objects.create(step=step, title="Agenda", link=link).pk}


def _no_file(cast):
    return {"slug": "civil-society", "pk": _paper(cast)["pk"]}


ROWS = {
    "strategy:pathway": Row(PUBLIC, _slug),
    "strategy:step_paper": Row(PUBLIC, _no_file, opens=False, page=False),
    "strategy:walk": Row(OFFICERS, _walk),
    "strategy:readers": Row(OFFICERS, _draft),
    "strategy:edit_step": Row(OFFICERS, _step),
    "strategy:add_step_paper": Row(OFFICERS, _step),
    "strategy:remove_step_paper": Row(OFFICERS, _paper),
}
