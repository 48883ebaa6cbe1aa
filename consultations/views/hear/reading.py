"""Reading answers one by one or as a list, coding them, marking quotes."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from civilsociety.refusal import Refused
from civilsociety.ui import clock
from consultations.actions import hear as actions
from consultations.forms.hear import CodingForm
from consultations.models import Quote
from consultations.models.response import Consent
from consultations.queries.hear import reading
from consultations.queries.hear.changes import heard_anew
from consultations.queries.hear.people import filter_choices, words_for
from consultations.queries.hear.spans import chosen_span, pieces, sentences
from consultations.questionnaire.hints import personal_hints
from consultations.rules.hear import may_be_named
from consultations.views.hear.looking import heard_or_404

PER_PAGE = 25
SHOW = [
    ("unread", "Not read yet"),
    ("read", "Read"),
    ("uncoded", "Without a theme"),
    ("quoted", "With a quote"),
]


@requires(Permission.READ_RESPONSES)
@require_safe
def overview(request, slug):
    """Every question answered in words, and how far its answers have been heard."""
    consultation = heard_or_404(slug)
    questions = reading.text_questions(consultation)
    context = {
        "consultation": consultation,
        "questions": questions,
        "answers": sum(question.answers for question in questions),
        "read": sum(question.read for question in questions),
        "changed": heard_anew(consultation, clock.now()),
    }
    return render(request, "consultations/hear/read.html", context)


def question_or_404(consultation, key):
    """The question answered in words of that key."""
    found = [q for q in reading.text_questions(consultation) if q.key == key]
    if not found:
        raise Http404
    return found[0]


@requires(Permission.READ_RESPONSES)
@require_safe
def answer_list(request, slug, question):
    """The answers to one question as a list to search and narrow down."""
    consultation = heard_or_404(slug)
    asked = question_or_404(consultation, question)
    themes = reading.themes_for(consultation, question)
    choices = filter_choices([consultation]).get("respondent_type", [])
    narrowed = read_narrowing(request.GET, themes, choices)
    answers = reading.listed(reading.answers_of(consultation, question), **narrowed)
    page = Paginator(reading.with_codes(answers), PER_PAGE).get_page(request.GET.get("page"))
    for answer in page:
        answer.hits = hits(getattr(answer, "headline", ""))
        answer.who = words_for(
            {"respondent_type": choices}, "respondent_type", answer.response.respondent_type
        )
    context = {
        "consultation": consultation,
        "question": asked,
        "first": reading.first_to_read(consultation, question),
        "page": page,
        "narrowed": narrowed,
        "filtered": any(narrowed.values()),
        "show": SHOW,
        "themes": themes,
        "types": choices,
        "consents": Consent.choices,
    }
    return render(request, "consultations/hear/answers.html", context)


def read_narrowing(asked, themes, types):
    """What the list is narrowed down to; what is not known narrows nothing."""
    theme = asked.get("theme", "")
    return {
        "words": asked.get("q", "")[: reading.LONGEST_SEARCH],
        "show": _known(asked.get("show"), SHOW),
        "theme": themes.filter(pk=theme).first() if theme.isdigit() and len(theme) < 10 else None,
        "respondent_type": _known(asked.get("type"), types),
        "consent": _known(asked.get("consent"), Consent.choices),
    }


def _known(value, pairs):
    return value if value in dict(pairs) else ""


def hits(headline):
    """A headline cut into (words, is a hit) pieces."""
    found = []
    for piece in headline.split(reading.HIT_STARTS):
        hit, ends, rest = piece.partition(reading.HIT_ENDS)
        found += [(hit, True), (rest, False)] if ends else [(piece, False)]
    return [(words, is_hit) for words, is_hit in found if words]


def answer_or_404(consultation, question, pk):
    """One answer to that question which counts."""
    found = reading.with_codes(reading.answers_of(consultation, question))
    return get_object_or_404(found, pk=pk)


@requires(Permission.READ_RESPONSES)
@require_http_methods(["GET", "HEAD", "POST"])
def answer_page(request, slug, question, pk):
    """One answer: read it, say which themes it speaks to, go to the next."""
    consultation = heard_or_404(slug)
    answer = answer_or_404(consultation, question, pk)
    chosen = [coding.theme_id for coding in answer.codings.all()]
    form = CodingForm(
        request.POST or None,
        consultation=consultation,
        question=question,
        initial={"themes": chosen},
    )
    if request.method == "POST" and form.is_valid() and coded(request, answer, form):
        return redirect(_onward(request, consultation, answer))
    context = {"consultation": consultation, "form": form, "answer": answer}
    return render(request, "consultations/hear/answer.html", context | about(consultation, answer))


def coded(request, answer, form):
    """Saves themes, a new one first; False with a message on the form when refused."""
    if request.POST.get("then") == "unread":
        actions.mark_unread(answer=answer)
        return True
    themes = list(form.cleaned_data["themes"])
    try:
        if form.cleaned_data["new_theme"]:
            themes.append(
                actions.add_theme(
                    consultation=answer.response.consultation,
                    name=form.cleaned_data["new_theme"],
                    by=request.user,
                )
            )
    except Refused as refused:
        form.add_error("new_theme", str(refused))
        return False
    seen = {int(pk) for pk in request.POST.getlist("seen") if pk.isdecimal() and len(pk) < 10}
    actions.code(answer=answer, themes=themes, by=request.user, now=clock.now(), seen=seen)
    return True


def _onward(request, consultation, answer):
    """The next answer nobody has read, or this one again."""
    place = reading.place_of(answer, consultation)
    if request.POST.get("then") == "next" and place.next_unread:
        return _address(consultation, answer.question_key, place.next_unread)
    if request.POST.get("then") == "next":
        messages.success(request, "Every answer to this question has been read.")
        return reverse("consultations:hear_read", args=[consultation.slug])
    return _address(consultation, answer.question_key, answer.pk)


def _address(consultation, question, pk):
    return reverse("consultations:hear_answer", args=[consultation.slug, question, pk])


def about(consultation, answer):
    """Everything the page of one answer shows beside its form."""
    choices = filter_choices([consultation])
    response = answer.response
    return {
        "question": question_or_404(consultation, answer.question_key),
        "place": reading.place_of(answer, consultation),
        "is_read": hasattr(answer, "reading"),
        "pieces": pieces(answer.text, answer.quotes.all()),
        "sentences": sentences(answer.text),
        "hints": sorted({hint.what for hint in personal_hints(answer.text)}),
        "type_words": words_for(choices, "respondent_type", response.respondent_type),
        "district_words": words_for(choices, "district", response.district),
        "may_quote": response.consent != Consent.NOT_AT_ALL,
        "named": may_be_named(response),
    }


@requires(Permission.READ_RESPONSES)
@require_POST
def quote(request, slug, question, pk):
    """Marks chosen sentences, or selected words, as a quote."""
    consultation = heard_or_404(slug)
    answer = answer_or_404(consultation, question, pk)
    span = selected_span(request.POST) or chosen_span(answer.text, request.POST.getlist("sentence"))
    start, end = span or (0, 0)
    try:
        actions.quote(
            answer=answer,
            start=start,
            end=end,
            by=request.user,
            now=clock.now(),
            looked_at=request.POST.get("looked_at") == "yes",
        )
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(_address(consultation, question, answer.pk) + "#quotes")


def selected_span(posted):
    """The span a browser selected, in characters; None without one."""
    start, end = posted.get("start", ""), posted.get("end", "")
    if start.isdecimal() and end.isdecimal() and len(start + end) < 16:
        return int(start), int(end)
    return None


@requires(Permission.READ_RESPONSES)
@require_POST
def drop_quote(request, slug, pk):
    """Takes a quote away."""
    consultation = heard_or_404(slug)
    found = Quote.objects.select_related("answer__response")
    quote = get_object_or_404(found, pk=pk, answer__response__consultation=consultation)
    answer = quote.answer
    actions.drop_quote(quote=quote, by=request.user)
    return redirect(_address(consultation, answer.question_key, answer.pk) + "#quotes")
