"""Claiming a payment, and telling of money that is not needed."""

from django.shortcuts import get_object_or_404

from civilsociety.accounts.access import signed_in
from civilsociety.refusal import why_not
from civilsociety.ui import clock
from funding.forms.running.money import ClaimForm, GiveBackForm
from funding.rules.running.money_back import check_has_money
from funding.rules.running.payments import check_can_claim
from funding.views.offers.shared import award_or_404
from funding.views.running.shared import own, trail_of
from funding.views.shared import act_page, sent, stored


@signed_in
def claim(request, award, pk):
    """The grant holder claims a payment, with evidence."""
    award, payment = own(request, award, "payments", pk)
    form = ClaimForm(*sent(request), subject=payment, by=request.user, now=clock.now())
    return act_page(
        request,
        form,
        to=award.get_absolute_url(),
        trail=trail_of(award),
        template="funding/running/claim.html",
        payment=payment,
        refusal=why_not(check_can_claim, payment=payment),
    )


@signed_in
def evidence(request, award, payment, pk):
    """A file given with a claim, for those whose award it is."""
    _, row = own(request, award, "payments", payment)
    return stored(get_object_or_404(row.evidence.select_related("file"), pk=pk).file)


@signed_in
def give_back(request, award):
    """The grant holder tells us of money that is not needed."""
    award = award_or_404(request, award)
    form = GiveBackForm(*sent(request), subject=award, by=request.user, now=clock.now())
    refusal = why_not(check_has_money, award=award)
    to = award.get_absolute_url()
    return act_page(request, form, to=to, trail=trail_of(award), refusal=refusal)
