"""The questionnaire as officers build it: listed, arranged, previewed. No script is needed."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from civilsociety.documents import render_markdown
from civilsociety.refusal import Refused
from civilsociety.ui import clock
from consultations.actions import prepare as actions
from consultations.forms.respond import SectionPage
from consultations.queries.prepare import outline
from consultations.questionnaire import editing
from consultations.rules.prepare import can_publish_wording, check_can_write_questionnaire
from consultations.views.prepare.desk import consultation_or_404, preparing

OVERTAKEN = "{} Look at it as it is now, and do it again if it is still right."


@preparing
@require_safe
def questionnaire(request, slug):
    """Sections and questions in order, each with what can be done to it."""
    consultation = consultation_or_404(slug)
    last = consultation.versions.last()
    context = {
        "consultation": consultation,
        "sections": outline(consultation.questionnaire),
        "revision": consultation.questionnaire_revision,
        "writable": _writable(consultation),
        "current": last,
        "differs": last is not None and last.sha256 != consultation.questionnaire.sha256,
        "can_publish_wording": can_publish_wording(consultation, clock.now()),
    }
    return render(request, "consultations/prepare/questionnaire.html", context)


def _writable(consultation):
    try:
        check_can_write_questionnaire(consultation)
    except Refused:
        return False
    return True


ARRANGE = {
    ("section", "up"): (lambda q, key: editing.move_section(q, key, editing.UP), "Moved"),
    ("section", "down"): (lambda q, key: editing.move_section(q, key, editing.DOWN), "Moved"),
    ("section", "duplicate"): (lambda q, key: editing.duplicate_section(q, key)[0], "Duplicated"),
    ("question", "up"): (lambda q, key: editing.move_question(q, key, editing.UP), "Moved"),
    ("question", "down"): (lambda q, key: editing.move_question(q, key, editing.DOWN), "Moved"),
    ("question", "duplicate"): (
        lambda q, key: editing.duplicate_question(q, key)[0],
        "Duplicated",
    ),
}


@preparing
@require_POST
def arrange(request, slug):
    """Moves or duplicates a section or a question."""
    consultation = consultation_or_404(slug)
    what, key = request.POST.get("what", ""), request.POST.get("key", "")
    change, word = ARRANGE.get((what, request.POST.get("do", "")), (None, ""))
    if change is None:
        raise Http404
    apply(request, consultation, change, key, f"{word} the {what} “{key}”.")
    return back_to_list(slug, key)


def apply(request, consultation, change, key, sentence):
    """Applies a change on the revision the page showed; tells why when it could not."""
    try:
        actions.save_questionnaire(
            consultation=consultation,
            questionnaire=change(consultation.questionnaire, key),
            revision=revision_of(request),
            by=request.user,
            sentence=sentence,
        )
    except actions.Overtaken as overtaken:
        messages.warning(request, OVERTAKEN.format(overtaken))
    except (editing.Impossible, Refused) as refused:
        messages.error(request, str(refused))
    else:
        return True
    return False


def revision_of(request):
    """The revision of the questionnaire that the sent page showed."""
    text = request.POST.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def back_to_list(slug, key=""):
    """The list, at the part that was changed."""
    address = reverse("consultations:prepare_questionnaire", args=[slug])
    return redirect(f"{address}#part-{key}" if key else address)


@preparing
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request, slug, what, key):
    """Deletes a section with its questions, or a question, after a second look."""
    consultation = consultation_or_404(slug)
    document = consultation.questionnaire
    found = document.section(key) if what == "section" else document.by_key.get(key)
    if what not in {"section", "question"} or found is None:
        raise Http404
    if request.method == "POST":
        change = editing.delete_section if what == "section" else editing.delete_question
        words = found.title if what == "section" else found.text
        if apply(request, consultation, change, key, f"Deleted the {what} “{words[:100]}”."):
            messages.success(request, f"The {what} is deleted.")
        return back_to_list(slug)
    context = {
        "consultation": consultation,
        "what": what,
        "found": found,
        "revision": consultation.questionnaire_revision,
    }
    return render(request, "consultations/prepare/delete.html", context)


@preparing
@require_safe
def preview(request, slug):
    """Every page of the questionnaire as people will see it, at the width of a phone or wide."""
    consultation = consultation_or_404(slug)
    document = consultation.questionnaire
    pages = [
        {
            "section": section,
            "intro": render_markdown(section.intro, 3),
            "page": SectionPage(document, section, {}),
        }
        for section in document.sections
    ]
    context = {
        "consultation": consultation,
        "pages": pages,
        "wide": request.GET.get("width") == "wide",
    }
    return render(request, "consultations/prepare/preview.html", context)
