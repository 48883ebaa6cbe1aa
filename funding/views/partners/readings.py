"""The partner's pages of figures and case notes, and the officers' view of the figures."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from civilsociety.accounts.access import requires, signed_in
from civilsociety.accounts.permissions import Permission
from civilsociety.documents import to_html
from civilsociety.refusal import why_not
from civilsociety.ui import clock
from funding.forms.partners.readings import CaseNoteForm, ReadingsForm
from funding.models import Award
from funding.queries.partners.indicators import as_given
from funding.queries.partners.quarters import from_slug, in_words, last_day_of, quarters_of
from funding.queries.partners.standing import quarters_with_state
from funding.rules.partners.pilots import check_can_give_readings, is_pilot
from funding.views.offers.shared import award_or_404
from funding.views.partners.public import figures_document, figures_file
from funding.views.partners.shared import trail_to
from funding.views.shared import OFFICERS, act_page, sent

ON_A_PAGE = 20


def _pilot_or_404(request, pk):
    award = award_or_404(request, pk)
    if not is_pilot(award):
        raise Http404
    return award


def _quarter_or_404(award, slug):
    quarter = from_slug(slug)
    if quarter not in quarters_of(award, clock.today()):
        raise Http404
    return quarter


@signed_in
def readings(request, pk):
    """The quarters of a pilot, which of them are complete, and every figure given so far."""
    award = _pilot_or_404(request, pk)
    told = as_given(award)
    context = {
        "award": award,
        "quarters": quarters_with_state(award, clock.today()),
        "any": any(each.quarters for each in told),
        "body": to_html(figures_document(award.programme, told)),
        "trail": trail_to(award),
    }
    return render(request, "funding/partners/readings.html", context)


@signed_in
def quarter(request, pk, slug):
    """The grid of one quarter."""
    award = _pilot_or_404(request, pk)
    first = _quarter_or_404(award, slug)
    form = ReadingsForm(sent(request)[0], award=award, quarter=first)
    if request.method == "POST":
        changed = form.saved(by=request.user, now=clock.now())
        if changed is not None:
            messages.success(request, form.said(changed))
            return redirect("funding:quarter", pk, slug)
    context = {
        "award": award,
        "form": form,
        "quarter": in_words(first),
        "ends_on": last_day_of(first),
        "is_over": last_day_of(first) < clock.today(),
        "refusal": why_not(check_can_give_readings, award, first, today=clock.today()),
        "trail": trail_to(award, ("Figures", reverse("funding:readings", args=[pk]))),
    }
    return render(request, "funding/partners/quarter.html", context)


@signed_in
def notes(request, pk):
    """The case notes the partner has written."""
    award = _pilot_or_404(request, pk)
    page = Paginator(award.case_notes.all(), ON_A_PAGE).get_page(request.GET.get("page"))
    for each in page:
        each.quarter_words = in_words(each.quarter_starts_on)
    context = {"award": award, "page": page, "trail": trail_to(award)}
    return render(request, "funding/partners/notes.html", context)


@signed_in
def new_note(request, pk):
    """Writes a case note."""
    return _note(request, _pilot_or_404(request, pk), None)


@signed_in
def note(request, pk, number):
    """Corrects a case note."""
    award = _pilot_or_404(request, pk)
    return _note(request, award, get_object_or_404(award.case_notes, pk=number))


def _note(request, award, found):
    quarters = quarters_of(award, clock.today())
    form = CaseNoteForm(
        sent(request)[0],
        subject=award,
        by=request.user,
        now=clock.now(),
        quarters=quarters,
        note=found,
    )
    form.cancel_url = to = reverse("funding:case_notes", args=[award.pk])
    refusal = "" if quarters else "Case notes can be written once the award has begun."
    trail = trail_to(award, ("Case notes", to))
    return act_page(request, form, to=to, trail=trail, refusal=refusal)


# -- Officers ----------------------------------------------------------------------------


def _award_or_404(pk, user):
    shown = Award.objects.shown_to(user).select_related("programme", "organisation")
    award = get_object_or_404(shown, pk=pk)
    if not is_pilot(award):
        raise Http404
    return award


@requires(Permission.MANAGE_FUNDING, Permission.HOLD_BUDGET)
def figures_of_award(request, pk):
    """Every figure of a pilot, small ones too, for officers."""
    award = _award_or_404(pk, request.user)
    told = as_given(award)
    context = {
        "award": award,
        "told": told,
        "quarters": quarters_with_state(award, clock.today()),
        "any": any(each.quarters for each in told),
        "body": to_html(figures_document(award.programme, told)),
        "trail": OFFICERS,
    }
    return render(request, "funding/partners/officers_readings.html", context)


@requires(Permission.MANAGE_FUNDING, Permission.HOLD_BUDGET)
def figures_of_award_file(request, pk, kind):
    """The same, to take away; not for publication."""
    award = _award_or_404(pk, request.user)
    return figures_file(award.programme, as_given(award), kind)
