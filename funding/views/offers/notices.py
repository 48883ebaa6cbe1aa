"""The notice of minimal financial assistance, as its recipient reads and answers it."""

from django.shortcuts import redirect, render

from civilsociety.accounts.access import signed_in
from civilsociety.refusal import why_not
from civilsociety.ui import clock
from funding.forms.offers.assistance import AnswerNoticeForm
from funding.queries.offers.assistance import assistance_of
from funding.rules.offers.assistance import check_can_answer_notice
from funding.views.offers.shared import notice_or_404


@signed_in
def assistance(request, pk):
    """What the notice says, the three years added up, and the form to confirm."""
    notice = notice_or_404(request, pk)
    refusal = why_not(check_can_answer_notice, notice=notice)
    sent = request.POST if request.method == "POST" and not refusal else None
    form = AnswerNoticeForm(sent, subject=notice, by=request.user, now=clock.now())
    only_add = sent is not None and "check" in sent
    if sent is not None and not only_add and form.done():
        return redirect(request.path)
    had = assistance_of(notice.organisation, clock.today())
    return render(
        request,
        "funding/offers/assistance.html",
        {
            "notice": notice,
            "application": notice.application,
            "form": _without_complaints(form) if only_add else form,
            "refusal": refusal,
            "sum": _sum(notice, had, form),
            "trail": [(notice.application.number, notice.application.get_absolute_url())],
        },
    )


def _without_complaints(form):
    """The form to go on with after adding up: only amounts that cannot be read are told."""
    form.is_valid()
    for name in list(form.errors):
        if not (name.startswith("other_") and form.data.get(name, "").strip()):
            del form.errors[name]
    return form


def _sum(notice, had, form):
    """The rows of the calculator: (year, ours, theirs), and what is left of the limit."""
    if notice.answered_at:
        theirs, ours = notice.other_by_year, notice.ours_pence
        rows = [(label, None, pence) for label, pence in theirs.items()]
    else:
        if form.is_bound:
            form.is_valid()
        theirs, ours = form.by_year(), had.ours
        rows = [(year.label, year.ours, theirs.get(year.label, 0)) for year in had.years]
    other = sum(theirs.values())
    together = ours + other + notice.amount_pence
    limit = notice.limit_pence
    return {
        "rows": rows,
        "ours": ours,
        "other": other,
        "together": together,
        "left": limit - together,
        "over": together - limit,
        "share": min(round(together * 1000 / limit), 1000),
        "added": form.is_bound or notice.answered_at,
    }
