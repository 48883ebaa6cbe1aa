"""Who may open which address: measures."""

from datetime import timedelta

from django.utils import timezone

from civilsociety.accounts.permissions import Permission
from strategy.actions.measures import progress, readings, undertakings
from strategy.models import Strategy
from tests.access import PUBLIC, SIGNED_IN, Row
from tests.strategy.addresses_versions import _version
from tests.strategy.measures import made

OFFICERS = {Permission.MANAGE_STRATEGY}
OFFICER = "consultation_officer"


def _strategy(cast):
    return _version("final").strategy


def _slug(cast):
    return {"slug": _strategy(cast).slug}


def _objective(cast):
    strategy = _strategy(cast)
    return {"slug": strategy.slug, "pk": made.an_objective(strategy, cast[OFFICER]).pk}


def _measured(cast, **fields):
    """A measure with two readings, the first corrected, and one that was never read."""
    strategy, officer = _strategy(cast), cast[OFFICER]
    objective = made.an_objective(strategy, officer)
    measure = made.a_measure(objective, officer, **fields)
    reading = made.a_reading(measure, officer, base=84)
    readings.correct_reading(
        reading=reading, value=34, base=84, why="Two answers were counted twice.", by=officer,
        now=made.NOW, commentary=reading.commentary, evidence=reading.evidence,
    )  # fmt: skip
    made.a_reading(measure, officer, on=made.TODAY, value=39, base=91)
    made.a_measure(objective, officer, name="Hours that volunteers give", unit="hours")
    made.an_undertaking(strategy, officer)
    return strategy, measure, reading


def _board(cast):
    return {"slug": _measured(cast)[0].slug}


def _measure(published=True):
    def kwargs(cast):
        strategy, measure, _ = _measured(cast)
        if not published:
            measure = made.a_measure(
                measure.objective, cast[OFFICER], name="Draft", published=False
            )
        return {"slug": strategy.slug, "measure": measure.slug}

    return kwargs


def _reading(cast):
    strategy, measure, _ = _measured(cast)
    return {"slug": strategy.slug, "measure": measure.slug, "pk": measure.readings.last().pk}


def _action(published=True):
    def kwargs(cast):
        strategy, officer = _strategy(cast), cast[OFFICER]
        action = made.an_undertaking(strategy, officer, published=published)
        undertakings.tell_undertaking(
            undertaking=action, on=made.TODAY, state="under_way", text="We met the sector.",
            by=officer, now=made.NOW, today=made.TODAY,
        )  # fmt: skip
        return {"slug": strategy.slug, "undertaking": action.slug}

    return kwargs


def _report(*, is_made=True, published=False, form=""):
    def kwargs(cast):
        strategy, officer = _measured(cast)[0], cast[OFFICER]
        now = timezone.now()
        report = progress.start_report(
            strategy=Strategy.objects.get(pk=strategy.pk), kind="six_monthly",
            title="Progress to June 2022", starts_on=made.TODAY - timedelta(days=181),
            ends_on=made.TODAY - timedelta(days=1), to_whom="Cabinet", by=officer, now=now,
            today=timezone.localdate(now), introduction="What we did.",
        )  # fmt: skip
        if is_made:
            progress.build_report(report=report, now=now)
        if published:
            progress.publish_report(
                report=report, by=officer, now=now, today=timezone.localdate(now)
            )
        found = {"slug": strategy.slug, "pk": report.pk}
        return found | {"form": form} if form else found

    return kwargs


ROWS = {
    "strategy:measures": Row(PUBLIC, _board),
    "strategy:measures_csv": Row(PUBLIC, _board, page=False),
    "strategy:measures_json": Row(PUBLIC, _board, page=False),
    "strategy:measure": Row(PUBLIC, _measure()),
    "strategy:undertakings": Row(PUBLIC, _board),
    "strategy:undertaking": Row(PUBLIC, _action()),
    "strategy:progress_report": Row(PUBLIC, _report(published=True)),
    "strategy:progress_file": Row(PUBLIC, _report(published=True, form="pdf"), page=False),
    "strategy:manage_measures": Row(OFFICERS, _board),
    "strategy:add_objective": Row(OFFICERS, _slug),
    "strategy:change_objective": Row(OFFICERS, _objective),
    "strategy:retire_objective": Row(OFFICERS, _objective),
    "strategy:add_measure": Row(OFFICERS, _board),
    "strategy:manage_measure": Row(OFFICERS, _measure()),
    "strategy:change_measure": Row(OFFICERS, _measure()),
    "strategy:publish_measure": Row(OFFICERS, _measure(published=False)),
    "strategy:retire_measure": Row(OFFICERS, _measure()),
    "strategy:throw_measure_away": Row(OFFICERS, _measure(published=False)),
    "strategy:enter_reading": Row(SIGNED_IN, _measure(), only=OFFICER),
    "strategy:correct_reading": Row(SIGNED_IN, _reading, only=OFFICER),
    "strategy:take_source": Row(OFFICERS, _reading, method="post", opens=False),
    "strategy:add_undertaking": Row(OFFICERS, _board),
    "strategy:manage_undertaking": Row(OFFICERS, _action(published=False)),
    "strategy:change_undertaking": Row(OFFICERS, _action()),
    "strategy:publish_undertaking": Row(OFFICERS, _action(published=False)),
    "strategy:tell_undertaking": Row(OFFICERS, _action()),
    "strategy:start_report": Row(OFFICERS, _slug),
    "strategy:manage_report": Row(OFFICERS, _report()),
    "strategy:report_texts": Row(OFFICERS, _report(is_made=False)),
    "strategy:make_report": Row(OFFICERS, _report(), method="post", page=False),
    "strategy:report_preview": Row(OFFICERS, _report()),
    "strategy:publish_report": Row(OFFICERS, _report()),
    "strategy:report_draft_file": Row(OFFICERS, _report(form="docx"), page=False),
}
