"""What keeps a report from being published, and the sentences that say so."""

import pytest

from civilsociety.refusal import Refused
from consultations.actions import answer as actions
from consultations.actions.publish import request_build
from consultations.models import FindingFigure
from consultations.queries.missing import missing
from tests.consultations.answer.conftest import a_consultation


def sentences(report, now):
    return [point.sentence for point in missing(report, now=now)]


@pytest.fixture
def finding(consultation, olivia):
    """A finding that says and does something, and answers the one section."""
    finding = actions.add_finding(consultation=consultation, heading="Words", by=olivia)
    return actions.change_finding(
        finding=finding,
        revision=0,
        by=olivia,
        said="You found the words clear.",
        did="We kept them.",
        outcome="no_change",
        answers_sections=["terms-2021/terms"],
    )


def test_report_with_everything_misses_nothing(
    report, finding, respond, consultation, after_closing
):
    respond(consultation, 3, right="agree")
    assert sentences(report, after_closing) == []


def test_section_with_answers_and_no_finding_is_named(report, consultation, respond, after_closing):
    respond(consultation, 1, right="agree")
    assert any("“The words we use”" in sentence for sentence in sentences(report, after_closing))


def test_section_that_only_asks_who_somebody_is_needs_no_finding(
    report, finding, consultation, respond, after_closing
):
    respond(consultation, 1)
    assert sentences(report, after_closing) == []


def test_section_answered_in_words_only_needs_a_finding(
    report, consultation, respond, after_closing
):
    respond(consultation, 1, why="They are long.")
    assert any("“The words we use”" in sentence for sentence in sentences(report, after_closing))


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("said", "", "Say what people said under “Words”."),
        ("did", "", "Write what you did about “Words”, or why nothing changes."),
        ("outcome", "undecided", "Choose what came of “Words”."),
        ("outcome", "changed", "Name the section that changed because of “Words”."),
    ],
)
def test_finding_without_a_reply_is_named(
    report, finding, olivia, after_closing, field, value, sentence
):
    actions.change_finding(finding=finding, revision=1, by=olivia, **{field: value})
    assert sentence in sentences(report, after_closing)


@pytest.mark.parametrize(
    "typed", ["69%", "54 of 78", "78 responses", "54 out of 78", "70 per cent", "12 organisations"]
)
def test_number_typed_by_hand_is_refused(report, finding, olivia, after_closing, typed):
    actions.change_finding(
        finding=finding, revision=1, by=olivia, said=f"Most of you, {typed}, agreed."
    )
    assert any("typed by hand" in sentence for sentence in sentences(report, after_closing))


@pytest.mark.parametrize("said", ["In 2021 you told us more.", "Action 20 is done.", "Nine of you"])
def test_number_that_counts_nobody_is_let_through(report, finding, olivia, after_closing, said):
    actions.change_finding(finding=finding, revision=1, by=olivia, said=said)
    assert sentences(report, after_closing) == []


def test_name_that_is_no_figure_is_named(report, finding, olivia, after_closing):
    actions.change_finding(finding=finding, revision=1, by=olivia, said="{{backing}} agreed")
    assert any("is not a figure yet" in sentence for sentence in sentences(report, after_closing))


def test_figure_of_a_small_group_is_refused(
    report, finding, consultation, respond, olivia, after_closing
):
    respond(consultation, 9, right="agree")
    respond(consultation, 20, right="disagree")
    actions.bind_figure(
        finding=finding, by=olivia, name="few", question_key="right", any_of=["agree"]
    )
    actions.change_finding(finding=finding, revision=1, by=olivia, said="{{few}} agreed")
    assert any("fewer than 10 people" in sentence for sentence in sentences(report, after_closing))


def test_figures_whose_difference_is_small_are_refused(
    report, finding, consultation, respond, olivia, after_closing
):
    respond(consultation, 20, right="agree")
    respond(consultation, 4, right="strongly-agree")
    respond(consultation, 20, right="disagree")
    for name, any_of in {"one": ["agree"], "both": ["agree", "strongly-agree"]}.items():
        actions.bind_figure(
            finding=finding, by=olivia, name=name, question_key="right", any_of=any_of
        )
    assert any("one can be taken from another" in s for s in sentences(report, after_closing))


def test_figure_over_a_round_of_nine_beside_all_is_refused(
    report, finding, consultation, respond, olivia, after_closing
):
    earlier = a_consultation("terms-2020", olivia)
    respond(earlier, 69, right="agree")
    respond(consultation, 9, right="agree")
    report.also_covers.add(earlier)
    FindingFigure.objects.create(
        finding=finding, name="now", question_key="right", any_of=["agree"], all_rounds=False
    )
    actions.change_finding(finding=finding, revision=1, by=olivia, said="{{now}} agreed")
    assert any("fewer than 10 people" in sentence for sentence in sentences(report, after_closing))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"state": "withdrawn"}, "was withdrawn"),
        ({"consent": "not_at_all"}, "not to publish"),
    ],
)
def test_quote_that_may_not_stand_is_named(
    report, finding, consultation, respond, quote_of, olivia, after_closing, change, words
):
    (response,) = respond(consultation, 1, why="Glad to see it.")
    actions.show_quote(finding=finding, quote=quote_of(response), by=olivia)
    if "state" in change:
        response.withdrawn_at = after_closing
    for name, value in change.items():
        setattr(response, name, value)
    response.save()
    assert any(words in sentence for sentence in sentences(report, after_closing))


def test_quote_whose_answer_was_changed_is_named(
    report, finding, consultation, respond, quote_of, olivia, after_closing
):
    (response,) = respond(consultation, 1, why="Glad to see it.")
    actions.show_quote(finding=finding, quote=quote_of(response), by=olivia)
    response.texts.update(text="Sorry to see it.")
    assert any("no longer stands" in sentence for sentence in sentences(report, after_closing))


def test_quote_without_consent_cannot_be_shown(finding, consultation, respond, quote_of, olivia):
    (response,) = respond(consultation, 1, why="Glad to see it.", consent="not_at_all")
    with pytest.raises(Refused, match="not to publish"):
        actions.show_quote(finding=finding, quote=quote_of(response), by=olivia)


def test_report_of_an_open_consultation_waits_for_its_grace(report, finding, consultation):
    moment = consultation.grace_ends_at
    assert sentences(report, moment) == []
    assert any("still takes" in s for s in sentences(report, consultation.closes_at))


def test_publishing_with_something_missing_is_refused(report, olivia, after_closing):
    with pytest.raises(Refused, match="missing"):
        request_build(report=report, by=olivia, now=after_closing, publish=True)
