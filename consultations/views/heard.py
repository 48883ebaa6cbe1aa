"""Officers' page on which a finding comes to rest on what was heard in conversations."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from civilsociety.refusal import Refused
from consultations.actions import heard as actions
from consultations.forms.heard import HeardFilter
from consultations.models import Finding, FindingPoint
from consultations.queries.heard import points_to_choose
from engagement.models import Point

ON_A_PAGE = 20
LONGEST_NUMBER = 18  # digits of a row's number


@requires(Permission.MANAGE_CONSULTATIONS)
def points(request, slug, pk):
    """Points of checked conversations, to be shown under this finding or taken out."""
    findings = Finding.objects.select_related("consultation")
    finding = get_object_or_404(findings, pk=pk, consultation__slug=slug)
    if request.method == "POST":
        _show_or_take_out(request, finding)
        return redirect(request.get_full_path())
    form = HeardFilter(request.GET or None)
    words, district = form.asked()
    found = points_to_choose(words=words, district=district)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    shown = set(finding.points.values_list("point_id", flat=True))
    context = {
        "finding": finding,
        "consultation": finding.consultation,
        "form": form,
        "filtered": bool(words or district),
        "page": page,
        "points": [(point, point.pk in shown) for point in page],
    }
    return render(request, "consultations/answer/heard.html", context)


def _show_or_take_out(request, finding):
    number = request.POST.get("point", "")
    if not (number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER):
        return
    try:
        if "hide" in request.POST:
            shown = get_object_or_404(FindingPoint, finding=finding, point=number)
            actions.take_out_point(shown=shown, by=request.user)
        else:
            point = get_object_or_404(Point.objects.select_related("conversation"), pk=number)
            actions.rest_on_point(finding=finding, point=point, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
