"""Following a consultation while it is open."""

from django.conf import settings
from django.shortcuts import render
from django.views.decorators.http import require_safe

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from civilsociety.documents import BarChart
from civilsociety.documents.charts import bar_svg
from civilsociety.ui import clock
from consultations.queries.hear import stream
from consultations.queries.tally import counted
from consultations.views.hear.looking import HEARING, exact_until, heard_or_404


@requires(*HEARING)
@require_safe
def live_page(request, slug):
    """Responses as they come: when, how, from whom, from where, and who is missing."""
    consultation, now = heard_or_404(slug), clock.now()
    exact = exact_until(request, consultation)
    number = counted([consultation]).count()
    begun, left_behind = stream.drafts_under_way(consultation, now)
    may_read = request.user.may(Permission.READ_RESPONSES)
    # Naming who is missing names, among few, who is not.
    may_name = bool(exact) or number >= settings.SUPPRESSION_THRESHOLD
    context = {
        "consultation": consultation,
        "phase": consultation.phase(now),
        "exact_until": exact,
        "number": number,
        "begun": begun,
        "left_behind": left_behind,
        "minutes": stream.typical_minutes(consultation),
        "divisions": list(divisions(consultation, exactly=bool(exact))),
        "missing": missing(consultation) if may_name else (),
        "missing_hidden": not may_name,
        "may_enter": request.user.may(Permission.ENTER_RESPONSES),
        "twins": stream.twins_to_judge(consultation) if may_read else 0,
        "may_read": may_read,
    }
    return render(request, "consultations/hear/live.html", context)


def divisions(consultation, *, exactly):
    """The responses divided in each way, with a chart where there is anything to draw."""
    time_head, by_time = stream.by_time(consultation, exactly=exactly)
    yield division("time", f"By {time_head.split()[0].lower()}", time_head, by_time, "responses")
    for column, title, head in (
        ("respondent_type", "Who is responding", "Responding as"),
        ("district", "Where they work", "District"),
        ("channel", "How responses reach us", "Channel"),
    ):
        shown = stream.divided(consultation, column, exactly=exactly)
        yield division(column, title, head, shown, "responses")
    reached = stream.pages_reached(consultation, exactly=exactly)
    yield division("page", "Where those who have not sent are", "Page", reached, "drafts")


def division(key, title, head, shown, who):
    """One chart with its table."""
    base = f"Base: all {who}, {shown.base}"
    chart = bar_svg(BarChart(title, shown.cells, base), f"chart-{key}") if shown.shown else None
    # A breakdown answers to every name as to a label, so a template gets its parts.
    return {
        "key": key,
        "title": title,
        "head": head,
        "base": base,
        "number": shown.base.count,
        "cells": shown.cells,
        "note": shown.note,
        "chart": chart,
    }


def missing(consultation):
    """Groups and places from which nothing has come."""
    asked = (
        ("Groups", stream.not_heard(consultation, "respondent_type")),
        ("Places", stream.not_heard(consultation, "district")),
    )
    return [(title, names) for title, names in asked if names]
