"""Runs a whole round as people would: from the call to the evaluation; then opens the next."""

from datetime import date, timedelta
from pathlib import Path

import yaml

from civilsociety.accounts.actions import give_role, welcome
from civilsociety.accounts.models import User
from civilsociety.audit.actions import SYSTEM
from civilsociety.budget import actions as budget
from civilsociety.budget.demonstration.texts import FOUNDATION
from civilsociety.budget.models import Head, Year
from civilsociety.decisions import actions as decisions
from civilsociety.decisions.models import Authority, Decision, Purpose
from civilsociety.organisations.actions import confirm, register
from civilsociety.organisations.models import Organisation
from funding.actions import programmes
from funding.demonstration.grants.awards import settle
from funding.demonstration.grants.bids import bring_in
from funding.demonstration.grants.judged import judge
from funding.demonstration.grants.moments import at, key_of
from funding.models import Programme, Reason
from funding.models.choices import ProgrammeKind

SLUG = "strategic-recovery-fund"
REFERENCE = "SAMPLE/23/00002"
TEXTS = Path(__file__).with_name("texts.yaml")
DEPARTMENT = "Strategy, Policy, Relationships and Corporate Assurance"
SET_ASIDE = 110_000_00  # pence, for this round and the next ones
DECISION = {
    "reference": REFERENCE,
    "title": "Strategic Recovery Fund: grants of our own",
    "maker_kind": "cabinet_member",
    "maker_post": "Cabinet Member for Community Services",
    "taken_on": date(2023, 6, 29),
    "decision": "1. Go on with the Strategic Recovery Fund as rounds of grants that the council "
    "gives itself, with £110,000.\n2. Award each grant on the advice of a panel.",
    "reasons": "The first year reached groups that had never had a grant of ours. Rounds of our "
    "own cost less for each pound, and every applicant gets an answer with reasons.",
    "alternatives": "- **A second year through a partner** was rejected: the partner's own funds "
    "take its time.\n- **Ending the fund** was rejected: demand was twice the money.",
    "conflicts": "None were declared.",
    "is_key": False,
    "key_reason": "The amount is below £1,000,000 and the effect on any one division is small.",
    "all_divisions": True,
}


def load(*, officer, holder, maker, today):
    """Loads the fund with two rounds; a second time nothing changes.

    `officer` runs it, `holder` sets the money aside, `maker` decides. The assessors and the
    second officer are made here.
    """
    if Decision.objects.filter(reference=REFERENCE).exists():
        return
    texts = yaml.safe_load(TEXTS.read_text())
    cast = _cast(texts, officer, holder)
    for key, (use, label, text) in texts["reasons"].items():
        words = {"use": use, "label": label, "text": text}
        Reason.objects.get_or_create(key=key, defaults=words)
    authority, year = _decided(officer, maker), Year.objects.get(starts_on=date(2023, 4, 1))
    budget.allocate(
        year=year,
        head=Head.objects.get(key=SLUG),
        pence=SET_ASIDE,
        decision=authority.decision,
        by=holder,
        reason="Sample entry, invented for the demonstration.",
        key=key_of("allocate"),
        now=at(2023, 7, 14),
    )
    programme = _programme(texts, authority, officer)
    first = _round(
        programme,
        texts,
        officer,
        name="Autumn round 2023 (sample)",
        year=year,
        money_pence=30_000_00,
        opens_at=at(2023, 9, 4, 9),
        closes_at=at(2023, 10, 2, 17),
        panel_on=date(2023, 10, 26),
        decision_by=date(2023, 11, 10),
        starts_from=date(2023, 12, 1),
        now=at(2023, 8, 21),
    )
    bids = bring_in(first, texts["bids"], cast, first_day=date(2023, 9, 11))
    judge(first, texts["bids"], bids, cast)
    settle(first, texts, bids, cast, authority)
    second = _next_round(programme, texts, officer, year, today)
    bring_in(second, texts["waiting"], cast, first_day=today - timedelta(days=6))


