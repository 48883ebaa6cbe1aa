"""The register, one record, the forward plan, the feed: for everybody."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import content_disposition_header

from civilsociety.accounts.access import public
from civilsociety.accounts.downloads import csv_download
from civilsociety.accounts.permissions import Permission
from civilsociety.decisions.forms.register import Filter
from civilsociety.decisions.models import Decision, Notice, Paper
from civilsociety.decisions.queries import notices
from civilsociety.decisions.queries import register as asked_for
from civilsociety.decisions.queries.document import document_of
from civilsociety.decisions.queries.record import record_of
from civilsociety.documents import markdown_to_text
from civilsociety.documents.pdf import to_pdf
from civilsociety.ui import clock
from civilsociety.ui.limits import limited

ON_A_PAGE = 20
IN_THE_FEED = 30


@public
def register(request):
    """Every decision anybody may read, searched and filtered."""
    form = Filter(request.GET or None)
    found = asked_for.register(form.asked(), today=clock.today())
    context = {
        "form": form,
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "filtered": any(form.asked().values()),
        "expected": len(notices.forward_plan(today=clock.today())),
    }
    return render(request, "decisions/register.html", context)


@public
def register_csv(request):
    """The register as a file, filtered like the page."""
    found = asked_for.register(Filter(request.GET or None).asked(), today=clock.today())
    rows = (asked_for.as_row(each, address=settings.PUBLIC_URL) for each in found)
    return csv_download("decisions.csv", asked_for.COLUMNS, rows)


@public
def feed(request):
    """What was published last, as Atom."""
    atom = Atom1Feed(
        title=f"Decisions of {settings.COUNCIL_NAME}",
        link=settings.PUBLIC_URL + reverse("decisions:register"),
        feed_url=settings.PUBLIC_URL + reverse("decisions:feed"),
        description="Executive decisions, with their reasons, as they are published.",
        language="en-GB",
        author_name=settings.COUNCIL_NAME,
    )
    for each in asked_for.latest_published(IN_THE_FEED):
        address = reverse("decisions:version", args=[each.reference, each.version])
        atom.add_item(
            title=f"{each}{f' (version {each.version})' if each.version > 1 else ''}",
            link=settings.PUBLIC_URL + address,
            unique_id=settings.PUBLIC_URL + address,
            description=each.correction_note or markdown_to_text(each.decision),
            pubdate=each.published_at,
            updateddate=each.published_at,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)


@public
def decision(request, reference, version=None):
    """One record: the version that stands, or the one that is asked for."""
    found = _published(reference, version)
    record = record_of(found, today=clock.today())
    context = {"decision": found, "record": record, "may_prepare": _may_prepare(request.user)}
    return render(request, "decisions/decision.html", context)


@public
@limited("decision-pdf", "30/m", methods=("GET",))
def decision_pdf(request, reference, version=None):
    """One record as a tagged PDF."""
    found = _published(reference, version)
    content = to_pdf(document_of(record_of(found, today=clock.today())))
    name = f"decision-{found.slug}{f'-version-{version}' if version else ''}.pdf"
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, name)
    return response


@public
def paper(request, reference, pk):
    """A paper kept here, always as a download: a browser never runs it as ours."""
    papers = Paper.objects.select_related("decision").filter(content__isnull=False)
    found = get_object_or_404(papers, decision__reference=reference, pk=pk)
    if not (found.decision.is_published or _may_prepare(request.user)):
        raise Http404
    response = HttpResponse(bytes(found.content), content_type=found.content_type)
    response["Content-Disposition"] = content_disposition_header(True, found.file_name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@public
def forward_plan(request):
    """What will be decided, by whom, and from when: notices of key decisions."""
    context = {
        "expected": notices.forward_plan(today=clock.today()),
        "past": notices.decided_or_withdrawn(),
    }
    return render(request, "decisions/forward_plan.html", context)


@public
def notice(request, pk):
    """One notice of a key decision."""
    found = get_object_or_404(Notice.objects.public(), pk=pk)
    context = {
        "notice": found,
        "countdown": notices.countdown(found, today=clock.today()),
        "decided": notices.decisions_on(found),
    }
    return render(request, "decisions/notice.html", context)


def _published(reference, version):
    """The version asked for, else the latest; a draft does not exist here."""
    found = Decision.objects.published().select_related(
        "superseded_by", "notice", "delegation__decision", "delegation__purpose"
    )
    if version is not None:
        return get_object_or_404(found, reference=reference, version=version)
    return get_object_or_404(found.latest_versions(), reference=reference)


def _may_prepare(user):
    return user.is_authenticated and user.may(Permission.PREPARE_DECISIONS)
