"""What was typed, for a page that could not take it."""

from consultations.questionnaire.answers import fields_of, read_raw


def typed_words(questionnaire, request):
    """(question, words) of the free text of a form that came too late, to be copied away."""
    if request.method != "POST":
        return []
    found = []
    for section in questionnaire.sections:
        raw = read_raw(section, request.POST)
        for question in section.questions:
            if question.limit is None:
                continue
            words = [value for name in fields_of(question) for value in raw.get(name, [])]
            if words:
                found.append((question.text, "\n".join(words)))
    return found
