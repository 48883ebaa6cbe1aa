"""The officers' page of one group, its description, its rotation, and its end."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render

from civilsociety.audit.actions import name_of
from civilsociety.refusal import why_not
from civilsociety.ui import clock
from civilsociety.ui.act_pages import act_page, asked, sent
from engagement.forms.groups.groups import CloseGroupForm, DescribeGroupForm
from engagement.models import Interest, Term
from engagement.queries.groups.desk import seat_rows
from engagement.queries.groups.rotation import ends_by_year, staggered
from engagement.rules.groups import check_can_change_group, check_can_close_group
from engagement.slots import officer_panels
from engagement.views.groups.access import BASE, DESK, group_or_404, officers, page_of, trail_of

ON_A_PAGE = 20


@officers
def manage(request, slug):
    """Seats and who holds them, what may be done, who leaves when, and what waits."""
    group, today = group_or_404(slug), clock.today()
    terms = Term.objects.filter(seat__group=group).exclude(pk__in=Term.objects.on(today))
    context = {
        "group": group,
        "trail": [DESK],
        "rows": seat_rows(group, today),
        "rotation": ends_by_year(group, today),
        "others": Paginator(
            terms.select_related("seat").order_by("-starts_on", "pk"), ON_A_PAGE
        ).get_page(request.GET.get("page")),
        "interests": _interests(group, today),
        "panels": officer_panels.fill(group, request.user, today),
        "close_refusal": why_not(check_can_close_group, group, on=today, today=today),
        "today": today,
        "history": name_of(group),
    }
    return render(request, "engagement/groups/officers/manage.html", context)


def _interests(group, today):
    terms = Term.objects.filter(seat__group=group).on(today)
    found = Interest.objects.filter(term__in=terms).select_related("term__seat", "organisation")
    return found.order_by("term__seat__order", "term_id", "declared_at")


@officers
def describe(request, slug):
    """Changes what a group says of itself; whoever comes second sees both texts."""
    group = group_or_404(slug)
    refusal = why_not(check_can_change_group, group)
    form = DescribeGroupForm(*sent(request), subject=group, by=request.user, now=clock.now())
    theirs = []
    if request.method == "POST" and not refusal:
        if form.done():
            messages.success(request, form.said(form.result))
            return redirect(page_of(group))
        theirs = _saved_meanwhile(form, group)
    return asked(
        request,
        form,
        trail=trail_of(group),
        refusal=refusal,
        before="engagement/theirs.html",
        theirs=theirs,
        **BASE,
    )


def _saved_meanwhile(form, group):
    """(label, text) of what somebody else saved; the form now follows on that."""
    group.refresh_from_db()
    if not form.cleaned_data.get("revision") or form.cleaned_data["revision"] == group.revision:
        return []
    form.data = form.data.copy()
    form.data["revision"] = str(group.revision)
    mine = form.cleaned_data
    names = [name for name in form.fields if name not in ("key", "revision") and name in mine]
    return [
        (form.fields[name].label, getattr(group, name))
        for name in names
        if getattr(group, name) != mine[name]
    ]


@officers
def close(request, slug):
    """Closes a group with the reason."""
    group, today = group_or_404(slug), clock.today()
    form = CloseGroupForm(
        *sent(request), subject=group, by=request.user, now=clock.now(), initial={"on": today}
    )
    refusal = why_not(check_can_close_group, group, on=today, today=today)
    return act_page(
        request, form, to=page_of(group), trail=trail_of(group), refusal=refusal, **BASE
    )


@officers
def rotation(request, slug):
    """Last days for the first members, so that they do not all leave together."""
    group, today = group_or_404(slug), clock.today()
    context = {
        "group": group,
        "trail": trail_of(group),
        "today": today,
        "proposals": staggered(group, today),
        "rotation": ends_by_year(group, today),
    }
    return render(request, "engagement/groups/officers/rotation.html", context)
