"""Reading, coding and quoting answers; what happens when they change."""

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from civilsociety.audit.models import Event
from civilsociety.refusal import Refused
from consultations.actions import hear
from consultations.models import Coding, Finding, FindingFigure, Quote, Reading, TextAnswer, Theme
from consultations.queries.hear.changes import heard_anew
from consultations.queries.hear.notices import reading_tasks
from consultations.queries.hear.reading import answers_of, listed, place_of, text_questions
from consultations.queries.hear.spans import chosen_span, pieces, sentences
from consultations.questionnaire.hints import personal_hints

NOW = timezone.now()
WORDS = "Halls close. Small grants keep them open! Do they?"


@pytest.fixture
def consultation(make_round):
    return make_round()


@pytest.fixture
def said(consultation, answer):
    """One answer in words."""
    return answer(consultation, texts={"why": WORDS}).texts.get()


@pytest.fixture
def theme(consultation):
    return Theme.objects.create(consultation=consultation, name="Halls")


def test_coding_an_answer_reads_it_and_is_written_down(said, theme, olivia):
    hear.code(answer=said, themes=[theme], by=olivia, now=NOW)
    hear.code(answer=said, themes=[theme], by=olivia, now=NOW)
    assert Coding.objects.get().by == olivia
    assert Reading.objects.get().answer == said
    assert Event.objects.filter(verb="consultation.answer_coded").count() == 1
    hear.code(answer=said, themes=[], by=olivia, now=NOW)
    assert not Coding.objects.exists()


def test_quote_is_cut_from_the_answer_without_blanks(said, olivia):
    found = hear.quote(answer=said, start=12, end=42, by=olivia, now=NOW)
    assert found.text == "Small grants keep them open!"
    assert found.still_stands
    assert hear.quote(answer=said, start=13, end=41, by=olivia, now=NOW) == found


@pytest.mark.parametrize("span", [(0, 0), (5, 3), (0, 9999), (12, 13), (-1, 4)])
def test_quote_of_nothing_is_refused(said, olivia, span):
    with pytest.raises(Refused, match="Choose the words"):
        hear.quote(answer=said, start=span[0], end=span[1], by=olivia, now=NOW)


def test_quote_is_refused_when_its_writer_said_no(consultation, answer, olivia):
    said = answer(consultation, texts={"why": WORDS}, consent="not_at_all").texts.get()
    with pytest.raises(Refused, match="not to publish"):
        hear.quote(answer=said, start=0, end=12, by=olivia, now=NOW)


def test_quote_with_personal_data_needs_a_look(consultation, answer, olivia):
    text = "Write to jo@example.org about it."
    said = answer(consultation, texts={"why": text}).texts.get()
    with pytest.raises(Refused, match="an email address"):
        hear.quote(answer=said, start=0, end=len(text), by=olivia, now=NOW)
    assert hear.quote(answer=said, start=0, end=8, by=olivia, now=NOW).text == "Write to"
    assert hear.quote(answer=said, start=0, end=33, by=olivia, now=NOW, looked_at=True)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("jo.o'neil@kent.example.org", "an email address"),
        ("Ring 01622 000 111 today", "a telephone number"),
        ("+44 7700 900123", "a telephone number"),
        ("we are at ME14 1XQ.", "a postcode"),
        ("me141xq", "a postcode"),
        ("QQ 12 34 56 C", "a National Insurance number"),
        ("NHS 943 476 5919", "a long number"),
    ],
)
def test_personal_data_is_noticed(text, what):
    assert what in {hint.what for hint in personal_hints(text)}


@pytest.mark.parametrize(
    "text", ["In 2020 and 2021 we had 1,200 visits", "It cost £12,500,000", "A1 is a road", ""]
)
def test_ordinary_numbers_are_no_personal_data(text):
    assert personal_hints(text) == []


