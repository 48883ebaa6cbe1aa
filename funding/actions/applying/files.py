"""Files given with an application, as answers to questions."""

from django.db import transaction

from civilsociety.audit.actions import record
from civilsociety.rows import locked
from funding.actions.applying.signing import void_if_changed
from funding.actions.files import keep_file
from funding.models import ApplicationFile
from funding.rules.applying import check_can_change, check_can_give_file, check_writes


@transaction.atomic
def give_file(*, application, question, upload, by, now):
    """Keeps a file as the answer to a question.

    Raises Refused once the application was sent, and where it has as many as it may.
    """
    application = locked(application)
    check_can_change(application)
    check_writes(application, by)
    check_can_give_file(application)
    file = keep_file(upload=upload, by=by, now=now)
    given = ApplicationFile.objects.create(
        application=application, question_key=question.key, file=file
    )
    _changed(application, by, now, f"{by} added a file to {application.number}.")
    return given


@transaction.atomic
def take_file_out(*, given, by, now):
    """Takes a file out of a draft again, and erases it."""
    application = locked(given.application)
    check_can_change(application)
    check_writes(application, by)
    gone, _ = ApplicationFile.objects.filter(pk=given.pk).delete()
    if gone:
        given.file.delete()
        _changed(application, by, now, f"{by} removed a file from {application.number}.")


def _changed(application, by, now, sentence):
    application.revision += 1
    application.changed_at, application.changed_by = now, by
    application.save()
    void_if_changed(application, by=by, now=now)
    record(verb="funding.application_files", target=application, by=by, sentence=sentence)
