"""Writing findings: two officers at once, odd input, the wrong people."""

import pytest
from django.urls import reverse

from civilsociety.audit.models import Event
from civilsociety.refusal import Refused
from consultations.actions import answer as actions
from consultations.models import Finding


@pytest.fixture
def finding(consultation, olivia):
    return actions.add_finding(consultation=consultation, heading="Words", by=olivia)


def address(name, finding):
    return reverse(f"consultations:{name}", args=[finding.consultation.slug, finding.pk])


def fields(finding, **changes):
    return {
        "heading": finding.heading,
        "said": "You said this.",
        "outcome": "no_change",
        "did": "Nothing changes, because it is right.",
        "strategy_section": "",
        "revision": finding.revision,
    } | changes


def test_finding_is_saved_and_written_down(client_of, olivia, finding):
    client_of(olivia).post(address("answer_finding", finding), fields(finding))
    finding.refresh_from_db()
    assert finding.said == "You said this."
    event = Event.objects.get(verb="finding.changed")
    assert event.details["changed"] == "said, outcome, did"
    # An arrow stands between before and after; a list of names is neither.
    assert event.changes_in_words == ""


def test_second_officer_sees_both_texts_and_overwrites_nothing(client_of, olivia, finding):
    actions.change_finding(finding=finding, revision=0, by=olivia, said="Theirs")
    response = client_of(olivia).post(
        address("answer_finding", finding), fields(finding, said="Mine", revision=0)
    )
    finding.refresh_from_db()
    page = response.content.decode()
    assert finding.said == "Theirs"
    assert "Theirs" in page and "Mine" in page


def test_saving_on_an_old_copy_is_refused(olivia, finding):
    actions.change_finding(finding=finding, revision=0, by=olivia, said="First")
    with pytest.raises(Refused, match="Somebody else"):
        actions.change_finding(finding=finding, revision=0, by=olivia, said="Second")


def test_findings_of_a_draft_are_refused(consultation, olivia):
    consultation.state = "draft"
    consultation.save()
    with pytest.raises(Refused, match="Launch the consultation first"):
        actions.add_finding(consultation=consultation, heading="Early", by=olivia)


def test_moving_swaps_neighbours_and_stops_at_the_ends(consultation, olivia):
    first, second = (
        actions.add_finding(consultation=consultation, heading=h, by=olivia) for h in "AB"
    )
    actions.move_finding(finding=second, up=True, by=olivia)
    actions.move_finding(finding=Finding.objects.get(pk=second.pk), up=True, by=olivia)
    assert [f.heading for f in consultation.findings.all()] == ["B", "A"]


@pytest.mark.parametrize(
    "bad",
    [
        {"heading": ""},
        {"heading": "x" * 151},
        {"said": "x" * 20_001},
        {"outcome": "unknown"},
        {"outcome": ""},
        {"strategy_section": "no-such"},
        {"answers_sections": "no/such"},
        {"said": "a\x00b"},
        {"revision": "soon"},
    ],
)
def test_bad_input_is_said_and_nothing_typed_is_lost(client_of, olivia, finding, bad):
    response = client_of(olivia).post(
        address("answer_finding", finding), fields(finding, did="Kept as typed", **bad)
    )
    finding.refresh_from_db()
    assert response.status_code == 200
    assert "Kept as typed" in response.content.decode()
    assert finding.did == ""


def test_hostile_words_are_shown_as_words(client_of, olivia, finding):
    actions.change_finding(
        finding=finding, revision=0, by=olivia, said="<script>alert(1)</script> [x](javascript:1)"
    )
    page = client_of(olivia).get(
        reverse("consultations:answer_findings", args=[finding.consultation.slug])
    )
    assert "<script>alert" not in page.content.decode()
    assert 'href="javascript' not in page.content.decode()


def test_figure_is_counted_beside_the_words(client_of, olivia, finding, respond):
    respond(finding.consultation, 20, right="agree")
    respond(finding.consultation, 30, right="disagree")
    client_of(olivia).post(
        address("answer_bind", finding) + "?question=right",
        {"name": "backing", "any_of": ["agree"], "scope": "all"},
    )
    page = client_of(olivia).get(address("answer_finding", finding)).content.decode()
    assert "20 of 50 (40%)" in page


def test_two_answers_of_a_several_choice_question_are_no_figure(
    client_of, olivia, finding, respond
):
    respond(finding.consultation, 20, needs=["a", "b"])
    response = client_of(olivia).post(
        address("answer_bind", finding) + "?question=needs",
        {"name": "both", "any_of": ["a", "b"], "scope": "all"},
    )
    assert "Choose one answer" in response.content.decode()
    assert not finding.figures.exists()


def test_finding_of_another_consultation_is_not_found(client_of, olivia, finding):
    wrong = reverse("consultations:answer_finding", args=["another", finding.pk])
    assert client_of(olivia).get(wrong).status_code == 404


@pytest.mark.parametrize("number", ["", "x", "99999999", "-1"])
def test_quote_that_is_none_changes_nothing(client_of, olivia, finding, number):
    response = client_of(olivia).post(address("answer_quotes", finding), {"quote": number})
    assert response.status_code in {302, 404}
    assert not finding.quotes.exists()


def test_list_asks_as_often_for_one_finding_as_for_three(
    client_of, olivia, finding, count_queries, respond
):
    client = client_of(olivia)
    page = reverse("consultations:answer_findings", args=[finding.consultation.slug])
    respond(finding.consultation, 20, right="agree")
    respond(finding.consultation, 20, right="disagree")
    _with_figure(finding, olivia)
    client.get(page)
    one = count_queries(lambda: client.get(page))
    for heading in ("B", "C"):
        _with_figure(
            actions.add_finding(consultation=finding.consultation, heading=heading, by=olivia),
            olivia,
        )
    assert count_queries(lambda: client.get(page)) == one


def _with_figure(finding, by):
    actions.bind_figure(
        finding=finding, by=by, name="backing", question_key="right", any_of=["agree"]
    )
    actions.change_finding(finding=finding, revision=0, by=by, said="{{backing}} agreed.")
