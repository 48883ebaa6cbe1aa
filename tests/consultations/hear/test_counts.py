"""What was answered, counted: wordings, rounds, filters, figures."""

import copy
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from consultations.models import (
    Coding,
    DuplicateFlag,
    EqualityAnswers,
    Finding,
    FindingFigure,
    Theme,
)
from consultations.queries.counts import (
    equality_results,
    figure,
    results,
    results_by,
    whole_and_parts,
)
from consultations.queries.published import published, published_part
from consultations.questionnaire.kinds import AGREEMENT_OPTIONS
from tests.consultations.hear.heard import QUESTIONNAIRE, freeze


def only(found, key):
    (question,) = found.of(key)
    return question


def test_results_count_people_and_options(make_round, answer):
    consultation = make_round()
    answer(consultation, {"needs": ["money", "other"]}, texts={"needs__other": "A van"})
    answer(consultation, {"needs": ["money"]}, texts={"why": "Because"})
    answer(consultation)
    found = results([consultation])
    needs = only(found, "needs")
    assert found.responses == 3
    assert (needs.base, needs.counts) == (2, {"money": 2, "advice": 0, "other": 1, "none": 0})
    assert needs.others == 1
    assert only(found, "why").base == 1


def test_results_leave_out_withdrawn_and_the_earlier_of_two_the_same(make_round, answer, olivia):
    consultation = make_round()
    answer(consultation, {"aim": "agree"}, state="withdrawn", withdrawn_at=timezone.now())
    first = answer(consultation, {"aim": "disagree"})
    second = answer(consultation, {"aim": "agree"})
    DuplicateFlag.objects.create(
        first=first,
        second=second,
        reason="Same name",
        verdict="same",
        judged_by=olivia,
        judged_at=timezone.now(),
    )
    aim = only(results([consultation]), "aim")
    assert (aim.base, aim.count_of(["agree"])) == (1, 1)


def test_earlier_twin_counts_again_when_the_later_is_withdrawn(make_round, answer, olivia):
    consultation = make_round()
    first = answer(consultation, {"aim": "disagree"})
    second = answer(consultation, {"aim": "agree"}, state="withdrawn", withdrawn_at=timezone.now())
    DuplicateFlag.objects.create(
        first=first,
        second=second,
        reason="Same name",
        verdict="same",
        judged_by=olivia,
        judged_at=timezone.now(),
    )
    assert only(results([consultation]), "aim").count_of(["disagree"]) == 1


def test_rounds_add_up_where_the_wording_is_equal(make_round, answer):
    first, second = make_round("one"), make_round("two", opens=datetime(2021, 9, 6, tzinfo=UTC))
    answer(first, {"aim": "agree"})
    answer(second, {"aim": "agree"})
    aim = only(results([first, second]), "aim")
    assert (aim.base, aim.wording_number) == (2, 0)


def test_changed_wording_splits_the_results(make_round, answer):
    consultation = make_round()
    old = consultation.versions.get()
    changed = copy.deepcopy(QUESTIONNAIRE)
    changed["sections"][1]["questions"][0]["text"] = "Do you agree with the first aim?"
    new = freeze(consultation, changed, datetime(2020, 3, 1, tzinfo=UTC))
    answer(consultation, {"aim": "agree", "needs": ["money"]}, version=old)
    answer(consultation, {"aim": "disagree", "needs": ["money"]}, version=new)
    found = results([consultation])
    before, after = found.of("aim")
    assert [before.wording_number, after.wording_number] == [1, 2]
    assert before.text == "Do you agree with the aim?"
    assert (before.counts["agree"], after.counts["agree"]) == (1, 0)
    assert after.asked_from == datetime(2020, 3, 1, tzinfo=UTC)
    assert only(found, "needs").base == 2


def test_results_narrowed_down_by_filters(make_round, answer):
    consultation = make_round()
    answer(consultation, {"as": "resident", "aim": "agree"})
    answer(consultation, {"as": "business", "aim": "agree"}, channel="web")
    found = results([consultation], filters={"respondent_type": ["resident"]})
    assert found.responses == 1
    assert only(found, "aim").base == 1


def test_results_refuse_an_unknown_filter(make_round):
    with pytest.raises(ValueError, match="postcode"):
        results([make_round()], filters={"postcode": ["ME14"]})


def test_number_question_in_four_figures_only_with_enough_answers(make_round, answer):
    consultation = make_round()
    for staff in range(1, 10):
        answer(consultation, {"staff": staff})
    assert not published(only(results([consultation]), "staff")).numbers.shown
    answer(consultation, {"staff": 100})
    numbers = published(only(results([consultation]), "staff")).numbers
    assert (numbers.lowest, numbers.median, numbers.highest, numbers.mean) == (1, 5.5, 100, 14.5)


def test_nothing_is_counted_without_consultations(db):
    assert results([]).responses == 0


