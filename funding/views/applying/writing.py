"""The parts that are written. Whatever is typed is saved; what is missing is said beside it."""

import json

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect

from civilsociety.accounts.access import signed_in
from civilsociety.refusal import Refused
from civilsociety.ui import clock
from civilsociety.ui.words import uk_time
from funding.actions import applying
from funding.forms.applying.budget import BudgetForm
from funding.forms.applying.clashes import ClashForm, asked_about, sides_of
from funding.forms.applying.finishing import GiveFileForm
from funding.forms.applying.parts import AboutForm, SectionForm
from funding.queries.applying.answers import as_typed
from funding.queries.applying.sections import sections_of
from funding.queries.applying.written import ABOUT, BUDGET, marks_of, written_in
from funding.rules.applying import lacks_of
from funding.views.applying.shared import application_or_404, home, page, to

SAVED = "Saved. You can come back and go on at any time."


class Place:
    """One part of one application, as a page knows it: its form, its template, what follows."""

    def __init__(self, application, part, *, title, template="part", section=None):
        self.application, self.part, self.title = application, part, title
        self.template, self.section = template, section

    def written(self):
        """What stands there now."""
        return written_in(self.application, self.part, self.section)

    def form(self, data=None):
        """The form of the part, filled with what stands there."""
        if self.part == ABOUT:
            return AboutForm(data, written=self.written())
        if self.part == BUDGET:
            programme = self.application.call.programme
            return BudgetForm(data, written=self.written(), programme=programme)
        return SectionForm(data, section=self.section, written=self.written())

    def lacks(self):
        """What it still lacks; files have their own place on the page."""
        return [
            each for each in lacks_of(self.application, clock.today()) if each.part == self.part
        ]

    def labels(self):
        """The names of its fields, as the page shows them."""
        form = self.form()
        labels = {name: str(field.label) for name, field in form.fields.items()}
        return labels | {"rows": "What the project costs"}


@signed_in
def about(request, pk):
    """The project in short: name, summary, dates, place."""
    application = application_or_404(request, pk)
    return _part(request, Place(application, ABOUT, title="The project in short"))


@signed_in
def section(request, pk, number):
    """One section of the call's questions."""
    application = application_or_404(request, pk)
    return _part(request, _section(application, number))


def _section(application, number):
    found = {each.number: each for each in sections_of(application.call)}
    if number not in found:
        raise Http404
    return Place(application, found[number].part, title=found[number].title, section=found[number])


@signed_in
def budget(request, pk):
    """What the project costs, and how much is asked for."""
    application = application_or_404(request, pk)
    place = Place(application, BUDGET, title="What it costs", template="budget")
    return _part(request, place)


def _part(request, place):
    """Shows a part, or saves it and goes where the button said."""
    if request.method != "POST":
        lacks = place.lacks() if request.GET.get("check") else ()
        form = _with_lacks(place, lacks) if lacks else place.form()
        return _shown(request, place, form, lacks=lacks)
    if "keep" in request.POST:
        return _settle(request, place)
    return _save(request, place)


def _with_lacks(place, lacks):
    """The form as everything stands, with what is missing beside its fields."""
    form = place.form(place.form().as_data())
    form.say(_in_words(place, lacks))
    return form


def _in_words(place, lacks):
    files = {each.key for each in place.section.file_questions} if place.section else set()
    return [each for each in lacks if each.field not in files]


def _save(request, place):
    form, application = place.form(request.POST), place.application
    then = request.POST.get("then", "continue")
    quietly = then == "autosave"
    if place.part == BUDGET and then.startswith("remove-"):
        form.remove(_number(then))
    try:
        clashes = applying.save_part(
            application=application,
            part=place.part,
            section=place.section,
            written=form.written(),
            seen=form.marks(),
            by=request.user,
            now=clock.now(),
            quietly=quietly,
        )
    except Refused as refused:
        return _kept(request, place, form, str(refused), quietly)
    if quietly:
        return _autosaved(place, form, clashes)
    if clashes:
        names = [each.name for each in clashes]
        return _clash(request, place, _clash_form(place, form, names))
    return _onward(request, place, then)


def _number(then):
    text = then.removeprefix("remove-")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else -1


