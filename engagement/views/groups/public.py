"""Groups for everybody: the list, one group, its members and interests as files."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header

from civilsociety.accounts.access import public
from civilsociety.accounts.permissions import Permission
from civilsociety.documents.pdf import to_pdf
from civilsociety.documents.tables import document_csv
from civilsociety.documents.word import to_docx
from civilsociety.ui import clock
from civilsociety.ui.contents import DOCX
from civilsociety.ui.limits import limited
from engagement.forms.groups.groups import GroupFilter
from engagement.models import Group
from engagement.queries.groups.document import document_of
from engagement.queries.groups.listing import listed
from engagement.queries.groups.makeup import makeup_of
from engagement.queries.groups.membership import may_read_as_member, term_of
from engagement.slots import group_panels

ON_A_PAGE = 20
FILES = {
    "pdf": (to_pdf, "application/pdf"),
    "docx": (to_docx, DOCX),
    "csv": (document_csv, "text/csv; charset=utf-8"),
}


@public
def groups(request):
    """Every public group: what it is for, who sits on it, when it meets next."""
    form = GroupFilter(request.GET or None)
    words = form.asked()
    found = listed(clock.today(), clock.now(), q=words)
    context = {
        "form": form,
        "words": words,
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "engagement/groups/groups.html", context)


@public
def group(request, slug):
    """One group: what it is for, its make-up, who leaves when, interests, and what it does."""
    found, today = _shown(request, slug), clock.today()
    user = request.user
    context = {
        "group": found,
        "makeup": makeup_of(found, today),
        "panels": group_panels.fill(found, user, today),
        "term": term_of(user, found, today),
        "may_manage": user.is_authenticated and user.may(Permission.MANAGE_ENGAGEMENT),
    }
    return render(request, "engagement/groups/group.html", context)


@public
@limited("group-document", "30/m", methods=("GET",))
def group_document(request, slug, ending):
    """Members and interests as PDF, Word or CSV: what the public page says, and no more."""
    if ending not in FILES:
        raise Http404
    found, today = _shown(request, slug), clock.today()
    write, content_type = FILES[ending]
    content = write(document_of(found, makeup_of(found, today), today))
    response = HttpResponse(content, content_type=content_type)
    name = f"{found.slug}-members.{ending}"
    response["Content-Disposition"] = content_disposition_header(ending != "pdf", name)
    return response


def _shown(request, slug):
    """A public group; one that is not is there for its members and the officers alone."""
    found = get_object_or_404(Group, slug=slug)
    if not (found.is_public or may_read_as_member(request.user, found, clock.today())):
        raise Http404
    return found
