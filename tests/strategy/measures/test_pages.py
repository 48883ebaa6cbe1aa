"""The pages of measures, actions and reports: as strangers, owners and officers use them."""

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from strategy.actions.measures import measures as acts
from strategy.actions.measures.feeds import read_feed
from strategy.actions.measures.readings import correct_reading
from strategy.models import Measure, Reading
from tests.strategy.measures import made
from tests.strategy.measures.sent import DESK, PUBLIC, dated, form_of, text
from tests.strategy.measures.test_progress import build, start

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_july(hold_clock):
    hold_clock(2022, 7, 1, 10, 0)


def test_board_shows_course_in_words_and_the_start_and_aim(measure, olivia, stranger):
    made.a_reading(measure, olivia, base=84)
    page = text(stranger, f"{PUBLIC}/measures/")
    assert "On course" in page and "36%" in page
    assert "31% on 1 October 2021" in page and "50% by 31 March 2024" in page
    assert 'role="img"' in page and "Line chart." in page


def test_board_without_measures_teaches(strategy, stranger):
    assert "No measure is published yet" in text(stranger, f"{PUBLIC}/measures/")
    assert "No action is tracked here yet" in text(stranger, f"{PUBLIC}/actions/")


def test_unpublished_things_do_not_exist_for_strangers(objective, strategy, olivia, stranger):
    draft = made.a_measure(objective, olivia, published=False, name="Secret plans")
    action = made.an_undertaking(strategy, olivia, published=False, title="Secret deeds")
    report = build(start(strategy, olivia))
    for address in (
        draft.get_absolute_url(),
        action.get_absolute_url(),
        f"{PUBLIC}/progress/{report.pk}/",
        f"{PUBLIC}/progress/{report.pk}.pdf",
        f"{PUBLIC}/progress/{report.pk}.exe",
    ):
        assert stranger.get(address).status_code == 404
    assert "Secret" not in text(stranger, f"{PUBLIC}/measures/")
    assert "Secret" not in text(stranger, f"{PUBLIC}/actions/")
    assert "Secret" not in text(stranger, f"{PUBLIC}/measures.csv")
    assert "Secret" not in text(stranger, f"{PUBLIC}/")


def test_measures_of_a_draft_strategy_are_hidden(draft, olivia, stranger, client_of, mina):
    made.a_measure(made.an_objective(draft.strategy, olivia), olivia)
    assert stranger.get(f"{PUBLIC}/measures/").status_code == 404
    assert stranger.get(f"{PUBLIC}/measures.json").status_code == 404
    assert client_of(mina).get(f"{PUBLIC}/measures/").status_code == 200


def test_correction_shows_both_and_why(measure, olivia, stranger):
    reading = made.a_reading(measure, olivia)
    correct_reading(
        reading=reading, value=Decimal(34), why="Counted twice.", by=olivia, now=made.NOW
    )
    page = text(stranger, measure.get_absolute_url())
    assert "<del>36%</del>" in page and "34%" in page and "Counted twice." in page


def test_few_people_are_not_shown_on_page_csv_and_json(measure, olivia, stranger, client_of):
    made.a_reading(measure, olivia, base=9, value="44.44")
    for address in ("/measures/", "/measures.csv", "/measures.json", f"/measures/{measure.slug}/"):
        page = text(stranger, f"{PUBLIC}{address}")
        assert "44.4" not in page and "not shown" in page.lower()
    assert "44.44%" in text(client_of(olivia), f"{DESK}/measures/{measure.slug}/")


def test_csv_and_json_say_the_same(measure, olivia, stranger):
    made.a_reading(measure, olivia, commentary="=1+1", base=84)
    rows = list(
        csv.DictReader(io.StringIO(text(stranger, f"{PUBLIC}/measures.csv").lstrip("\ufeff")))
    )
    told = json.loads(text(stranger, f"{PUBLIC}/measures.json"))["readings"]
    assert rows[0]["value"] == told[0]["value"] == "36"
    assert rows[0]["commentary"] == "'=1+1" and told[0]["commentary"] == "=1+1"


def test_measure_stands_beside_its_section(measure, olivia, stranger):
    made.a_reading(measure, olivia)
    page = text(stranger, f"{PUBLIC}/")
    assert f"{measure.name}: 36%" in page and measure.get_absolute_url() in page


def test_thread_of_a_measure_goes_back_to_its_section(measure, stranger):
    page = text(stranger, measure.get_absolute_url())
    assert f"{PUBLIC}/#volunteering" in page


