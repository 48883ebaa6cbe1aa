"""The report of a review: for its members once it is out, for officers before, as a preview."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render

from civilsociety.accounts.access import signed_in
from civilsociety.documents import outline, to_html
from civilsociety.documents.pdf import to_pdf
from civilsociety.documents.word import to_docx
from civilsociety.ui import clock
from civilsociety.ui.contents import DOCX, PDF
from civilsociety.ui.downloads import download
from civilsociety.ui.limits import limited, person
from engagement.queries.reviews.document import document_of
from engagement.states import ReviewState
from engagement.views.reviews.doors import inside, member_trail, reader_review
from strategy.views.word.imports import picture_answer


def _document(request, pk):
    review = reader_review(request, pk)
    if review.state != ReviewState.REPORTED and not review.for_officer:
        raise Http404
    return review, document_of(review, today=clock.today())


@signed_in
def picture(request, pk, key):
    """A picture of the draft, for whoever may read the draft in this review."""
    review = reader_review(request, pk)
    found = get_object_or_404(review.version.pictures, key=key)
    return picture_answer(found, cache="private, no-cache")


@signed_in
def report(request, pk):
    """What was asked, said and answered, for the group."""
    review, document = _document(request, pk)
    context = {
        "trail": member_trail(review, inside(review)),
        "review": review,
        "document": document,
        "body": to_html(document),
        "outline": outline(document) if document.contents else (),
        "is_reported": review.state == ReviewState.REPORTED,
    }
    return render(request, "engagement/reviews/report.html", context)


@signed_in
@limited("review-report", "30/m", by=person, methods=("GET",))
def report_pdf(request, pk):
    """The report as a tagged PDF."""
    review, document = _document(request, pk)
    return download(to_pdf(document), name=f"review-{review.pk}.pdf", content_type=PDF)


@signed_in
@limited("review-report", "30/m", by=person, methods=("GET",))
def report_docx(request, pk):
    """The report for Word."""
    review, document = _document(request, pk)
    return download(to_docx(document), name=f"review-{review.pk}.docx", content_type=DOCX)
