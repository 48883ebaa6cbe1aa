"""A grant holder's awards: all of them, one of them, its letters, its offer to be answered."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from civilsociety.accounts.access import signed_in
from civilsociety.accounts.permissions import Permission
from civilsociety.refusal import why_not
from civilsociety.ui import clock
from funding.forms.offers.answering import AcceptForm, DeclineForm
from funding.models import Award
from funding.queries.awards import decision_of, standing_of
from funding.queries.offers.holding import (
    awards_of,
    letters_of,
    steps_of,
    wants_bank_account,
)
from funding.rules.offers.answering import check_can_answer_offer
from funding.rules.running.proportion import payments_for, reports_for
from funding.slots import award_panels
from funding.states import AwardState
from funding.views.offers.shared import AWARDS, award_or_404
from funding.views.shared import act_page, download

ON_A_PAGE = 20
OFFICERS = (Permission.MANAGE_FUNDING, Permission.HOLD_BUDGET)


@signed_in
def awards(request):
    """Every award this person holds with others."""
    page = Paginator(awards_of(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    today = clock.today()
    for award in page.object_list:
        award.next = next(iter(steps_of(award, today)), None)
        award.pence = award.ledger_outstanding + award.ledger_paid - award.ledger_returned
    return render(request, "funding/offers/awards.html", {"page": page})


@signed_in
def award(request, pk):
    """One award: where it stands, what is next, its money, its letters, and what others add."""
    if officers := _officers_page(request, pk):
        return redirect(officers)
    found = award_or_404(request, pk)
    today, now = clock.today(), clock.now()
    context = {
        "award": found,
        "standing": standing_of(found),
        "decision": decision_of(found),
        "steps": steps_of(found, today),
        "wants_bank": wants_bank_account(found),
        "conditions": list(found.conditions.all()),
        "letters": list(letters_of(found)),
        "panels": award_panels.fill(found, request.user, now),
        # Once there are payments, their panel shows the money.
        "shows_money": not found.payments.exists(),
        "to_answer": found.state == AwardState.OFFERED,
        "contact": found.programme.contact_email,
        "trail": [AWARDS],
    }
    return render(request, "funding/offers/award.html", context)


def _officers_page(request, pk):
    """Where an officer who does not hold the award finds it, or nothing."""
    user = request.user
    if Award.objects.of_colleague(user).filter(pk=pk).exists():
        return ""
    if not any(user.may(permission) for permission in OFFICERS):
        return ""
    if not Award.objects.shown_to(user).filter(pk=pk).exists():
        return ""
    return reverse("admin:funding_award_change", args=[pk])


@signed_in
def letter(request, pk, letter_pk):
    """A letter about an award, word for word as it was sent."""
    found = award_or_404(request, pk)
    context = {
        "letter": get_object_or_404(letters_of(found), pk=letter_pk),
        "award": found,
        "trail": [AWARDS, (found.title, found.get_absolute_url())],
    }
    return render(request, "funding/offers/letter.html", context)


@signed_in
def letter_pdf(request, pk, letter_pk):
    """The same letter as the PDF that was sent."""
    found = award_or_404(request, pk)
    one = get_object_or_404(letters_of(found), pk=letter_pk)
    if not one.pdf:
        raise Http404
    name = f"offer-{found.number}.pdf"
    return download(one.pdf, name=name, content_type="application/pdf")


@signed_in
def offer(request, pk):
    """The offer with its terms and conditions, and the form to accept it."""
    found = award_or_404(request, pk)
    if found.state == AwardState.ACCEPTED and request.method == "POST":
        return redirect(found)  # a colleague was quicker
    refusal = why_not(check_can_answer_offer, award=found, today=clock.today())
    posted = request.POST if request.method == "POST" and not refusal else None
    form = AcceptForm(posted, subject=found, by=request.user, now=clock.now())
    if posted is not None and form.done():
        return redirect(found)
    context = {
        "award": found,
        "form": form,
        "refusal": refusal,
        "conditions": [each for each in found.conditions.all() if not each.met_on],
        **_asked_of_it(found),
        "decision": decision_of(found),
        "trail": [AWARDS, (found.title, found.get_absolute_url())],
    }
    return render(request, "funding/offers/offer.html", context)


def _asked_of_it(award):
    """What comes with an award of this size once it is accepted."""
    standing = standing_of(award)
    shape = {"starts_on": award.starts_on, "ends_on": award.ends_on, "kind": award.programme.kind}
    return {
        "standing": standing,
        "payments": payments_for(pence=standing.outstanding, **shape),
        "reports": reports_for(pence=standing.now, **shape) if standing.now else [],
    }


@signed_in
def decline(request, pk):
    """The form to decline an offer."""
    found = award_or_404(request, pk)
    refusal = why_not(check_can_answer_offer, award=found, today=clock.today())
    posted = request.POST if request.method == "POST" and not refusal else None
    form = DeclineForm(posted, subject=found, by=request.user, now=clock.now())
    trail = [AWARDS, (found.title, found.get_absolute_url())]
    return act_page(request, form, to=found.get_absolute_url(), trail=trail, refusal=refusal)
