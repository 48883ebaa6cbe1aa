"""Asking for a change, reading one, answering one; a notice of an early end."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from civilsociety.accounts.access import signed_in
from civilsociety.refusal import Refused, allows, why_not
from civilsociety.ui import clock
from funding.actions.running.variations import withdraw_change
from funding.forms.running.changes import ChangeForm, HolderAnswerForm
from funding.forms.running.officers import AnswerNoticeForm
from funding.models.choices import Side
from funding.queries.running.changes import rows_of
from funding.rules.running.ending import check_can_answer_notice
from funding.rules.running.variations import check_can_answer, check_can_ask, check_can_withdraw
from funding.views.offers.shared import award_or_404
from funding.views.running.shared import own, post_only, trail_of
from funding.views.shared import act_page, sent


@signed_in
def ask(request, award):
    """The grant holder asks for a change: the award as it is, to be written as it should be."""
    award = award_or_404(request, award)
    form = ChangeForm(*sent(request), subject=award, by=request.user, now=clock.now())
    return act_page(
        request,
        form,
        to=lambda made: reverse("funding:change", args=[award.pk, made.pk]),
        trail=trail_of(award),
        refusal=why_not(check_can_ask, award=award),
    )


@signed_in
def change(request, award, pk):
    """A change, before and after; to be answered where the council asks."""
    award, row = own(request, award, "variations", pk)
    here = reverse("funding:change", args=[award.pk, row.pk])
    form = HolderAnswerForm(*sent(request), subject=row, by=request.user, now=clock.now())
    may_answer = allows(check_can_answer, variation=row, side=Side.HOLDER, by=request.user)
    if request.method == "POST" and form.done():
        messages.success(request, form.said(form.result))
        return redirect(here)
    context = {
        "award": award,
        "variation": row,
        "rows": rows_of(row),
        "trail": trail_of(award),
        "form": form if may_answer else None,
        "may_withdraw": allows(check_can_withdraw, variation=row, side=Side.HOLDER),
    }
    return render(request, "funding/running/change.html", context)


@signed_in
def withdraw(request, award, pk):
    """The grant holder takes back a change they asked for."""
    post_only(request)
    award, row = own(request, award, "variations", pk)
    try:
        withdraw_change(variation=row, side=Side.HOLDER, by=request.user, now=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Withdrawn. Your grant stays as it is.")
    return redirect("funding:change", award.pk, row.pk)


@signed_in
def notice(request, award, pk):
    """A notice of an early end: why, by when, and what the grant holder says to it."""
    award, row = own(request, award, "end_notices", pk)
    form = AnswerNoticeForm(*sent(request), subject=row, by=request.user, now=clock.now())
    if request.method == "POST" and form.done():
        messages.success(request, form.said(form.result))
        return redirect("funding:end_notice", award.pk, row.pk)
    context = {
        "award": award,
        "notice": row,
        "trail": trail_of(award),
        "form": form if allows(check_can_answer_notice, notice=row) else None,
    }
    return render(request, "funding/running/notice.html", context)
