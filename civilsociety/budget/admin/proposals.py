"""What waits for a second person: looked at, approved, declined, withdrawn."""

from django.contrib import admin, messages
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path

from civilsociety.accounts.access import requires
from civilsociety.budget import actions, rules
from civilsociety.budget.admin.cells import address_of, amount
from civilsociety.budget.admin.lists import LedgerAdmin
from civilsociety.budget.admin.rights import HOLDERS, PROPOSERS, holds
from civilsociety.budget.forms.proposals import AnswerForm
from civilsociety.budget.forms.proposed import effect_of_proposal
from civilsociety.budget.models import Proposal
from civilsociety.budget.states import ProposalState
from civilsociety.refusal import Refused
from civilsociety.ui import clock

ANSWERS = {
    "approve": ("Approve and carry it out", HOLDERS),
    "decline": ("Decline", HOLDERS),
    "withdraw": ("Withdraw", PROPOSERS),
}


@admin.register(Proposal)
class ProposalAdmin(LedgerAdmin):
    """Moves that need a second person, those that wait first."""

    about = (
        "Money that leaves a line or a year, and corrections: one person proposes, another "
        "approves. Everything is checked again at that moment."
    )
    list_display = ["summary", "pounds", "proposed_by", "proposed_at", "state", "decided_by"]
    list_filter = ["state", "act"]
    list_select_related = ["proposed_by", "decided_by"]
    search_fields = ["summary", "reason", "proposed_by__name"]
    search_help_text = "Words of the proposal or of its reason, or who proposed it."
    page = "admin/budget/proposal.html"
    columns = (
        ("Proposal", "text", lambda row: row.summary),
        ("Amount", "money", lambda row: row.amount_pence),
        ("Why", "text", lambda row: row.reason),
        ("Proposed by", "text", lambda row: str(row.proposed_by)),
        ("Proposed on", "date", lambda row: row.proposed_at),
        ("State", "text", lambda row: row.get_state_display()),
        ("Answered by", "text", lambda row: str(row.decided_by or "")),
        ("Answer", "text", lambda row: row.answer),
        ("Move", "text", lambda row: str(row.move or "")),
    )

    @admin.display(description="Amount", ordering="amount_pence")
    def pounds(self, proposal):
        return amount(proposal.amount_pence)

    def get_urls(self):
        answers = [
            path(
                f"<int:pk>/{answer}/",
                requires(*allowed)(view_of(answer)),
                name=f"budget_{answer}_proposal",
            )
            for answer, (_, allowed) in ANSWERS.items()
        ]
        return [*answers, *super().get_urls()]

    def page_context(self, request, proposal):
        return {"title": "A proposal", **about(request, proposal)}


def view_of(answer):
    """The view that gives one answer to a proposal."""

    def view(request, pk):
        return answered(request, answer, pk)

    return view


def answered(request, answer, pk):
    """Gives the answer, or shows the proposal again with the reason why it cannot be given."""
    proposal = get_object_or_404(Proposal, pk=pk)
    if request.method != "POST":
        return redirect(address_of(proposal))
    form = AnswerForm(request.POST) if answer != "approve" else None
    if form is None or form.is_valid():
        try:
            _give(answer, proposal, form, request.user)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _said(proposal))
        return redirect(address_of(proposal))
    context = {
        **admin.site.each_context(request),
        "opts": Proposal._meta,
        "row": proposal,
        "title": "A proposal",
        "errors": form.errors,
        **about(request, proposal, **{f"{answer}_form": form}),
    }
    return TemplateResponse(request, "admin/budget/proposal.html", context)


def _give(answer, proposal, form, by):
    told = {"answer": form.cleaned_data["answer"]} if form else {}
    act = {"approve": actions.approve, "decline": actions.decline, "withdraw": actions.withdraw}
    act[answer](proposal=proposal, by=by, now=clock.now(), **told)
    proposal.refresh_from_db()


def _said(proposal):
    if proposal.state == ProposalState.APPROVED:
        return f"Approved and carried out{f' as {proposal.move}' if proposal.move else ''}."
    return f"{proposal.get_state_display()}. {proposal.proposed_by} can read why on this page."


def about(request, proposal, **forms):
    """What the page of a proposal shows: its effect now, and who may answer."""
    waiting = proposal.state == ProposalState.WAITING
    return {
        "waiting": waiting,
        "effect": effect_of_proposal(proposal) if waiting else None,
        "refused": _why_not(request.user, proposal),
        "may_withdraw": waiting
        and holds(request.user, PROPOSERS)
        and proposal.proposed_by_id == request.user.pk,
        "decline_form": forms.get("decline_form") or AnswerForm(auto_id="id_decline_%s"),
        "withdraw_form": forms.get("withdraw_form") or AnswerForm(auto_id="id_withdraw_%s"),
    }


def _why_not(user, proposal):
    """Why this person cannot approve it; nothing when they can."""
    if not holds(user, HOLDERS):
        return "The budget holder approves this."
    try:
        rules.check_can_decide(proposal=proposal, by=user)
    except Refused as refused:
        return str(refused)
    return ""
