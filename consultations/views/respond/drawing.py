"""Drawing the pages people write on."""

from django.shortcuts import render

from civilsociety.ui.clock import today
from civilsociety.ui.words import local, uk_datetime, uk_time
from consultations.forms.closing import DetailsPage, read_details
from consultations.forms.respond import SectionPage
from consultations.queries.naming import profile_of
from consultations.questionnaire.answers import loose_values
from consultations.questionnaire.conditions import shown
from consultations.questionnaire.kinds import Kind
from consultations.views.respond.door import token_for, trail

# Pages of ours beside those of the sections; a section called like one has another address.
RESERVED = frozenset(
    ["save", "last", "check", "send", "done", "later", "return", "organisation", "change",
     "withdraw", "leave", "section"]
)  # fmt: skip


def visible_sections(questionnaire, raw):
    """The sections these answers show, in order."""
    keys, _ = shown(questionnaire, loose_values(questionnaire, raw) if raw else {})
    return [each for each in questionnaire.sections if each.key in keys]


def section_address(arrival, key):
    """The address of a section's page, also of one that is called like a page of ours."""
    return arrival.address("named_section" if key in RESERVED else "section", key)


def show_section(arrival, found, raw=None, checked=None, details_errors=None, token=None):
    """Draws one page: empty, as saved, or as just typed with what is wrong."""
    raw = prefilled(arrival, found) if raw is None else raw
    page = SectionPage(arrival.questionnaire, found, raw, checked=checked)
    details = None
    if arrival.questionnaire.is_short:
        typed = details_typed(arrival)
        details = DetailsPage(typed, details_errors, ask_told=not arrival.visit.is_change)
    context = (
        base_context(arrival)
        | places(arrival, found, raw)
        | {
            "page": page,
            "form": page,
            "formset": details,
            "details": details,
            "problems": page.problems + (details.problems if details else []),
            "token": token or token_for(arrival),
            "action": arrival.request.get_full_path(),
            "save_url": arrival.address("save", found.key),
            "keep_name": f"{arrival.consultation.slug}/{found.key}",
        }
    )
    return render(arrival.request, "consultations/respond/section.html", context)


def details_typed(arrival):
    """The last page's fields: as just typed, as saved, or with the person's own address."""
    if arrival.request.method == "POST" and "d_email" in arrival.request.POST:
        return read_details(arrival.request.POST)
    typed = dict(arrival.visit.details)
    if not typed and (user := arrival.user):
        typed = {"name": user.name, "email": user.email}
    return typed


def prefilled(arrival, found):
    """What was saved; for somebody signed in, their organisation where nothing was typed yet."""
    raw, user = arrival.visit.raw, arrival.user
    question = arrival.questionnaire.of_kind(Kind.ORGANISATION)
    if user is None or question not in found.questions or f"{question.field}__name" in raw:
        return raw
    profile = profile_of(user)
    if profile is None:
        return raw
    parts = ("name", "charity_number", "company_number")
    return raw | {
        f"{question.field}__{part}": [value] for part in parts if (value := getattr(profile, part))
    }


def places(arrival, found, raw):
    """Which part of how many, and what the buttons say."""
    short = arrival.questionnaire.is_short
    keys = [each.key for each in visible_sections(arrival.questionnaire, raw)]
    change = arrival.visit.is_change
    return {
        "place": keys.index(found.key) + 1 if found.key in keys else None,
        "places": len(keys) + 1,
        "heading": arrival.consultation.title if short else found.title,
        "back": not short and keys[:1] != [found.key],
        "main_act": "send" if short else "next",
        "main_words": ("Send your changes" if change else "Send your response")
        if short
        else "Save and continue",
    }


def base_context(arrival):
    """What every page of answering shows around its questions."""
    visit = arrival.visit
    draft = visit.writing
    return {
        "consultation": arrival.consultation,
        "is_short": arrival.questionnaire.is_short,
        "is_change": visit.is_change,
        "reference": visit.response.reference if visit.response else "",
        "in_grace": arrival.in_grace,
        "trail": trail(arrival.consultation),
        "saved_mark": int(draft.updated_at.timestamp() * 1000) if draft else 0,
        "saved_words": f"Saved at {said(draft.updated_at)}." if draft else "",
        "keep_prefix": f"{arrival.consultation.slug}/",
    }


def said(moment):
    """When it was saved: the time alone if it was today."""
    return uk_time(moment) if local(moment).date() == today() else uk_datetime(moment)


def show_last(arrival, errors=None):
    """Draws the last page."""
    details = DetailsPage(details_typed(arrival), errors, ask_told=not arrival.visit.is_change)
    sections = visible_sections(arrival.questionnaire, arrival.visit.raw)
    context = base_context(arrival) | {
        "details": details,
        "form": details,
        "problems": details.problems,
        "heading": "Before you send",
        "place": len(sections) + 1,
        "places": len(sections) + 1,
        "back": True,
        "main_act": "check",
        "main_words": "Save and check your answers",
        "token": token_for(arrival),
        "action": arrival.request.get_full_path(),
        "save_url": arrival.address("save_last"),
        "keep_name": f"{arrival.consultation.slug}/",
    }
    return render(arrival.request, "consultations/respond/last.html", context)
