"""Who may open the front page, the desk and the pages about the service."""

from civilsociety.accounts.permissions import Permission
from civilsociety.home.demonstration import load as load_story
from strategy.demonstration import load as load_strategy
from tests.access import PUBLIC, Row

PAGES = ("front", "help", "glossary", "contact", "accessibility", "privacy", "cookies", "sitemap")
FILES = ("sitemap_xml", "robots", "security", "glossary_json", "glossary_csv")


def searchable(cast):
    """A published strategy, so that there is something to find."""
    load_strategy(by="system")
    return {}


def the_story(cast):
    """The demonstration's whole story: findings, decisions, money and awards beside sections."""
    load_story()
    return {}


ROWS = {
    "home:search": Row(PUBLIC, searchable, query="?q=volunteering"),
    "home:thread": Row(PUBLIC, the_story),
    "home:officers": Row({Permission.OPEN_OFFICERS_PAGES}),
    **{f"home:{name}": Row(PUBLIC) for name in PAGES},
    **{f"home:{name}": Row(PUBLIC, page=False) for name in FILES},
}
