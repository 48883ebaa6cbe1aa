"""Who may open the pages of hearing."""

from civilsociety.accounts.permissions import Permission
from consultations.models import Quote, TextAnswer, Theme
from tests.access import Row
from tests.consultations.hear.heard import a_response, a_round

HEARING = {Permission.MANAGE_CONSULTATIONS, Permission.READ_RESPONSES}
READING = {Permission.READ_RESPONSES}
WORDS = "Small grants keep our hall open. Without them we close."


def _heard(cast):
    consultation = a_round()
    for number in range(12):
        option = "agree" if number % 2 else "disagree"
        a_response(
            consultation,
            {
                "as": "resident",
                "where": "thanet",
                "aim": option,
                "staff": number,
                "needs": ["money"],
            },
            texts={"why": WORDS},
        )
    return {"slug": consultation.slug}


def _question(cast):
    return _heard(cast) | {"question": "why"}


def _answer(cast):
    return _question(cast) | {"pk": TextAnswer.objects.first().pk}


def _response(cast):
    consultation = a_round()
    return {"slug": consultation.slug, "reference": a_response(consultation).reference}


def _theme(cast):
    heard = _heard(cast)
    theme = Theme.objects.create(
        consultation=TextAnswer.objects.first().response.consultation, name="Halls"
    )
    return heard | {"pk": theme.pk}


def _quote(cast):
    heard = _heard(cast)
    answer = TextAnswer.objects.first()
    return heard | {"pk": Quote.objects.create(answer=answer, start=0, end=5, text="Small").pk}


ROWS = {
    "consultations:hear_live": Row(HEARING, _heard),
    "consultations:hear_exact": Row(READING, _heard, method="post"),
    "consultations:hear_results": Row(HEARING, _heard),
    "consultations:hear_results_csv": Row(HEARING, _heard, page=False),
    "consultations:hear_results_xlsx": Row(HEARING, _heard, page=False),
    "consultations:hear_responses": Row(READING, _heard),
    "consultations:hear_response": Row(READING, _response),
    "consultations:hear_erase": Row(READING, _response),
    "consultations:hear_take_out": Row(READING, _heard),
    "consultations:hear_read": Row(READING, _heard),
    "consultations:hear_answers": Row(READING, _question),
    "consultations:hear_answer": Row(READING, _answer),
    "consultations:hear_quote": Row(READING, _answer, method="post"),
    "consultations:hear_drop_quote": Row(READING, _quote, method="post"),
    "consultations:hear_themes": Row(READING, _heard),
    "consultations:hear_theme": Row(READING, _theme),
    "consultations:hear_merge": Row(READING, _theme, method="post"),
    "consultations:hear_delete_theme": Row(READING, _theme, method="post"),
}