def test_retired_measure_says_why_and_leaves_the_thread(measure, olivia, stranger):
    acts.retire_measure(measure=measure, reason="No survey.", by=olivia, today=made.TODAY)
    assert "No survey." in text(stranger, measure.get_absolute_url())
    assert "No survey." in text(stranger, f"{PUBLIC}/measures/")
    assert measure.name not in text(stranger, f"{PUBLIC}/")


@pytest.mark.parametrize("address", ["/measures/", "/actions/", "/", "/measures.csv"])
def test_queries_do_not_grow(objective, strategy, olivia, stranger, count_queries, address):
    def add(number):
        measure = made.a_measure(objective, olivia, name=f"Measure {number}")
        made.a_reading(measure, olivia)
        made.an_undertaking(strategy, olivia, title=f"Action {number}")

    add(1)
    stranger.get(f"{PUBLIC}{address}")
    before = count_queries(lambda: stranger.get(f"{PUBLIC}{address}"))
    add(2)
    add(3)
    assert count_queries(lambda: stranger.get(f"{PUBLIC}{address}")) == before


def test_queries_of_the_officers_hub_do_not_grow(
    objective, strategy, olivia, client_of, count_queries
):
    client = client_of(olivia)

    def add(number):
        made.a_reading(made.a_measure(objective, olivia, name=f"M {number}"), olivia)
        made.an_undertaking(strategy, olivia, title=f"Action {number}")

    add(1)
    client.get(f"{DESK}/measures/")
    before = count_queries(lambda: client.get(f"{DESK}/measures/"))
    add(2)
    add(3)
    assert count_queries(lambda: client.get(f"{DESK}/measures/")) == before


def test_officer_adds_publishes_and_reads_a_measure(objective, olivia, client_of, stranger):
    client = client_of(olivia)
    sent = form_of(client, f"{DESK}/measures/new/") | {
        "objective": objective.pk,
        "name": "Projects backed through crowdfunding",
        "definition": "Projects that reached their target in the year.",
        "unit": "number",
        "direction": "up",
        "baseline": "0",
        **dated("baseline_on", date(2021, 10, 1)),
        "target": "1,060.5",
        **dated("target_on", date(2024, 3, 31)),
        "source": "The platform",
        "frequency": "annual",
        **dated("first_due_on", date(2022, 3, 31)),
        "owner": "Head of Strategy",
    }
    answer = client.post(f"{DESK}/measures/new/", sent)
    measure = Measure.objects.get()
    assert answer.url == f"{DESK}/measures/{measure.slug}/"
    assert measure.target == Decimal("1060.5") and measure.baseline == 0
    answer = client.post(
        f"{answer.url}publish/", form_of(client, f"{answer.url}publish/"), follow=True
    )
    assert "The first reading is due on 31 March 2022." in answer.content.decode()
    address = f"{DESK}/measures/{measure.slug}/readings/new/"
    answer = client.post(
        address,
        form_of(client, address)
        | {
            "could": "yes",
            "value": "12",
            "evidence": "Their list.",
            **dated("on", date(2022, 3, 31)),
        },
        follow=True,
    )
    assert "The next reading is due on 31 March 2023." in answer.content.decode()
    assert "12" in text(stranger, f"{PUBLIC}/measures/")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("NaN", "Enter a number in figures"),
        ("Infinity", "Enter a number in figures"),
        ("1e5", "Enter a number in figures"),
        ("٣١", "Enter a number in figures"),
        ("9" * 5000, "smaller than"),
        ("999999999999999", "smaller than"),
        ("-1", "nought or more"),
        ("1.234", "at most two figures"),
        ("31\x00", "Enter a number in figures"),
        ("", "Enter the reading"),
        ("..", "Enter a number in figures"),
    ],
)
def test_bad_numbers_are_named_beside_their_field_and_kept(measure, olivia, client_of, value, said):
    client = client_of(olivia)
    address = f"{DESK}/measures/{measure.slug}/readings/new/"
    sent = {"could": "yes", "value": value, "evidence": "A survey.", "commentary": "Kept words."}
    answer = client.post(address, form_of(client, address) | sent | dated("on", date(2022, 3, 31)))
    assert answer.status_code == 200
    assert said in " ".join(answer.context["form"].errors["value"])
    assert "Kept words." in answer.content.decode()
    assert not Reading.objects.exists()


@pytest.mark.parametrize(
    "day",
    [date(2021, 9, 30), date(2022, 7, 2), date(1980, 1, 1), date(9999, 12, 31)],
)
def test_bad_days_are_named_beside_their_field(measure, olivia, client_of, day):
    client = client_of(olivia)
    address = f"{DESK}/measures/{measure.slug}/readings/new/"
    sent = {"could": "yes", "value": "5", "evidence": "A survey."} | dated("on", day)
    answer = client.post(address, form_of(client, address) | sent)
    assert answer.status_code == 200 and answer.context["form"].errors["on"]


