"""What a report on progress says of measures, actions and money, frozen as plain data (JSON).

Page, PDF and Word are written from this alone, so that all say the same, whenever they are made.
"""

from dataclasses import asdict
from datetime import date

from civilsociety.budget.queries import by_head, figures
from civilsociety.ui.words import uk_date
from strategy.models import Measure
from strategy.queries.measures.board import board_of, counts_of
from strategy.queries.measures.due import is_late
from strategy.queries.measures.undertakings import RUNNING, undertakings_of
from strategy.queries.measures.words import value_words

SHOWN = ("allocated", "committed", "paid")


def figures_of(report, *, today):
    """Everything the report tells, as it stands at the end of its period, or today before that."""
    day = min(report.ends_on, today)
    groups = board_of(report.strategy, today=day, until=day)
    told = {
        "revision": report.revision,
        "day": day.isoformat(),
        "introduction": report.introduction,
        "conclusion": report.conclusion,
        "counts": counts_of(groups),
        "objectives": [_objective(group) for group in groups],
        "undertakings": [_undertaking(each, day) for each in _actions(report, day)],
        "money": _money(day),
    }
    told["late"] = list(_late(told))
    before = previous_report(report)
    told["since"] = before.title if before else ""
    told["changes"] = list(changes(before.figures, told)) if before else []
    return told


def previous_report(report):
    """The last published report of the strategy whose period ended before this one’s, or None."""
    published = report.strategy.progress_reports.filter(published_at__isnull=False)
    return published.filter(ends_on__lt=report.ends_on).order_by("-ends_on", "-pk").first()


def _objective(group):
    objective = group.objective
    return {
        "number": objective.number,
        "title": objective.title,
        "description": objective.description,
        "measures": [_measure(row) for row in group.rows],
        "retired": [
            {
                "name": row.measure.name,
                "on": row.measure.retired_on.isoformat(),
                "why": row.measure.retired_reason,
            }
            for row in group.retired
        ],
    }


def _measure(row):
    measure = row.measure
    return {
        "slug": measure.slug,
        "name": measure.name,
        "definition": measure.definition,
        "source": measure.source,
        "owner": measure.owner,
        "unit": Measure.Unit(measure.unit).label,
        "course": row.course.value,
        "course_words": row.course.label,
        "late": row.late,
        "due": row.due.isoformat() if row.due else "",
        "start": _point(measure, measure.baseline, measure.baseline_on),
        "aim": _point(measure, measure.target, measure.target_on),
        "start_words": row.start,
        "aim_words": row.aim,
        "now": row.last.words if row.last else "",
        "readings": [_reading(each) for each in row.readings],
        "sample": measure.is_sample,
    }


def _point(measure, value, day):
    if value is None:
        return None
    return {
        "on": day.isoformat(),
        "number": str(value),
        "words": value_words(value, measure.unit),
    }


def _reading(shown):
    reading = shown.reading
    return {
        "on": reading.on.isoformat(),
        "words": shown.words,
        "number": None if shown.number is None else str(shown.number),
        "base": shown.base,
        "commentary": reading.commentary,
        "evidence": reading.evidence,
        "link": reading.evidence_link,
        "corrected": reading.why_corrected,
        "sample": reading.is_sample,
    }


def _actions(report, day):
    """The actions that were asked for by the day, as they stood then."""
    for each in undertakings_of(report.strategy, today=day):
        if each.asked_on is None or each.asked_on <= day:
            yield each


def _undertaking(undertaking, day):
    updates = [each for each in undertaking.updates.all() if each.on <= day]
    state = updates[-1].get_state_display() if updates else "Not started"
    running = updates[-1].state in RUNNING if updates else True
    return {
        "slug": undertaking.slug,
        "body": undertaking.body,
        "reference": undertaking.reference,
        "title": undertaking.title,
        "words": undertaking.words,
        "owner": undertaking.owner,
        "due": undertaking.due_on.isoformat() if undertaking.due_on else "",
        "state": state,
        "running": running,
        "late": running and is_late(undertaking.due_on, day),
        "updates": [
            {
                "on": each.on.isoformat(),
                "state": each.get_state_display(),
                "text": each.text,
                "link": each.evidence_link,
            }
            for each in updates
        ],
        "sample": undertaking.is_sample,
    }


def _money(day):
    """Pence by programme and in all, as written down by the end of the day; None without any."""
    whole = figures(as_at=day)
    if not whole.appropriated:
        return None
    heads = [row for row in by_head(as_at=day) if not row.item.is_unallocated]
    return {
        "appropriated": whole.appropriated,
        "heads": [[str(item), *_shown(each)] for item, each in heads if each.allocated],
        "whole": list(_shown(whole)),
    }


def _shown(found):
    return [asdict(found)[name] for name in SHOWN]


def _late(told):
    """Sentences on what is late, the measures first."""
    for objective in told["objectives"]:
        for measure in objective["measures"]:
            if measure["late"]:
                yield (
                    f"{measure['name']}: a reading was due on {day_words(measure['due'])}. "
                    f"{measure['owner']} answers for it."
                )
    for each in told["undertakings"]:
        if each["late"]:
            yield (
                f"{each['title']} ({each['body']}): due on {day_words(each['due'])}. "
                f"{each['owner']} answers for it."
            )


def changes(before, now):
    """Sentences on what is different from the report before."""
    yield from _changed_measures(_by_slug(before, "measures"), _by_slug(now, "measures"))
    earlier = {each["slug"]: each for each in before.get("undertakings", [])}
    for each in now["undertakings"]:
        old = earlier.get(each["slug"])
        if old is None:
            yield f"{each['title']} ({each['body']}) is reported for the first time."
        elif old["state"] != each["state"]:
            yield f"{each['title']}: “{old['state']}” before, “{each['state']}” now."


def _by_slug(told, what):
    return {each["slug"]: each for group in told.get("objectives", []) for each in group[what]}


def _changed_measures(earlier, later):
    for slug, measure in later.items():
        old = earlier.get(slug)
        if old is None:
            yield f"{measure['name']} is reported for the first time."
            continue
        if old["now"] != measure["now"]:
            yield f"{measure['name']}: {_stood(old)} before, {_stood(measure)} now."
        if old["course"] != measure["course"]:
            before, after = old["course_words"].lower(), measure["course_words"].lower()
            yield f"{measure['name']}: it was “{before}” and is “{after}”."
    for slug, old in earlier.items():
        if slug not in later:
            yield f"{old['name']} is no longer measured."


def _stood(measure):
    return measure["now"] or "not read"


def day_words(text):
    """A day kept as text, as people say it."""
    return uk_date(date.fromisoformat(text))
