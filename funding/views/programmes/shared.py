"""Who may see which programme and round."""

from django.http import Http404

from civilsociety.accounts.permissions import Permission
from funding.models import Call, Programme
from funding.states import CallState

TRAIL = [("Funding", "/funding/")]


def prepares(user):
    """Whether this person prepares programmes, and so sees drafts."""
    return user.is_authenticated and user.may(Permission.MANAGE_FUNDING)


def programme_or_404(request, slug):
    """A programme anybody may read, or any for those who prepare it."""
    programmes = Programme.objects.all() if prepares(request.user) else Programme.objects.public()
    related = ("head", "authority__decision", "partner")
    found = programmes.select_related(*related).filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def call_or_404(request, slug, number):
    """A round of a programme anybody may read, or a draft for those who prepare it."""
    programme = programme_or_404(request, slug)
    calls = Call.objects.filter(programme=programme).select_related("programme", "year")
    found = calls.filter(number=number).first()
    hidden = found is not None and found.state == CallState.DRAFT
    if found is None or (hidden and not prepares(request.user)):
        raise Http404
    return found


def trail_to(programme):
    """The breadcrumbs of a page below a programme."""
    return [*TRAIL, (programme.name, programme.get_absolute_url())]
