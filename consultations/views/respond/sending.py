"""Checking, sending, and what the sender holds afterwards."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from civilsociety.accounts.access import public
from civilsociety.refusal import Refused
from consultations.actions.respond import Submission, begin_change, change, save_page, submit
from consultations.forms.closing import DetailsPage, check_details
from consultations.models import Receipt, Response
from consultations.queries.keys import key_of
from consultations.queries.receipts import receipt_document
from consultations.queries.sent import same_as_sent
from consultations.queries.words import in_words
from consultations.questionnaire.answers import check_all, set_aside
from consultations.rules.respond import can_change
from consultations.states import ResponseState
from consultations.views.respond.door import (
    arriving,
    closed,
    keep_key,
    limited,
    sent_already,
    trail,
    writing,
)
from consultations.views.respond.drawing import (
    base_context,
    section_address,
    show_section,
    visible_sections,
)


@dataclass
class Reviewed:
    """Everything typed, checked as a whole."""

    raw: dict
    checked: object
    sections: set
    questions: set
    details: dict
    details_errors: dict

    @property
    def is_ready(self):
        return not self.checked.errors and not self.details_errors


def review(arrival, raw, details):
    """Checks everything typed so far, as it would be sent."""
    checked, sections, questions = check_all(arrival.questionnaire, raw)
    errors = check_details(details, ask_told=not arrival.visit.is_change)
    return Reviewed(raw, checked, sections, questions, details, errors)


def send_short(arrival, section, raw, details):
    """Sends a one-page response; with something wrong, keeps it and shows the page again."""
    visit = arrival.visit
    reviewed = review(arrival, raw, details)
    if visit.response and not visit.writing:
        return _pressed_again(arrival, section, reviewed)
    if reviewed.is_ready:
        return _send(arrival, reviewed, section)
    if not save_page(
        visit=visit,
        submission_key=arrival.submission_key,
        section=section,
        raw=raw,
        details=details,
        user=arrival.user,
        begun_at=arrival.shown_at or arrival.now,
        now=arrival.now,
    ):
        return _pressed_again(arrival, section, reviewed)
    response = show_section(arrival, section, raw, reviewed.checked, reviewed.details_errors)
    return keep_key(response, arrival.consultation, key_of(arrival.submission_key), arrival.now)


def _send(arrival, reviewed, section=None):
    """Sends what was reviewed, as a new response or as the change of one."""
    submission = Submission(
        consultation=arrival.consultation,
        version_pk=arrival.visit.version_pk,
        questionnaire=arrival.questionnaire,
        submission_key=arrival.submission_key,
        values=reviewed.checked.values,
        raw=reviewed.raw,
        details=reviewed.details,
        user=arrival.user,
        now=arrival.now,
    )
    if arrival.visit.is_change:
        try:
            change(submission, response=arrival.visit.response)
        except Refused as refusal:
            return closed(arrival, str(refusal))
    else:
        response, new = submit(submission)
        if not new:
            arrival.visit.response = response
            return _pressed_again(arrival, section, reviewed)
    done = redirect(arrival.address("done"))
    return keep_key(done, arrival.consultation, key_of(arrival.submission_key), arrival.now)


def _pressed_again(arrival, section, reviewed):
    """A second press leads to the first response. What is new in it is kept as a change."""
    response = (
        arrival.visit.response
        or Response.objects.filter(submission_key=arrival.submission_key).first()
    )
    if response is None:
        return redirect(arrival.address(""))
    arrival.visit.response = response
    key = key_of(response.submission_key)
    done = keep_key(redirect(arrival.address("done")), arrival.consultation, key, arrival.now)
    if section is None or not can_change(response, arrival.consultation, now=arrival.now):
        return done
    if same_as_sent(response, arrival.questionnaire, reviewed):
        return done
    begin_change(response=response, now=arrival.now)
    save_page(
        visit=arrival.visit,
        submission_key=response.submission_key,
        section=section,
        raw=reviewed.raw,
        details=reviewed.details,
        user=arrival.user,
        begun_at=arrival.now,
        now=arrival.now,
    )
    back = redirect(arrival.address("change"))
    return keep_key(back, arrival.consultation, key, arrival.now)


@public
@require_safe
@arriving
@writing
def check(arrival):
    """Check your answers: everything that will be sent, each with a way to change it."""
    visit = arrival.visit
    if visit.writing is None:
        return redirect(arrival.address("done" if visit.response else ""))
    return _show_check(arrival, review(arrival, visit.raw, visit.details))


@public
@require_POST
@arriving
@writing
def send(arrival):
    """Sends what the check page showed."""
    if too_often := limited(arrival):
        return too_often
    visit = arrival.visit
    if visit.writing is None:
        return sent_already(arrival) if visit.response else redirect(arrival.address(""))
    reviewed = review(arrival, visit.raw, visit.details)
    return _send(arrival, reviewed) if reviewed.is_ready else _show_check(arrival, reviewed)


def _show_check(arrival, reviewed):
    details = DetailsPage(
        reviewed.details, reviewed.details_errors, ask_told=not arrival.visit.is_change
    )
    short = arrival.questionnaire.is_short
    context = base_context(arrival) | {
        "parts": [
            _part(arrival, section, reviewed)
            for section in visible_sections(arrival.questionnaire, reviewed.raw)
        ],
        "details": details,
        "details_address": section_address(arrival, arrival.questionnaire.sections[0].key)
        if short
        else arrival.address("last"),
        "aside": set_aside(arrival.questionnaire, reviewed.raw),
        "ready": reviewed.is_ready,
        "problems": _problems(arrival, reviewed, details),
        "send_address": arrival.address("send"),
        "later_address": arrival.address("later"),
    }
    return render(arrival.request, "consultations/respond/check.html", context)


def _part(arrival, section, reviewed):
    address = section_address(arrival, section.key)
    rows = [
        {
            "question": question,
            "lines": in_words(question, reviewed.checked.values.get(question.key), reviewed.raw),
            "message": _message(question, reviewed.checked),
            "address": f"{address}?to=check#{_anchor(question, reviewed.checked)}",
        }
        for question in section.questions
        if question.is_answered and question.key in reviewed.questions
    ]
    return {"section": section, "rows": rows, "address": f"{address}?to=check"}


def _message(question, checked):
    names = [name for name, key in checked.where.items() if key == question.key]
    return checked.errors[names[0]] if names else ""


def _anchor(question, checked):
    names = [name for name, key in checked.where.items() if key == question.key]
    endings = {"date": "__day", "organisation": "__name"}
    return names[0] if names else question.field + endings.get(str(question.kind), "")


def _problems(arrival, reviewed, details):
    """What must be put right before sending: links to the rows of this page."""
    found = [
        {"message": message, "target": f"row-{reviewed.checked.where[name]}"}
        for name, message in reviewed.checked.errors.items()
    ]
    return found + [
        {"message": message, "target": f"row-{name}"} for name, message in details.errors.items()
    ]


@public
@require_safe
@arriving
def done(arrival):
    """Sent: the reference, what happens next and when, and what may still be done."""
    response = arrival.visit.response
    if response is None:
        return redirect(arrival.address(""))
    context = {
        "consultation": arrival.consultation,
        "response": response,
        "withdrawn": response.state == ResponseState.WITHDRAWN,
        "may_change": can_change(response, arrival.consultation, now=arrival.now),
        "receipt": Receipt.objects.filter(response=response).first(),
        "keep_prefix": f"{arrival.consultation.slug}/",
        "in_change": arrival.visit.writing,
        "trail": trail(arrival.consultation),
    }
    return render(arrival.request, "consultations/respond/done.html", context)


@public
@require_safe
@arriving
def receipt(arrival):
    """The receipt as a PDF, for whoever holds the key."""
    response = arrival.visit.response
    if response is None or response.state == ResponseState.WITHDRAWN:
        return redirect(arrival.address("done" if response else ""))
    if too_often := limited(arrival, "receipt"):
        return too_often
    name, content = receipt_document(response.pk)
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
