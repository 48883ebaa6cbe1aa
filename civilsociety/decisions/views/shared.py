"""What the officers' pages about decisions share."""

from django.shortcuts import get_object_or_404, render

from civilsociety.decisions.models import Decision
from civilsociety.refusal import Refused

TRAIL = [("Officers’ pages", "/officers/"), ("Decisions", "/officers/decisions/")]


def decision_or_404(pk):
    """A decision, draft or published, with what its page names."""
    wanted = ("notice", "corrects", "superseded_by", "delegation__decision", "delegation__purpose")
    return get_object_or_404(Decision.objects.select_related(*wanted), pk=pk)


def trail_to(decision):
    """The way to a page about one decision."""
    return [*TRAIL, (decision.reference, f"/officers/decisions/{decision.pk}/")]


def sent(request):
    """What a form was sent with; nothing when the page is only looked at."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def why_not(check, *args, **kwargs):
    """The sentence that says why not, or nothing."""
    try:
        check(*args, **kwargs)
    except Refused as refusal:
        return str(refusal)
    return ""


def done(form, act, **kwargs):
    """Runs an action with what a form read; a refusal becomes an error of the form."""
    try:
        return act(**kwargs)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


def asked(request, *, title, lead, form=None, trail=(), refusal="", **more):
    """A page that asks one thing: a heading, what it means, a form or why not."""
    context = {"title": title, "lead": lead, "form": form, "trail": trail, "refusal": refusal}
    return render(request, "decisions/officers/ask.html", {**context, **more})
