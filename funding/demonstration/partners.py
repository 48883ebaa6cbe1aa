"""What partners do with the council's money: a regrant, and a commissioned pilot.

That the fund is run through Kent Community Foundation with £330,000 and the pilot with the
Ashford Volunteer Centre with £170,000 is on the public record. The grants, milestones, figures
and notes below are invented, and say so.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from civilsociety.accounts.actions import welcome
from civilsociety.audit.actions import SYSTEM
from civilsociety.budget.models import Commitment, Head, Move
from civilsociety.budget.states import Kind
from civilsociety.decisions.models import Authority
from civilsociety.organisations.actions import confirm, confirm_member, join, register
from civilsociety.organisations.models import Organisation
from civilsociety.organisations.states import Status
from funding.actions.awarding import take_in
from funding.actions.partners import apply_import, ask_import, check_file
from funding.actions.partners.readings import give_readings, write_note
from funding.actions.register import publish_award
from funding.demonstration import partners_texts as texts
from funding.models import Indicator, Milestone, Payment, Programme
from funding.models.choices import ProgrammeKind, RegrantType
from funding.queries.partners.indicators import PLACES
from funding.states import AwardState, MilestoneState, PaymentState, ProgrammeState

LONDON = ZoneInfo("Europe/London")


def load(*, officer, holder, today):
    """Loads both; a second time nothing changes.

    `officer` and `holder` are the two who paid; the budget's demonstration comes before.
    """
    fund = _award(texts.FUND, officer=officer, kind=ProgrammeKind.REGRANT)
    if fund and not fund.onward_grants.exists():
        _payments(fund, officer, holder)
        _onward_grants(fund, officer)
    pilot = _award(texts.PILOT, officer=officer, kind=ProgrammeKind.PILOT)
    if pilot and not pilot.milestones.exists():
        payments = _payments(pilot, officer, holder)
        _milestones(pilot, payments, officer, holder)
        _figures(pilot, officer)


def _at(*moment):
    return datetime(*moment, tzinfo=LONDON)


def _award(about, *, officer, kind):
    """The award of a commitment that the ledger's demonstration made; it runs and is published."""
    commitment = Commitment.objects.filter(
        head__key=about["slug"], payee_name=about["partner"]
    ).first()
    if commitment is None:
        return None
    partner = _partner(about, officer)
    award = take_in(
        commitment=commitment,
        programme=_programme(about, kind, partner),
        organisation=partner,
        title=about["title"],
        summary=about["summary"],
        awarded_on=about["awarded_on"],
        starts_on=about["awarded_on"],
        ends_on=about["ends_on"],
        districts=["kent_wide"],
        by=officer,
        now=_at(2022, 1, 12, 10),
        is_sample=True,
    )
    if award.state == AwardState.DECIDED:
        _run(award, about, kind)
    return award


def _run(award, about, kind):
    """What was agreed on paper before the portal: it has no offer and no reports here."""
    award.state, award.accepted_at = AwardState.ACCEPTED, _at(2022, 1, 12, 10)
    award.accepted_name = about["partner"]
    if kind == ProgrammeKind.REGRANT:
        award.regrant_type = RegrantType.COMMON
    award.save()
    # The register begins with the next year: what came back before is in its first version.
    publish_award(award=award, now=_at(2022, 4, 5, 10))


def _partner(about, officer):
    """The partner, with somebody who signs in for it."""
    partner = _organisation(about["partner"], officer)
    email, name = about["person"]
    person = welcome(email=email, name=name, by=SYSTEM, is_sample=True)
    place = join(user=person, organisation=partner, position="employee")
    confirm_member(membership=place, by=officer)
    return partner


def _organisation(name, officer):
    known = Organisation.objects.filter(name=name).exclude(status=Status.MERGED).first()
    if known:
        return known
    partner = register(
        name=name, kind="registered_charity", district="kent_wide", by=officer, is_sample=True
    )
    confirm(organisation=partner, by=officer)
    return Organisation.objects.get(pk=partner.pk)


def _programme(about, kind, partner):
    head = Head.objects.get(key=about["slug"])
    authority = Authority.objects.to_spend().filter(purpose__key=about["slug"]).first()
    programme, new = Programme.objects.get_or_create(
        slug=about["slug"],
        defaults={
            "name": head.name,
            "code": about["code"],
            "kind": kind,
            "head": head,
            "authority": authority,
            "objective": head.objective,
            "summary": about["in_short"],
            "about": about["about"],
            "department": texts.DEPARTMENT,
            "partner": partner,
            "regrant_type": RegrantType.COMMON if kind == ProgrammeKind.REGRANT else "",
            "state": ProgrammeState.PUBLISHED,
            "is_sample": True,
            "created_at": _at(2021, 12, 21, 9),
        },
    )
    if not programme.indicators.exists():
        for position, each in enumerate(about["indicators"], 1):
            Indicator.objects.create(programme=programme, position=position, **each)
    return programme


def _payments(award, officer, holder):
    """The ledger's payments as payments of the award, each under its move."""
    commitments = award.promises.values("commitment")
    moves = Move.objects.filter(kind=Kind.PAY, entries__commitment__in=commitments)
    known = set(Payment.objects.filter(award=award).values_list("move", flat=True))
    for number, move in enumerate(moves.distinct().order_by("pk"), 1):
        if move.pk not in known:
            Payment.objects.create(
                award=award,
                number=number,
                amount_pence=move.amount_pence,
                due_on=move.on,
                what_for=f"Part {number} (sample)",
                state=PaymentState.PAID,
                proposed_by=officer,
                proposed_at=move.at,
                released_by=holder,
                released_at=move.at,
                move=move,
            )
    return list(award.payments.order_by("number"))


def _onward_grants(award, officer):
    """The Foundation's list, brought in as any list is."""
    now = _at(2022, 10, 3, 10)
    job = ask_import(
        award=award,
        file_name="onward-grants-september-2022-sample.csv",
        content=texts.grants_csv(),
        by=officer,
        now=now,
    )
    check_file(job=job, now=now)
    job.refresh_from_db()
    apply_import(job=job, by=officer, now=now)


def _milestones(award, payments, officer, holder):
    for number, each in enumerate(texts.MILESTONES, 1):
        accepted = each["accepted_on"]
        answered = {}
        if accepted:
            answered = {
                "answered_by": officer,
                "answered_at": _at(accepted.year, accepted.month, accepted.day, 14),
            }
        given = each["given_on"]
        Milestone.objects.create(
            award=award,
            number=number,
            title=each["title"],
            evidence_needed=each["needed"],
            due_on=each["due_on"],
            payment=payments[number - 1] if accepted and number <= len(payments) else None,
            state=MilestoneState.ACCEPTED if accepted else MilestoneState.EVIDENCED,
            evidence=each["evidence"],
            given_by=holder,
            given_at=_at(given.year, given.month, given.day, 11),
            answer=each["answer"],
            **answered,
        )


def _figures(award, officer):
    """Four quarters of every indicator and district, and two notes of cases."""
    indicators = list(award.programme.indicators.order_by("position"))
    for number, (quarter, told_on) in enumerate(texts.QUARTERS):
        changes = {
            (indicator, place): (None, texts.figure(position, spot, number))
            for position, indicator in enumerate(indicators)
            for spot, (place, _) in enumerate(PLACES)
        }
        now = _at(told_on.year, told_on.month, told_on.day, 9)
        give_readings(award=award, quarter=quarter, changes=changes, by=officer, now=now)
    for note in texts.NOTES:
        write_note(award=award, by=officer, now=_at(2022, 10, 10, 9), **note)
