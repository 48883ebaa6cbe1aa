"""Pages of a panel up to its meeting: who, the paper, the line, the files."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from civilsociety.accounts.permissions import Permission
from civilsociety.documents import to_html
from civilsociety.documents.pdf import to_pdf
from civilsociety.documents.word import to_docx
from civilsociety.refusal import Refused, why_not
from civilsociety.ui import clock
from civilsociety.ui.words import plural
from funding.actions.judging import panels as actions
from funding.actions.judging import papers
from funding.forms.judging.panels import (
    AddMemberForm,
    ChangePanelForm,
    IssueForm,
    LineForm,
    ProposeForm,
    TakeOffForm,
)
from funding.queries.judging.panels import (
    hides_something,
    is_open,
    members_of,
    panels_for,
    ready_for,
    recused_from,
    sheet_of,
)
from funding.queries.judging.paper import paper_of
from funding.queries.judging.scoring import TIES
from funding.rules.judging.interests import check_no_interest_in_round
from funding.rules.judging.panels import check_can_agree, check_can_hold, check_can_issue
from funding.states import PanelState
from funding.views.judging.access import (
    BASE,
    READERS,
    TRAIL,
    has_to_declare,
    is_reader,
    item_or_404,
    judges,
    may_read_paper,
    member_of,
    officers,
    panel_or_404,
    panel_trail,
    paper_or_404,
)
from funding.views.shared import act_and_return, act_page, download, sent

PAGE = 25
KINDS = {
    "pdf": (to_pdf, "application/pdf"),
    "docx": (
        to_docx,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
}


@judges
def panels(request):
    """Every panel this person may open, the next one first."""
    found = panels_for(request.user, READERS)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "funding/judging/panels.html", {"page": page, "trail": TRAIL})


@judges
def panel_page(request, pk):
    """A panel: where it stands, its paper and line, what can be done next."""
    panel = panel_or_404(request, pk)
    seat = member_of(panel, request.user)
    if not is_reader(request.user) and has_to_declare(panel, request.user):
        return redirect("funding:interests", panel.call_id)
    context = {
        "trail": TRAIL,
        "panel": panel,
        "seat": seat,
        "members": members_of(panel),
        "manages": request.user.may(Permission.MANAGE_FUNDING),
        "opens": may_read_paper(panel, request.user),
        "ties": TIES,
        "is_open": is_open(panel),
    }
    if context["opens"]:
        context |= _paper_context(request, panel)
    return render(request, "funding/judging/panel.html", context)


def _paper_context(request, panel):
    user, today = request.user, clock.today()
    sheet = sheet_of(panel, user)
    items = [row.item for row in sheet.rows]
    recused = {} if sheet.hides else recused_from(items)
    return {
        "sheet": sheet,
        "rows": [(row, recused.get(row.bid.pk, ())) for row in sheet.rows],
        "files": panel.papers.defer("pdf", "docx").first(),
        "not_ready": [] if sheet.hides else ready_for(panel.call)[1],
        "acts_refused": why_not(check_no_interest_in_round, panel.call, by=user),
        "issue_refused": why_not(check_can_issue, panel, sheet, by=user, today=today)
        if panel.state == PanelState.PREPARING
        else "",
        "hold_refused": why_not(check_can_hold, panel, items, by=user, today=today)
        if panel.state == PanelState.ISSUED
        else "",
        "agree_refused": why_not(check_can_agree, panel, by=user)
        if panel.state == PanelState.HELD
        else "",
    }


@officers
def change_panel(request, pk):
    """Changes days, name and chair before the paper goes out."""
    panel = panel_or_404(request, pk)
    form = ChangePanelForm(*sent(request), subject=panel, by=request.user, now=clock.now())
    return _acted(request, form, panel)


@officers
def add_member(request, pk):
    """Asks somebody to sit on the panel."""
    panel = panel_or_404(request, pk)
    form = AddMemberForm(*sent(request), subject=panel, by=request.user, now=clock.now())
    return _acted(request, form, panel)


@officers
@require_POST
def remove_member(request, pk, member):
    """Takes somebody off the panel again."""
    panel = panel_or_404(request, pk)
    found = get_object_or_404(members_of(panel), pk=member)
    words = f"{found.person} no longer sits on the panel."
    to = reverse("funding:panel", args=[pk])
    return act_and_return(request, actions.remove_member, words=words, to=to, member=found)


def _acted(request, form, panel, **more):
    to = reverse("funding:panel", args=[panel.pk])
    return act_page(request, form, to=to, trail=panel_trail(panel), **more, **BASE)


@officers
@require_POST
def fill_paper(request, pk):
    """Puts every bid on the paper that is scored and settled."""
    panel = panel_or_404(request, pk)
    try:
        added = actions.put_on_paper(panel=panel, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        words = f"{plural(added, 'bid').capitalize()} put on the paper; all are ranked anew."
        messages.success(request, words)
    return redirect("funding:panel", pk)


@officers
def move_line(request, pk):
    """Draws the line by hand."""
    panel = panel_or_404(request, pk)
    initial = {"cut_off": panel.cut_off}
    form = LineForm(
        *sent(request), subject=panel, by=request.user, now=clock.now(), initial=initial
    )
    refusal = why_not(check_no_interest_in_round, panel.call, by=request.user)
    return _acted(request, form, panel, refusal=refusal)


@officers
def propose(request, pk, item):
    """What the paper proposes for one bid."""
    panel = panel_or_404(request, pk)
    found = item_or_404(request, panel, item)
    form = ProposeForm(*sent(request), subject=found, by=request.user, now=clock.now())
    return _acted(request, form, panel)


@officers
def take_off(request, pk, item):
    """Takes a bid off the paper."""
    panel = panel_or_404(request, pk)
    found = item_or_404(request, panel, item)
    form = TakeOffForm(*sent(request), subject=found, by=request.user, now=clock.now())
    return _acted(request, form, panel)


@officers
def issue(request, pk):
    """Issues the paper and holds its money, after a last look at what that does."""
    panel = panel_or_404(request, pk)
    form = IssueForm(*sent(request), subject=panel, by=request.user, now=clock.now())
    hides = hides_something(panel, request.user)
    refusal = why_not(check_no_interest_in_round, panel.call, by=request.user)
    more = {} if hides else {"sheet": sheet_of(panel), "before": "funding/judging/parts/issue.html"}
    return _acted(request, form, panel, refusal=refusal, **more)


@judges
def paper(request, pk):
    """The paper to read, as this person may see it."""
    panel = paper_or_404(request, pk)
    document = paper_of(panel, request.user)
    hides = hides_something(panel, request.user)
    context = {
        "trail": panel_trail(panel),
        "panel": panel,
        "document": document,
        "body": to_html(document),
        # A draft, and a paper for somebody with an interest, are made when they are asked for.
        "files": hides or not panel.issued_at or _is_done(panel.papers.defer("pdf", "docx")),
    }
    return render(request, "funding/judging/paper.html", context)


def _is_done(papers):
    latest = papers.first()
    return latest is not None and latest.state == latest.State.DONE


@judges
def paper_file(request, pk, kind):
    """The file of the paper as issued; for somebody with an interest, one made without the bid."""
    panel = paper_or_404(request, pk)
    if kind not in KINDS:
        raise Http404
    render_as, content_type = KINDS[kind]
    name = f"panel-{panel.pk}-paper.{kind}"
    if hides_something(panel, request.user) or not panel.issued_at:
        content = render_as(paper_of(panel, request.user))
    else:
        # The latest: files from before a bid was taken off are kept, and no longer handed out.
        kept = panel.papers.first()
        if kept is None or kept.state != kept.State.DONE:
            raise Http404
        content = getattr(kept, kind)
    return download(content, name=name, content_type=content_type)


@officers
@require_POST
def files_again(request, pk):
    """Has the files made again that could not be made."""
    panel = panel_or_404(request, pk)
    failed = panel.papers.defer("pdf", "docx").first()
    if failed is None:
        raise Http404
    try:
        papers.build_again(paper=failed, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "The files are being made again.")
    return redirect("funding:panel", pk)