def test_changed_answer_loses_codes_and_quotes_and_officers_are_told(
    consultation, said, theme, olivia
):
    hear.code(answer=said, themes=[theme], by=olivia, now=NOW)
    hear.quote(answer=said, start=0, end=12, by=olivia, now=NOW)
    assert hear.answer_changed(answer=said, text="Something else.", words=2)
    said = TextAnswer.objects.get()
    assert said.text == "Something else."
    assert not (said.codings.exists() or said.quotes.exists() or Reading.objects.exists())
    (note,) = heard_anew(consultation, NOW)
    assert note.details["themes"] == note.details["quotes"] == 1


def test_answer_sent_again_unchanged_keeps_its_codes(said, theme, olivia):
    hear.code(answer=said, themes=[theme], by=olivia, now=NOW)
    assert not hear.answer_changed(answer=said, text=WORDS, words=9)
    assert Coding.objects.exists()


def test_answer_nobody_had_read_changes_silently(consultation, said):
    hear.answer_changed(answer=said, text="", words=0)
    assert not TextAnswer.objects.exists()
    assert heard_anew(consultation, NOW) == []


def test_themes_of_one_name_are_refused(consultation, theme, olivia):
    with pytest.raises(Refused, match="already"):
        hear.add_theme(consultation=consultation, name=" HALLS ", by=olivia)


def test_merged_theme_brings_its_answers_and_figures(consultation, said, theme, answer, olivia):
    into = Theme.objects.create(consultation=consultation, name="Places to meet")
    both = answer(consultation, texts={"why": "Halls"}).texts.get()
    hear.code(answer=said, themes=[theme], by=olivia, now=NOW)
    hear.code(answer=both, themes=[theme, into], by=olivia, now=NOW)
    finding = Finding.objects.create(consultation=consultation, position=1, heading="Halls")
    FindingFigure.objects.create(finding=finding, name="halls", theme=theme)
    hear.merge_themes(theme=theme, into=into, by=olivia)
    assert set(into.codings.values_list("answer", flat=True)) == {said.pk, both.pk}
    assert FindingFigure.objects.get().theme == into
    event = Event.objects.get(verb="consultation.theme_merged")
    assert event.details["answers"] == [said.pk]


def test_theme_with_answers_is_not_deleted(said, theme, olivia):
    hear.code(answer=said, themes=[theme], by=olivia, now=NOW)
    with pytest.raises(Refused, match="Merge it"):
        hear.delete_theme(theme=theme, by=olivia)


def test_sentences_hold_every_word_once():
    assert [each.text for each in sentences(WORDS)] == [
        "Halls close.",
        "Small grants keep them open!",
        "Do they?",
    ]
    assert chosen_span(WORDS, ["0-12", "42-50"]) == (0, 50)
    assert chosen_span(WORDS, ["1-3", "x", ""]) is None


@given(st.text(alphabet="ab .!?\n”🙂", max_size=60))
def test_sentences_lose_nothing_and_lie_where_they_say(text):
    found = sentences(text)
    assert all(text[each.start : each.end] == each.text for each in found)
    assert "".join("".join(each.text.split()) for each in found) == "".join(text.split())


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 39), st.integers(1, 40))))
def test_pieces_are_the_whole_text(text, spans):
    quotes = [Quote(start=start, end=end) for start, end in spans if start < end]
    assert "".join(piece.text for piece in pieces(text, quotes)) == text


def test_answers_are_found_by_stems_and_narrowed_down(consultation, answer, theme, olivia):
    grants = answer(consultation, texts={"why": "A grant helped us"}).texts.get()
    answer(consultation, texts={"why": "Halls close"})
    hear.code(answer=grants, themes=[theme], by=olivia, now=NOW)
    answers = answers_of(consultation, "why")
    assert [each.text for each in listed(answers, words="grants")] == ["A grant helped us"]
    assert [each.text for each in listed(answers, show="unread")] == ["Halls close"]
    assert [each.text for each in listed(answers, theme=theme)] == ["A grant helped us"]
    assert listed(answers, words='-grants "halls').count() == 1


