"""What every page knows about the service it belongs to."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from civilsociety.ui import navigation

FOOTER = (
    ("How this service works", "home:help"),
    ("Accessibility statement", "home:accessibility"),
    ("Privacy notice", "home:privacy"),
    ("Cookies", "home:cookies"),
    ("Contact", "home:contact"),
    ("Glossary", "home:glossary"),
    ("All pages", "home:sitemap"),
)


def service(request):
    """Names and contacts for the page's frame, and the ways to go on from it."""
    return {
        **frame(),
        # Lazy: a page without these rows asks nothing about the person.
        "main_navigation": _links(request, navigation.MAIN),
        "officers_navigation": _links(request, navigation.OFFICERS),
        **account_links(request),
    }


def bare():
    """The frame for a page about which nothing is known: no person, no request."""
    return {**frame(), "main_navigation": navigation.links(navigation.MAIN, path="", user=None)}


def frame():
    """What the frame shows on every page."""
    return {
        "service_name": settings.SERVICE_NAME,
        "council_name": settings.COUNCIL_NAME,
        "contact_email": settings.CONTACT_EMAIL,
        "contact_phone": settings.CONTACT_PHONE,
        "demonstration": settings.DEMONSTRATION,
        "footer_links": footer_links(),
    }


def footer_links():
    """The links at the foot of every page, of those pages that exist."""
    found = ((label, navigation.address(name)) for label, name in FOOTER)
    return [(label, url) for label, url in found if url]


def account_links(request):
    """Where the quiet menu at the top right leads, as far as those pages exist."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"sign_in": navigation.address(settings.LOGIN_URL)}
    return {
        "account_home": navigation.address("accounts:home"),
        "officers_home": navigation.address("home:officers") if _is_officer(user) else "",
        "sign_out": navigation.address("account_logout"),
    }


def _is_officer(user):
    return user.may("open_officers_pages")


def _links(request, place):
    return SimpleLazyObject(
        lambda: navigation.links(place, path=request.path, user=getattr(request, "user", None))
    )
