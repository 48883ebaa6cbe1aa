"""Who may open which address: redline."""

from datetime import UTC, datetime

from civilsociety.accounts.permissions import Permission
from civilsociety.audit.actions import SYSTEM
from strategy.actions import import_text
from strategy.actions.redline import explain
from strategy.formats import read_strategy
from strategy.slots import Origin
from tests.access import PUBLIC, Row
from tests.strategy.redline.texts import AFTER, BEFORE

OFFICERS = {Permission.MANAGE_STRATEGY}
NOW = datetime(2021, 11, 9, 9, tzinfo=UTC)


def two_versions(*, kind="final"):
    """A consultation draft and the text that followed it, with a reason for one change."""
    for text, state in ((BEFORE, "consultation_draft"), (AFTER, kind)):
        read = read_strategy(text.encode(), kind=state)
        version = import_text(slug="civil-society", text=read, by=SYSTEM).version
    explain(
        version=version,
        section_key="volunteering",
        what="Volunteering has money of its own.",
        why="Organisations told us that recruiting and keeping volunteers costs money.",
        origins=[
            Origin("committee", "", "Policy and Resources Cabinet Committee, 9 November 2021"),
            Origin("finding", "consultations.issue:1#volunteering", "Volunteering was welcomed."),
        ],
        by=SYSTEM,
        now=NOW,
    )
    return version


def _slug(cast):
    return {"slug": two_versions().strategy.slug}


def _two(cast):
    return {"slug": two_versions().strategy.slug, "before": 1, "after": 2}


def _numbered(cast):
    return {"slug": two_versions().strategy.slug, "number": 2}


def _change(cast):
    version = two_versions()
    return {"slug": version.strategy.slug, "number": 2, "pk": version.changes.get().pk}


ROWS = {
    "strategy:comparing": Row(PUBLIC, _slug),
    "strategy:compare": Row(PUBLIC, _two),
    "strategy:changes": Row(PUBLIC, _slug),
    "strategy:changes_pdf": Row(PUBLIC, _slug, page=False),
    "strategy:changes_docx": Row(PUBLIC, _slug, page=False),
    "strategy:explain": Row(OFFICERS, _numbered),
    "strategy:reword_change": Row(OFFICERS, _change),
    "strategy:withdraw_change": Row(OFFICERS, _change),
}
