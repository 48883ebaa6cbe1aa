"""Moves the sample money as people would: held, promised, paid, returned, approved by a second."""

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from civilsociety.budget import actions
from civilsociety.budget.demonstration import texts
from civilsociety.budget.demonstration.year_end import (
    close_first_year,
    propose_one,
    try_a_list,
)
from civilsociety.budget.models import Commitment, Head, Line, Source, Year
from civilsociety.decisions.models import Authority, Decision, Purpose

LONDON = ZoneInfo("Europe/London")


def load(*, officer, holder, kitchen, today):
    """Loads three years; a second time nothing changes.

    `officer` promises and pays, `holder` sets money aside and approves, `kitchen` is a sample
    organisation that gets a pledge.
    """
    if Year.objects.filter(starts_on=texts.YEARS[0]).exists():
        return
    hand = _Hand(officer, holder)
    years = [_open(hand, starts_on) for starts_on in texts.YEARS]
    heads = {each["key"]: _head(hand, each) for each in texts.HEADS}
    _set_aside(hand, years)
    _first_year(hand, years, heads)
    _second_year(hand, years, heads)
    _third_year(hand, years, heads, kitchen, today)
    close_first_year(hand, years[0])
    propose_one(hand, years[1], heads["strategic-recovery-fund"])
    try_a_list(hand, years[2], heads["crowdfund-kent"])
    Commitment.objects.update(is_sample=True)


class _Hand:
    """Who acts when, each act with a key of its own so that it is done once."""

    def __init__(self, officer, holder):
        self.officer, self.holder, self.number = officer, holder, 0

    def does(self, *when, by=None, reason=texts.SAMPLE):
        """What every act is given: the moment in UK time, the person, a reason and a key."""
        self.number += 1
        return {
            "now": datetime(*(when if len(when) > 3 else (*when, 10)), tzinfo=LONDON),
            "by": by or self.officer,
            "reason": reason,
            "key": uuid5(NAMESPACE_URL, f"demonstration/{self.number}"),
        }

    def together(self, *when, act, terms):
        """What one proposes in the morning and the other approves in the afternoon."""
        proposal = actions.propose(act=act, terms=terms, **self.does(*when))
        at = datetime(*when, 15, tzinfo=LONDON)
        return actions.approve(proposal=proposal, by=self.holder, now=at).move


def _open(hand, starts_on):
    given = hand.does(2021, 12, 20, by=hand.holder)
    del given["key"]
    return actions.open_year(
        starts_on=starts_on,
        ceilings=dict.fromkeys(_sources(), texts.EACH),
        decision=_decision(texts.FRAMEWORK),
        **given,
    )


def _sources():
    return [
        Source.objects.get_or_create(key=key, defaults={"name": name, "position": place})[0]
        for place, (key, name) in enumerate(texts.SOURCES, 1)
    ]


def _head(hand, particulars):
    purpose = Purpose.objects.get(key=particulars["key"])
    now = datetime(2021, 12, 20, 10, tzinfo=LONDON)
    found = Head.objects.filter(key=particulars["key"]).first()
    return found or actions.add_head(purpose=purpose, by=hand.holder, now=now, **particulars)


def _decision(reference):
    return Decision.objects.get(reference=reference, version=1)


def _authority(key):
    return Authority.objects.to_spend().select_related("decision", "purpose").get(purpose__key=key)


def _set_aside(hand, years):
    """£350,000 of each source for each year; the first late, because the decision was."""
    days = ((2021, 12, 20), (2022, 4, 1), (2023, 4, 3))
    for year, day in zip(years, days, strict=True):
        for source in _sources():
            actions.appropriate(
                year=year,
                source=source,
                pence=texts.EACH,
                decision=_decision(texts.FRAMEWORK),
                **hand.does(*day, by=hand.holder),
            )


def _allocate(hand, year, head, pounds, decision, *day):
    return actions.allocate(
        year=year,
        head=head,
        pence=pounds * 100,
        decision=decision,
        **hand.does(*day, by=hand.holder),
    )


def _pay(hand, commitment, pence, reference, *day):
    return actions.pay(commitment=commitment, pence=pence, reference=reference, **hand.does(*day))


def _first_year(hand, years, heads):
    """2021/22: the recovery fund and the pilot; what nobody needed is carried forward."""
    year, fund, pilot = years[0], heads["strategic-recovery-fund"], heads["volunteering-pilot"]
    for head, pounds in ((fund, 330_000), (pilot, 170_000)):
        _allocate(hand, year, head, pounds, _authority(head.key).decision, 2021, 12, 21)
    _recovery(hand, year, fund)
    _pilot(hand, year, pilot)
    line = {"year": year, "head__is_unallocated": True}
    for each in Line.objects.filter(**line, available_pence__gt=0).order_by("pk"):
        terms = {"line": each.pk, "pence": each.available_pence}
        hand.together(2022, 3, 30, act="carry_balance", terms=terms)


