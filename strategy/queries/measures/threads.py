"""Measures and actions beside the sections that promise them, and the way back from a measure."""

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from civilsociety.ui import clock
from civilsociety.ui.words import uk_date
from strategy.models import Measure, Undertaking
from strategy.queries.measures.board import readings, row_of
from strategy.queries.measures.course import Course
from strategy.queries.measures.undertakings import RUNNING, late_undertaking
from strategy.queries.reading import current_version
from strategy.slots import Knot, threads_for

MEASURE, ACTION = "Measure", "Action"


def beside_sections(sections):
    """(key, Knot) of the published measures and actions of each section; three queries."""
    if not sections:
        return
    strategy = sections[0].version.strategy
    today, keys = clock.today(), [section.key for section in sections]
    measures = Measure.objects.filter(
        objective__strategy=strategy, section_key__in=keys, published_at__isnull=False
    )
    measures = measures.filter(retired_on=None).select_related("objective")
    for measure in measures.prefetch_related(readings()).order_by("pk"):
        measure.objective.strategy = strategy
        yield measure.section_key, _measure_knot(row_of(measure, today=today))
    undertakings = Undertaking.objects.filter(
        strategy=strategy, section_key__in=keys, published_at__isnull=False
    )
    for each in undertakings.order_by("pk"):
        each.strategy = strategy
        yield each.section_key, _action_knot(each, today)


def _measure_knot(row):
    words = f": {row.last.words}" if row.last else ""
    late = " The next reading is late." if row.late else ""
    note = f"{row.course.label}. Aim: {row.aim}.{late}"
    state = "ahead" if row.course == Course.NOT_READ else ""
    return Knot(MEASURE, f"{row.measure.name}{words}", row.measure.get_absolute_url(), note, state)


def _action_knot(undertaking, today):
    late = ", late" if late_undertaking(undertaking, today) else ""
    note = f"{undertaking.public_state}{late}. Asked for by {undertaking.body}."
    state = "ahead" if undertaking.state in RUNNING else ""
    return Knot(ACTION, undertaking.title, undertaking.get_absolute_url(), note, state)


def thread_of(strategy, key, *, word, text, note=""):
    """From the section a measure or action stands in, through what came of it, to itself."""
    here = Knot(word, text, note=note, state="here")
    version = current_version(strategy, AnonymousUser())
    section = version.sections.filter(key=key).first() if version and key else None
    if section is None:
        return [here]
    version.strategy = strategy
    section.version = version
    promise = Knot(
        "We promise", f"{section.number} {section.title}", f"{strategy.get_absolute_url()}#{key}"
    )
    others = [knot for knot in threads_for([section]).get(key, ()) if knot.word != word]
    before = [knot for knot in others if knot.word not in (MEASURE, ACTION)]
    after = [knot for knot in others if knot.word in (MEASURE, ACTION)]
    return [promise, *before, here, *after]


def section_titles(strategy):
    """{key: "3.1 Volunteering"} of the version in force, or of the draft before there is one."""
    version = strategy.versions.published().most_settled_first().first()
    version = version or strategy.versions.order_by("-number").first()
    if version is None:
        return {}
    return {each.key: f"{each.number} {each.title}" for each in version.sections.all()}


def reports_of(strategy):
    """Published reports on progress, the latest first, as (title, address, note)."""
    published = strategy.progress_reports.filter(published_at__isnull=False)
    for report in published.defer("figures", "introduction", "conclusion"):
        address = reverse("strategy:progress_report", args=[strategy.slug, report.pk])
        yield report.title, address, f"Published {uk_date(report.published_at)}"


def is_visible(strategy, user):
    """Whether this reader may see a version of the strategy, and so its measures."""
    return strategy.versions.visible_to(user).exists()
