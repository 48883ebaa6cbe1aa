"""Notices of key decisions on the officers' pages."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from civilsociety.audit.actions import name_of
from civilsociety.decisions import actions, rules
from civilsociety.decisions.forms.notices import (
    NoticeForm,
    PublishNoticeForm,
    WithdrawNoticeForm,
)
from civilsociety.decisions.models import Notice
from civilsociety.decisions.queries.notices import countdown, decisions_on
from civilsociety.decisions.states import NoticeState
from civilsociety.decisions.views.shared import TRAIL, asked, done, sent, why_not
from civilsociety.ui import clock
from civilsociety.ui.act_pages import act_and_return


@requires(Permission.PREPARE_DECISIONS)
def start(request):
    """Begins a notice."""
    form = NoticeForm(sent(request)[0])
    form.cancel_url = TRAIL[1][1]
    if form.is_valid():
        notice = done(form, actions.start_notice, by=request.user, **form.cleaned_data)
        if notice:
            messages.success(request, "The notice is saved. Publish it so that its days count.")
            return redirect("decisions:prepare_notice", notice.pk)
    lead = "Tell people what will be decided, before it is: SI 2012/2089 asks for 28 clear days."
    return asked(request, title="Announce a key decision", lead=lead, form=form, trail=TRAIL)


@requires(Permission.PREPARE_DECISIONS)
def page(request, pk):
    """A notice, where it stands, and what can be done."""
    notice, today = get_object_or_404(Notice, pk=pk), clock.today()
    context = {
        "notice": notice,
        "draft": notice.state == NoticeState.DRAFT,
        "countdown": countdown(notice, today=today) if notice.published_on else None,
        "refusal": why_not(rules.check_can_publish_notice, notice, published_on=today, today=today),
        "can_withdraw": rules.can_withdraw_notice(notice),
        "decided": decisions_on(notice),
        "history": name_of(notice),
        "trail": TRAIL,
    }
    return render(request, "decisions/officers/notice.html", context)


@requires(Permission.PREPARE_DECISIONS)
def change(request, pk):
    """Changes a notice that is not published."""
    notice = get_object_or_404(Notice, pk=pk)
    initial = {name: getattr(notice, name) for name in NoticeForm.base_fields}
    form = NoticeForm(sent(request)[0], initial=initial)
    if form.is_valid():
        wanted = {"notice": notice, "by": request.user, **form.cleaned_data}
        if done(form, actions.change_notice, **wanted):
            messages.success(request, "The notice is saved.")
            return redirect("decisions:prepare_notice", pk)
    refusal = why_not(rules.check_can_change_notice, notice)
    return _asked(request, notice, "Change the notice", notice.matter, form, refusal)


@requires(Permission.PREPARE_DECISIONS)
def publish(request, pk):
    """Publishes a notice; its clear days begin."""
    notice = get_object_or_404(Notice, pk=pk)
    form = PublishNoticeForm(sent(request)[0])
    if form.is_valid():
        wanted = {"notice": notice, "by": request.user, "now": clock.now(), **form.cleaned_data}
        if done(form, actions.publish_notice, **wanted):
            messages.success(request, "The notice is published. Anybody can read it now.")
            return redirect("decisions:prepare_notice", pk)
    refusal = why_not(rules.check_can_change_notice, notice)
    lead = "It cannot be changed afterwards, only withdrawn with a reason."
    return _asked(request, notice, f"Publish the notice “{notice}”", lead, form, refusal)


@requires(Permission.PREPARE_DECISIONS)
def withdraw(request, pk):
    """Says that a decision is no longer expected."""
    notice = get_object_or_404(Notice, pk=pk)
    form = WithdrawNoticeForm(sent(request)[0])
    if form.is_valid():
        wanted = {"notice": notice, "by": request.user, "today": clock.today()}
        if done(form, actions.withdraw_notice, **wanted, **form.cleaned_data):
            messages.success(request, "The notice is withdrawn.")
            return redirect("decisions:prepare_notice", pk)
    refusal = why_not(rules.check_can_withdraw_notice, notice)
    lead = "The notice stays readable, with your reason above it."
    return _asked(request, notice, f"Withdraw the notice “{notice}”", lead, form, refusal)


@requires(Permission.PREPARE_DECISIONS)
def discard(request, pk):
    """Throws a notice away before anybody has seen it."""
    notice = get_object_or_404(Notice, pk=pk)
    if request.method == "POST":
        words, to = "The draft of the notice is thrown away.", reverse("decisions:desk")
        return act_and_return(request, actions.discard_notice, words=words, to=to, notice=notice)
    refusal = why_not(rules.check_can_change_notice, notice)
    title, lead = f"Throw away the notice “{notice}”", "Nobody outside has seen it."
    return _asked(request, notice, title, lead, None, refusal, button="Throw this notice away")


def _asked(request, notice, title, lead, form, refusal, **more):
    address = f"/officers/decisions/notices/{notice.pk}/"
    if form is not None:
        form.cancel_url = address
    trail = [*TRAIL, (notice.matter, address)]
    wanted = {"title": title, "lead": lead, "form": form, "trail": trail, "refusal": refusal}
    return asked(request, **wanted, **more)