def _cast(texts, officer, holder):
    """Everybody who acts: by what they do, and the assessors by their address."""
    people = {email: _person(email, name, "assessor") for email, name in texts["assessors"]}
    second = _person(*texts["second_officer"], "funding_officer")
    return {"officer": officer, "holder": holder, "second": second, "assessors": people}


def _person(email, name, role):
    user = welcome(email=email, name=name, by=SYSTEM, is_sample=True)
    held = user.role_assignments.filter(ended_at=None).values_list("role", flat=True)
    if role not in held:
        give_role(user=user, role=role, by=SYSTEM)
    return User.objects.get(pk=user.pk)


def _decided(officer, maker):
    """The sample decision that the rounds rest on."""
    decision = decisions.start(by=officer, is_sample=True, **DECISION)
    decisions.add_authority(
        decision=decision,
        purpose=Purpose.objects.get(key=SLUG),
        up_to_pence=SET_ASIDE,
        by=officer,
    )
    decisions.publish(decision=decision, by=maker, now=at(2023, 6, 29))
    return Authority.objects.select_related("decision", "purpose").get(decision=decision)


def _programme(texts, authority, officer):
    words = texts["programme"]
    head = Head.objects.get(key=SLUG)
    programme = programmes.add_programme(
        slug=SLUG,
        code="SRF",
        kind=ProgrammeKind.GRANT_ROUND,
        name=words["name"],
        summary=words["summary"],
        head=head,
        authority=authority,
        objective=head.objective,
        department=DEPARTMENT,
        by=officer,
    )
    written = {name: text for name, text in words.items() if name not in {"name", "summary"}}
    programmes.change_texts(programme=programme, by=officer, **written)
    programmes.change_terms(
        programme=programme,
        by=officer,
        authority=authority,
        head=head,
        least_pence=1_000_00,
        most_pence=10_000_00,
        partner=_foundation(officer),
    )
    for each in texts["criteria"]:
        programmes.add_criterion(programme=programme, by=officer, **each)
    for each in texts["eligibility"]:
        programmes.add_eligibility_question(programme=programme, by=officer, **each)
    for each in texts["indicators"]:
        programmes.add_indicator(programme=programme, by=officer, **each)
    programmes.publish_programme(programme=programme, by=officer)
    Programme.objects.filter(pk=programme.pk).update(is_sample=True)
    return programme


def _foundation(officer):
    """The partner that awarded the fund's first year."""
    foundation = register(
        name=FOUNDATION, kind="registered_charity", district="kent_wide", by=officer,
        is_sample=True,
    )  # fmt: skip
    confirm(organisation=foundation, by=officer)
    return Organisation.objects.get(pk=foundation.pk)


def _round(programme, texts, officer, *, now, **fields):
    """A published round; the first one gets its questions, later ones copy them."""
    call = programmes.start_call(programme=programme, by=officer, **fields)
    criteria = list(programme.criteria.all())
    last = None
    for each in [] if call.questions.exists() else texts["questions"]:
        asked = {"help": "", "required": True, "max_words": None, "options": []} | each
        asked["criterion"] = criteria[each["criterion"]] if "criterion" in each else None
        last = programmes.add_question(call=call, by=officer, after=last, **asked)
    type(call).objects.filter(pk=call.pk).update(is_sample=True)
    return programmes.publish_call(call=call, by=officer, now=now)


def _next_round(programme, texts, officer, year, today):
    """A round that is open today, so that a visitor can apply."""
    opened, closes = today - timedelta(days=12), today + timedelta(days=30)
    return _round(
        programme,
        texts,
        officer,
        name="Round open now (sample)",
        year=year,
        money_pence=40_000_00,
        opens_at=at(opened.year, opened.month, opened.day, 9),
        closes_at=at(closes.year, closes.month, closes.day, 17),
        panel_on=closes + timedelta(days=24),
        decision_by=closes + timedelta(days=38),
        starts_from=closes + timedelta(days=45),
        now=at(opened.year, opened.month, opened.day, 8),
    )
