"""Two sample elections: one that was counted in 2022, and one in which organisations vote now."""

from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

from engagement.actions.elections import nominating, preparing, running, voting
from engagement.models import Election
from engagement.queries.elections.contests import contests_of
from engagement.rules.elections.receipts import draw_receipt

STATEMENT = (
    "I have run a small group for years, without an office and mostly in the evening. I would "
    "bring what groups like ours run into, and take back what the group learns. (sample)"
)
PEOPLE_2022 = ("Tamsin Groves", "Ola Brandt", "Wes Hartnell")
PEOPLE_NOW = ("Ines Calder", "Moses Adeleke", "Freya Stubbs")


def load_elections(*, group, by, organisations, today):
    """The election of 2022, declared and its members seated; another whose voting is open."""
    if group.elections.exists():
        return
    roll = list(organisations)
    seats = list(group.seats.filter(name__startswith="Small groups").order_by("order"))
    _of_2022(group, seats, roll, by)
    _open_now(group, seats[:1], roll, by, today)


def _moments(first, days):
    names = (
        "nominations_open_at", "nominations_close_at", "voting_opens_at", "voting_closes_at",
    )  # fmt: skip
    return {name: first + timedelta(days=each) for name, each in zip(names, days, strict=True)}


def _of_2022(group, seats, roll, by):
    first = datetime(2022, 9, 5, 8, tzinfo=UTC)
    moments = _moments(first, (0, 21, 28, 49))
    election = _prepared(
        group, seats, roll, by, first - timedelta(days=3), moments,
        "Election of 2022: two seats for small groups", date(2023, 1, 1),
    )  # fmt: skip
    _called(election, PEOPLE_2022, by, moments)
    voters = list(election.voters.filter(struck_reason="").order_by("pk"))
    standing = list(election.nominations.filter(state="standing").order_by("pk"))
    for number, voter in enumerate(voters[: max(3, len(voters) - 2)]):
        chosen = sorted({standing[number % 3].pk, standing[(number // 2) % 3].pk})
        _cast(voter, chosen, moments["voting_opens_at"] + timedelta(days=number % 14))
    after = moments["voting_closes_at"] + timedelta(days=1)
    running.declare(election=election, by=by, now=after)
    election.refresh_from_db()
    last = {person.pk: date(2025, 12, 31) for person in standing}
    running.appoint_elected(election=election, last_days=last, by=by, now=after)
    _is_sample(election)


def _open_now(group, seats, roll, by, today):
    nine = datetime.combine(today, time(9), tzinfo=timezone.get_current_timezone())
    first = nine - timedelta(days=30)
    moments = _moments(first, (0, 21, 26, 45))
    year = today.year + 1
    election = _prepared(
        group, seats, roll, by, first - timedelta(days=2), moments,
        f"Election of {today.year}: a seat for small groups in east Kent", date(year, 3, 1),
    )  # fmt: skip
    _called(election, PEOPLE_NOW, by, moments)
    _is_sample(election)


def _prepared(group, seats, roll, by, now, moments, title, starts_on):
    election = preparing.prepare(
        group=group,
        values={
            "title": title,
            "about": "The sector chooses who speaks for small groups on the Steering Group.",
            "who_may_vote": "Every confirmed organisation that works in Kent; one vote each.",
            "returning_officer": "Democratic Services (sample)",
            "term_starts_on": starts_on,
            **moments,
        },
        by=by,
        now=now,
        is_sample=True,
    )
    rows = [(seat, 1, "Small groups") for seat in seats]
    preparing.choose_seats(election=election, rows=rows, by=by, now=now)
    preparing.fill_roll(election=election, organisations=roll, by=by, now=now)
    return running.call(election=election, by=by, now=now)


def _called(election, people, by, moments):
    """Three people are put forward, accept, are checked, and stand."""
    voter = election.voters.order_by("pk").first()
    during = moments["nominations_open_at"] + timedelta(days=3)
    for name in people:
        nomination = nominating.nominate(
            voter=voter,
            contest=1,
            name=f"{name} (sample)",
            email=f"{name.split()[0].lower()}@sector.example",
            organisation_name="A small group (sample)",
            by=None,
            now=during,
        )
        nominating.accept(
            nomination=nomination,
            statement=STATEMENT,
            interests="None (sample)",
            consent=True,
            now=during + timedelta(days=2),
        )
    closed = moments["nominations_close_at"] + timedelta(hours=2)
    for nomination in election.nominations.all():
        running.judge(nomination=nomination, stands=True, by=by, now=closed)
    election.nominations.update(is_sample=True)
    running.open_voting(election=election, by=by, now=closed)
    election.refresh_from_db()


def _cast(voter, chosen, now):
    contests = contests_of(voter.election)
    choices = {str(contest.number): chosen for contest in contests}
    voting.cast(voter=voter, choices=choices, receipt=draw_receipt(), by=None, now=now)


def _is_sample(election):
    Election.objects.filter(pk=election.pk).update(is_sample=True)
