"""Officers’ pages of messages to members."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from engagement.actions.notices import send_the_rest
from engagement.models import Notice, NoticeDelivery
from engagement.queries.notices.deliveries import counted

PER_PAGE = 25
PEOPLE_PER_PAGE = 100
TRAIL = [("Officers’ pages", "/officers/")]
officers = requires(Permission.MANAGE_ENGAGEMENT)


@officers
def notices(request):
    """Every message to members, the latest first, with how many got it."""
    found = Notice.objects.all()
    kind = request.GET.get("kind", "")
    if kind in Notice.Kind.values:
        found = found.filter(kind=kind)
    page = Paginator(counted(found), PER_PAGE).get_page(request.GET.get("page"))
    context = {"trail": TRAIL, "page": page, "kinds": Notice.Kind.choices, "kind": kind}
    return render(request, "engagement/notices/list.html", context)


@officers
def notice(request, pk):
    """One message: its words, how far it is, and which addresses were refused."""
    found = get_object_or_404(counted(Notice.objects.all()), pk=pk)
    deliveries = found.deliveries.all()
    state = request.GET.get("state", "")
    if state in NoticeDelivery.State.values:
        deliveries = deliveries.filter(state=state)
    page = Paginator(deliveries, PEOPLE_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "trail": [*TRAIL, ("Messages to members", "/officers/notices/")],
        "notice": found,
        "page": page,
        "states": NoticeDelivery.State.choices,
        "state": state,
    }
    return render(request, "engagement/notices/notice.html", context)


@require_POST
@officers
def resume(request, pk):
    """Sends what still waits of a message that was given up."""
    found = get_object_or_404(Notice, pk=pk)
    send_the_rest(notice=found, by=request.user)
    return redirect("engagement:notice", pk)
