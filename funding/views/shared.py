"""What funding's pages share."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from civilsociety.refusal import Refused

OFFICERS = [("Officers’ pages", "/officers/"), ("Funding", "/officers/funding/")]


def sent(request):
    """What a form was sent with; nothing when the page is only looked at."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def asked(request, form, *, template="funding/ask.html", trail=(), **more):
    """A page that asks one thing: the form's own heading and lead, and the form."""
    context = {"title": form.heading(), "lead": form.lead, "form": form, "trail": trail, **more}
    return render(request, template, context)


def act_page(request, form, *, to, trail=(), **more):
    """Shows an ActForm; carries it out when it is sent, says so and goes on.

    `to` is an address, or a function of what came of the act.
    """
    if request.method == "POST" and form.done():
        messages.success(request, form.said(form.result))
        return redirect(to(form.result) if callable(to) else to)
    return asked(request, form, trail=trail, **more)


def act_and_return(request, act, *, words, to, **kwargs):
    """Runs an action that needs no form and goes back to a page, with what came of it."""
    try:
        act(by=request.user, **kwargs)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words)
    return redirect(to)


def download(content, *, name, content_type):
    """Bytes as a download that no browser ever runs as a page of ours."""
    response = HttpResponse(bytes(content), content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


def stored(file):
    """A StoredFile as a download; whoever calls this has checked who asks."""
    return download(file.content, name=file.file_name, content_type=file.content_type)
