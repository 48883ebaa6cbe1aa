"""What the pages of an application share."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from civilsociety.ui import clock
from funding.models import Application
from funding.models.choices import ColleagueRole
from funding.queries.applying.colleagues import WRITERS, colleague_of
from funding.queries.applying.next import steps_of
from funding.queries.applying.parts import address
from funding.rules.applying import can_change

RELATED = (
    "call__programme", "organisation", "signed_by", "changed_by", "submitted_by",
)  # fmt: skip
MINE = "Your applications"


def application_or_404(request, pk):
    """The application, for its colleagues; for everybody else it does not exist."""
    rows = Application.objects.select_related(*RELATED)
    application = rows.filter(pk=pk).first()
    mine = colleague_of(application, request.user) if application else None
    if mine is None:
        raise Http404
    application.mine = mine
    return application


def page(request, application, template, **more):
    """A page of an application, with what happens next beside it."""
    now = clock.now()
    call = application.call
    context = {
        "application": application,
        "call": call,
        "programme": call.programme,
        "steps": steps_of(application, now),
        "is_open": call.is_open(now),
        "may_write": can_change(application) and application.mine.role in WRITERS,
        "leads": application.mine.role == ColleagueRole.LEAD,
        "trail": [(MINE, reverse("funding:applications")), (named(application), home(application))],
        **more,
    }
    status = more.get("status", 200)
    return render(request, f"funding/applying/{template}.html", context, status=status)


def named(application):
    """What an application is called in a trail."""
    return application.title or f"Application {application.number}"


def home(application):
    """The page of an application."""
    return reverse("funding:application", args=[application.pk])


def to(application, name, *more):
    """On to another page of an application."""
    return redirect(address(application, name, *more))
