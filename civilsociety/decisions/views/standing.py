"""What may happen to a published decision: corrected, superseded, called in."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from civilsociety.decisions import actions, rules
from civilsociety.decisions.forms.standing import (
    AnswerForm,
    CallInForm,
    CorrectForm,
    SupersedeForm,
)
from civilsociety.decisions.views.shared import (
    asked,
    decision_or_404,
    done,
    sent,
    trail_to,
    why_not,
)
from civilsociety.ui import clock


@requires(Permission.PREPARE_DECISIONS)
def correct(request, pk):
    """Begins a corrected version beside the published one."""
    decision = decision_or_404(pk)
    form = CorrectForm(sent(request)[0])
    if form.is_valid():
        wanted = {"decision": decision, "by": request.user, **form.cleaned_data}
        if draft := done(form, actions.correct, **wanted):
            messages.success(request, f"Version {draft.version} is begun. Change it, then publish.")
            return redirect("decisions:prepare", draft.pk)
    lead = (
        "The published version stays beside the new one. A correction mends words; it cannot "
        "change money, the date of effect or the delegation: that is another decision."
    )
    return _asked(
        request,
        decision,
        f"Correct decision {decision.reference}",
        lead,
        form,
        why_not(rules.check_can_correct, decision),
    )


@requires(Permission.MAKE_DECISIONS)
def supersede(request, pk):
    """Records that another decision takes the place of this one."""
    decision, today = decision_or_404(pk), clock.today()
    form = SupersedeForm(sent(request)[0], decision=decision)
    if form.is_valid():
        wanted = {"decision": decision, "by": request.user, "today": today, **form.cleaned_data}
        if done(form, actions.supersede, **wanted):
            messages.success(request, f"Decision {decision.reference} is superseded.")
            return redirect("decisions:prepare", pk)
    refusal = why_not(rules.check_can_supersede, decision, by_decision=None, today=today)
    lead = "From now on nothing more can be committed or decided under this one."
    title = f"Decision {decision.reference} is superseded"
    return _asked(request, decision, title, lead, form, refusal)


@requires(Permission.PREPARE_DECISIONS)
def call_in(request, pk):
    """Records that a decision was called in."""
    decision = decision_or_404(pk)
    form = CallInForm(sent(request)[0])
    if form.is_valid():
        wanted = {"decision": decision, "by": request.user, **form.cleaned_data}
        if done(form, actions.call_in, **wanted):
            messages.success(request, "The call-in is recorded. Nobody acts on the decision now.")
            return redirect("decisions:prepare", pk)
    lead = "Until it has been examined nobody acts on the decision, and no money is committed."
    title = f"Decision {decision.reference} is called in"
    return _asked(request, decision, title, lead, form, why_not(rules.check_can_call_in, decision))


@requires(Permission.MAKE_DECISIONS)
def answer(request, pk):
    """Records what came of a call-in."""
    decision = decision_or_404(pk)
    found = decision.first.call_ins.first()
    if found is None:
        raise Http404
    form = AnswerForm(sent(request)[0], initial={"ended_on": clock.today()})
    if form.is_valid():
        wanted = {"call_in": found, "by": request.user, "today": clock.today()}
        if done(form, actions.answer_call_in, **wanted, **form.cleaned_data):
            messages.success(request, "What came of the call-in is recorded.")
            return redirect("decisions:prepare", pk)
    refusal = "" if found.ended_on is None else "This call-in was answered already."
    title = f"What came of the call-in of {decision.reference}"
    return _asked(request, decision, title, f"Called in by {found.called_in_by}.", form, refusal)


def _asked(request, decision, title, lead, form, refusal):
    form.cancel_url = f"/officers/decisions/{decision.pk}/"
    trail = trail_to(decision)
    return asked(request, title=title, lead=lead, form=form, trail=trail, refusal=refusal)
