"""The whole form of a round, before anybody starts: as a page, as PDF, as Word."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from civilsociety.accounts.access import public
from civilsociety.documents import outline, to_html
from civilsociety.documents.pdf import to_pdf
from civilsociety.documents.word import to_docx
from civilsociety.ui import clock
from civilsociety.ui.limits import limited
from funding.models.choices import ProgrammeKind
from funding.queries.programmes.form_document import form_document
from funding.states import CallState
from funding.views.programmes.shared import call_or_404, trail_to

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@public
@require_safe
def page(request, slug, number):
    """Everything an applicant will be asked."""
    call = _with_a_form(request, slug, number)
    document = form_document(call, today=clock.today())
    context = {
        "call": call,
        "programme": call.programme,
        "document": document,
        "body": to_html(document),
        "entries": [entry for entry in outline(document) if entry.level == 2],
        "start_url": reverse("funding:start", args=[call.pk]) if call.is_open(clock.now()) else "",
        "is_draft": call.state == CallState.DRAFT,
        "trail": trail_to(call.programme),
    }
    return render(request, "funding/programmes/form.html", context)


@public
@require_safe
@limited("form-file", "30/m", methods=("GET",))
def pdf(request, slug, number):
    """The same as a tagged PDF."""
    return _file(request, slug, number, to_pdf, "pdf", PDF)


@public
@require_safe
@limited("form-file", "30/m", methods=("GET",))
def docx(request, slug, number):
    """The same as a Word file."""
    return _file(request, slug, number, to_docx, "docx", WORD)


def _with_a_form(request, slug, number):
    """The round; one of pledges has no form, because nobody applies to us in it."""
    call = call_or_404(request, slug, number)
    if call.programme.kind != ProgrammeKind.GRANT_ROUND:
        raise Http404
    return call


def _file(request, slug, number, make, kind, content_type):
    call = _with_a_form(request, slug, number)
    content = make(form_document(call, today=clock.today()))
    response = HttpResponse(content, content_type=content_type)
    name = f"{call.programme.slug}-round-{call.number}-form.{kind}"
    response["Content-Disposition"] = content_disposition_header(kind != "pdf", name)
    return response
