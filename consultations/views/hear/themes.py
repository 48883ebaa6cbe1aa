"""Themes: what several people say, and how many."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from civilsociety.refusal import Refused
from consultations.actions import hear as actions
from consultations.forms.hear import MergeForm, ThemeForm
from consultations.queries.hear.reading import themes_for, words_of_questions
from consultations.queries.hear.themes import answers_in, theme_counts
from consultations.rules.hear import can_delete_theme
from consultations.views.hear.looking import exact_until, heard_or_404

PER_PAGE = 25


@requires(Permission.READ_RESPONSES)
@require_http_methods(["GET", "HEAD", "POST"])
def theme_list(request, slug):
    """Every theme with its count, and a form for a new one."""
    consultation = heard_or_404(slug)
    exact = exact_until(request, consultation)
    form = ThemeForm(request.POST or None)
    form.submit_label = "Add the theme"
    if form.is_valid():
        try:
            actions.add_theme(consultation=consultation, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error("name", str(refused))
        else:
            return redirect("consultations:hear_themes", slug)
    base, themes = theme_counts(consultation, exactly=bool(exact))
    context = {
        "consultation": consultation,
        "exact_until": exact,
        "may_read": True,
        "base": base,
        "themes": themes,
        "form": form,
    }
    return render(request, "consultations/hear/themes.html", context)


def theme_or_404(consultation, pk):
    """A theme of the consultation or of a round heard together with it."""
    return get_object_or_404(themes_for(consultation), pk=pk)


@requires(Permission.READ_RESPONSES)
@require_http_methods(["GET", "HEAD", "POST"])
def theme_page(request, slug, pk):
    """One theme: its words, and every answer coded to it."""
    consultation = heard_or_404(slug)
    theme = theme_or_404(consultation, pk)
    initial = {"name": theme.name, "description": theme.description}
    form = ThemeForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            actions.rename_theme(theme=theme, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error("name", str(refused))
        else:
            messages.success(request, "The theme is saved.")
            return redirect("consultations:hear_theme", slug, pk)
    return _themed(request, consultation, theme, form=form)


def _themed(request, consultation, theme, *, form=None, merging=None):
    """The page of a theme, with whichever form was sent."""
    theme.refresh_from_db()
    answers = answers_in(theme, consultation)
    page = Paginator(answers, PER_PAGE).get_page(request.GET.get("page"))
    asked = words_of_questions(consultation)
    for answer in page:
        answer.asked = asked.get(answer.question_key, (answer.question_key,))[0]
    initial = {"name": theme.name, "description": theme.description}
    context = {
        "consultation": consultation,
        "theme": theme,
        "page": page,
        "form": form or ThemeForm(initial=initial),
        "merging": merging or MergeForm(theme=theme),
        "may_delete": can_delete_theme(theme),
    }
    return render(request, "consultations/hear/theme.html", context)


@requires(Permission.READ_RESPONSES)
@require_POST
def merge(request, slug, pk):
    """Makes a theme part of another one."""
    consultation = heard_or_404(slug)
    theme = theme_or_404(consultation, pk)
    form = MergeForm(request.POST, theme=theme)
    if not form.is_valid():
        return _themed(request, consultation, theme, merging=form)
    into = form.cleaned_data["into"]
    actions.merge_themes(theme=theme, into=into, by=request.user)
    messages.success(request, f"“{theme}” is now part of “{into}”.")
    return redirect("consultations:hear_theme", slug, into.pk)


@requires(Permission.READ_RESPONSES)
@require_POST
def delete(request, slug, pk):
    """Takes away a theme nothing rests on."""
    consultation = heard_or_404(slug)
    theme = theme_or_404(consultation, pk)
    try:
        actions.delete_theme(theme=theme, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("consultations:hear_theme", slug, pk)
    return redirect("consultations:hear_themes", slug)
