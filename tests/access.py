"""Who may open which address: the table that `test_access.py` walks.

Each app keeps its rows in `tests/<app>/addresses.py`:

    ROWS = {
        "consultations:start": Row(PUBLIC, lambda cast: {"slug": a_consultation().slug}),
        "consultations:results": Row({Permission.READ_RESPONSES}, ...),
        "accounts:sign_out": Row(SIGNED_IN, method="post"),
    }

A row says what the access *should* be; the test compares it with what the view declares and
with what happens. An address without a row fails.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec

from django.urls import URLPattern, get_resolver

from civilsociety.accounts.access import DEMONSTRATION, PUBLIC, SIGNED_IN
from civilsociety.accounts.roles import ROLES

__all__ = ["DEMONSTRATION", "PUBLIC", "ROLES", "SIGNED_IN", "Row", "addresses", "rows"]

OUR_PACKAGES = ("civilsociety", "strategy", "engagement", "consultations", "funding")
FOLDERS = (
    "ground", "ui", "home", "audit", "accounts", "organisations", "decisions", "budget",
    "strategy", "engagement", "consultations", "funding",
)  # fmt: skip
# Other people's views guard themselves; they may stand here and nowhere else.
FOREIGN_PREFIXES = ("accounts/", "admin/")


def nothing(cast):
    """An address without parts."""
    return {}


@dataclass(frozen=True)
class Row:
    """What one address is.

    `access` is PUBLIC, SIGNED_IN, DEMONSTRATION or a set of permissions. `kwargs(cast)` makes
    what the address names and returns its parts; `cast` maps role keys to people. `opens`
    is False where even the right person is refused for a reason of its own (a closed
    consultation, a form that must be sent); then only strangers and wrong people are judged.
    `page` is False for what is no HTML page (a file, a redirect, a JSON answer).
    `query` is appended to the address, like "?q=kent". `only` is the role of the one person of
    the cast to whom a signed-in page belongs, or several roles, the owner's first: for everybody
    else it does not exist.
    """

    access: str | set = PUBLIC
    kwargs: Callable = nothing
    method: str = "get"
    opens: bool = True
    page: bool = True
    query: str = ""
    only: str | tuple = ""
    data: dict = field(default_factory=dict)

    @property
    def owners(self):
        """The roles to whom the page belongs; the first is opened in the browser."""
        return (self.only,) if isinstance(self.only, str) else tuple(self.only)

    @property
    def declared(self):
        """The access as the decorators write it on the view."""
        return self.access if isinstance(self.access, str) else frozenset(self.access)


def rows():
    """Every app's rows, by address name."""
    found = {}
    for folder in FOLDERS:
        if find_spec(f"tests.{folder}") and find_spec(f"tests.{folder}.addresses"):
            found |= import_module(f"tests.{folder}.addresses").ROWS
    return found


def addresses(patterns=None, names=(), prefix=""):
    """(name, route, view) of every address of the service."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield ":".join([*names, pattern.name or ""]), route, pattern.callback
        else:
            inner = (*names, pattern.namespace) if pattern.namespace else names
            yield from addresses(pattern.url_patterns, inner, route)


def is_ours(view):
    """Whether we wrote the view."""
    return view.__module__.split(".")[0] in OUR_PACKAGES
