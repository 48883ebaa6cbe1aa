"""Places on a page that apps fill without the page knowing them.

An app registers in its `AppConfig.ready()`; the page asks and draws what comes back. So a
page low in the house shows what higher apps have to say, and nothing is imported upward.
"""

from dataclasses import dataclass

from django.utils.module_loading import import_string


class Slot:
    """A named place on a page; whoever registered is asked for a list, in order."""

    def __init__(self, name):
        self.name = name
        self._fillers = {}

    def register(self, name, filler, *, order=50):
        """`filler` is called with what the page gives and returns a list; lower `order` first.

        It may be a dotted path, because `apps.py` is read before models can be: then it is
        imported when the page first asks. Registering a name again replaces what stood there.
        """
        self._fillers[name] = (order, filler)

    def fill(self, *args, **kwargs):
        """Everything the fillers return, one after the other."""
        ordered = sorted(self._fillers.values(), key=lambda pair: pair[0])
        return [item for _, filler in ordered for item in _callable(filler)(*args, **kwargs)]


def _callable(filler):
    return import_string(filler) if isinstance(filler, str) else filler


@dataclass(frozen=True)
class Card:
    """Something to open from a front page: what it is, in a line what it holds, until when."""

    title: str
    url: str
    summary: str = ""
    status: str = ""  # a word or two, like "Open until 3 October 2021"
    action: str = ""  # what the link does, when the title does not say it


@dataclass(frozen=True)
class Task:
    """Something that waits for an officer: what, where, and by when or how many."""

    title: str
    url: str
    detail: str = ""
    due: str = ""  # in words, like "Today" or "By 3 October 2021"
    urgent: bool = False


@dataclass(frozen=True)
class Panel:
    """Part of a page that an app draws itself: its template, and what that shows as `panel`."""

    template: str
    context: dict


@dataclass(frozen=True)
class Cookie:
    """A cookie the service sets, or something it keeps in the browser, as a visitor reads it."""

    name: str
    purpose: str
    lasts: str


# The front page: what a visitor can take part in, and what has come of it. Asked with nothing;
# a filler returns Cards.
front_page_open = Slot("open to everybody now")
front_page_reports = Slot("latest reports")
front_page_money = Slot("the money behind the promises")

# The officers' desk: what needs this person today, and where their tools stand. Asked with the
# user; a filler returns Tasks (Cards, for tools) that this user may open, else nothing.
desk_tasks = Slot("what needs you today")
desk_tools = Slot("the officers' tools")

# The first page of the admin. Asked with the user; a filler returns Panels for this user.
admin_index = Slot("top of the admin")

# Asked with nothing; a filler returns the addresses of public pages, for search engines.
sitemap = Slot("public addresses")

# Asked with nothing; every app that sets a cookie of its own or keeps anything in the browser
# says so here, and the cookies page is exact.
cookies = Slot("cookies")

# Asked with the reader; every app says what of its own this reader may find by searching. A filler
# returns `ui.searching.Searchable`s and `SearchableTexts`.
searchables = Slot("what can be found")
