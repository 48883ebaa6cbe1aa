"""What was sent, compared with what is being sent."""

from consultations.models import Response, TextAnswer
from consultations.questionnaire.answers import sort_into_parts


def same_as_sent(response, questionnaire, reviewed):
    """Whether these answers are the ones this response already holds."""
    stored = Response.objects.get(pk=response.pk)
    parts = sort_into_parts(questionnaire, reviewed.checked.values, reviewed.raw)
    texts = dict(TextAnswer.objects.filter(response=stored).values_list("question_key", "text"))
    return (
        stored.choices == parts.choices
        and stored.postcode == parts.postcode
        and stored.organisation_name == parts.organisation.get("name", "")
        and stored.consent == reviewed.details.get("consent")
        and texts == {key: text for key, text, _ in parts.texts}
    )
