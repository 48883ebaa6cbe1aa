"""Who may open the front page, the desk and the pages about the service."""

from civilsociety.accounts.permissions import Permission
from tests.access import PUBLIC, Row

PAGES = ("front", "help", "glossary", "contact", "accessibility", "privacy", "cookies", "sitemap")
FILES = ("sitemap_xml", "robots", "security")

ROWS = {
    "home:officers": Row({Permission.OPEN_OFFICERS_PAGES}),
    **{f"home:{name}": Row(PUBLIC) for name in PAGES},
    **{f"home:{name}": Row(PUBLIC, page=False) for name in FILES},
}
