"""Money, papers and committees' comments of a draft."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from civilsociety.decisions import actions, rules
from civilsociety.decisions.forms.belongings import (
    CommentForm,
    MoneyForm,
    PaperForm,
    WithdrawPaperForm,
)
from civilsociety.decisions.models import Authority, Comment, Paper
from civilsociety.decisions.queries.record import amounts_of, papers_of
from civilsociety.decisions.views.shared import (
    asked,
    decision_or_404,
    done,
    sent,
    trail_to,
    why_not,
)
from civilsociety.ui import clock
from civilsociety.ui.act_pages import act_and_return


@requires(Permission.PREPARE_DECISIONS)
def money(request, pk):
    """What a draft allows to be spent, and a form to add an amount."""
    decision = decision_or_404(pk)
    form = MoneyForm(sent(request)[0], decision=decision)
    if form.is_valid():
        added = done(
            form, actions.add_authority, decision=decision, by=request.user, **form.cleaned_data
        )
        if added:
            messages.success(request, f"The amount for {added.purpose} is added.")
            return redirect("decisions:money", pk)
    amounts = list(amounts_of(decision.first))
    return _listed(request, "money", decision, form, amounts=amounts, money_kept=decision.corrects)


@requires(Permission.PREPARE_DECISIONS)
@require_POST
def remove_money(request, pk, authority):
    """Takes an amount out of a draft."""
    found = get_object_or_404(
        Authority.objects.select_related("decision", "purpose"), pk=authority, decision=pk
    )
    words = f"The amount for {found.purpose} is taken out."
    to = reverse("decisions:money", args=[pk])
    return act_and_return(request, actions.remove_authority, words=words, to=to, authority=found)


@requires(Permission.PREPARE_DECISIONS)
def papers(request, pk):
    """The papers of a record, and a form to add one."""
    decision = decision_or_404(pk)
    form = PaperForm(*sent(request))
    if form.is_valid():
        added = done(
            form, actions.add_paper, decision=decision, by=request.user, **form.cleaned_data
        )
        if added:
            messages.success(request, f"“{added}” is added.")
            return redirect("decisions:papers", pk)
    return _listed(request, "papers", decision, form, papers=papers_of(decision))


@requires(Permission.PREPARE_DECISIONS)
@require_POST
def remove_paper(request, pk, paper):
    """Takes a paper out of a draft."""
    found = get_object_or_404(Paper.objects.defer("content"), pk=paper, decision=pk)
    words = f"“{found}” is taken out."
    to = reverse("decisions:papers", args=[pk])
    return act_and_return(request, actions.remove_paper, words=words, to=to, paper=found)


@requires(Permission.PREPARE_DECISIONS)
def withdraw_paper(request, pk, paper):
    """Takes away a published paper; that it was there, and why not, stays."""
    decision = decision_or_404(pk)
    found = get_object_or_404(
        Paper.objects.defer("content"), pk=paper, decision__reference=decision.reference
    )
    form = WithdrawPaperForm(sent(request)[0])
    form.cancel_url = f"/officers/decisions/{pk}/papers/"
    if form.is_valid():
        wanted = {"paper": found, "by": request.user, "today": clock.today()}
        if done(form, actions.withdraw_paper, reason=form.cleaned_data["reason"], **wanted):
            messages.success(request, f"“{found}” is withdrawn.")
            return redirect("decisions:papers", pk)
    return asked(
        request,
        title=f"Withdraw “{found}”",
        lead="For what should never have been published, like personal data. The title stays.",
        form=form,
        trail=trail_to(decision),
    )


@requires(Permission.PREPARE_DECISIONS)
def comments(request, pk):
    """What committees said before the decision, and a form to add it."""
    decision = decision_or_404(pk)
    form = CommentForm(sent(request)[0])
    if form.is_valid():
        added = done(
            form, actions.add_comment, decision=decision, by=request.user, **form.cleaned_data
        )
        if added:
            messages.success(request, f"What {added.committee} said is added.")
            return redirect("decisions:comments", pk)
    return _listed(request, "comments", decision, form, comments=decision.comments.all())


@requires(Permission.PREPARE_DECISIONS)
@require_POST
def remove_comment(request, pk, comment):
    """Takes a committee's comment out of a draft."""
    found = get_object_or_404(Comment.objects.select_related("decision"), pk=comment, decision=pk)
    words = f"What {found.committee} said is taken out."
    to = reverse("decisions:comments", args=[pk])
    return act_and_return(request, actions.remove_comment, words=words, to=to, comment=found)


def _listed(request, part, decision, form, **more):
    """A page with what belongs to a record and, while it is a draft, a form to add more."""
    context = {
        "decision": decision,
        "form": form,
        "draft": rules.can_change(decision),
        "refusal": why_not(rules.check_can_change, decision),
        "trail": trail_to(decision),
        **more,
    }
    return render(request, f"decisions/officers/{part}.html", context)