def test_place_leads_to_neighbours_and_wraps_to_the_first_unread(consultation, answer, olivia):
    first, second, third = (
        answer(consultation, texts={"why": f"Answer {n}"}).texts.get() for n in range(3)
    )
    hear.mark_read(answer=second, by=olivia, now=NOW)
    place = place_of(third, consultation)
    assert (place.number, place.total, place.read) == (3, 3, 1)
    assert (place.previous, place.next, place.next_unread) == (second.pk, None, first.pk)


def test_progress_counts_answers_read_and_coded(consultation, said, theme, olivia, answer):
    answer(consultation, texts={"why": "More"})
    hear.code(answer=said, themes=[theme], by=olivia, now=NOW)
    (why,) = [each for each in text_questions(consultation) if each.key == "why"]
    assert (why.answers, why.read, why.coded, why.unread) == (2, 1, 1, 1)


def test_answer_of_another_consultation_is_not_there(said, make_round, olivia, client_of):
    make_round("other")
    address = reverse("consultations:hear_answer", args=["other", "why", said.pk])
    assert client_of(olivia).get(address).status_code == 404


@pytest.mark.parametrize(
    "posted",
    [
        {},
        {"themes": ["9", "x", "\x00"], "new_theme": "\x00"},
        {"new_theme": "x" * 5000},
        {"new_theme": "=1+1 <script>🙂", "then": "nowhere"},
        {"themes": [str(n) for n in range(500)]},
    ],
)
def test_odd_coding_never_breaks_the_page(said, olivia, client_of, posted):
    address = reverse("consultations:hear_answer", args=["css", "why", said.pk])
    assert client_of(olivia).post(address, posted).status_code in {200, 302}


@pytest.mark.parametrize(
    "posted",
    [
        {},
        {"start": "5", "end": "²"},
        {"start": "9" * 40, "end": "1"},
        {"start": "-5", "end": "4"},
        {"sentence": ["\x00", "0-12", "1-99999"]},
    ],
)
def test_odd_quotes_never_break_the_page(said, olivia, client_of, posted):
    address = reverse("consultations:hear_quote", args=["css", "why", said.pk])
    assert client_of(olivia).post(address, posted).status_code == 302


@pytest.mark.parametrize(
    "query", ["q=%00", "q=%22%20OR%20%27", "theme=99999999999", "page=x&show=x", "q=" + "a" * 3000]
)
def test_odd_searches_never_break_the_list(said, olivia, client_of, query):
    address = reverse("consultations:hear_answers", args=["css", "why"])
    assert client_of(olivia).get(f"{address}?{query}").status_code in {200, 400}


def test_list_of_answers_asks_as_much_at_one_row_as_at_three(
    consultation, said, answer, olivia, client_of, theme, count_queries
):
    client = client_of(olivia)
    address = reverse("consultations:hear_answers", args=["css", "why"])
    client.get(address)
    hear.code(answer=said, themes=[theme], by=olivia, now=NOW)
    before = count_queries(lambda: client.get(address))
    for _ in range(2):
        more = answer(consultation, texts={"why": "More"}).texts.get()
        hear.code(answer=more, themes=[theme], by=olivia, now=NOW)
    assert count_queries(lambda: client.get(address)) == before


def test_desk_says_how_many_answers_wait(consultation, said, olivia, frank):
    (task,) = reading_tasks(olivia)
    assert task.title == "Read 1 answer"
    assert reading_tasks(frank) == []
    hear.mark_read(answer=said, by=olivia, now=NOW)
    assert reading_tasks(olivia) == []


def test_two_officers_coding_one_answer_keep_each_others_themes(consultation, said, theme, olivia):
    other = Theme.objects.create(consultation=consultation, name="Grants")
    hear.code(answer=said, themes=[theme], by=olivia, now=NOW)
    hear.code(answer=said, themes=[other], by=olivia, now=NOW, seen=set())
    assert said.codings.count() == 2
    hear.code(answer=said, themes=[other], by=olivia, now=NOW, seen={theme.pk, other.pk})
    assert said.codings.get().theme == other
