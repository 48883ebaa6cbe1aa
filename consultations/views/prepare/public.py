"""What anybody reads before answering, and may ask for."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from civilsociety.accounts.access import public
from civilsociety.accounts.permissions import Permission
from civilsociety.refusal import Refused
from civilsociety.ui import clock
from civilsociety.ui.limits import limited
from consultations.actions import prepare as actions
from consultations.forms.prepare.public import FormatRequestForm, TellMeForm
from consultations.models import Consultation, Paper, Registration
from consultations.queries.prepare import (
    PUBLIC_GROUPS,
    group_of,
    papers_without_content,
    public_list,
)
from consultations.states import ConsultationState

PER_PAGE = 20
TRAIL = [("Consultations", "/consultations/")]


def announced_or_404(slug):
    """The consultation of that address, if the public may know of it."""
    found = Consultation.objects.announced().select_related("strategy_version__strategy", "follows")
    return get_object_or_404(found, slug=slug)


@public
@require_safe
def index(request):
    """Every consultation: what is open, what is coming, what came of the others."""
    now, words, group = clock.now(), request.GET.get("q", "")[:200], request.GET.get("show", "")
    words = words.replace("\x00", "")
    found = public_list(now=now, words=words, group=group)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    for consultation in page:
        consultation.group = group_of(consultation, now)
    context = {
        "page": page,
        "words": words,
        "group": group,
        "groups": PUBLIC_GROUPS,
        "filtered": bool(words or group),
    }
    return render(request, "consultations/prepare/index.html", context)


def start_page(request, consultation, **more):
    """The page of one consultation, as anybody sees it."""
    now = clock.now()
    versions = list(consultation.versions.all())
    questionnaire = versions[-1].questionnaire if versions else consultation.questionnaire
    context = {
        "consultation": consultation,
        "group": group_of(consultation, now),
        "phase": consultation.phase(now),
        "papers": papers_without_content(consultation),
        "sections": questionnaire.sections,
        "question_count": sum(q.is_answered for q in questionnaire.questions),
        "has_equality": any(section.equality for section in questionnaire.sections),
        "trail": TRAIL,
        **more,
    }
    return render(request, "consultations/prepare/consultation.html", context)


@public
@require_safe
def consultation_page(request, slug):
    """What it is about, for whom, until when, what can change, and how to answer."""
    return start_page(request, announced_or_404(slug))


@public
@require_safe
def paper(request, slug, pk):
    """A document kept here, always as a download: a browser never runs it as ours."""
    found = get_object_or_404(
        Paper.objects.select_related("consultation").filter(content__isnull=False),
        consultation__slug=slug,
        pk=pk,
    )
    if not (found.consultation.was_announced or _may_prepare(request.user)):
        raise Http404
    response = HttpResponse(bytes(found.content), content_type=found.content_type)
    response["Content-Disposition"] = content_disposition_header(True, found.file_name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _may_prepare(user):
    return user.is_authenticated and user.may(Permission.MANAGE_CONSULTATIONS)


@public
@require_http_methods(["GET", "HEAD", "POST"])
@limited("ask-format", "10/h")
def ask_format(request, slug):
    """Asks for the papers or the questionnaire in another format."""
    consultation = announced_or_404(slug)
    form = FormatRequestForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.ask_for_format(consultation=consultation, now=clock.now(), **form.cleaned_data)
        return redirect("consultations:format_asked", slug)
    return render(
        request,
        "consultations/prepare/ask_format.html",
        {"consultation": consultation, "form": form, "trail": _trail(consultation)},
    )


@public
@require_safe
def format_asked(request, slug):
    """Says that the request has arrived and what happens next."""
    consultation = announced_or_404(slug)
    context = {"consultation": consultation, "trail": _trail(consultation)}
    return render(request, "consultations/prepare/format_asked.html", context)


@public
@require_http_methods(["GET", "HEAD", "POST"])
@limited("tell-me", "20/h")
def tell_me(request, slug):
    """Registers an email address to be told the outcome."""
    consultation = announced_or_404(slug)
    form = TellMeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.register_interest(
                consultation=consultation, email=form.cleaned_data["email"], now=clock.now()
            )
            return redirect("consultations:tell_me_done", slug)
        except Refused as refused:
            form.add_error(None, str(refused))
    return render(
        request,
        "consultations/prepare/tell_me.html",
        {
            "consultation": consultation,
            "form": form,
            "trail": _trail(consultation),
            "possible": consultation.state == ConsultationState.LAUNCHED,
        },
    )


@public
@require_safe
def tell_me_done(request, slug):
    """Says that the address is kept, and when we write."""
    consultation = announced_or_404(slug)
    context = {"consultation": consultation, "trail": _trail(consultation)}
    return render(request, "consultations/prepare/tell_me_done.html", context)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe_page(request, token):
    """Ends the messages about one consultation; asks first, because mail scanners follow links."""
    registration = get_object_or_404(
        Registration.objects.select_related("consultation"), token=token
    )
    if request.method == "POST" and registration.unsubscribed_at is None:
        registration = actions.unsubscribe(registration=registration, now=clock.now())
    return render(
        request,
        "consultations/prepare/unsubscribe.html",
        {"registration": registration, "consultation": registration.consultation},
    )


def _trail(consultation):
    return [*TRAIL, (consultation.title, f"/consultations/{consultation.slug}/")]
