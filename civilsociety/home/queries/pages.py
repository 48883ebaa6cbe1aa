"""What the front page, the desk and the map of the site ask for."""

from django.conf import settings
from django.urls import reverse

from civilsociety.ui import slots
from civilsociety.ui.slots import Cookie
from strategy.queries import published_strategies

# Pages about the service itself, in the order a visitor may want them.
ABOUT = (
    ("home:help", "How this service works"),
    ("home:thread", "The golden thread"),
    ("home:glossary", "Glossary"),
    ("home:contact", "Contact"),
    ("home:accessibility", "Accessibility statement"),
    ("home:privacy", "Privacy notice"),
    ("home:cookies", "Cookies"),
)
SHOWN_ON_FRONT = 6


def front():
    """What the front page shows: what is open, the strategy in force, reports, the money."""
    return {
        "open_now": slots.front_page_open.fill()[:SHOWN_ON_FRONT],
        "reports": slots.front_page_reports.fill()[:SHOWN_ON_FRONT],
        "strategies": published_strategies(),
        "money": slots.front_page_money.fill(),
    }


def desk_of(user):
    """What needs this officer today, urgent things first, and where their tools stand."""
    tasks = slots.desk_tasks.fill(user)
    return {
        "tasks": sorted(tasks, key=lambda task: not task.urgent),
        "tools": slots.desk_tools.fill(user),
    }


def about_pages():
    """(title, address) of every page about the service."""
    return [(title, reverse(name)) for name, title in ABOUT]


def public_addresses():
    """Every address a search engine may know, each once, the front page first."""
    found = [reverse("home:front"), *(url for _, url in about_pages()), *slots.sitemap.fill()]
    return list(dict.fromkeys(found))


def all_cookies():
    """Every cookie the service sets: the frame's own, then what the apps say of theirs."""
    hours = settings.SESSION_COOKIE_AGE // 3600
    own = [
        Cookie(
            settings.CSRF_COOKIE_NAME,
            "Makes sure that a form you send was one we gave to you.",
            "One year",
        ),
        Cookie(
            settings.SESSION_COOKIE_NAME,
            "Keeps you signed in. It is set only when you sign in or ask for a code.",
            f"{hours} hours",
        ),
        Cookie(
            "messages",
            "Carries one short message, like “Your draft is saved”, to the next page.",
            "Until the next page shows it",
        ),
    ]
    return [*own, *slots.cookies.fill()]
