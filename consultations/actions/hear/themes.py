"""Naming what several people say."""

from django.db import IntegrityError, transaction

from civilsociety.audit.actions import record
from civilsociety.refusal import Refused
from civilsociety.ui.words import plural
from consultations.models import Coding, FindingFigure, Theme
from consultations.rules.hear import check_can_delete_theme, check_can_merge

TAKEN = "There is a theme of that name already. Choose it, or enter another name."


@transaction.atomic
def add_theme(*, consultation, name, by, description="", question_key=""):
    """A new theme. Raises Refused when the consultation has one of that name."""
    theme = Theme(
        consultation=consultation,
        name=" ".join(name.split()),
        description=description,
        question_key=question_key,
        created_by=by,
    )
    _save(theme)
    _record(theme, "theme_added", f"{by} added the theme “{theme}”.", by)
    return theme


@transaction.atomic
def rename_theme(*, theme, name, description, by):
    """New words for a theme; what is coded to it stays."""
    before = theme.name
    theme.name, theme.description = " ".join(name.split()), description
    _save(theme)
    if before != theme.name:
        sentence = f"{by} renamed the theme “{before}” to “{theme}”."
        _record(theme, "theme_renamed", sentence, by, before=before)


def _save(theme):
    try:
        with transaction.atomic():
            theme.save()
    except IntegrityError as error:
        raise Refused(TAKEN) from error


@transaction.atomic
def merge_themes(*, theme, into, by):
    """Moves every answer and figure of one theme to another, and takes the first away.

    The audit record keeps which answers came over, so that it can be taken back by hand.
    """
    check_can_merge(theme, into)
    already = Coding.objects.filter(theme=into).values("answer")
    moved = Coding.objects.filter(theme=theme).exclude(answer__in=already)
    answers = list(moved.values_list("answer_id", flat=True))
    moved.update(theme=into)
    Coding.objects.filter(theme=theme).delete()
    FindingFigure.objects.filter(theme=theme).update(theme=into)
    came = plural(len(answers), "answer")
    sentence = f"{by} merged the theme “{theme}” into “{into}”: {came} came over."
    _record(theme, "theme_merged", sentence, by, into=into.pk, answers=answers)
    theme.delete()


@transaction.atomic
def delete_theme(*, theme, by):
    """Takes away a theme that nothing rests on; else raises Refused."""
    check_can_delete_theme(theme)
    _record(theme, "theme_deleted", f"{by} deleted the theme “{theme}”.", by)
    theme.delete()


def _record(theme, verb, sentence, by, **details):
    record(
        verb=f"consultation.{verb}",
        target=theme.consultation,
        by=by,
        sentence=sentence,
        details={"theme": theme.pk, "name": theme.name} | details,
    )
