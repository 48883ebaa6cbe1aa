"""Who may open which address of the strategies."""

from civilsociety.accounts.permissions import Permission
from civilsociety.audit.actions import SYSTEM
from strategy.actions import import_text
from strategy.formats import read_strategy
from tests.access import PUBLIC, Row
from tests.strategy.conftest import SHORT

OFFICERS = {Permission.MANAGE_STRATEGY}


def _version(kind):
    text = read_strategy(SHORT.encode(), kind=kind)
    return import_text(slug="civil-society", text=text, by=SYSTEM).version


def _slug(cast):
    return {"slug": _version("consultation_draft").strategy.slug}


def _numbered(kind):
    def kwargs(cast):
        version = _version(kind)
        return {"slug": version.strategy.slug, "number": version.number}

    return kwargs


ROWS = {
    "strategy:strategies": Row(PUBLIC),
    "strategy:strategy": Row(PUBLIC, _slug),
    "strategy:versions": Row(PUBLIC, _slug),
    "strategy:version": Row(PUBLIC, _numbered("final")),
    "strategy:desk": Row(OFFICERS),
    "strategy:start": Row(OFFICERS),
    "strategy:import": Row(OFFICERS, _slug),
    "strategy:manage": Row(OFFICERS, _numbered("draft")),
    "strategy:publish": Row(OFFICERS, _numbered("draft")),
    "strategy:adopt": Row(OFFICERS, _numbered("final")),
    "strategy:discard": Row(OFFICERS, _numbered("draft")),
}
