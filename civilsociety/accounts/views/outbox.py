"""The demonstration's post box: what would have been mailed."""

from io import BytesIO

from csp.decorators import csp
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from civilsociety.accounts.access import demonstration_only
from civilsociety.accounts.models import OutboxAttachment, OutboxMessage

ON_A_PAGE = 25
# A letter's HTML is shown as a mail program would show it: no script, no form, nothing fetched.
LETTER = {
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["data:"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["'none'"],
    "sandbox": True,
}


@demonstration_only
def outbox(request):
    words = request.GET.get("q", "").replace("\x00", "").strip()
    found = OutboxMessage.objects.prefetch_related("attachments").defer("html")
    if words:
        found = found.filter(
            Q(to__icontains=words) | Q(subject__icontains=words) | Q(body__icontains=words)
        )
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/outbox.html", {"page": page, "words": words})


@demonstration_only
def message(request, pk):
    letter = get_object_or_404(OutboxMessage, pk=pk)
    files = letter.attachments.defer("content")
    return render(request, "accounts/outbox_message.html", {"letter": letter, "files": files})


@demonstration_only
@csp(LETTER)
def message_html(request, pk):
    letter = get_object_or_404(OutboxMessage, pk=pk)
    if not letter.html:
        raise Http404
    return HttpResponse(letter.html)


@demonstration_only
def attachment(request, pk, attachment):
    part = get_object_or_404(OutboxAttachment, pk=attachment, message_id=pk)
    # Only a PDF opens in the browser: any other type could be a page that runs as ours.
    opens = part.media_type == "application/pdf"
    return FileResponse(
        BytesIO(part.content),
        as_attachment=not opens,
        filename=part.name,
        content_type=part.media_type if opens else "application/octet-stream",
    )
