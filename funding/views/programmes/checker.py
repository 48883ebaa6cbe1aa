"""Whether an organisation can apply: a few questions, no account, nothing kept."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from civilsociety.accounts.access import public
from civilsociety.ui import clock
from funding.forms.programmes.checker import CheckerForm
from funding.queries.programmes.listing import call_that_matters
from funding.states import ProgrammeState
from funding.views.programmes.shared import programme_or_404, trail_to


@public
@require_safe
def check(request, slug):
    """The questions; once all are answered, whether they can apply, and what to do if not.

    Answers are in the address and nowhere else.
    """
    programme = programme_or_404(request, slug)
    questions = list(programme.eligibility_questions.all())
    if not questions:
        raise Http404
    asked = CheckerForm.is_answered(request.GET) and "change" not in request.GET
    form = CheckerForm(
        request.GET if asked else None,
        questions=questions,
        initial=CheckerForm.answers_in(request.GET, questions),
    )
    now = clock.now()
    call = call_that_matters(programme.calls.public(), now=now)
    running = programme.state == ProgrammeState.PUBLISHED and call is not None
    context = {
        "programme": programme,
        "form": form,
        "call": call if running else None,
        "is_open": running and call.is_open(now),
        "is_coming": running and call.is_forthcoming(now),
        "contact": programme.contact_email or settings.CONTACT_EMAIL,
        "trail": trail_to(programme),
    }
    if asked and form.is_valid():
        context |= {"form": None, "wrong": form.wrong(), "answers": form.said()}
        context["change"] = f"?{request.GET.urlencode()}&change=yes"
        if context["is_open"]:
            context["start_url"] = reverse("funding:start", args=[call.pk])
        return render(request, "funding/programmes/checked.html", context)
    return render(request, "funding/programmes/check.html", context)
