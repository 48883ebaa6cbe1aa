"""When somebody changes or withdraws words that officers have already heard."""

from django.db import transaction

from civilsociety.audit.actions import RESPONDENT, record
from civilsociety.ui.words import plural
from consultations.queries.hear.changes import HEARD_ANEW


@transaction.atomic
def answer_changed(*, answer, text, words, by=RESPONDENT):
    """Writes new words over an answer, and takes off what was found in the old ones.

    Themes and quotes were found in words that no longer stand, so they go, the answer is
    unread again, and officers find a note on the reading page. Empty words take the answer
    away. Nothing happens when the words are the same. Returns whether anything did.
    """
    if answer.text == text:
        return False
    _note(answer, by)
    if text:
        answer.codings.all().delete()
        answer.quotes.all().delete()
        answer.text, answer.words, answer.search = text, words, None
        answer.save(update_fields=["text", "words", "search"])
    else:
        answer.delete()
    return True


def _note(answer, by):
    """One line for officers, when there was anything to lose."""
    themes, quotes = answer.codings.count(), answer.quotes.count()
    was_read = hasattr(answer, "reading")
    if was_read:
        answer.reading.delete()
    if not (themes or quotes or was_read):
        return
    response = answer.response
    record(
        verb=HEARD_ANEW,
        target=response.consultation,
        by=by,
        sentence=f"Response {response.reference} changed an answer that had been read; it is "
        f"unread again. Taken off: {plural(themes, 'theme')}, {plural(quotes, 'quote')}.",
        details={
            "reference": response.reference,
            "question": answer.question_key,
            "themes": themes,
            "quotes": quotes,
        },
    )
