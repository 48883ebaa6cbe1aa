"""Coming back later, here or on another device."""

from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from civilsociety.accounts.access import public
from civilsociety.refusal import Refused
from civilsociety.ui import views
from civilsociety.ui.limits import ip, seconds_to_wait
from consultations.actions.respond import mail_way_back, make_code
from consultations.forms.returning import CodeForm, MailForm
from consultations.models import Draft
from consultations.queries.keys import hash_of, key_of, tidy_code
from consultations.queries.respond import visit
from consultations.rules.respond import check_can_write
from consultations.views.respond.door import (
    ALREADY_SENT,
    arriving,
    drop_key,
    keep_key,
    limited,
    writing,
)
from consultations.views.respond.drawing import base_context, said
from consultations.views.respond.pages import keep, keep_details, read_details, read_page

UNKNOWN_CODE = "This code opens nothing here. It may be mistyped, too old, or of a response sent"


@public
@require_POST
@arriving
def save(arrival, section_key=None):
    """Keeps a page while it is being typed; answers the script, not a person."""
    try:
        check_can_write(arrival.consultation, now=arrival.now, begun_at=arrival.begun_at)
    except Refused as refusal:
        return JsonResponse({"refused": str(refusal)}, status=409)
    if wait := seconds_to_wait("save", "240/m", ip(arrival.request)):
        return JsonResponse({"wait": wait}, status=429)
    found = arrival.questionnaire.section(section_key) if section_key else None
    if section_key and found is None:
        return JsonResponse({"refused": "This page is not part of the questionnaire."}, status=404)
    details = read_details(arrival.request.POST)
    if found is None:
        kept = keep_details(arrival, details)
    else:
        with_details = details if arrival.questionnaire.is_short else None
        kept = keep(arrival, found, read_page(arrival, found), with_details)
    if not kept:
        return JsonResponse({"refused": ALREADY_SENT}, status=409)
    mark = int(arrival.now.timestamp() * 1000)
    answer = JsonResponse({"saved": f"Saved at {said(arrival.now)}.", "mark": mark})
    return keep_key(answer, arrival.consultation, key_of(arrival.submission_key), arrival.now)


@public
@require_http_methods(["GET", "HEAD", "POST"])
@arriving
@writing
def later(arrival):
    """How to come back: on this device, by a code, by a mailed link."""
    draft = arrival.visit.writing
    if draft is None:
        return redirect(arrival.address(""))
    posted = arrival.request.POST if arrival.request.method == "POST" else None
    if posted is not None and (too_often := limited(arrival, "way-back")):
        return too_often
    form = MailForm(posted if posted and "send" in posted else None)
    context = base_context(arrival) | {"form": form, "return_address": arrival.address("return")}
    if form.is_bound and form.is_valid():
        mail_way_back(draft=draft, email=form.cleaned_data["email"])
        context |= {"mailed_to": form.cleaned_data["email"], "form": MailForm()}
    elif posted and "code" in posted:
        context |= {"code": make_code(draft=draft, now=arrival.now)}
    return render(arrival.request, "consultations/respond/later.html", context)


@public
@require_http_methods(["GET", "HEAD", "POST"])
@arriving
def come_back(arrival):
    """Typing the short code on another device."""
    posted = arrival.request.POST if arrival.request.method == "POST" else None
    if posted is not None and (wait := seconds_to_wait("return-code", "10/m", ip(arrival.request))):
        return views.too_many_requests(arrival.request, seconds=wait)
    form = CodeForm(posted)
    if form.is_bound and form.is_valid():
        draft = _by_code(arrival, form.cleaned_data["code"])
        if draft:
            key = key_of(draft.submission_key)
            opened = redirect(arrival.address(""))
            return keep_key(opened, arrival.consultation, key, arrival.now)
        form.add_error("code", UNKNOWN_CODE)
    context = base_context(arrival) | {"form": form}
    return render(arrival.request, "consultations/respond/return.html", context)


def _by_code(arrival, typed):
    code = tidy_code(typed)
    if code is None:
        return None
    return Draft.objects.filter(
        consultation=arrival.consultation,
        code_hash=hash_of(code),
        code_until__gt=arrival.now,
        submitted_at=None,
    ).first()


@public
@require_http_methods(["GET", "HEAD", "POST"])
@arriving
def open_link(arrival, key):
    """The mailed way back: hands this browser the key. Nothing changes by opening it twice.

    Where another response has been begun on this device, it asks first.
    """
    slug = arrival.consultation.slug
    meant = visit(slug, key) if len(key) == 40 else None
    if meant is None or not (meant.draft or meant.response):
        context = base_context(arrival) | {"form": CodeForm()}
        page = render(arrival.request, "consultations/respond/link_unknown.html", context)
        page.status_code = 404
        return page
    other = arrival.visit.writing
    if other and arrival.visit.key != key and arrival.request.method != "POST":
        context = base_context(arrival) | {"other": other}
        return render(arrival.request, "consultations/respond/link_other.html", context)
    sent = meant.response and not meant.writing
    opened = redirect(arrival.address("done" if sent else ""))
    return keep_key(opened, arrival.consultation, key, arrival.now)


@public
@require_POST
@arriving
def leave(arrival):
    """Takes the key from this browser: for shared computers, and to answer once more."""
    again = arrival.request.POST.get("then") == "again"
    to = arrival.address("") if again else f"/consultations/{arrival.consultation.slug}/"
    return drop_key(redirect(to), arrival.consultation.slug)
