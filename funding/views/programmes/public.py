"""What is on offer, and one programme as everybody reads it."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from civilsociety.accounts.access import public
from civilsociety.ui import clock, navigation
from funding.models import ProgrammeDocument, ProgrammeKind
from funding.queries.programmes.listing import grouped, offers
from funding.queries.programmes.prospectus import prospectus_of
from funding.views.programmes.shared import TRAIL, prepares, programme_or_404
from funding.views.shared import download

ON_A_PAGE = 12


@public
@require_safe
def index(request):
    """Everything on offer: open, opening soon, given in other ways, and what has closed."""
    groups = grouped(offers(now=clock.now()))
    context = {
        "groups": groups,
        "closed": Paginator(groups["closed"], ON_A_PAGE).get_page(request.GET.get("page")),
        "grants_url": navigation.address("funding:grants"),
        "nothing": not any(groups.values()),
        "nothing_open": not groups["open"],
    }
    return render(request, "funding/programmes/index.html", context)


@public
@require_safe
def programme(request, slug):
    """The prospectus: what it is, who can apply, how bids are scored, when, and the odds."""
    found = programme_or_404(request, slug)
    context = prospectus_of(found, now=clock.now())
    call = context["call"]
    context |= {
        "trail": TRAIL,
        "kinds": ProgrammeKind,
        "may_prepare": prepares(request.user),
        "start_url": _start_url(call) if context["is_open"] else "",
    }
    return render(request, "funding/programmes/programme.html", context)


def _start_url(call):
    return reverse("funding:start", args=[call.pk])


@public
@require_safe
def document(request, slug, pk):
    """A document beside a prospectus, always as a download."""
    found = programme_or_404(request, slug)
    wanted = ProgrammeDocument.objects.filter(programme=found, pk=pk).first()
    if wanted is None:
        raise Http404
    return download(wanted.content, name=wanted.file_name, content_type=wanted.content_type)
