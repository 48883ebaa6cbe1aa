"""What the front page, the desk, the map of the site, the search and the thread ask for."""

from civilsociety.home.queries.pages import (
    about_pages,
    all_cookies,
    desk_of,
    front,
    public_addresses,
)

__all__ = ["about_pages", "all_cookies", "desk_of", "front", "public_addresses"]