def test_nothing_sent_is_an_answer_everywhere(measure, strategy, olivia, client_of):
    client = client_of(olivia)
    action = made.an_undertaking(strategy, olivia)
    report = build(start(strategy, olivia))
    reading = made.a_reading(measure, olivia)
    for address in (
        "objectives/new/", f"objectives/{measure.objective.pk}/", "measures/new/",
        f"measures/{measure.slug}/change/", f"measures/{measure.slug}/retire/",
        f"measures/{measure.slug}/readings/new/",
        f"measures/{measure.slug}/readings/{reading.pk}/", "actions/new/",
        f"actions/{action.slug}/change/", f"actions/{action.slug}/tell/", "progress/new/",
        f"progress/{report.pk}/texts/", f"progress/{report.pk}/publish/",
    ):  # fmt: skip
        for sent in (
            {},
            {"key": ["x", "y"], "revision": "9" * 30, "measures": ["x"], "state": "nonsense"},
            {
                "owner_user": "x",
                "objective": "'",
                "unit": "\x00",
                "on_day": "\x00",
                "title": "\x00",
            },
        ):
            assert client.post(f"{DESK}/{address}", sent).status_code == 200, address


def test_start_and_aim_come_with_their_days(objective, olivia, client_of):
    client = client_of(olivia)
    address = f"{DESK}/measures/new/"
    answer = client.post(
        address,
        form_of(client, address) | {"baseline": "3", **dated("target_on", date(2024, 1, 1))},
    )
    errors = answer.context["form"].errors
    assert "Enter the day for where it stood." in errors["baseline_on"]
    assert "Enter the number for where it should be." in errors["target"]


def test_owner_enters_readings_of_their_measure_and_of_no_other(
    measure, objective, olivia, tess, noor, client_of, stranger
):
    acts.change_measure(measure=measure, by=olivia, revision=1, owner_user=tess)
    other = made.a_measure(objective, olivia, name="Other")
    address = f"{DESK}/measures/{measure.slug}/readings/new/"
    client = client_of(tess)
    assert client.get(f"{DESK}/measures/{other.slug}/readings/new/").status_code == 404
    assert client.get(f"{DESK}/measures/{measure.slug}/").status_code == 403
    assert client_of(noor).get(address).status_code == 404
    assert stranger.get(address).status_code in {302, 404}
    assert measure.name in text(client, reverse("accounts:home"))
    sent = {"could": "yes", "value": "36", "evidence": "Survey.", **dated("on", date(2022, 3, 31))}
    answer = client.post(address, form_of(client, address) | sent)
    assert answer.url == measure.get_absolute_url()
    assert Reading.objects.get().by == tess
    assert tess.name not in text(stranger, measure.get_absolute_url())


def test_second_officer_sees_both_texts_and_loses_nothing(measure, olivia, client_of):
    client = client_of(olivia)
    address = f"{DESK}/measures/{measure.slug}/change/"
    sent = form_of(client, address) | {"definition": "My own words."}
    acts.change_measure(measure=measure, by=olivia, revision=1, definition="The other words.")
    page = client.post(address, sent).content.decode()
    assert "Somebody else changed this" in page
    assert "My own words." in page and "The other words." in page
    again = sent | {"revision": 2}
    assert 'name="revision" value="2"' in page
    assert client.post(address, again).status_code == 302
    measure.refresh_from_db()
    assert measure.definition == "My own words."


def test_source_that_changed_is_taken_over_by_one_act(objective, olivia, client_of, source):
    measure = made.a_measure(
        objective, olivia, unit="number", feed="test-source", frequency="annual",
        first_due_on=date(2022, 3, 31), baseline=Decimal(0), target=Decimal(60),
    )  # fmt: skip
    read_feed(measure=measure, now=made.NOW, today=made.TODAY)
    source.value = 15
    read_feed(measure=measure, now=made.NOW, today=made.TODAY)
    client = client_of(olivia)
    page = text(client, f"{DESK}/measures/{measure.slug}/")
    assert "The source says 15 for 31 March 2022 now." in page
    assert "its source has changed" in text(client, reverse("home:officers"))
    reading = Reading.objects.get()
    client.post(f"{DESK}/measures/{measure.slug}/readings/{reading.pk}/source/")
    assert Reading.objects.get(corrects=reading).value == 15
    assert (
        "The source says" not in text(client, f"{DESK}/measures/{measure.slug}/").split("<table")[0]
    )
