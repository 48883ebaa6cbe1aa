"""The front page, the officers' desk, and the pages about the service."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control

from civilsociety.accounts.access import public, requires
from civilsociety.accounts.permissions import Permission
from civilsociety.documents.tables import BOM, csv_line
from civilsociety.home.queries import (
    about_pages,
    all_cookies,
    desk_of,
    front,
    public_addresses,
)
from civilsociety.home.queries.search import search
from civilsociety.home.queries.thread import story_for
from civilsociety.ui import clock
from civilsociety.ui.downloads import download
from strategy.actions.pathway import note_reading
from strategy.queries.glossary.words import by_letter, published_words, rows, words_with

TEXT = "text/plain; charset=utf-8"


@public
def front_page(request):
    """What this is, what you can take part in, and what came of it."""
    return render(request, "home/front.html", front())


@requires(Permission.OPEN_OFFICERS_PAGES)
def officers(request):
    """What needs you today."""
    return render(request, "home/officers.html", desk_of(request.user) | {"today": clock.today()})


@public
def help_page(request):
    """How the service works, from a question to a payment."""
    return render(request, "home/help.html")


@public
def glossary(request):
    """The words of the sector and of the council, in ours."""
    text = request.GET.get("q", "").replace("\0", "")[:200]
    words = words_with(text)
    context = {"words": words, "letters": by_letter(words), "q": text}
    return render(request, "home/glossary.html", context)


@public
def glossary_json(request):
    """Every published word as data."""
    return JsonResponse({"words": rows(published_words())}, json_dumps_params={"indent": 1})


@public
def glossary_csv(request):
    """The same for a spreadsheet."""
    head = csv_line(["word", "other forms", "meaning", "source", "address"])
    lines = [
        csv_line(["; ".join(cell) if isinstance(cell, list) else cell for cell in row.values()])
        for row in rows(published_words())
    ]
    content = (BOM + head + "".join(lines)).encode()
    return download(content, name="glossary.csv", content_type="text/csv; charset=utf-8")


@public
def search_page(request):
    """Everything this reader may read that holds the words."""
    asked = request.GET
    found = search(request.user, asked.get("q", ""), asked.get("kind", ""), asked.get("page"))
    return render(request, "home/search.html", {"found": found, "search_page": True})


@public
def thread(request):
    """The golden thread as a picture and a list: whole, of a section, or from where you stand."""
    asked = request.GET
    story = story_for(
        request.user,
        strategy=asked.get("strategy", ""),
        version=asked.get("version", ""),
        section=asked.get("section", ""),
        begun_from=asked.get("from", ""),
    )
    if story is None:
        return render(request, "home/thread.html")
    note_reading(version=story.version, user=request.user, form="page", now=clock.now())
    return render(request, "home/thread.html", {"story": story, "version": story.version})


@public
def contact(request):
    """How to reach the people behind the service."""
    return render(request, "home/contact.html")


@public
def accessibility(request):
    """The accessibility statement, in the model form that the regulations ask for."""
    return render(request, "home/accessibility.html")


@public
def privacy(request):
    """What we hold about people, why, and for how long."""
    return render(request, "home/privacy.html", {"threshold": settings.SUPPRESSION_THRESHOLD})


@public
def cookies(request):
    """Each cookie the service sets."""
    return render(request, "home/cookies.html", {"cookies": all_cookies()})


@public
def sitemap(request):
    """Every public page, as a list for people."""
    return render(request, "home/sitemap.html", {"about": about_pages()} | front())


@public
@cache_control(max_age=3600, public=True)
def sitemap_xml(request):
    """Every public page, as a list for search engines."""
    addresses = [settings.PUBLIC_URL + address for address in public_addresses()]
    context = {"addresses": addresses}
    return render(request, "home/sitemap.xml", context, content_type="application/xml")


@public
@cache_control(max_age=3600, public=True)
def robots(request):
    """Search engines may read what is public; a demonstration stays out of their lists."""
    context = {"public_url": settings.PUBLIC_URL, "hidden": settings.DEMONSTRATION}
    return render(request, "home/robots.txt", context, content_type=TEXT)


@public
@cache_control(max_age=3600, public=True)
def security(request):
    """Where to report a weakness (RFC 9116)."""
    lines = [
        f"Contact: mailto:{settings.CONTACT_EMAIL}",
        f"Expires: {(clock.now() + timedelta(days=180)).strftime('%Y-%m-%dT00:00:00Z')}",
        "Preferred-Languages: en",
        f"Canonical: {settings.PUBLIC_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type=TEXT)
