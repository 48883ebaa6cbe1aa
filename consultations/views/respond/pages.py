"""The pages people write on: start, one page a section, the last page."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from civilsociety.accounts.access import public
from consultations.actions.respond import save_details, save_page
from consultations.forms.closing import check_details, read_details
from consultations.forms.respond import check_page
from consultations.queries.keys import key_of
from consultations.queries.naming import likely_for, named_in, profile_of
from consultations.questionnaire.answers import read_raw
from consultations.questionnaire.kinds import Kind
from consultations.views.respond import pristine
from consultations.views.respond.door import (
    arriving,
    keep_key,
    limited,
    sent_already,
    writing,
)
from consultations.views.respond.drawing import (
    base_context,
    section_address,
    show_last,
    show_section,
    visible_sections,
)
from consultations.views.respond.sending import send_short


@public
@require_safe
@arriving
@writing
def start(arrival):
    """Before the first page: how it works, how to come back. A short one begins at once."""
    visit = arrival.visit
    if arrival.questionnaire.is_short:
        return redirect(section_address(arrival, arrival.questionnaire.sections[0].key))
    if visit.response and not visit.writing:
        return redirect(arrival.address("done"))
    sections = visible_sections(arrival.questionnaire, visit.raw)
    reached = visit.writing.section_key if visit.writing else ""
    here = next((s for s in sections if s.key == reached), sections[0] if sections else None)
    context = base_context(arrival) | {
        "sections": sections,
        "begun": visit.writing,
        "first": section_address(arrival, here.key) if here else arrival.address("last"),
        "return_address": arrival.address("return"),
    }
    return render(arrival.request, "consultations/respond/start.html", context)


@public
@require_http_methods(["GET", "HEAD", "POST"])
@arriving
@writing
def section(arrival, section_key):
    """One page of the questionnaire: shown, kept as typed, checked, and on to the next."""
    found = arrival.questionnaire.section(section_key)
    if found is None:
        raise Http404
    if arrival.request.method == "POST":
        return limited(arrival) or _take(arrival, found)
    if arrival.visit.response and not arrival.visit.writing:
        return redirect(arrival.address("done"))
    return pristine.page(arrival, found, show_section) or show_section(arrival, found)


def _take(arrival, found):
    """Keeps what was typed, then goes where the pressed button says."""
    posted = arrival.request.POST
    raw = read_page(arrival, found)
    details = read_details(posted) if arrival.questionnaire.is_short else None
    then = posted.get("then", "next")
    if then == "send" and arrival.questionnaire.is_short:
        return send_short(arrival, found, {**arrival.visit.raw, **raw}, details)
    if not keep(arrival, found, raw, details):
        return sent_already(arrival)
    everything = {**arrival.visit.raw, **raw}
    if then in {"back", "later"}:
        return with_key(arrival, redirect(_elsewhere(arrival, found, everything, then)))
    checked = check_page(arrival.questionnaire, found, everything)
    if checked.errors:
        return with_key(arrival, show_section(arrival, found, everything, checked))
    return with_key(arrival, redirect(_onward(arrival, found, everything, then)))


def keep(arrival, found, raw, details=None):
    """Saves one page as it was typed; False when the response was sent in the meantime."""
    return save_page(
        visit=arrival.visit,
        submission_key=arrival.submission_key,
        section=found,
        raw=raw,
        details=details,
        user=arrival.user,
        begun_at=arrival.shown_at or arrival.now,
        now=arrival.now,
    )


def with_key(arrival, response):
    """Lets the browser keep the key of a draft that was just begun."""
    if arrival.visit.key is None or arrival.user:
        keep_key(response, arrival.consultation, key_of(arrival.submission_key), arrival.now)
    return response


def read_page(arrival, found):
    """The raw answers of the page. Which known organisation is meant is never taken from it:
    that was chosen on a page of its own, and holds while the name stays the same."""
    raw = read_raw(found, arrival.request.POST)
    question = arrival.questionnaire.of_kind(Kind.ORGANISATION)
    if question in found.questions:
        raw[f"{question.field}__known"] = _still_known(arrival, question, raw)
    return raw


def _still_known(arrival, question, raw):
    names = [f"{question.field}__{part}" for part in ("name", "charity_number", "company_number")]
    before = arrival.visit.raw
    if all(raw.get(name, []) == before.get(name, []) for name in names):
        return before.get(f"{question.field}__known", [])
    profile = profile_of(arrival.user) if arrival.user else None
    return [str(profile.pk)] if profile and raw.get(names[0]) == [profile.name] else []


def _onward(arrival, found, raw, then):
    question, named = named_in(arrival.questionnaire, raw)
    if question in found.questions and named and not named["known"] and likely_for(named):
        return arrival.address("organisation") + ("?to=check" if _to_check(arrival) else "")
    if then == "check" or _to_check(arrival):
        return arrival.address("check")
    return _neighbour(arrival, found, raw, 1)


def _elsewhere(arrival, found, raw, then):
    if then == "later":
        return arrival.address("later")
    return _neighbour(arrival, found, raw, -1)


def _to_check(arrival):
    return arrival.request.GET.get("to") == "check"


def _neighbour(arrival, found, raw, step):
    keys = [each.key for each in visible_sections(arrival.questionnaire, raw)]
    place = keys.index(found.key) + step if found.key in keys else 0
    if place < 0:
        return arrival.address("")
    return section_address(arrival, keys[place]) if place < len(keys) else arrival.address("last")


@public
@require_http_methods(["GET", "HEAD", "POST"])
@arriving
@writing
def last(arrival):
    """The last page: publishing, the outcome, the receipt."""
    if arrival.request.method != "POST":
        if arrival.visit.response and not arrival.visit.writing:
            return redirect(arrival.address("done"))
        return show_last(arrival)
    if too_often := limited(arrival):
        return too_often
    details = read_details(arrival.request.POST)
    if not keep_details(arrival, details):
        return sent_already(arrival)
    then = arrival.request.POST.get("then", "check")
    errors = check_details(details, ask_told=not arrival.visit.is_change)
    if then in {"back", "later"}:
        return with_key(arrival, redirect(_before_last(arrival, then)))
    if errors:
        return with_key(arrival, show_last(arrival, errors))
    return with_key(arrival, redirect(arrival.address("check")))


def keep_details(arrival, details):
    """Saves the last page; False when the response was sent in the meantime."""
    return save_details(
        visit=arrival.visit,
        submission_key=arrival.submission_key,
        details=details,
        user=arrival.user,
        begun_at=arrival.shown_at or arrival.now,
        now=arrival.now,
    )


def _before_last(arrival, then):
    if then == "later":
        return arrival.address("later")
    sections = visible_sections(arrival.questionnaire, arrival.visit.raw)
    return section_address(arrival, sections[-1].key) if sections else arrival.address("")
