"""A Word file on its way in: how far it is, what came over, and the one button."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from civilsociety.ui import clock
from civilsociety.ui.act_pages import act_and_return, act_page, sent
from strategy.actions.word import read_again
from strategy.forms.versions import ImportForm, NewStrategyForm
from strategy.forms.word.imports import BringInForm
from strategy.models import Strategy, WordImport
from strategy.queries.word.imports import by_place, lost_by


@requires(Permission.MANAGE_STRATEGY)
def word_import(request, pk):
    """Where the file stands: waiting, unreadable, read, or imported."""
    found = get_object_or_404(
        WordImport.objects.defer("content").select_related("version__strategy"), pk=pk
    )
    if found.state != WordImport.State.DONE or found.problems:
        return _not_yet(request, found)
    if found.imported_at and found.version:
        return render(request, "strategy/word/imported.html", _context(found))
    strategy = Strategy.objects.filter(slug=found.slug).first()
    form = BringInForm(
        sent(request)[0],
        subject=found,
        by=request.user,
        now=clock.now(),
        period=strategy.period if strategy else "",
    )
    return act_page(
        request,
        form,
        to=lambda done: reverse("strategy:manage", args=[found.slug, done.version.number]),
        template="strategy/word/came_over.html",
        **_context(found),
    )


def _not_yet(request, found):
    """A file that is being read, or that cannot be imported as it is: then another is asked for."""
    context = _context(found)
    problems = found.problems or ([found.error] if found.error else [])
    if problems:
        exists = Strategy.objects.filter(slug=found.slug).exists()
        form = ImportForm({}) if exists else NewStrategyForm({"slug": found.slug})
        form.is_valid()
        form.errors.pop("file", None)
        for sentence in problems:
            form.add_error("file", sentence)
        context["form"] = form
        context["to"] = (
            reverse("strategy:import", args=[found.slug]) if exists else reverse("strategy:start")
        )
    return render(request, "strategy/word/waiting.html", context)


def _context(found):
    return {
        "word_import": found,
        "sections": found.reading.get("sections", []),
        "places": by_place(found),
        "lost": lost_by(found) if found.reading else [],
        "trail": [("Strategy", reverse("strategy:desk"))],
    }


@requires(Permission.MANAGE_STRATEGY)
@require_POST
def read_word_again(request, pk):
    """Has a file read once more after the reading failed."""
    found = get_object_or_404(WordImport, pk=pk)
    return act_and_return(
        request,
        read_again,
        word_import=found,
        words="The file is being read again.",
        to=reverse("strategy:word_import", args=[pk]),
    )


@requires(Permission.MANAGE_STRATEGY)
def imported_picture(request, pk, key):
    """A picture of the file, for the officer who says what it shows."""
    found = get_object_or_404(WordImport.objects.only("pk"), pk=pk)
    picture = get_object_or_404(found.pictures, key=key)
    return picture_answer(picture, cache="private, max-age=600")


def picture_answer(picture, *, cache):
    """A PNG or JPEG as a browser shows it; nothing else was ever stored."""
    answer = HttpResponse(bytes(picture.content), content_type=picture.content_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = cache
    return answer
