"""What came of a programme, for everybody: page, PDF and Word."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe

from civilsociety.accounts.access import public
from civilsociety.accounts.permissions import Permission
from civilsociety.documents import outline, to_html
from civilsociety.documents.pdf import to_pdf
from civilsociety.documents.word import to_docx
from civilsociety.ui import clock
from civilsociety.ui.limits import limited
from funding.models import Evaluation
from funding.queries.register.evaluation import document_of, figures_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FILES = {"pdf": (to_pdf, "application/pdf", False), "docx": (to_docx, WORD, True)}


@public
def evaluation(request, slug, pk):
    """One evaluation; before it is published only officers read it, with today's figures."""
    found = _found(request, slug, pk)
    document = _document(found)
    context = {
        "evaluation": found,
        "document": document,
        "outline": outline(document),
        "body": mark_safe(to_html(document)),  # noqa: S308  made by documents.to_html
        "trail": [
            ("Funding", reverse("funding:index")),
            (found.programme.name, found.programme.get_absolute_url()),
        ],
    }
    return render(request, "funding/register/evaluation.html", context)


@public
@limited("evaluation-file", "30/m", methods=("GET",))
def evaluation_file(request, slug, pk, kind):
    """The same evaluation as a tagged PDF, or in Word."""
    found = _found(request, slug, pk)
    if kind not in FILES:
        raise Http404
    make, content_type, as_attachment = FILES[kind]
    response = HttpResponse(make(_document(found)), content_type=content_type)
    name = f"{found.programme.slug}-evaluation-{found.pk}.{kind}"
    response["Content-Disposition"] = content_disposition_header(as_attachment, name)
    return response


def _found(request, slug, pk):
    related = ("programme", "call", "next_decision")
    found = get_object_or_404(
        Evaluation.objects.select_related(*related), programme__slug=slug, pk=pk
    )
    if not (found.is_public or _is_officer(request.user)):
        raise Http404
    return found


def _is_officer(user):
    return user.is_authenticated and user.may(Permission.MANAGE_FUNDING)


def _document(found):
    figures = found.figures if found.is_public else None
    return document_of(found, figures or figures_of(found, today=clock.today()))
