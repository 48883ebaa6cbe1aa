"""Naming the organisation, changing what was sent, taking it back."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from civilsociety.accounts.access import public
from civilsociety.refusal import Refused
from consultations.actions.respond import begin_change, save_page, withdraw
from consultations.queries.naming import NOT_LISTED, likely_for, named_in
from consultations.rules.respond import check_can_change
from consultations.views.respond.door import arriving, closed, limited, sent_already, writing
from consultations.views.respond.drawing import base_context, section_address, visible_sections


@public
@require_http_methods(["GET", "HEAD", "POST"])
@arriving
@writing
def organisation(arrival):
    """Is yours one of these? Offered where the name is like one we know; names only."""
    question, named = named_in(arrival.questionnaire, arrival.visit.raw)
    likely = likely_for(named) if arrival.visit.writing else []
    if not likely:
        return redirect(_after_naming(arrival, question))
    allowed = {str(each.organisation.pk) for each in likely} | {NOT_LISTED}
    problems = []
    if arrival.request.method == "POST":
        chosen = arrival.request.POST.get("known", "")
        if chosen in allowed:
            kept = _choose(arrival, question, chosen)
            return redirect(_after_naming(arrival, question)) if kept else sent_already(arrival)
        problems = [{"message": "Select your organisation, or “None of these”", "target": "known"}]
    context = base_context(arrival) | {
        "likely": likely,
        "named": named["name"],
        "chosen": named["known"],
        "problems": problems,
        "not_listed": NOT_LISTED,
    }
    return render(arrival.request, "consultations/respond/organisation.html", context)


def _choose(arrival, question, chosen):
    return save_page(
        visit=arrival.visit,
        submission_key=arrival.submission_key,
        section=_section_of(arrival, question),
        raw={f"{question.field}__known": [chosen]},
        user=arrival.user,
        begun_at=arrival.now,
        now=arrival.now,
    )


def _section_of(arrival, question):
    return next(s for s in arrival.questionnaire.sections if question in s.questions)


def _after_naming(arrival, question):
    if arrival.request.GET.get("to") == "check" or arrival.questionnaire.is_short:
        return arrival.address("check")
    keys = [each.key for each in visible_sections(arrival.questionnaire, arrival.visit.raw)]
    here = _section_of(arrival, question).key if question else None
    place = keys.index(here) + 1 if here in keys else 0
    return section_address(arrival, keys[place]) if place < len(keys) else arrival.address("last")


@public
@require_http_methods(["GET", "HEAD", "POST"])
@arriving
def change(arrival):
    """Opens a response that was sent for changing; until closing."""
    response = arrival.visit.response
    if response is None:
        return redirect(arrival.address("return"))
    try:
        check_can_change(response, arrival.consultation, now=arrival.now)
    except Refused as refusal:
        return closed(arrival, str(refusal))
    if arrival.visit.writing is None:
        if arrival.request.method != "POST":
            return redirect(arrival.address("done"))
        begin_change(response=response, now=arrival.now)
    if arrival.questionnaire.is_short:
        return redirect(section_address(arrival, arrival.questionnaire.sections[0].key))
    return redirect(arrival.address("check"))


@public
@require_http_methods(["GET", "HEAD", "POST"])
@arriving
def take_back(arrival):
    """Withdrawing: says what is erased and what remains, then does it."""
    response = arrival.visit.response
    if response is None:
        return redirect(arrival.address("return"))
    try:
        check_can_change(response, arrival.consultation, now=arrival.now)
        if arrival.request.method == "POST":
            if too_often := limited(arrival):
                return too_often
            withdraw(response=response, consultation=arrival.consultation, now=arrival.now)
            messages.success(arrival.request, "Your response is withdrawn and your answers erased.")
            return redirect(arrival.address("done"))
    except Refused as refusal:
        return closed(arrival, str(refusal))
    context = base_context(arrival) | {"response": response}
    return render(arrival.request, "consultations/respond/withdraw.html", context)
