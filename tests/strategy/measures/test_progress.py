"""Reports on progress: what they say, what freezes, what may be done when."""

from datetime import date, timedelta

import pytest

from civilsociety.documents import all_tables, to_html
from civilsociety.refusal import Refused
from strategy.actions.measures import progress, undertakings
from strategy.actions.measures.changing import Changed
from strategy.actions.measures.readings import correct_reading
from strategy.models import ProgressReport
from strategy.queries.measures.progress_document import document_of
from tests.pdf import assert_pdf_ua
from tests.strategy.measures import made

pytestmark = pytest.mark.django_db


def start(strategy, by, **fields):
    given = {
        "kind": "six_monthly",
        "title": "Progress to June 2022",
        "starts_on": date(2022, 1, 1),
        "ends_on": date(2022, 6, 30),
        "to_whom": "Policy and Resources Cabinet Committee",
        "introduction": "What we did **this half year**.",
    }
    return progress.start_report(
        strategy=strategy, by=by, now=made.NOW, today=made.TODAY, **(given | fields)
    )


def build(report, now=made.NOW):
    progress.build_report(report=report, now=now)
    report.refresh_from_db()
    return report


def publish(report, by, now=made.NOW):
    return progress.publish_report(report=report, by=by, now=now, today=now.date())


@pytest.fixture
def report(strategy, measure, olivia):
    made.a_reading(measure, olivia)
    made.an_undertaking(strategy, olivia)
    return build(start(strategy, olivia))


def test_report_tells_measures_actions_and_what_is_late(report):
    page = to_html(document_of(report))
    assert "1 measure: 1 on course" in page
    assert "What we did <strong>this half year</strong>" in page
    assert "36% on 31 March 2022. On course" in page
    assert "Reset the response to loneliness" in page
    assert "due on 13 April 2022" in page  # the action is late
    assert "first report on progress" in page
    assert {file.format for file in report.files.all()} == {"pdf", "docx"}


def test_its_pdf_is_pdf_ua(report):
    assert_pdf_ua(bytes(report.files.get(format="pdf").content))


def test_what_is_read_later_does_not_change_a_made_report(report, measure, olivia):
    before = to_html(document_of(report))
    correct_reading(reading=measure.readings.get(), value=12, why="Wrong", by=olivia, now=made.NOW)
    report.refresh_from_db()
    assert to_html(document_of(report)) == before
    progress.make_report(report=report, by=olivia, now=made.NOW)
    assert "12% on 31 March 2022" in to_html(document_of(build(report)))


def test_readings_after_its_period_are_left_out(strategy, measure, olivia):
    made.a_reading(measure, olivia, on=date(2022, 7, 1), value=49)
    report = build(start(strategy, olivia))
    assert "49%" not in to_html(document_of(report))
    assert report.figures["counts"]["not_read"] == 1
    assert report.figures["counts"]["late"] == 1  # due on 31 March, not there on 30 June


def test_few_people_are_not_shown_in_any_format(strategy, measure, olivia):
    made.a_reading(measure, olivia, base=9, value=44)
    report = build(start(strategy, olivia))
    document = document_of(report)
    assert "44" not in str(report.figures["objectives"])
    rows = [row for table in all_tables(document) for row in table.rows]
    assert any("not shown" in row for row in rows)


def test_two_who_write_the_texts_see_each_other(report, olivia):
    def write(text):
        return progress.write_report(report=report, by=olivia, revision=1, introduction=text)

    write("Mine.")
    with pytest.raises(Changed):
        write("Yours.")


def test_texts_changed_after_making_are_made_again_before_publishing(report, olivia):
    progress.write_report(report=report, by=olivia, revision=1, introduction="New words.")
    with pytest.raises(Refused, match="Make it again"):
        publish(report, olivia)
    progress.make_report(report=report, by=olivia, now=made.NOW)
    with pytest.raises(Refused, match="being made"):
        publish(report, olivia)
    publish(build(report), olivia)
    with pytest.raises(Refused, match="stays as it is"):
        progress.write_report(report=report, by=olivia, revision=2, introduction="Late words.")
    with pytest.raises(Refused, match="stays as it is"):
        progress.make_report(report=report, by=olivia, now=made.NOW)


def test_asked_twice_it_is_made_once(report, olivia, monkeypatch):
    handed = []
    monkeypatch.setattr(progress.jobs, "hand_over", lambda *what: handed.append(what))
    progress.make_report(report=report, by=olivia, now=made.NOW)
    progress.make_report(report=report, by=olivia, now=made.NOW)
    assert handed == [(progress.TASK, report.pk)]


def test_it_is_not_published_before_its_period_is_over(strategy, measure, olivia):
    report = build(start(strategy, olivia, starts_on=date(2022, 2, 1), ends_on=date(2022, 7, 31)))
    with pytest.raises(Refused, match="ends on 31 July 2022"):
        publish(report, olivia)
    with pytest.raises(Refused, match="before its period ended"):
        publish(report, olivia, now=made.NOW + timedelta(days=40))


def test_it_needs_an_introduction(strategy, olivia):
    with pytest.raises(Refused, match="introduction"):
        publish(build(start(strategy, olivia, introduction="")), olivia)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"ends_on": date(2021, 12, 31)}, "before it starts"),
        ({"starts_on": date(2002, 1, 1)}, "too long"),
        ({"ends_on": date(2022, 12, 31), "starts_on": date(2022, 7, 1)}, "two months"),
    ],
)
def test_periods_that_cannot_be(strategy, olivia, fields, said):
    with pytest.raises(Refused, match=said):
        start(strategy, olivia, **fields)


def test_a_period_has_one_report_of_a_kind(strategy, olivia):
    start(strategy, olivia)
    with pytest.raises(Refused, match="already"):
        start(strategy, olivia)
    assert ProgressReport.objects.count() == 1


def test_the_next_report_says_what_changed(report, strategy, measure, olivia):
    publish(report, olivia)
    action = strategy.undertakings.get()
    later = made.NOW.replace(year=2023, month=1, day=10)
    undertakings.tell_undertaking(
        undertaking=action, on=date(2022, 9, 1), state="done", text="Reported.", by=olivia,
        now=later, today=later.date(),
    )  # fmt: skip
    made.a_reading(measure, olivia, on=date(2022, 9, 30), value=37, now=later)
    annual = progress.start_report(
        strategy=strategy, kind="annual", title="Progress in 2022", starts_on=date(2022, 1, 1),
        ends_on=date(2022, 12, 31), to_whom="Cabinet", by=olivia, now=later, today=later.date(),
        introduction="The year.",
    )  # fmt: skip
    changes = build(annual, later).figures["changes"]
    assert any("36% before, 37% now" in each for each in changes)
    assert any("“on course” and is “behind”" in each for each in changes)
    assert any("“Not started” before, “Done” now" in each for each in changes)


def test_hostile_text_is_text(strategy, measure, olivia):
    report = start(strategy, olivia, introduction="<script>alert(1)</script> [x](javascript:y)")
    page = to_html(document_of(build(report)))
    assert "<script>" not in page and 'href="javascript' not in page


def test_what_was_late_at_the_end_of_the_period_is_told_though_it_is_done_now(strategy, olivia):
    action = made.an_undertaking(strategy, olivia)
    undertakings.tell_undertaking(
        undertaking=action, on=made.TODAY, state="done", text="Reported.", by=olivia,
        now=made.NOW, today=made.TODAY,
    )  # fmt: skip
    (told,) = build(start(strategy, olivia)).figures["undertakings"]
    assert told["late"] and told["state"] == "Not started"
