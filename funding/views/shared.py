"""What funding's pages share."""

from civilsociety.ui.act_pages import act_and_return, act_page, asked, sent
from civilsociety.ui.downloads import download, stored

__all__ = ["OFFICERS", "act_and_return", "act_page", "asked", "download", "sent", "stored"]

OFFICERS = [("Officers’ pages", "/officers/"), ("Funding", "/officers/funding/")]
