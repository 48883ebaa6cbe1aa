"""What officers see of counts, and what is written down when they look closer."""

import csv
import io
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from civilsociety.audit.models import Event
from consultations.models import Consultation, Draft, Theme
from consultations.queries.hear import stream
from consultations.queries.hear.rounds import heard_together
from consultations.queries.hear.shown import TOO_MANY, shown_results
from consultations.queries.hear.themes import theme_counts

BREAKDOWN_PAGES = ["hear_live", "hear_results", "hear_themes"]


@pytest.fixture
def nine(make_round, answer):
    """A consultation with nine responses."""
    consultation = make_round("nine")
    for number in range(9):
        answer(
            consultation,
            {"as": "resident", "where": "thanet", "aim": "agree", "staff": number},
            texts={"why": "Because"},
        )
    return consultation


@pytest.fixture
def hundred(make_round, answer):
    """A consultation with a hundred responses."""
    consultation = make_round("hundred")
    options = ["strongly-agree", "agree", "neither", "disagree", "strongly-disagree", "dont-know"]
    for number in range(102):
        answer(
            consultation,
            {
                "as": "resident" if number % 2 else "business",
                "where": "thanet" if number % 3 else "swale",
                "aim": options[number % 6],
            },
        )
    return consultation


def page(client, name, consultation, query=""):
    return client.get(reverse(f"consultations:{name}", args=[consultation.slug]) + query)


@pytest.mark.parametrize("name", BREAKDOWN_PAGES)
def test_nine_responses_show_no_breakdown(nine, olivia, client_of, name):
    html = page(client_of(olivia), name, nine).content.decode()
    assert "<svg" not in html.split("<main")[1].split("</main")[0]
    assert "<li>Canterbury" not in html


def test_exact_counts_appear_when_switched_on_and_it_is_written_down(nine, olivia, client_of):
    client = client_of(olivia)
    address = reverse("consultations:hear_exact", args=["nine"])
    back = reverse("consultations:hear_results", args=["nine"])
    answered = client.post(address, {"show": "exact", "back": back})
    assert answered.url == back
    event = Event.objects.get(verb="consultation.exact_counts_shown")
    assert event.actor == f"user:{olivia.pk}"
    assert "9 (100%)" in page(client, "hear_results", nine).content.decode()
    assert "<svg" in page(client, "hear_live", nine).content.decode().split("<main")[1]
    client.post(address, {"show": "safe"})
    assert "9 (100%)" not in page(client, "hear_results", nine).content.decode()


def test_exact_counts_end_after_an_hour_and_stay_with_one_consultation(
    nine, hundred, olivia, client_of, hold_clock
):
    hold_clock(2021, 10, 3, 12, 0)
    client = client_of(olivia)
    client.post(reverse("consultations:hear_exact", args=["nine"]), {"show": "exact"})
    assert page(client, "hear_results", nine).context["exact_until"]
    assert not page(client, "hear_results", hundred).context["exact_until"]
    hold_clock(2021, 10, 3, 13, 1)
    assert not page(client, "hear_results", nine).context["exact_until"]


def test_exact_counts_lead_back_to_our_own_pages_only(nine, olivia, client_of):
    address = reverse("consultations:hear_exact", args=["nine"])
    answered = client_of(olivia).post(address, {"show": "exact", "back": "https://example.com/"})
    assert answered.url == reverse("consultations:hear_live", args=["nine"])


def test_results_of_a_group_stand_beside_those_of_everybody(hundred):
    shown = shown_results(hundred, filters={"respondent_type": "resident"})
    aim = next(each for _, found in shown.sections for each in found if each.result.key == "aim")
    assert (shown.responses, aim.base.count) == (51, 51)


def test_groups_within_groups_are_refused_unless_exact(hundred):
    filters = {"respondent_type": "resident", "district": "thanet"}
    assert shown_results(hundred, filters=filters).refusal == TOO_MANY
    assert shown_results(hundred, filters=filters, exactly=True).responses == 34


def test_rounds_that_follow_one_another_are_heard_together(hundred, nine):
    nine.follows = hundred
    nine.save()
    assert heard_together(nine) == heard_together(hundred) == [hundred, nine]
    together = shown_results(nine, together=True)
    assert together.responses == 111
    for alone in (nine, hundred):
        results = shown_results(alone)
        assert not any(each.rows for _, found in results.sections for each in found)


def test_results_open_with_as_many_queries_whatever_came(
    nine, answer, olivia, client_of, count_queries
):
    client = client_of(olivia)
    page(client, "hear_results", nine)
    before = count_queries(lambda: page(client, "hear_results", nine))
    for _ in range(3):
        answer(nine, {"aim": "agree", "needs": ["money"]}, texts={"needs__other": "A van"})
    assert count_queries(lambda: page(client, "hear_results", nine)) == before


@pytest.mark.parametrize("query", ["?respondent_type=%00", "?rounds=all&channel=x", "?district=="])
def test_odd_filters_never_break_results(nine, olivia, client_of, query):
    assert page(client_of(olivia), "hear_results", nine, query).status_code in {200, 400}


def test_files_hide_small_counts_even_while_exact_ones_are_shown(nine, olivia, client_of):
    client = client_of(olivia)
    client.post(reverse("consultations:hear_exact", args=["nine"]), {"show": "exact"})
    text = page(client, "hear_results_csv", nine).content.decode()
    assert "fewer than 10" in text
    assert ",9," not in text
    assert page(client, "hear_results_xlsx", nine).content.startswith(b"PK")


