"""One programme as everybody reads it: its round, its dates, its story, its other rounds."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from civilsociety.budget.slots import promised_in
from civilsociety.decisions.states import IN_FORCE
from civilsociety.ui import navigation
from civilsociety.ui.words import pounds, uk_date, uk_datetime
from funding.models import (
    Award,
    OnwardGrant,
    PledgeRules,
    ProgrammeDocument,
    ProgrammeKind,
    ProjectKind,
)
from funding.queries.programmes.listing import call_that_matters, size_of
from funding.queries.programmes.odds import odds_of
from funding.states import CallState, EvaluationState, ProgrammeState

# How the weight of a criterion is said.
TIMES = {1: "counts once", 2: "counts twice"}


@dataclass(frozen=True)
class Moment:
    """A date of a round: when, in words, what happens, and whether it has passed."""

    when: str
    what: str
    note: str
    passed: bool


def prospectus_of(programme, *, now):
    """Everything the page of a programme shows."""
    calls = list(programme.calls.public().order_by("-closes_at"))
    call = call_that_matters(calls, now=now)
    has_round = call is not None and call.state != CallState.CANCELLED
    applied = has_round and programme.kind == ProgrammeKind.GRANT_ROUND
    return {
        "programme": programme,
        "call": call,
        "is_open": _gives(programme) and bool(call) and call.is_open(now),
        "is_coming": _gives(programme) and bool(call) and call.is_forthcoming(now),
        "size": size_of(programme),
        "criteria": [(each, times(each.weight)) for each in programme.criteria.all()],
        "timeline": timeline(call, now=now) if has_round else [],
        "odds": odds_of(call, now=now) if applied and not call.has_closed(now) else None,
        "documents": documents_of(programme),
        "can_check": programme.eligibility_questions.exists(),
        "other_calls": [each for each in calls if each != call],
        "knots": thread_of(programme),
        **_pledging(programme),
        "projects_url": _projects(programme),
        "grants_url": navigation.address("funding:grants"),
        "contact": programme.contact_email or settings.CONTACT_EMAIL,
        "ended": programme.state == ProgrammeState.ENDED,
    }


def _gives(programme):
    return programme.state == ProgrammeState.PUBLISHED


def times(weight):
    """“counts twice”, as people say it."""
    return TIMES.get(weight, f"counts {weight} times")


def timeline(call, *, now):
    """The dates of a round in order, those that have passed marked."""
    if call.programme.kind != ProgrammeKind.GRANT_ROUND:
        return _of_pledges(call, now)
    found = [
        _at(call.opens_at, "Opens", "You can start an application and save it.", now),
        _at(call.closes_at, "Closes", "What is not sent by then cannot be considered.", now),
    ]
    if call.panel_on:
        note = "People from the council and the sector read every bid and recommend."
        found.append(_on(call.panel_on, "The panel meets", note, now))
    note = "Every applicant gets an answer with reasons by this day."
    found.append(_on(call.decision_by, "You hear by", note, now))
    if call.starts_from:
        note = "Nothing that began before can be paid for."
        found.append(_on(call.starts_from, "Projects may start", note, now))
    return found


def _of_pledges(call, now):
    """The dates of a round in which nobody applies to us."""
    return [
        _at(call.opens_at, "Opens", "We look at projects that are on the platform.", now),
        _at(call.closes_at, "Closes", "After this the next round looks at new projects.", now),
        _on(call.decision_by, "Answers by", "Each project knows what we pledge by this day.", now),
    ]


def _at(moment, what, note, now):
    return Moment(uk_datetime(moment), what, note, moment <= now)


def _on(day, what, note, now):
    over = timezone.localdate(now) > day
    return Moment(uk_date(day), what, note, over)


def documents_of(programme):
    """The programme's own documents, without their bytes."""
    return list(ProgrammeDocument.objects.filter(programme=programme).defer("content"))


def _projects(programme):
    """Where the projects of a crowd stand; nothing for other kinds."""
    crowd = programme.kind == ProgrammeKind.CROWDFUNDING
    return reverse("funding:projects", args=[programme.slug]) if crowd else ""


def _pledging(programme):
    """The rules of pledging, and what is left out of it in words."""
    if programme.kind != ProgrammeKind.CROWDFUNDING:
        return {}
    rules = PledgeRules.objects.filter(programme=programme).first()
    excluded = [ProjectKind(kind).label for kind in rules.excluded_kinds] if rules else []
    return {"pledge_rules": rules, "excluded_kinds": excluded}


def thread_of(programme):
    """Why this money is there: what was promised, decided, set aside; and what came of it."""
    return [*_promised(programme), *_decided(programme), _here(programme), *_after(programme)]


def _promised(programme):
    promises = promised_in.fill(programme.head)
    for promise in promises:
        yield _knot("Promised in the strategy", promise.text, promise.url, promise.note)
    if not promises:
        yield _knot("Objective of the strategy", programme.objective)


def _decided(programme):
    authority = programme.authority
    if authority is None or authority.decision.state not in IN_FORCE:
        return
    decision = authority.decision
    note = f"Up to {pounds(authority.up_to_pence)}"
    if authority.is_delegation:
        note += f", decided grant by grant by the {authority.delegate_to}"
    text = f"{decision.reference} {decision.title}"
    yield _knot("Decided", text, decision.get_absolute_url(), note)


def _here(programme):
    return _knot("On offer", programme.name, note=programme.summary, state="here")


def _after(programme):
    money = reverse("budget:programme", args=[programme.head.key])
    yield _knot("The pounds", f"How {programme.head} stands in the budget", money)
    register = navigation.address("funding:grants")
    if register:
        url = f"{register}?programme={programme.slug}"
        yield _knot("What came of it", "Every grant awarded, with its purpose", url)
    for award in _passed_on(programme):
        url = reverse("funding:onward", args=[award.pk])
        text = f"Grants that {award.organisation} made out of ours"
        yield _knot("Passed on", text, url, uk_date(award.awarded_on))
    for each in programme.evaluations.filter(state=EvaluationState.PUBLISHED):
        url = reverse("funding:evaluation", args=[programme.slug, each.pk])
        yield _knot("What was learned", each.title, url)


def _passed_on(programme):
    """Its published awards out of which a partner made grants."""
    through = OnwardGrant.objects.filter(award__programme=programme).values("award")
    found = Award.objects.filter(pk__in=through, published__is_latest=True)
    return found.select_related("organisation").order_by("pk")


def _knot(word, text, url="", note="", state=""):
    return {"word": word, "text": text, "url": url, "note": note, "state": state}
