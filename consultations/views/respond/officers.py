"""Officers: entering what came on paper, by mail or telephone; judging likely duplicates."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from civilsociety.refusal import Refused
from civilsociety.ui import clock
from consultations.actions.respond import Submission, enter
from consultations.actions.respond.duplicates import flag_duplicates, judge
from consultations.forms.closing import DetailsPage, check_details, read_details
from consultations.forms.entry import EntryForm, EntryPage, VerdictForm
from consultations.models import Consultation, DuplicateFlag, Response
from consultations.models.response import Channel
from consultations.queries.keys import new_token, read_token
from consultations.queries.naming import NOT_LISTED, likely_for, named_in
from consultations.queries.words import answers_of
from consultations.rules.respond import check_can_enter

PER_PAGE = 50


@requires(Permission.ENTER_RESPONSES)
@require_http_methods(["GET", "HEAD", "POST"])
def enter_page(request, slug):
    """The whole questionnaire on one page, with how and when the response reached us."""
    consultation = get_object_or_404(Consultation, slug=slug)
    version = consultation.versions.order_by("-number").first()
    if version is None:
        return render(request, "consultations/respond/officers/not_yet.html", _about(consultation))
    posted = request.POST if request.method == "POST" else None
    form = EntryForm(posted, initial=_as_before(request))
    page = EntryPage(version.questionnaire, posted)
    details = DetailsPage(read_details(posted) if posted is not None else {"told": "no"})
    problems, likely = [], []
    if posted is not None:
        details.errors = check_details(details.details)
        likely = _unsettled(page, posted)
        if form.is_valid() and not page.problems and not details.errors and not likely:
            try:
                return _enter(request, consultation, version, form, page, details)
            except Refused as refusal:
                form.add_error("received_on", str(refusal))
        problems = _problems(form, page, details, likely)
    context = _about(consultation) | {
        "form": form,
        "page": page,
        "details": details,
        "likely": likely,
        "not_listed": NOT_LISTED,
        "problems": problems,
        "token": posted.get("token", "") if posted else new_token(consultation.pk, clock.now()),
    }
    return render(request, "consultations/respond/officers/enter.html", context)


def _as_before(request):
    """Channel of the response entered just now: a pile of paper is entered in one go."""
    return {"channel": request.GET.get("channel", "")[:20]}


def _unsettled(page, posted):
    """Organisations like the one named, until the officer has said which it is."""
    question, named = named_in(page.questionnaire, page.raw)
    if not named:
        return []
    likely = likely_for(named)
    chosen = posted.get("known", "")
    if chosen not in {str(each.organisation.pk) for each in likely} | {NOT_LISTED}:
        return likely
    if chosen != NOT_LISTED and question.key in page.checked.values:
        page.checked.values[question.key] |= {"known": int(chosen)}
    return []


def _problems(form, page, details, likely):
    found = [
        {"message": message, "target": form[name].anchor}
        for name, messages_ in form.errors.items()
        for message in messages_
    ]
    found += page.problems
    if likely:
        found.append({"message": "Select which organisation it is", "target": "known"})
    return found + details.problems


def _enter(request, consultation, version, form, page, details):
    now = clock.now()
    channel, received_on = form.cleaned_data["channel"], form.cleaned_data["received_on"]
    check_can_enter(consultation, channel=channel, received_on=received_on, today=clock.today())
    token = read_token(request.POST.get("token", ""), consultation.pk)
    submission = Submission(
        consultation=consultation,
        version_pk=version.pk,
        questionnaire=page.questionnaire,
        submission_key=token.submission_key if token else uuid.uuid4(),
        values=page.checked.values,
        raw=page.raw,
        details=details.details,
        now=now,
        channel=channel,
        entered_by=request.user,
        received_on=received_on,
    )
    response, new = enter(submission, by=request.user)
    if new:
        messages.success(request, f"Entered as {response.reference}. Write it on the paper.")
    else:
        messages.info(request, f"Already entered as {response.reference}.")
    if request.POST.get("then") == "next":
        address = reverse("consultations:respond_enter", args=[consultation.slug])
        return redirect(f"{address}?{urlencode({'channel': channel})}")
    return redirect("consultations:respond_entered", consultation.slug)


def _about(consultation):
    return {"consultation": consultation, "closes_on": consultation.closes_at}


@requires(Permission.ENTER_RESPONSES)
@require_safe
def entered(request, slug):
    """What officers entered: reference, channel, day received, by whom; the latest first."""
    consultation = get_object_or_404(Consultation, slug=slug)
    responses = (
        Response.objects.filter(consultation=consultation)
        .exclude(channel=Channel.WEB)
        .select_related("entered_by")
        .order_by("-submitted_at", "-pk")
    )
    page = Paginator(responses, PER_PAGE).get_page(request.GET.get("page"))
    context = _about(consultation) | {
        "page": page,
        "closed_on": _day(consultation.closes_at),
    }
    return render(request, "consultations/respond/officers/entered.html", context)


def _day(moment):
    """The date of a moment on the clocks of the United Kingdom."""
    return timezone.localdate(moment) if moment else None


@requires(Permission.READ_RESPONSES)
@require_http_methods(["GET", "HEAD", "POST"])
def duplicates(request, slug):
    """Pairs that may come from the same hand: those to judge first."""
    consultation = get_object_or_404(Consultation, slug=slug)
    if request.method == "POST":
        found = flag_duplicates(consultation=consultation)
        messages.info(request, f"{found} new" if found else "Nothing new was found.")
        return redirect("consultations:respond_duplicates", slug)
    flags = (
        DuplicateFlag.objects.filter(first__consultation=consultation)
        .select_related("first", "second", "judged_by")
        .order_by("judged_at", "pk")
    )
    waiting = flags.filter(verdict=DuplicateFlag.Verdict.OPEN)
    show = request.GET.get("show", "open")
    page = Paginator(waiting if show == "open" else flags, PER_PAGE)
    context = _about(consultation) | {
        "page": page.get_page(request.GET.get("page")),
        "show": show,
        "waiting": waiting.count(),
    }
    return render(request, "consultations/respond/officers/duplicates.html", context)


@requires(Permission.READ_RESPONSES)
@require_http_methods(["GET", "HEAD", "POST"])
def duplicate(request, slug, pk):
    """Two responses side by side, and what they are."""
    flag = get_object_or_404(
        DuplicateFlag.objects.select_related("first__version", "second__version"),
        pk=pk,
        first__consultation__slug=slug,
    )
    consultation = get_object_or_404(Consultation, slug=slug)
    judged = {} if flag.verdict == DuplicateFlag.Verdict.OPEN else {"verdict": flag.verdict}
    form = VerdictForm(
        request.POST if request.method == "POST" else None, initial={**judged, "note": flag.note}
    )
    if form.is_bound and form.is_valid():
        judge(flag=flag, by=request.user, now=clock.now(), **form.cleaned_data)
        messages.success(request, "Your verdict is kept.")
        return redirect("consultations:respond_duplicates", slug)
    context = _about(consultation) | {
        "flag": flag,
        "form": form,
        "pair": [(each, answers_of(each)) for each in (flag.first, flag.second)],
    }
    return render(request, "consultations/respond/officers/duplicate.html", context)