def _recovery(hand, year, fund):
    """Held for the panel, promised, paid in three; some came back."""
    held = actions.reserve(
        year=year,
        head=fund,
        title="Strategic Recovery Fund, agreement with the Foundation",
        pence=33_000_000,
        expires_on=datetime(2022, 1, 31, tzinfo=LONDON).date(),
        payee_name=texts.FOUNDATION,
        paper="Sample paper 2021/1",
        **hand.does(2021, 12, 21, 14),
    )
    promised = actions.commit(
        authority=_authority(fund.key),
        reservation=held,
        title="Run the Strategic Recovery Fund and award its grants",
        pence=33_000_000,
        payee_name=texts.FOUNDATION,
        **hand.does(2022, 1, 6),
    )
    for day in ((2022, 1, 14), (2022, 2, 14), (2022, 3, 14)):
        _pay(hand, promised, 11_000_000, "Sample claim", *day)
    actions.return_money(
        commitment=promised,
        pence=125_037,
        reference="Sample refund",
        **hand.does(2022, 3, 28),
    )


def _pilot(hand, year, pilot):
    """Three equal instalments of an amount that three does not divide."""
    promised = actions.commit(
        authority=_authority(pilot.key),
        year=year,
        head=pilot,
        title="Run the volunteering infrastructure pilot for a year",
        pence=17_000_000,
        payee_name=texts.VOLUNTEER_CENTRE,
        **hand.does(2022, 1, 10),
    )
    for pence, day in ((5_666_667, (2022, 1, 17)), (5_666_667, (2022, 2, 21))):
        _pay(hand, promised, pence, "Sample invoice", *day)
    terms = {"commitment": promised.pk, "year": year.pk}
    hand.together(2022, 3, 31, act="carry_commitment", terms=terms)
    _pay(hand, promised, 5_666_666, "Sample invoice", 2022, 5, 9)


def _second_year(hand, years, heads):
    """2022/23: the group's costs, a payment entered twice, money moved between programmes."""
    year, group, support = years[1], heads["steering-group"], heads["support-for-the-sector"]
    decision = _authority(group.key).decision
    _allocate(hand, year, group, 6_000, decision, 2022, 4, 12)
    _allocate(hand, year, support, 150_000, _decision(texts.FRAMEWORK), 2022, 4, 12)
    actions.reserve(
        year=year,
        head=group,
        title="An independent chair, if the review asks for one",
        pence=150_000,
        expires_on=datetime(2022, 9, 30, tzinfo=LONDON).date(),
        paper="Sample paper 2022/3",
        **hand.does(2022, 5, 3),
    )
    _meetings(hand, year, group)
    actions.expire_reservations(now=datetime(2022, 10, 1, 0, 30, tzinfo=LONDON))
    left = Line.objects.filter(year=year, head=group, source__key="base").latest("available_pence")
    to = Line.objects.get(year=year, head=support, source=left.source, origin=left.origin)
    terms = {"from_line": left.pk, "to_line": to.pk, "pence": 50_000}
    hand.together(2023, 2, 6, act="vire", terms=terms)


def _meetings(hand, year, group):
    rooms = actions.commit(
        authority=_authority(group.key),
        year=year,
        head=group,
        title="Rooms for the group’s meetings",
        pence=320_000,
        payee_name="Orchard Street Halls (sample)",
        **hand.does(2022, 5, 10),
    )
    _pay(hand, rooms, 79_999, "Sample invoice 1", 2022, 6, 14)
    twice = _pay(hand, rooms, 79_999, "Sample invoice 1", 2022, 6, 15)
    hand.together(2022, 6, 16, act="reverse", terms={"move": twice.pk})
    _pay(hand, rooms, 195_001, "Sample invoice 2", 2023, 1, 17)
    actions.release(commitment=rooms, pence=45_000, **hand.does(2023, 1, 30))
    adviser = actions.commit(
        authority=_authority(group.key),
        year=year,
        head=group,
        title="Travel of Rowan Example, who advised the group",
        pence=25_050,
        payee_name="Rowan Example (sample)",
        payee_is_a_person=True,
        **hand.does(2022, 7, 4),
    )
    _pay(hand, adviser, 25_050, "Sample claim", 2022, 7, 18)


def _third_year(hand, years, heads, kitchen, today):
    """2023/24: pledges of CrowdFund Kent; one waits for its campaign to end."""
    year, crowd = years[2], heads["crowdfund-kent"]
    authority = _authority(crowd.key)
    _allocate(hand, year, crowd, 200_000, authority.decision, 2023, 4, 26)
    for title, pence, payee, day in (
        ("Pledge: a kitchen for the whole street", 350_000, kitchen, (2023, 6, 12)),
        ("Pledge: benches along the creek", 275_025, "Creekside Residents (sample)", (2023, 7, 3)),
        ("Pledge: a library of tools", 500_000, "Northfield Shed (sample)", (2023, 9, 18)),
    ):
        named = {"payee_name": payee} if isinstance(payee, str) else {"payee": payee}
        pledged = actions.commit(
            authority=authority,
            year=year,
            head=crowd,
            title=title,
            pence=pence,
            **named,
            **hand.does(*day),
        )
        if day < (2023, 9, 1):
            _pay(hand, pledged, pence, "Sample claim", *day[:2], 26)
    actions.reserve(
        year=year,
        head=crowd,
        title="Pledge: a stage for young people",
        pence=480_000,
        expires_on=today + timedelta(days=45),
        payee_name="Harbour Youth Stage (sample)",
        paper="Sample paper 2023/7",
        **hand.does(2023, 11, 6),
    )
