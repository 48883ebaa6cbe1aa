"""The page of one act: its heading, its form, and what came of it."""

from django.contrib import messages
from django.shortcuts import redirect, render

from civilsociety.refusal import Refused


def sent(request):
    """What a form was sent with; nothing when the page is only looked at."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def asked(request, form, *, template="components/ask.html", trail=(), **more):
    """A page that asks one thing: the form's own heading and lead, and the form.

    `more` may hold `base` ("officers/base.html"), `before` and `after` (templates), `refusal`.
    """
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