def test_queries_do_not_grow_with_questions_or_responses(make_round, answer, count_queries):
    consultation = make_round()
    answer(consultation, {"aim": "agree"})
    before = count_queries(lambda: results([consultation]))
    for _ in range(3):
        answer(consultation, {"aim": "agree", "needs": ["money"], "staff": 4}, texts={"why": "So"})
    assert count_queries(lambda: results([consultation])) == before <= 5


def test_neither_round_is_broken_down_beside_both_when_one_is_small(make_round, answer):
    first, second = make_round("one"), make_round("two", opens=datetime(2021, 9, 6, tzinfo=UTC))
    for i in range(69):
        answer(first, {"aim": "agree" if i % 2 else "disagree"})
    for i in range(9):
        answer(second, {"aim": "agree" if i % 2 else "disagree"})
    both = only(results([first, second]), "aim")
    assert published(both).breakdown.shown
    parts = results_by([first, second], "consultation_id")
    for part, found in parts.items():
        cells = published_part(parts, part, only(found, "aim"))
        assert not cells.rows
        assert not cells.base.shown


def test_whole_counted_with_its_parts_is_the_whole(make_round, answer):
    consultation = make_round()
    for kind in ("resident", "business", ""):
        given = {"as": kind} if kind else {}
        answer(consultation, given | {"aim": "agree", "needs": ["money", "advice"], "staff": 4})
        answer(consultation, given | {"staff": 7}, texts={"why": "So"})
    whole, parts = whole_and_parts([consultation], "respondent_type")
    assert whole == results([consultation])
    assert parts == results_by([consultation], "respondent_type")


def test_part_is_shown_when_every_part_is_large(make_round, answer):
    consultation = make_round()
    for kind in ("resident", "business"):
        for number, option in enumerate(key for key, _ in AGREEMENT_OPTIONS):
            for _ in range(3 + number):
                answer(consultation, {"as": kind, "aim": option, "needs": ["money"]})
    parts = results_by([consultation], "respondent_type")
    aim, needs = (only(parts["resident"], key) for key in ("aim", "needs"))
    found = published_part(parts, "resident", aim, threshold=3)
    assert dict(found.rows)["Agree"].count == 4
    assert not dict(published_part(parts, "resident", needs, threshold=3).rows)["Advice"].shown


@pytest.fixture
def finding(make_round):
    return Finding.objects.create(consultation=make_round(), position=1, heading="Support")


def test_figure_counts_those_who_gave_one_of_the_answers(finding, answer):
    answer(finding.consultation, {"needs": ["money", "advice"]})
    answer(finding.consultation, {"needs": ["none"]})
    answer(finding.consultation)
    asked = FindingFigure(finding=finding, question_key="needs", any_of=["money", "advice"])
    assert figure(asked, [finding.consultation]) == (1, 2)


def test_figure_without_options_counts_who_answered(finding, answer):
    answer(finding.consultation, texts={"why": "Because"})
    answer(finding.consultation)
    asked = FindingFigure(finding=finding, question_key="why")
    assert figure(asked, [finding.consultation]) == (1, 2)


def test_figure_without_a_question_counts_responses(finding, answer):
    answer(finding.consultation, {"as": "resident"})
    answer(finding.consultation, {"as": "business"})
    asked = FindingFigure(finding=finding, filters={"respondent_type": ["resident"]})
    assert figure(asked, [finding.consultation]) == (1, 2)


def test_figure_of_one_round_leaves_the_others_out(finding, answer, make_round):
    earlier = make_round("earlier")
    answer(earlier)
    answer(finding.consultation)
    asked = FindingFigure(finding=finding, all_rounds=False)
    assert figure(asked, [earlier, finding.consultation]) == (1, 1)
    asked.all_rounds = True
    assert figure(asked, [earlier, finding.consultation]) == (2, 2)


def test_figure_of_a_theme_counts_people_among_those_who_wrote(finding, answer):
    theme = Theme.objects.create(consultation=finding.consultation, name="Small grants")
    said = answer(finding.consultation, texts={"why": "Grants", "needs__other": "Grants"})
    answer(finding.consultation, texts={"why": "Halls"})
    answer(finding.consultation)
    for text in said.texts.all():
        Coding.objects.create(answer=text, theme=theme)
    asked = FindingFigure(finding=finding, theme=theme)
    assert figure(asked, [finding.consultation]) == (1, 2)


def test_equality_answers_are_counted_apart(make_round):
    consultation = make_round()
    for number in range(3):
        EqualityAnswers.objects.create(
            consultation=consultation, link=str(number), answers={"age": 40 + number}
        )
    found = equality_results([consultation])
    age = only(found, "age")
    assert (found.responses, age.base) == (3, 3)
    assert not published(age).numbers.shown
    assert results([consultation]).of("age") == []
    assert equality_results([]).questions == ()
