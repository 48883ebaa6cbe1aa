"""The task list, people, sign-off, check, send, withdraw, download."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect

from civilsociety.accounts.access import signed_in
from civilsociety.documents import render_markdown
from civilsociety.documents.pdf import to_pdf
from civilsociety.documents.word import to_docx
from civilsociety.organisations.models import District
from civilsociety.refusal import Refused, why_not
from civilsociety.ui import clock
from civilsociety.ui.limits import limited, person
from funding.actions import applying
from funding.forms.applying.finishing import FeedbackForm, InviteForm, SignForm, WithdrawForm
from funding.models import Award, ProcessFeedback
from funding.models.choices import ColleagueRole
from funding.queries.applying.answers import answers_of, as_typed, in_days
from funding.queries.applying.colleagues import people_of
from funding.queries.applying.document import document_of
from funding.queries.applying.parts import address, groups_of
from funding.queries.applying.sections import sections_of
from funding.queries.applying.signing import signature_of
from funding.queries.applying.written import ABOUT, BUDGET, digest_of, written_in
from funding.queries.organisations import documents_of, profile_of
from funding.rules.applying import (
    can_change,
    can_manage_people,
    can_withdraw,
    check_can_leave,
    check_can_send,
    check_can_sign,
    lacks_of,
)
from funding.rules.organisations import may_read
from funding.states import ApplicationState, AssistanceState
from funding.views.applying.shared import application_or_404, home, page, to
from funding.views.shared import act_and_return, download

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DECIDED = {
    ApplicationState.AWARDED,
    ApplicationState.REFUSED,
    ApplicationState.INELIGIBLE,
    ApplicationState.RESERVE,
}


@signed_in
def application(request, pk):
    """The task list of a draft; what was sent, and where it stands, afterwards."""
    found = application_or_404(request, pk)
    if not can_change(found):
        return _as_it_was_sent(request, found)
    lacks = lacks_of(found, clock.today())
    groups = groups_of(found, lacks, may_read=may_read(request.user, found.organisation))
    groups = [(group.title, list(group.parts)) for group in groups]
    parts = [part for _, several in groups for part in several if part.key != "people"]
    return page(
        request,
        found,
        "application",
        groups=groups,
        done=sum(part.status == "done" for part in parts),
        number=len(parts),
        signature=signature_of(found),
        may_withdraw=can_withdraw(found, request.user),
    )


def _as_it_was_sent(request, found):
    return page(
        request,
        found,
        "as_sent",
        **_all_of_it(found),
        people=people_of(found),
        may_withdraw=can_withdraw(found, request.user),
        decided=found.state in DECIDED and bool(found.decided_at),
        award=Award.objects.filter(application=found).first(),
        notice=found.assistance_notices.filter(state=AssistanceState.SENT).first(),
    )


def _all_of_it(found):
    """Everything that was written, as somebody reads it before sending or signing."""
    about, money = written_in(found, ABOUT), written_in(found, BUDGET)
    rows = money["rows"]
    readable = isinstance(rows, list)
    return {
        "about": {name: _words(about[name]) for name in about if name != "districts"},
        "places": [District(place).label for place in found.districts],
        "sections": answers_of(found),
        "rows": rows if readable else [],
        "typed_rows": [] if readable else as_typed(rows["typed"]).splitlines(),
        "total_pence": sum(pence for _, pence in rows) if readable else None,
        "asked": found.requested_pence,
        "asked_typed": _words(money["requested"]) if found.requested_pence is None else "",
        "signature": signature_of(found),
    }


def _words(value):
    if isinstance(value, dict):
        return as_typed(value["typed"])
    return in_days(value) if value else ""


# -- The organisation, as an application needs it ------------------------------------------


@signed_in
def organisation(request, pk):
    """The facts about the organisation: are they still right?"""
    found = application_or_404(request, pk)
    if not may_read(request.user, found.organisation):
        return page(request, found, "not_confirmed")
    profile = profile_of(found.organisation)
    lacks = [each for each in lacks_of(found, clock.today()) if each.part == "organisation"]
    return page(request, found, "organisation", profile=profile, lacks=lacks)


@signed_in
def documents(request, pk):
    """The organisation's documents: what we have, what is missing."""
    found = application_or_404(request, pk)
    if not may_read(request.user, found.organisation):
        return page(request, found, "not_confirmed")
    rows = documents_of(found.organisation, clock.today())
    missing = [each for each in rows if each.needed and not each.valid]
    return page(request, found, "documents", documents=rows, missing=missing)


# -- People --------------------------------------------------------------------------------


@signed_in
@limited("funding-invitations", "30/h", by=person)
def people(request, pk):
    """Who works on it; whoever leads invites others."""
    found = application_or_404(request, pk)
    form = InviteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            colleague = applying.invite(
                application=found, by=request.user, now=clock.now(), **form.cleaned_data
            )
        except Refused as refused:
            form.add_error("email", str(refused))
        else:
            words = f"We mail an invitation to {colleague.email}. They open its link and sign in."
            messages.success(request, words)
            return to(found, "people")
    return page(
        request,
        found,
        "people",
        form=form,
        people=people_of(found),
        may_manage=can_manage_people(found, request.user),
        cannot_leave=why_not(check_can_leave, found, request.user),
    )


ACTS = {
    "remove": (applying.remove, "They no longer work on this application."),
    "hand-over": (applying.hand_over, "They lead this application from now on. You go on writing."),
}


@signed_in
def person_act(request, pk, colleague_pk, act):
    """Removes somebody, or hands the lead to them: asks first."""
    found = application_or_404(request, pk)
    colleague = get_object_or_404(
        found.colleagues.select_related("person"), pk=colleague_pk, left_at=None
    )
    if act not in ACTS:
        raise Http404
    action, words = ACTS[act]
    if request.method == "POST":
        return act_and_return(
            request, action, words=words, to=address(found, "people"),
            colleague=colleague, now=clock.now(),
        )  # fmt: skip
    return page(request, found, "person_act", colleague=colleague, act=act)


