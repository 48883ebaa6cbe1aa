"""Writing the form of a round, while nobody has seen it."""

from django.db import transaction
from django.utils.text import slugify

from civilsociety.audit.actions import record
from civilsociety.rows import locked
from funding.models import Question, QuestionKind
from funding.rules import programmes as rules

LONGEST_KEY = 34  # leaves room for a number


@transaction.atomic
def add_question(*, call, section, kind, text, by, after=None, **more):
    """Adds a question after another one, or as the first of the form (`after` None).

    Its key is made from `more["key"]` where that is given (the gate knows “safeguarding” and
    “insurance”), else from the text.
    """
    call = _draft(call)
    rules.check_question(kind=kind, max_words=more.get("max_words"), options=more["options"])
    fields = _fitting(kind, more)
    question = Question.objects.create(
        call=call,
        section=section,
        kind=kind,
        text=text,
        key=_free_key(call, more.get("key") or text),
        **fields,
    )
    _arrange(call, question, after)
    return _recorded(question, by, "was added to the form.")


@transaction.atomic
def change_question(*, question, section, kind, text, by, after=None, **more):
    """Changes a question; its key stays, so that a copied answer finds it."""
    question = locked(question)
    call = _draft(question.call)
    rules.check_question(kind=kind, max_words=more.get("max_words"), options=more["options"])
    changed = {"section": section, "kind": kind, "text": text, **_fitting(kind, more)}
    for name, value in changed.items():
        setattr(question, name, value)
    question.save()
    _arrange(call, question, after)
    return _recorded(question, by, "was changed.")


@transaction.atomic
def move_question(*, question, up, by):
    """Moves a question one place; the first does not go up, nor the last down."""
    call = _draft(question.call)
    order = list(call.questions.all())
    place = order.index(question)
    goal = place - 1 if up else place + 1
    if 0 <= goal < len(order):
        order.insert(goal, order.pop(place))
        _number(order)
        _recorded(question, by, "was moved.")
    return question


@transaction.atomic
def remove_question(*, question, by):
    """Takes a question out of the form."""
    call = _draft(question.call)
    record(
        verb="funding.form_changed",
        target=call,
        by=by,
        sentence=f"“{question}” was taken out of the form.",
    )
    question.delete()
    _number(list(call.questions.all()))
    return call


def _draft(call):
    call = locked(call)
    rules.check_can_change_form(call)
    return call


def _fitting(kind, more):
    """What does not belong to a kind of question is not kept with it."""
    fields = {name: value for name, value in more.items() if name != "key"}
    if kind not in {QuestionKind.LONG_TEXT}:
        fields["max_words"] = None
    if kind not in {QuestionKind.CHOICE, QuestionKind.CHOICES}:
        fields["options"] = []
    return fields


def _free_key(call, text):
    stem = slugify(text)[:LONGEST_KEY].strip("-") or "question"
    taken = set(call.questions.values_list("key", flat=True))
    number = next(n for n in range(1, len(taken) + 2) if _key(stem, n) not in taken)
    return _key(stem, number)


def _key(stem, number):
    return stem if number == 1 else f"{stem}-{number}"


def _arrange(call, question, after):
    order = [each for each in call.questions.all() if each != question]
    order.insert(order.index(after) + 1 if after in order else 0, question)
    _number(order)


def _number(order):
    for position, question in enumerate(order, 1):
        if question.position != position:
            question.position = position
            question.save(update_fields=["position"])


def _recorded(question, by, what):
    record(
        verb="funding.form_changed",
        target=question.call,
        by=by,
        sentence=f"“{question}” {what}",
    )
    return question
