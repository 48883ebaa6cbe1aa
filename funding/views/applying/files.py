"""Files of an application: given, taken out, opened by those who may."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect

from civilsociety.accounts.access import signed_in
from civilsociety.accounts.permissions import Permission
from civilsociety.refusal import Refused
from civilsociety.ui import clock
from civilsociety.ui.limits import limited, person
from funding.actions import applying
from funding.forms.applying.finishing import GiveFileForm
from funding.models import Application, ApplicationFile
from funding.models.choices import QuestionKind
from funding.queries.applying.sections import sections_of
from funding.states import AssessmentState
from funding.views.applying.shared import application_or_404, page, to
from funding.views.shared import act_and_return, stored

OFFICERS = (Permission.MANAGE_FUNDING, Permission.HOLD_BUDGET)


@signed_in
def file(request, pk, file_pk):
    """A file, for the colleagues; once it was sent, for officers and its assessors too."""
    given = get_object_or_404(
        ApplicationFile.objects.select_related("file"), pk=file_pk, application=pk
    )
    if not (_colleague(request.user, pk) or _reads_sent(request.user, pk)):
        raise Http404
    return stored(given.file)


def _colleague(user, pk):
    return Application.objects.of_colleague(user).filter(pk=pk).exists()


def _reads_sent(user, pk):
    """An officer, or one who assesses this bid, unless they declared an interest in it."""
    sent = Application.objects.received().shown_to(user).filter(pk=pk)
    if any(user.may(permission) for permission in OFFICERS):
        return sent.exists()
    mine = sent.filter(assessments__assessor=user)
    return mine.exclude(assessments__state=AssessmentState.STOOD_DOWN).exists()


@signed_in
@limited("funding-files", "60/h", by=person)
def give(request, pk, key):
    """Adds a file as the answer to a question."""
    application = application_or_404(request, pk)
    section, question = _question(application, key)
    form = GiveFileForm(
        request.POST if request.method == "POST" else None, request.FILES or None, question=question
    )
    if request.method == "POST" and form.is_valid():
        try:
            applying.give_file(
                application=application,
                question=question,
                upload=form.upload,
                by=request.user,
                now=clock.now(),
            )
        except Refused as refused:
            form.add_error(form.name, str(refused))
        else:
            return redirect(to(application, "section", section.number).url + "#files")
    return page(request, application, "give_file", title=question.text, form=form, section=section)


def _question(application, key):
    for section in sections_of(application.call):
        for question in section.questions:
            if question.key == key and question.kind == QuestionKind.FILE:
                return section, question
    raise Http404


@signed_in
def take_out(request, pk, file_pk):
    """Takes a file out again: asks first, then erases it."""
    application = application_or_404(request, pk)
    given = get_object_or_404(application.files.select_related("file"), pk=file_pk)
    section, question = _question(application, given.question_key)
    if request.method == "POST":
        return act_and_return(
            request,
            applying.take_file_out,
            words=f"{given.file} is removed.",
            to=to(application, "section", section.number).url + "#files",
            given=given,
            now=clock.now(),
        )
    return page(
        request, application, "take_file_out", given=given, question=question, section=section
    )
