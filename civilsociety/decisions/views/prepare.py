"""One record on the officers' pages: written, given to the decision-maker, published."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from civilsociety.audit.actions import name_of
from civilsociety.decisions import actions, rules
from civilsociety.decisions.forms.prepare import PART_TITLES, PARTS, initial_of
from civilsociety.decisions.forms.standing import PublishForm
from civilsociety.decisions.queries.record import record_of
from civilsociety.decisions.views.shared import (
    TRAIL,
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
def prepare(request, pk):
    """Where a record stands, what is missing, and what can be done."""
    decision, today = decision_or_404(pk), clock.today()
    draft = rules.can_change(decision)
    context = {
        "decision": decision,
        "record": record_of(decision, today=today),
        "parts": _parts(decision),
        "draft": draft,
        "missing": _missing(decision, today) if draft else [],
        "may_publish": request.user.may(Permission.MAKE_DECISIONS),
        "can_correct": rules.can_correct(decision),
        "can_supersede": rules.can_supersede(decision, today=today),
        "can_call_in": rules.can_call_in(decision),
        "history": name_of(decision),
        "trail": TRAIL,
    }
    return render(request, "decisions/officers/prepare.html", context)


def _missing(decision, today):
    return list(rules.why_not_publish(decision, published_on=today, today=today))


def _parts(decision):
    """The parts that may be changed: the note only where there is something to correct."""
    return [
        (part, title) for part, title in PART_TITLES.items() if part != "note" or decision.corrects
    ]


@requires(Permission.PREPARE_DECISIONS)
def read(request, pk):
    """A draft as the public will read it."""
    decision = decision_or_404(pk)
    if decision.is_published:
        return redirect(decision)
    context = {
        "decision": decision,
        "record": record_of(decision, today=clock.today()),
        "trail": trail_to(decision),
    }
    return render(request, "decisions/officers/read.html", context)


@requires(Permission.PREPARE_DECISIONS)
def change(request, pk, part):
    """Changes one part of a draft."""
    decision = decision_or_404(pk)
    if part not in PARTS:
        raise Http404
    form = PARTS[part](
        sent(request)[0], initial=initial_of(decision, part), **_help(decision, part)
    )
    form.cancel_url = f"/officers/decisions/{pk}/"
    refusal = why_not(rules.check_can_change, decision)
    if form.is_valid():
        wanted = {"decision": decision, "particulars": form.cleaned_data, "by": request.user}
        saved = done(form, actions.change, **wanted)
        if saved:
            messages.success(request, f"{PART_TITLES[part]}: saved.")
            return redirect("decisions:prepare", pk)
    title, lead = PART_TITLES[part], f"Decision {decision.reference}: {decision.title}"
    return asked(
        request, title=title, lead=lead, form=form, trail=trail_to(decision), refusal=refusal
    )


def _help(decision, part):
    """What the key test proposes, for the part that asks."""
    if part != "key":
        return {}
    test = rules.key_test(
        pence=decision.first.authorities.pence(),
        divisions=decision.divisions,
        all_divisions=decision.all_divisions,
    )
    return {"test": test}


@requires(Permission.PREPARE_DECISIONS)
@require_POST
def give(request, pk):
    """Puts a draft on the decision-makers' desk."""
    decision = decision_or_404(pk)
    words = f"Decision {decision.reference} is on the decision-makers’ desk."
    return act_and_return(
        request,
        actions.give_to_maker,
        words=words,
        to=reverse("decisions:prepare", args=[pk]),
        decision=decision,
        now=clock.now(),
    )


@requires(Permission.PREPARE_DECISIONS)
def discard(request, pk):
    """Throws a draft away, after asking."""
    decision = decision_or_404(pk)
    refusal = why_not(rules.check_can_change, decision)
    if request.method == "POST":
        words, to = f"The draft of {decision.reference} is thrown away.", reverse("decisions:desk")
        return act_and_return(request, actions.discard, words=words, to=to, decision=decision)
    return asked(
        request,
        title=f"Throw away the draft of {decision.reference}",
        lead="Its texts, amounts and papers go with it. This cannot be taken back.",
        trail=trail_to(decision),
        refusal=refusal,
        button="Throw this draft away",
    )


@requires(Permission.MAKE_DECISIONS)
def publish(request, pk):
    """The decision-maker's own act: read, confirm, publish."""
    decision, today = decision_or_404(pk), clock.today()
    form = PublishForm(sent(request)[0])
    form.cancel_url = f"/officers/decisions/{pk}/"
    if form.is_valid():
        day = form.cleaned_data["published_on"]
        wanted = {"decision": decision, "by": request.user, "now": clock.now()}
        if done(form, actions.publish, published_on=day, **wanted):
            messages.success(request, _what_next(decision, today))
            return redirect("decisions:prepare", pk)
    decision.refresh_from_db()
    return asked(
        request,
        title=f"Publish decision {decision.reference}",
        lead=f"{decision.title}. Everybody will be able to read it.",
        form=form,
        trail=trail_to(decision),
        refusal=why_not(rules.check_can_change, decision),
        decision=decision,
        read=not decision.is_published,
    )


def _what_next(decision, today):
    words = f"Decision {decision.reference} is published. "
    if decision.effective_from > today:
        return words + f"It takes effect on {decision.effective_from:%-d %B %Y}."
    return words + "It has taken effect."
