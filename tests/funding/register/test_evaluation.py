"""What came of a programme: counted by itself, concluded by people, frozen when published."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document as Word

from civilsociety.refusal import Refused
from funding.actions.register import (
    begin_evaluation,
    publish_award,
    publish_evaluation,
    say_what_followed,
    take_back_evaluation,
    write_evaluation,
)
from funding.models import ProcessFeedback, Reading, Report, ReportedFigure, Target
from funding.queries.register.evaluation import applying, figures_of, money, results
from funding.queries.register.places import public_addresses
from funding.queries.register.threads import beside_sections, evaluated, followed
from funding.states import ApplicationState
from tests.budget.conftest import make_decision
from tests.pdf import assert_pdf_ua

AFTER = date(2022, 4, 2)
TEXTS = {
    "worked": "Small grants came quickly.",
    "learned": "The form asked **too much**.",
    "quotes": "It was clear.\n\nI did it in an evening.",
    "recommendation": "Go on, with a shorter form.",
}


@pytest.fixture
def evaluation(world):
    return begin_evaluation(
        programme=world.programme, title="What the fund did", from_day=date(2021, 4, 1),
        until_day=date(2022, 3, 31), by=world.officer, now=world.now,
    )  # fmt: skip


@pytest.fixture
def after(world):
    """A moment when its days are over."""
    return world.now.replace(year=2022, month=4, day=2)


@pytest.fixture
def award(world):
    award = world.held_award()
    publish_award(award=award, now=world.now)
    return award


def write(evaluation, world, **texts):
    return write_evaluation(
        evaluation=evaluation, by=world.officer, now=world.now, **(TEXTS | texts)
    )


def publish(evaluation, world, after):
    return publish_evaluation(evaluation=evaluation, by=world.officer, now=after)


def report(award, kind, first, last, state="accepted", **values):
    made = Report.objects.create(
        award=award, kind=kind, title=kind, covers_from=first, covers_until=last, due_on=last,
        state=state,
    )  # fmt: skip
    for indicator in award.programme.indicators.all():
        for key, value in values.items():
            name, _, district = key.partition("__")
            if indicator.name.startswith(name.capitalize()):
                ReportedFigure.objects.create(
                    report=made, indicator=indicator, district=district, value=value
                )
    return made


YEAR = (date(2022, 3, 1), date(2022, 12, 31))
HALF = (date(2022, 3, 1), date(2022, 7, 31))


def value_of(evaluation, name):
    return next(each for each in results.indicators(evaluation) if each["name"] == name)


def test_money_is_what_the_ledger_says(evaluation, award, world):
    commitment = award.promises.get().commitment
    world.framework.pay(commitment, 3_000_01)
    world.framework.give_back(commitment, 1)
    world.framework.release(commitment=commitment, pence=99)
    assert money.money(evaluation) == {
        "awards": 1, "pence": 5_000_00 - 1 - 99, "paid": 3_000_01, "returned": 1,
    }  # fmt: skip


def test_awards_outside_its_days_do_not_count(evaluation, world):
    for day in (date(2021, 3, 31), date(2022, 4, 1)):
        publish_award(award=world.award(awarded_on=day), now=world.now)
    assert money.money(evaluation)["awards"] == 0


def test_report_at_the_end_takes_the_place_of_the_one_half_way(evaluation, award):
    report(award, "interim", *HALF, people=40)
    report(award, "final", *YEAR, people=100)
    assert value_of(evaluation, "People reached")["value"] == 100


def test_half_way_report_counts_until_the_last_is_accepted(evaluation, award):
    report(award, "interim", *HALF, people=40)
    report(award, "final", *YEAR, state="sent", people=100)
    assert value_of(evaluation, "People reached")["value"] == 40


def test_quarters_of_a_pilot_add_up_and_reports_do_not_count_them_again(evaluation, award, world):
    reached = world.programme.indicators.get(name="People reached")
    Target.objects.create(award=award, indicator=reached, value=50)
    for quarter in (date(2022, 1, 1), date(2022, 4, 1)):
        Reading.objects.create(
            award=award, indicator=reached, quarter_starts_on=quarter, district="swale", value=20,
            given_by=world.tess,
        )  # fmt: skip
    report(award, "quarterly", *HALF, people=20)
    told = value_of(evaluation, "People reached")
    assert (told["value"], told["target"], told["awards"]) == (40, 50, 1)


def test_nothing_reported_is_nothing_yet_and_not_nought(evaluation, award, client, world, after):
    assert value_of(evaluation, "People reached")["value"] is None
    publish(write(evaluation, world), world, after)
    assert "nothing yet" in client.get(evaluation.get_absolute_url()).content.decode()


def test_small_reach_of_a_district_is_hidden_with_a_companion(evaluation, award):
    report(award, "final", *YEAR, people__swale=4, people__thanet=20, people__dover=90)
    [told] = results.reach(evaluation, 10)
    cells = dict(told["cells"])
    assert (cells["Swale"], cells["Thanet"], cells["Dover"]) == (None, None, 90)


def sent(world, number, state=ApplicationState.AWARDED, *, minutes, income="10k_to_100k"):
    for n in range(number):
        organisation = world.make_organisation(f"{state} {n} {minutes}", income_band=income)
        bid = world.bid(state, organisation=organisation, minutes_spent=minutes + n)
        if state == ApplicationState.AWARDED:
            publish_award(award=world.award(application=bid, pence=1_000_00), now=world.now)
        yield bid


def test_minutes_for_a_thousand_pounds_are_a_median_of_enough_bids(evaluation, world):
    list(sent(world, 11, minutes=60))
    list(sent(world, 3, minutes=600, income="under_10k"))
    told = applying.minutes_for_a_thousand(evaluation, 10)
    assert told["all"] == 67
    assert dict(told["bands"]) == {
        "£10,000 to £99,999 a year": 65,
        "Under £10,000 a year": None,
    }


def test_so_few_bids_have_no_minutes_at_all(evaluation, world):
    list(sent(world, 3, minutes=60))
    told = applying.minutes_for_a_thousand(evaluation, 10)
    assert (told["all"], told["base"]) == (None, "fewer than 10")


def test_ease_is_counted_and_comments_are_never_published(evaluation, world, client, after):
    for n, bid in enumerate(sent(world, 24, minutes=60)):
        ProcessFeedback.objects.create(
            application=bid, ease=5 if n < 11 else 2, comment=f"Raw words {n}."
        )
    publish(write(evaluation, world), world, after)
    page = client.get(evaluation.get_absolute_url()).content.decode()
    cells = dict(applying.ease(evaluation, 10)["cells"])
    assert (cells["Hard"], cells["Very easy"]) == (13, None)
    assert "I did it in an evening." in page
    assert "Raw words" not in page
    assert [words for words, _ in applying.comments_of(evaluation)][:1] == ["Hard"]


def test_day_of_a_bid_is_that_of_the_united_kingdom(evaluation, world):
    """Half past eleven at night in UTC is the next day in summer time."""
    late = world.now.replace(year=2021, month=6, day=30, hour=23, minute=30)
    evaluation.from_day = date(2021, 7, 1)
    world.bid(submitted_at=late)
    assert applying.bids_of(evaluation).count() == 1


def test_figures_stay_as_they_were_published(evaluation, award, world, client, after):
    publish(write(evaluation, world), world, after)
    world.framework.release(commitment=award.promises.get().commitment, pence=1_000_00)
    publish_award(award=award, now=after)
    page = client.get(evaluation.get_absolute_url()).content.decode()
    assert "£5,000 in 1 award" in page
    take_back_evaluation(evaluation=evaluation, why="Money", by=world.officer, now=after)
    publish(evaluation, world, after)
    page = client.get(evaluation.get_absolute_url()).content.decode()
    assert "£4,000 in 1 award" in page


def test_page_pdf_and_word_say_the_same(evaluation, award, world, client, after):
    publish(write(evaluation, world), world, after)
    address = evaluation.get_absolute_url()
    page = client.get(address).content.decode()
    word = Word(BytesIO(client.get(f"{address}evaluation.docx").content))
    words = "\n".join(each.text for each in word.paragraphs)
    for sentence in ("Small grants came quickly.", "Go on, with a shorter form."):
        assert sentence in page
        assert sentence in words
    assert client.get(f"{address}evaluation.exe").status_code == 404


def test_pdf_is_accessible(evaluation, award, world, client, after):
    report(award, "final", *YEAR, people__swale=40, people__thanet=20, people__dover=90)
    publish(write(evaluation, world), world, after)
    response = client.get(f"{evaluation.get_absolute_url()}evaluation.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert_pdf_ua(response.content)


def test_draft_is_there_for_officers_only(evaluation, client, client_of, world, bea):
    address = evaluation.get_absolute_url()
    assert client.get(address).status_code == 404
    assert client_of(world.tess).get(f"{address}evaluation.pdf").status_code == 404
    assert "A draft" in client_of(world.officer).get(address).content.decode()


def test_publishing_is_refused_until_everything_is_there(evaluation, world, after):
    with pytest.raises(Refused, match="Publish it after that day"):
        publish(evaluation, world, world.now)
    with pytest.raises(Refused, match="Write what worked, what was learned, the recommendation"):
        publish(evaluation, world, after)
    write(evaluation, world)
    with pytest.raises(Refused, match="No award was decided"):
        publish(evaluation, world, after)


def test_name_that_leads_to_a_person_is_refused_in_every_text(evaluation, world):
    for name in TEXTS:
        with pytest.raises(Refused, match="jo@example.org"):
            write(evaluation, world, **{name: "Ask jo@example.org."})


def test_published_evaluation_is_not_rewritten(evaluation, award, world, after):
    publish(write(evaluation, world), world, after)
    with pytest.raises(Refused, match="Take it back first"):
        write(evaluation, world)


def test_decision_that_followed_and_evaluation_point_at_each_other(
    evaluation, award, world, client, after
):
    day = date(2022, 5, 1)
    dates = {"taken_on": day, "effective_from": day, "published_on": day}
    decision = make_decision("22/00031", title="Go on", **dates)
    publish(write(evaluation, world), world, after)
    say_what_followed(evaluation=evaluation, decision=decision, by=world.officer, now=after)
    assert "22/00031 Go on" in client.get(evaluation.get_absolute_url()).content.decode()
    page = client.get(decision.get_absolute_url()).content.decode()
    assert "What was learned first" in page
    assert evaluation.get_absolute_url() in page
    [panel] = evaluated(decision)
    assert panel.lines == ("What the fund did, evaluation of Recovery fund.",)


def test_decision_of_before_does_not_follow(evaluation, world):
    early = make_decision("20/00001", taken_on=date(2020, 5, 1))
    with pytest.raises(Refused, match="came after"):
        say_what_followed(evaluation=evaluation, decision=early, by=world.officer, now=world.now)


def test_decision_tells_the_awards_made_under_it(award, world, client):
    decision = world.framework.decision
    [panel] = followed(decision)
    assert panel.lines[0] == "1 award, worth £5,000 now."
    page = client.get(decision.get_absolute_url()).content.decode()
    assert "Awards under this decision" in page
    assert f"/funding/grants/{award.number}/" in page


def test_section_of_the_strategy_tells_awards_and_evaluation(evaluation, award, world, after):
    publish(write(evaluation, world), world, after)

    class Section:
        key = "volunteering"

    knots = [knot for anchor, knot in beside_sections([Section]) if anchor == "volunteering"]
    assert [knot.word for knot in knots] == ["Decision", "Awards", "Evaluated"]
    assert knots[1].text == "1 award from Recovery fund"


def test_page_of_an_award_ends_in_its_evaluation(evaluation, award, world, client, after):
    publish(write(evaluation, world), world, after)
    page = client.get(f"/funding/grants/{award.number}/").content.decode()
    assert "Evaluated" in page
    assert evaluation.get_absolute_url() in page


def test_kept_figures_are_plain_and_already_safe(evaluation, award, world):
    told = figures_of(evaluation, today=AFTER)
    assert told["threshold"] == 10
    assert told["districts"] == [["Swale", 1, 5_000_00]]


def test_published_evaluation_is_found_from_the_register_and_the_map_of_the_site(
    evaluation, award, world, client, after
):
    address = evaluation.get_absolute_url()
    assert address not in client.get("/funding/outcomes/").content.decode()
    publish(write(evaluation, world), world, after)
    assert address in client.get("/funding/outcomes/").content.decode()
    assert address in public_addresses()
    assert f"/funding/grants/{award.number}/" in public_addresses()
