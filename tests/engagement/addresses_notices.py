"""Who may open which address: messages to members."""

from civilsociety.accounts.permissions import Permission
from engagement.actions.notices import prepare_notice
from tests.access import Row
from tests.engagement.makers import NOW

OFFICERS = {Permission.MANAGE_ENGAGEMENT}


def a_notice(cast):
    """A message that waits to be sent."""
    notice = prepare_notice(
        kind="strategy",
        about="strategy.version:1 final",
        subject="Published: a strategy",
        body="Read it.",
        readers={"pat@example.org": ""},
        now=NOW,
    )
    return {"pk": notice.pk}


ROWS = {
    "engagement:notices": Row(OFFICERS),
    "engagement:notice": Row(OFFICERS, a_notice),
    "engagement:resume_notice": Row(OFFICERS, a_notice, method="post"),
}
