"""Responses one by one, and all of them as a file."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from civilsociety.audit.actions import name_of
from civilsociety.documents.tables import BOM, csv_lines
from civilsociety.refusal import Refused
from civilsociety.ui import clock
from consultations.actions import hear as actions
from consultations.forms.hear import EraseForm, TakeOutForm
from consultations.models import Response
from consultations.queries.hear.export import asked, columns_of, rows_of
from consultations.queries.hear.people import filter_choices, words_for
from consultations.queries.hear.responses import (
    as_sent,
    flags_of,
    found_responses,
    quoted_under,
)
from consultations.queries.hear.shown import read_filters
from consultations.queries.tally import counted
from consultations.rules.hear import can_erase
from consultations.states import ConsultationState, ResponseState
from consultations.views.hear.looking import heard_or_404
from consultations.views.hear.results import FILTER_LABELS

PER_PAGE = 50
STATES = [*ResponseState.choices, ("flagged", "Maybe sent twice")]


@requires(Permission.READ_RESPONSES)
@require_safe
def response_list(request, slug):
    """Every response, the latest first."""
    consultation = heard_or_404(slug)
    choices = filter_choices([consultation])
    filters = read_filters(request.GET, choices)
    state = request.GET.get("state", "")
    words = request.GET.get("q", "")[:100]
    found = found_responses(
        consultation,
        words=words,
        filters=filters,
        state=state if state in dict(STATES) else "",
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    for response in page:
        response.type_words = words_for(choices, "respondent_type", response.respondent_type)
        response.district_words = words_for(choices, "district", response.district)
    context = {
        "consultation": consultation,
        "page": page,
        "words": words,
        "state": state,
        "states": STATES,
        "filters": [
            {"name": name, "label": FILTER_LABELS[name], "value": filters.get(name, ""), "of": of}
            for name, of in choices.items()
        ],
        "filtered": bool(filters or state or words),
    }
    return render(request, "consultations/hear/responses.html", context)


@requires(Permission.READ_RESPONSES)
@require_safe
def response_page(request, slug, reference):
    """One response as it was sent. That it was opened is written down."""
    consultation = heard_or_404(slug)
    found = Response.objects.select_related("version", "organisation", "entered_by")
    response = get_object_or_404(
        found.prefetch_related("texts"), consultation=consultation, reference=reference
    )
    actions.write_opened(response=response, by=request.user)
    choices = filter_choices([consultation])
    context = {
        "consultation": consultation,
        "response": response,
        "pages": as_sent(response),
        "type_words": words_for(choices, "respondent_type", response.respondent_type),
        "district_words": words_for(choices, "district", response.district),
        "flags": flags_of(response),
        "history": name_of(response),
        "may_erase": can_erase(response),
    }
    return render(request, "consultations/hear/response.html", context)


@requires(Permission.READ_RESPONSES)
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request, slug, reference):
    """Erases a response because its sender asked for it; the page says what goes and what stays."""
    consultation = heard_or_404(slug)
    response = get_object_or_404(Response, consultation=consultation, reference=reference)
    form = EraseForm(request.POST or None)
    if form.is_valid():
        try:
            actions.erase_response(
                response=response,
                reason=form.cleaned_data["reason"],
                by=request.user,
                now=clock.now(),
            )
        except Refused as refused:
            form.add_error("reason", str(refused))
        else:
            messages.success(request, f"Response {reference} is erased.")
            return redirect("consultations:hear_response", slug, reference)
    context = {
        "consultation": consultation,
        "response": response,
        "form": form,
        "may_erase": can_erase(response),
        "quoted_under": quoted_under(response),
        "published": consultation.state == ConsultationState.REPORTED,
    }
    return render(request, "consultations/hear/erase.html", context)


@requires(Permission.READ_RESPONSES)
@require_http_methods(["GET", "HEAD", "POST"])
def take_out(request, slug):
    """Every response as one CSV file, against a reason that is written down."""
    consultation = heard_or_404(slug)
    number = counted([consultation]).count()
    form = TakeOutForm(request.POST or None)
    if form.is_valid():
        try:
            actions.take_out_responses(
                consultation=consultation,
                reason=form.cleaned_data["reason"],
                by=request.user,
                number=number,
            )
        except Refused as refused:
            form.add_error("reason", str(refused))
        else:
            return responses_csv(consultation)
    context = {"consultation": consultation, "form": form, "number": number}
    return render(request, "consultations/hear/take_out.html", context)


def responses_csv(consultation):
    """The file itself, sent line by line."""
    questions = asked(consultation)
    lines = csv_lines(columns_of(questions), rows_of(consultation, questions))
    response = StreamingHttpResponse(_with_bom(lines), content_type="text/csv; charset=utf-8")
    name = f"{consultation.slug}-responses.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _with_bom(lines):
    yield BOM
    yield from lines
