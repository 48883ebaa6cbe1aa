"""CrowdFund Kent as a newcomer finds it: projects granted, held, void and proposed. All samples."""

from datetime import date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from civilsociety.budget.models import Commitment, Head, Reservation, Year
from civilsociety.decisions.models import Authority
from civilsociety.organisations import actions as organisations
from civilsociety.organisations.models import Organisation
from funding.actions import crowd
from funding.actions.awarding import agree, take_in
from funding.demonstration import crowd_texts as texts
from funding.models import Call, PledgeRules, Programme, Project
from funding.models.choices import ProgrammeKind
from funding.states import CallState, ProgrammeState, ProjectState

LONDON = ZoneInfo("Europe/London")
FIRST = datetime(2023, 5, 2, 9, tzinfo=LONDON)
PAGE = "https://platform.example/sample/"


def load(*, officer, holder, today):
    """Loads the programme, its rounds and its projects; a second time nothing changes.

    `officer` writes the projects down and grants, `today` is when campaigns run that are open.
    The budget’s demonstration comes before: what it promised and held is taken in here.
    """
    head = Head.objects.filter(key=texts.SLUG).first()
    if head is None or Project.objects.filter(platform_url=f"{PAGE}kitchen").exists():
        return
    programme = _programme(head)
    spring, autumn = _rounds(programme, today)
    made = {}
    for each in texts.GRANTED:
        made[each["key"]] = _granted(each, programme, spring, officer)
    _held(programme, autumn, officer, today)
    _failed(programme, autumn, officer)
    for number, each in enumerate(texts.PROPOSED):
        ends = today + timedelta(days=9 + 7 * number)
        project = _project(each, programme, autumn, officer, ends=ends, seen=today)
        if each.get("same_as"):
            crowd.say_same(project=project, other=made[each["same_as"]], by=officer)


def _at(day):
    return datetime.combine(day, time(10), LONDON)


def _programme(head):
    authority = Authority.objects.to_spend().filter(purpose=head.purpose).first()
    programme, _ = Programme.objects.get_or_create(
        slug=texts.SLUG,
        defaults={
            "kind": ProgrammeKind.CROWDFUNDING,
            "head": head,
            "authority": authority,
            "state": ProgrammeState.PUBLISHED,
            "is_sample": True,
            **texts.PROGRAMME,
        },
    )
    PledgeRules.objects.get_or_create(programme=programme, defaults=texts.RULES)
    return programme


def _rounds(programme, today):
    """Half of the year’s £200,000 in each: the spring’s is decided, the second is still open."""
    year = Year.objects.get(starts_on=date(2023, 4, 1))
    closes = max(_at(today + timedelta(days=60)), datetime(2023, 12, 1, 17, tzinfo=LONDON))
    rounds = (
        ("Spring round 2023", FIRST, datetime(2023, 9, 15, 17, tzinfo=LONDON), CallState.DECIDED),
        (
            "Second round, still open",
            datetime(2023, 9, 18, 9, tzinfo=LONDON),
            closes,
            CallState.PUBLISHED,
        ),
    )
    return [
        Call.objects.get_or_create(
            programme=programme,
            number=number,
            defaults={
                "name": name,
                "year": year,
                "money_pence": 100_000_00,
                "opens_at": opens_at,
                "closes_at": closes_at,
                "decision_by": (closes_at + timedelta(days=14)).date(),
                "state": state,
                "published_at": opens_at,
                "is_sample": True,
            },
        )[0]
        for number, (name, opens_at, closes_at, state) in enumerate(rounds, 1)
    ]


def _organisation(name, officer):
    known = Organisation.objects.standing().filter(name=name).first()
    return known or organisations.register(
        name=name, kind="community_group", by=officer, is_sample=True
    )


def _project(about, programme, call, officer, *, ends, seen, payee=None, raised=None):
    project = crowd.add_project(
        programme=programme,
        call=call,
        organisation=payee or _organisation(about["organisation"], officer),
        title=about["title"],
        summary=about["summary"],
        kinds=about.get("kinds", ["activity"]),
        districts=about["districts"],
        platform_url=f"{PAGE}{about['key']}",
        target_pence=about["target_pence"],
        campaign_ends_on=ends,
        raised_pence=about["raised_pence"] if raised is None else raised,
        seen_on=seen,
        by=officer,
        now=_at(seen),
        is_sample=True,
    )
    for funder, pence, is_public in about["partners"]:
        crowd.add_partner_pledge(
            project=project,
            funder=funder,
            pence=pence,
            is_public=is_public,
            pledged_on=seen,
            by=officer,
        )
    return project


def _granted(about, programme, call, officer):
    """A project whose pledge the ledger has promised: met, verified, taken in as a grant."""
    promised = Commitment.objects.get(head=programme.head, title=about["pledge"])
    day, ends = promised.made_at.astimezone(LONDON).date(), about["ends"]
    target = about["target_pence"]
    project = _project(
        about, programme, call, officer, ends=ends, seen=ends, payee=promised.payee, raised=target
    )
    project.pledged_pence, project.award = promised.amount_pence, None
    project.verified_on, project.verified_by = day, officer
    project.verified_how = "Sample: the group’s bank statement and its lease were seen."
    project.award = take_in(
        commitment=promised,
        programme=programme,
        organisation=project.organisation,
        title=project.title,
        summary=project.summary,
        awarded_on=day,
        starts_on=day,
        ends_on=day + timedelta(days=365),
        districts=project.districts,
        by=officer,
        now=promised.made_at,
        is_sample=True,
    )
    project.state = ProjectState.COMMITTED
    project.save()
    agree(award=project.award, by=officer, now=promised.made_at)
    return project


def _held(programme, call, officer, today):
    """The pledge that the ledger holds until its campaign has ended."""
    held = Reservation.objects.get(head=programme.head, title=texts.HELD["pledge"])
    ends = held.expires_on - timedelta(days=30)
    raised = texts.HELD["raised_pence"]
    project = _project(
        texts.HELD, programme, call, officer, ends=ends, seen=min(today, ends), raised=raised
    )
    project.state, project.reservation = ProjectState.RESERVED, held
    project.pledged_pence = held.amount_pence
    project.save()


def _failed(programme, call, officer):
    """A campaign that ended below its target: the pledge was held, then void."""
    ends = texts.FAILED["ends"]
    begun = ends - timedelta(days=41)
    project = _project(texts.FAILED, programme, call, officer, ends=ends, seen=begun)
    crowd.reserve_pledge(
        project=project,
        pence=2_000_00,
        by=officer,
        key=uuid5(NAMESPACE_URL, "demonstration/crowd/mural"),
        now=_at(begun),
        paper=texts.PAPER,
    )
    crowd.void_pledge(
        project=project,
        why="Sample: the campaign ended at little more than half of its target.",
        by=officer,
        key=uuid5(NAMESPACE_URL, "demonstration/crowd/mural/void"),
        now=_at(ends + timedelta(days=1)),
    )