def _onward(request, place, then):
    """Where the button leads: back to the list, or on when nothing is missing here."""
    application = place.application
    if then == "later":
        messages.success(request, SAVED)
        return redirect(home(application))
    if then == "add" or then.startswith("remove-"):
        return _shown(request, place, place.form(), add=5 if then == "add" else 0)
    if not (lacks := place.lacks()):
        return redirect(_following(place))
    return _shown(request, place, _with_lacks(place, lacks), lacks=lacks, saved=True)


def _following(place):
    """The page after this one: the next section, the budget, then the task list."""
    application = place.application
    numbers = [each.number for each in sections_of(application.call)]
    after = {ABOUT: 0}.get(place.part, place.section.number if place.section else None)
    if place.part == BUDGET:
        return home(application)
    following = next((number for number in numbers if number > after), None)
    if following is None:
        return to(application, "budget").url
    return to(application, "section", following).url


def _shown(request, place, form, *, lacks=(), add=0, saved=False):
    application = place.application
    given = list(application.files.select_related("file").defer("file__content"))
    questions = place.section.file_questions if place.section else []
    context = {
        "title": place.title,
        "form": form,
        "place": place,
        "saved_now": saved,
        "file_questions": [
            {
                "question": each,
                "form": GiveFileForm(question=each),
                "given": [row for row in given if row.question_key == each.key],
                "lacks": [lack.sentence for lack in lacks if lack.field == each.key],
            }
            for each in questions
        ],
    }
    if place.part == BUDGET:
        context["rows"] = form.spread(add)
        context["problems"] = [*form.row_problems(), *form.whole_problems(lacks)]
        context["problems"] += [
            {"message": sentence, "target": "id_requested"}
            for sentence in (form.errors.get("requested") or [] if form.is_bound else [])
        ]
    return page(request, application, place.template, **context)


def _kept(request, place, form, sentence, quietly):
    """It can no longer be saved: what was typed is shown, so that it can be copied."""
    if quietly:
        return JsonResponse({"refused": sentence}, status=409)
    labels = place.labels()
    typed = [
        (labels.get(name, name), _words(value))
        for name, value in form.written().items()
        if value not in (None, "", [])
    ]
    return page(request, place.application, "kept", refusal=sentence, typed=typed)


def _words(value):
    return as_typed(value["typed"] if isinstance(value, dict) else value)


def _autosaved(place, form, clashes):
    """What the page says, and the marks of what it shows: others' changes it has not seen."""
    if clashes:
        names = ", ".join(place.labels().get(each.name, each.name) for each in clashes)
        words = f"{_who(place)} changed this meanwhile: {names}. Save to see both."
        return JsonResponse({"refused": words}, status=409)
    now_there, seen, mine = marks_of(place.written()), form.marks(), marks_of(form.written())
    marks = {
        name: mark if mine.get(name) == mark else seen.get(name, "")
        for name, mark in now_there.items()
    }
    words = f"Saved at {uk_time(clock.now())}"
    return JsonResponse({"saved": words, "marks": json.dumps(marks)})


def _who(place):
    return str(place.application.changed_by or "Somebody")


# -- Two people changed the same words ---------------------------------------------------


def _clash_form(place, part_form, names, data=None):
    return ClashForm(data, names=names, part_form=part_form, before=place.written())


def _clash(request, place, form):
    """Both texts of every field that two people changed, to choose from."""
    application = place.application
    return page(
        request,
        application,
        "clash",
        title=place.title,
        sides=sides_of(form, place.labels()),
        form=form,
        who=_who(place),
        changed_at=application.changed_at,
    )


def _settle(request, place):
    """Saves what somebody chose of two texts."""
    part_form = place.form(request.POST)
    form = _clash_form(place, part_form, asked_about(request.POST), request.POST)
    if not form.is_valid():
        return _clash(request, place, form)
    try:
        clashes = applying.save_part(
            application=place.application,
            part=place.part,
            section=place.section,
            written=form.chosen(),
            seen=form.seen(),
            by=request.user,
            now=clock.now(),
        )
    except Refused as refused:
        return _kept(request, place, part_form, str(refused), False)
    if clashes:
        names = [each.name for each in clashes]
        return _clash(request, place, _clash_form(place, part_form, names))
    messages.success(request, SAVED)
    return redirect(request.path)
