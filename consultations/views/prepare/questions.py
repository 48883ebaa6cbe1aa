"""Writing one section, one question, one condition."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from civilsociety.refusal import Refused
from consultations.actions import prepare as actions
from consultations.forms.prepare.questionnaire import (
    KindForm,
    QuestionForm,
    SectionForm,
    TestForm,
    with_test,
    without_test,
)
from consultations.queries.prepare import condition_in_words, strategy_anchors
from consultations.questionnaire import editing
from consultations.questionnaire.kinds import Kind
from consultations.views.prepare.builder import apply, back_to_list
from consultations.views.prepare.desk import consultation_or_404, preparing


def _posted(request):
    return request.POST if request.method == "POST" else None


def _save(request, consultation, form, changed, sentence):
    """Saves on what this request read: the form has already compared what its writer saw."""
    try:
        actions.save_questionnaire(
            consultation=consultation,
            questionnaire=changed(),
            revision=consultation.questionnaire_revision,
            by=request.user,
            sentence=sentence,
        )
        return True
    except (editing.Impossible, Refused, actions.Overtaken) as refused:
        form.add_error(None, str(refused))
    return False


@preparing
@require_http_methods(["GET", "HEAD", "POST"])
def section(request, slug, key=None):
    """Writes a section; without a key a new one."""
    consultation = consultation_or_404(slug)
    document = consultation.questionnaire
    found = document.section(key) if key else None
    if key and found is None:
        raise Http404
    form = SectionForm(_posted(request), section=found, anchors=strategy_anchors(consultation))
    if form.is_valid():
        result = form.result(document)
        put = editing.put_section if found else editing.add_section
        if _save(
            request,
            consultation,
            form,
            lambda: put(document, result),
            f"Wrote the section “{result.title[:100]}”.",
        ):
            return back_to_list(slug, result.key)
    context = {
        "consultation": consultation,
        "form": form,
        "section": found,
        "theirs": form.theirs() if form.is_bound else [],
    }
    return render(request, "consultations/prepare/section.html", context)


@preparing
@require_http_methods(["GET", "HEAD"])
def new_question(request, slug, section_key):
    """The first step of a new question: its kind."""
    consultation = consultation_or_404(slug)
    found = consultation.questionnaire.section(section_key)
    if found is None:
        raise Http404
    form = KindForm(request.GET if "kind" in request.GET or "go" in request.GET else None)
    form.method = "get"
    if form.is_valid():
        return redirect(
            "consultations:prepare_write_question", slug, section_key, form.cleaned_data["kind"]
        )
    context = {"consultation": consultation, "form": form, "section": found}
    return render(request, "consultations/prepare/kind.html", context)


@preparing
@require_http_methods(["GET", "HEAD", "POST"])
def write_question(request, slug, section_key, kind):
    """The second step: a new question of that kind, at the end of the section."""
    consultation = consultation_or_404(slug)
    document = consultation.questionnaire
    found = document.section(section_key)
    if found is None or kind not in Kind.values:
        raise Http404
    form = QuestionForm(
        _posted(request),
        kind=kind,
        equality=found.equality,
        taken=editing.question_keys(document),
    )
    if not _row_pressed(request) and form.is_valid():
        result = form.result()
        if _save(
            request,
            consultation,
            form,
            lambda: editing.add_question(document, section_key, result),
            f"Wrote the question “{result.text[:100]}”.",
        ):
            return back_to_list(slug, result.key)
    return _question_page(request, consultation, form, found, None)


@preparing
@require_http_methods(["GET", "HEAD", "POST"])
def question(request, slug, key):
    """Writes a question that is there; `?kind=` turns it into another kind."""
    consultation = consultation_or_404(slug)
    document = consultation.questionnaire
    found = document.by_key.get(key)
    if found is None:
        raise Http404
    kind = request.GET.get("kind", "")
    around = editing.section_of(document, key)
    form = QuestionForm(
        _posted(request),
        kind=kind if kind in Kind.values else found.kind,
        question=found,
        equality=around.equality,
    )
    if not _row_pressed(request) and form.is_valid():
        result = form.result()
        if _save(
            request,
            consultation,
            form,
            lambda: editing.checked(editing.put_question(document, result)),
            f"Wrote the question “{result.text[:100]}”.",
        ):
            return back_to_list(slug, key)
    return _question_page(request, consultation, form, around, found)


def _row_pressed(request):
    """Whether a button of the options' rows was pressed: the page is drawn again, not saved."""
    return bool(request.method == "POST" and request.POST.get("options_row"))


def _question_page(request, consultation, form, around, found):
    if _row_pressed(request):
        form.is_bound_for_rows = True
        form._errors = {}
    context = {
        "consultation": consultation,
        "form": form,
        "section": around,
        "question": found,
        "kinds": Kind.choices,
        "asks_other_kind": found is not None and form.kind != found.kind,
        "theirs": form.theirs() if form.is_bound and not _row_pressed(request) else [],
    }
    return render(request, "consultations/prepare/question_form.html", context)


@preparing
@require_http_methods(["GET", "HEAD", "POST"])
def condition(request, slug, what, key):
    """When a section or a question is shown: by answers that come before it."""
    consultation = consultation_or_404(slug)
    document = consultation.questionnaire
    of_section = what == "section"
    found = document.section(key) if of_section else document.by_key.get(key)
    if found is None or what not in {"section", "question"}:
        raise Http404
    earlier = editing.earlier_questions(document, key, of_section=of_section)
    asked = next((each for each in earlier if each.key == request.GET.get("on")), None)
    form = TestForm(request.POST if "add" in request.POST else None, asked=asked) if asked else None
    if request.method == "POST" and (form is None or form.is_valid()):
        changed = _changed_condition(request, found.show_if, form)
        apply(
            request,
            consultation,
            lambda q, k: editing.set_condition(q, k, changed, of_section=of_section),
            key,
            f"Changed when the {what} “{key}” is shown.",
        )
        return redirect("consultations:prepare_condition", slug, what, key)
    context = {
        "consultation": consultation,
        "what": what,
        "found": found,
        "words": found.title if of_section else found.text,
        "tests": condition_in_words(document, found.show_if),
        "earlier": earlier,
        "asked": asked,
        "form": form,
        "revision": consultation.questionnaire_revision,
    }
    return render(request, "consultations/prepare/condition.html", context)


def _changed_condition(request, now, form):
    """The condition after the button that was pressed."""
    posted = request.POST
    if form is not None:
        return with_test(now, form.result(), every=now.every if now else True)
    if now is None:
        return None
    if posted.get("remove", "").isdigit():
        return without_test(now, int(posted["remove"][:4]))
    if posted.get("combine") in {"all", "any"}:
        return type(now)(now.tests, posted["combine"] == "all")
    return now