@signed_in
def leave(request, pk):
    """Leaves an application: asks first."""
    found = application_or_404(request, pk)
    refusal = why_not(check_can_leave, found, request.user)
    if request.method == "POST" and not refusal:
        applying.leave(application=found, by=request.user, now=clock.now())
        messages.success(request, "You have left this application.")
        return redirect("funding:applications")
    return page(request, found, "leave", refusal=refusal)


# -- Sign-off ------------------------------------------------------------------------------


@signed_in
def sign(request, pk):
    """A trustee or director reads everything and signs it off."""
    found = application_or_404(request, pk)
    today = clock.today()
    refusal = why_not(check_can_sign, found, request.user, today)
    sent = request.POST if request.method == "POST" else None
    form = SignForm(
        sent, organisation=found.organisation,
        initial={"digest": digest_of(found), "name": request.user.name},
    )  # fmt: skip
    if sent is not None and form.is_valid() and _signed(request, found, form):
        return redirect(home(found))
    signatories = [each for each in people_of(found) if each.role == ColleagueRole.SIGNATORY]
    complete = all(each.part == "sign" for each in lacks_of(found, today))
    may_ask = complete and any(each.joined_at for each in signatories)
    return page(
        request, found, "sign", form=form, refusal=refusal, signatories=signatories,
        may_ask=may_ask, **_all_of_it(found),
    )  # fmt: skip


def _signed(request, found, form):
    """Whether it was signed; what stands in the way is said beside the form."""
    try:
        signed = applying.sign(
            application=found,
            name=form.cleaned_data["name"],
            digest=form.cleaned_data["digest"],
            by=request.user,
            now=clock.now(),
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    if not signed:
        form.data = form.data.copy()
        form.data["digest"] = digest_of(found)
        words = "Somebody changed the application while you read. Read it again, then sign it."
        form.add_error(None, words)
        return False
    words = "You have signed it off. It can be sent now. Any change before that voids this."
    messages.success(request, words)
    return True


@signed_in
def ask_to_sign(request, pk):
    """Writes to those who sign that there is something to sign."""
    found = application_or_404(request, pk)
    if request.method != "POST":
        return to(found, "sign")
    return act_and_return(
        request,
        applying.ask_for_signature,
        words="We have written to the signatory. You see here when it is signed.",
        to=address(found, "sign"),
        application=found,
        now=clock.now(),
    )


# -- Check, send, withdraw -------------------------------------------------------------------


@signed_in
@limited("funding-send", "30/h", by=person)
def check(request, pk):
    """Everything that will be sent, what is missing with links to its place, and the button."""
    found = application_or_404(request, pk)
    if found.submitted_at:
        return to(found, "sent")
    now = clock.now()
    if request.method == "POST":
        try:
            applying.submit(application=found, by=request.user, now=now)
        except Refused as refused:
            return _check(request, found, now, str(refused))
        return to(found, "sent")
    return _check(request, found, now, "")


def _check(request, found, now, refused):
    if not found.call.is_open(now) and found.state == ApplicationState.DRAFT:
        return page(request, found, "late")
    numbers = {each.part: each.number for each in sections_of(found.call)}
    lacks = [(each, _place(found, each, numbers)) for each in lacks_of(found, clock.today())]
    return page(
        request,
        found,
        "check",
        lacks=lacks,
        refused=refused,
        council=settings.COUNCIL_NAME,
        refusal=why_not(check_can_send, found, request.user, now),
        **_all_of_it(found),
    )


def _place(found, lack, numbers):
    """Where what is missing is put right: the very field."""
    if lack.part in numbers:
        where = address(found, "section", numbers[lack.part])
        return f"{where}?check=1#id_q-{lack.field}"
    if lack.part in (ABOUT, BUDGET):
        field = "what_0" if lack.field == "rows" else lack.field
        return f"{address(found, lack.part)}?check=1#id_{field}"
    return address(found, lack.part)


@signed_in
def sent(request, pk):
    """It is sent: the reference, what happens next; and what applying was like."""
    found = application_or_404(request, pk)
    if not found.submitted_at:
        return redirect(home(found))
    given = ProcessFeedback.objects.filter(application=found).first()
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        applying.give_feedback(
            application=found,
            ease=form.cleaned_data["ease"],
            comment=form.cleaned_data["comment"],
            minutes=form.minutes,
            now=clock.now(),
        )
        messages.success(request, "Thank you. Nobody who judges your application reads this.")
        return to(found, "sent")
    what_next = render_markdown(found.call.programme.what_next, heading_level=3)
    return page(request, found, "sent", form=form, given=given, what_next=what_next)


@signed_in
def withdraw(request, pk):
    """Takes an application back: asks why, and first."""
    found = application_or_404(request, pk)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return act_and_return(
            request,
            applying.withdraw,
            words=f"{found.number} is withdrawn. We do nothing more with it.",
            to=home(found),
            application=found,
            why=form.cleaned_data["why"],
            now=clock.now(),
        )
    may = can_withdraw(found, request.user)
    return page(request, found, "withdraw", form=form, may=may)


@signed_in
@limited("funding-download", "60/h", by=person, methods=("GET",))
def application_download(request, pk, kind):
    """What was written or sent, as PDF or Word."""
    found = application_or_404(request, pk)
    document = document_of(found, clock.today())
    if kind == "pdf":
        return download(
            to_pdf(document), name=f"{found.number}.pdf", content_type="application/pdf"
        )
    return download(to_docx(document), name=f"{found.number}.docx", content_type=DOCX)