def test_every_response_is_taken_out_against_a_reason(make_round, answer, olivia, client_of):
    consultation = make_round("out")
    answer(
        consultation,
        {"aim": "agree", "needs": ["money", "other"]},
        texts={"why": "=1+1", "needs__other": "A van"},
        organisation_name="@Home",
        reference="ABC123",
    )
    client = client_of(olivia)
    address = reverse("consultations:hear_take_out", args=["out"])
    assert "Enter why" in client.post(address, {"reason": "x"}).content.decode()
    assert not Event.objects.exists()
    answered = client.post(address, {"reason": "For the independent evaluation."})
    rows = list(csv.reader(io.StringIO(b"".join(answered.streaming_content).decode("utf-8-sig"))))
    row = dict(zip(rows[0], rows[1], strict=True))
    assert row["Reference"] == "ABC123"
    assert row["Organisation"] == "'@Home"
    assert row["Tell us why"] == "'=1+1"
    assert row["What would help you most?"] == "Small grants; Something else"
    assert row["What would help you most? – Something else"] == "A van"
    assert not any("How old" in head for head in rows[0])
    event = Event.objects.get(verb="consultation.responses_taken_out")
    assert event.details["reason"] == "For the independent evaluation."


def test_opening_a_response_is_written_down(nine, olivia, client_of):
    response = nine.responses.first()
    address = reverse("consultations:hear_response", args=["nine", response.reference])
    html = client_of(olivia).get(address).content.decode()
    assert "Do you agree with the aim?" in html
    assert Event.objects.get(verb="consultation.response_opened").target.endswith(f":{response.pk}")


def test_response_of_another_consultation_is_not_there(nine, hundred, olivia, client_of):
    reference = nine.responses.first().reference
    address = reverse("consultations:hear_response", args=["hundred", reference])
    assert client_of(olivia).get(address).status_code == 404


def test_responses_are_found_by_reference_and_organisation(nine, answer, olivia, client_of):
    answer(nine, organisation_name="Friends of the Hall", reference="FIND-ME")
    client = client_of(olivia)
    for words in ("find-me", "friends of"):
        html = page(client, "hear_responses", nine, f"?q={words}").content.decode()
        assert "1 response" in html
    assert page(client, "hear_responses", nine, "?q=%22&state=x&page=x").status_code == 200


def test_list_of_responses_asks_as_much_at_one_row_as_at_three(
    make_round, answer, olivia, client_of, count_queries
):
    consultation, client = make_round("rows"), client_of(olivia)
    answer(consultation)
    page(client, "hear_responses", consultation)
    before = count_queries(lambda: page(client, "hear_responses", consultation))
    answer(consultation)
    answer(consultation)
    assert count_queries(lambda: page(client, "hear_responses", consultation)) == before


def test_stream_by_week_when_days_are_too_small(make_round, answer):
    consultation = make_round("weeks")
    for number in range(60):
        moment = datetime(2020, 2, 3 + number % 14, 12, tzinfo=UTC)
        answer(consultation, submitted_at=moment)
    head, shown = stream.by_time(consultation)
    assert head == "Week from"
    assert dict(shown.cells)["3 February 2020"].count > 20
    head, exactly = stream.by_time(consultation, exactly=True)
    assert (head, len(exactly.cells)) == ("Day", 14)


def test_drafts_show_the_page_they_reached_and_those_left_behind(make_round):
    consultation = make_round("drafts")
    moment = datetime(2020, 3, 1, tzinfo=UTC)
    for number in range(12):
        Draft.objects.create(
            consultation=consultation,
            version=consultation.versions.get(),
            key_hash=str(number),
            section_key="support",
            updated_at=moment.replace(day=1 if number else 5),
        )
    assert stream.drafts_under_way(consultation, moment.replace(day=5)) == (12, 11)
    shown = stream.pages_reached(consultation, exactly=True)
    assert dict(shown.cells)["Support"].count == 12


def test_typical_time_is_told_only_of_enough_people(make_round):
    consultation = make_round("time")
    assert stream.typical_minutes(consultation) is None
    for number in range(11):
        Draft.objects.create(
            consultation=consultation,
            version=consultation.versions.get(),
            key_hash=str(number),
            started_at=datetime(2020, 3, 1, 12, 0, tzinfo=UTC),
            submitted_at=datetime(2020, 3, 1, 12, 10 + number, tzinfo=UTC),
        )
    assert stream.typical_minutes(consultation) == 15


def test_theme_counts_are_hidden_when_few_made_the_point(hundred, answer):
    theme = Theme.objects.create(consultation=hundred, name="Halls")
    for number in range(20):
        said = answer(hundred, texts={"why": "So"}).texts.get()
        if number < 5:
            said.codings.create(theme=theme)
    base, (found,) = theme_counts(hundred)
    assert (base.count, found.people.shown) == (20, False)
    assert theme_counts(hundred, exactly=True)[1][0].people.count == 5


def test_large_round_hides_its_groups_when_they_would_give_a_small_round_away(
    hundred, nine, answer
):
    answer(hundred, {"as": "resident"})
    assert stream.divided(hundred, "respondent_type").shown
    nine.follows = hundred
    nine.save()
    for consultation, number in ((hundred, 103), (nine, 9)):
        division = stream.divided(consultation, "respondent_type")
        assert division.base.count == number
        assert not division.shown
    assert stream.divided(nine, "district", exactly=True)["Thanet"].count == 9


@pytest.mark.parametrize(
    "name",
    ["hear_live", "hear_results", "hear_results_csv", "hear_read", "hear_themes", "hear_responses"],
)
def test_pages_of_a_consultation_in_preparation_open(db, olivia, client_of, name):
    consultation = Consultation.objects.create(slug="draft", title="A draft")
    assert page(client_of(olivia), name, consultation).status_code == 200
