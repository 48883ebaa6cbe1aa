"""Where the pages' navigation comes from: each app registers its own entries in its `apps.py`."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

MAIN = "main"
OFFICERS = "officers"

_registered = {}


@dataclass(frozen=True, order=True)
class Entry:
    """One link of a navigation; `permissions` empty means everybody may see it."""

    order: int
    label: str
    url_name: str
    place: str = MAIN
    permissions: tuple = ()


def register(label, url_name, *, order, place=MAIN, permissions=()):
    """Adds a link to the navigation at `place`; call it in an app's `ready()`.

    An entry whose address does not exist (yet) is not shown. With `permissions`, only
    people who hold one of them see the link; the page itself must still be guarded.
    """
    _registered[place, url_name] = Entry(order, label, url_name, place, tuple(permissions))


def links(place, *, path, user):
    """The links of a navigation for this person, the one for `path` marked as current.

    `current` is "page" on the very address and "true" on a page below it.
    """
    entries = sorted(entry for entry in _registered.values() if entry.place == place)
    found = [_link(entry, path) for entry in entries if _may_see(entry, user)]
    return _only_deepest_current([link for link in found if link])


def address(url_name):
    """The address of a named page, or nothing while nobody has made it."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def _may_see(entry, user):
    return not entry.permissions or (
        user is not None and user.is_authenticated and any(map(user.may, entry.permissions))
    )


def _link(entry, path):
    url = address(entry.url_name)
    if not url:
        return None
    current = "page" if path == url else "true" if path.startswith(url) else ""
    return {"label": entry.label, "url": url, "current": current}


def _only_deepest_current(found):
    deepest = max((link["url"] for link in found if link["current"]), key=len, default=None)
    for link in found:
        if link["url"] != deepest:
            link["current"] = ""
    return found
