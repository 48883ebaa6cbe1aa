"""Loads the sample groups and what happened in them; a second time nothing changes."""

from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

from civilsociety.accounts.models import User
from engagement.actions.conversations.standing import check_conversation, publish_conversation
from engagement.actions.conversations.writing import note_conversation
from engagement.actions.groups.groups import start_group
from engagement.actions.groups.members import declare_interest
from engagement.actions.groups.seats import add_seat
from engagement.actions.groups.terms import appoint, appoint_person
from engagement.actions.meetings import agenda, minuting, planning
from engagement.actions.reviews.answering import answer_comments
from engagement.actions.reviews.commenting import agree, write_comment
from engagement.actions.reviews.reviewing import close_by_clock, open_review, report_review
from engagement.demonstration import texts
from engagement.demonstration.election import load_elections
from engagement.models import Conversation, Group, Notice, NoticeDelivery, Review
from engagement.queries.groups.membership import members_on, term_of
from engagement.queries.reviews.spots import spot_of

SAMPLE = "(sample)"
BEGAN = date(2021, 1, 15)
# Who sits where: seat, name, address (with one they sign in), from, to, agreed to be named.
ADDRESSES = {"josie": "josie@sector.example", "ravi": "ravi@sector.example"}


def at(day, hour=9):
    """A moment of a day by the clocks of the United Kingdom."""
    return timezone.make_aware(datetime.combine(day, time(hour)))


def load_groups(*, by, mina, today):
    """The Steering Group and the Partnership Board with their seats and members."""
    if Group.objects.filter(slug="vcse-steering-group").exists():
        return Group.objects.get(slug="vcse-steering-group")
    group = start_group(by=by, is_sample=True, **texts.STEERING)
    seats = [
        add_seat(
            group=group,
            name=name,
            appointment=appointment,
            kind=kind,
            district=district,
            term_months=months,
            is_chair=name == "Chair",
            by=by,
        )
        for name, appointment, kind, district, months in texts.SEATS
    ]
    _seat_members(seats, mina, by, today)
    _load_board(by, today)
    return group


def _seat_members(seats, mina, by, today):
    chair, east, west, volunteering, enterprise, health, young, faith, infrastructure = seats
    now, later = at(today), date(today.year + 1, 12, 31)
    this = date(today.year, 12, 31)
    first = at(BEGAN)
    ends = {number: date(number, 12, 31) for number in range(2022, 2026)}
    # Four of nine seats end in a year at most, as the group's terms of reference say.
    _sit(chair, "Josie Hallam", BEGAN, ends[2023], by, first, login="josie", named=True)
    _sit(east, "Ravi Menon", BEGAN, ends[2022], by, first, login="ravi", named=True)
    _sit(west, "Cass Whitlock", BEGAN, ends[2022], by, first, named=True)
    _sit(volunteering, mina.name, BEGAN, ends[2022], by, first, user=mina, named=True)
    _sit(enterprise, "Bryn Talbot", BEGAN, ends[2023], by, first)
    _sit(health, "Amara Nwosu", BEGAN, ends[2023], by, first, named=True)
    _sit(young, "Kit Lowry", BEGAN, ends[2023], by, first, named=True)
    _sit(faith, "Sunita Rao", BEGAN, ends[2022], by, first)
    _sit(infrastructure, "Pat Denham", BEGAN, ends[2024], by, first, named=True)
    _sit(volunteering, "Lou Okello", date(2023, 1, 1), ends[2024], by, now)
    _sit(faith, "Sunita Rao", date(2023, 1, 1), ends[2024], by, now)
    _sit(chair, "Josie Hallam", date(2024, 1, 1), this, by, now, login="josie", named=True)
    _sit(enterprise, "Noa Fielding", date(2024, 1, 1), this, by, now, named=True)
    _sit(health, "Amara Nwosu", date(2024, 1, 1), this, by, now, named=True)
    _sit(young, "Kit Lowry", date(2024, 1, 1), ends[2025], by, now, named=True)
    _sit(volunteering, mina.name, date(2025, 1, 1), this, by, now, user=mina, named=True)
    _sit(faith, "Hari Bose", date(2025, 1, 1), later, by, now)
    _sit(young, "Ada Finch", date(2026, 1, 1), later, by, now, named=True)
    _sit(west, "Gil Marsh", date(2026, 1, 1), later, by, now, named=True)


def _sit(seat, name, starts, ends, by, now, *, user=None, login="", named=False):
    shown = name if SAMPLE in name else f"{name} {SAMPLE}"
    given = {"starts_on": starts, "ends_on": ends, "by": by, "now": now, "is_sample": True}
    if login:
        email = ADDRESSES[login]
        return appoint_person(
            seat=seat,
            name=shown,
            email=email,
            signs_in=True,
            organisation=None,
            consent=named,
            **given,
        )
    return appoint(
        seat=seat, name=shown, user=user, email="", organisation=None, consent=named, **given
    )


def _load_board(by, today):
    board = start_group(by=by, is_sample=True, **texts.BOARD)
    for name, post in texts.BOARD_SEATS:
        seat = add_seat(
            group=board,
            name=name,
            appointment="ex_officio",
            is_chair=name.startswith("Chair"),
            term_months=120,
            by=by,
        )
        _sit(seat, post, date(2021, 3, 1), date(today.year + 4, 12, 31), by, at(today), named=True)


class ReviewStory:
    """The group's review of the draft of 2021: opened, written in, answered, reported."""

    opened = datetime(2021, 6, 14, 8, tzinfo=UTC)
    closes = datetime(2021, 7, 9, 16, tzinfo=UTC)
    answered = datetime(2021, 8, 4, 9, tzinfo=UTC)

    def __init__(self, *, group, by):
        self.group, self.by, self.review = group, by, None

    def open(self, version):
        """The draft goes to the group, and its members comment."""
        self.review = open_review(
            group=self.group,
            version=version,
            title="Draft strategy, June 2021",
            about="Read the draft before anybody else does. What would it mean in practice? Where "
            "would you write it another way?",
            closes_at=self.closes,
            by=self.by,
            now=self.opened,
        )
        Review.objects.filter(pk=self.review.pk).update(is_sample=True)
        self.comments = [self._comment(version, told) for told in texts.COMMENTS]

    def _comment(self, version, told):
        writer, key, block, standing, text, suggestion, audience, agreeing, *_ = told
        now = self.opened + timedelta(days=5)
        comment = write_comment(
            review=self.review,
            spot=spot_of(version, key=key, block=block),
            said={
                "standing": standing, "text": text, "suggestion": suggestion, "audience": audience,
            },
            send=True,
            term=self._term(writer, now),
            by=_user(writer),
            now=now,
        )  # fmt: skip
        for name in agreeing:
            later = now + timedelta(days=3)
            term = self._term(name, later)
            agree(comment=comment, agrees=True, term=term, by=_user(name), now=later)
        return comment

    def _term(self, name, now):
        return term_of(_user(name), self.group, timezone.localdate(now))

    def answer(self, version):
        """Each comment is answered, with the change it led to, and the group has its report."""
        close_by_clock(review=self.review, now=self.answered)
        self.review.refresh_from_db()
        for comment, told in zip(self.comments, texts.COMMENTS, strict=True):
            outcome, text, change = told[-3:]
            new_change = (comment.section_key, *change) if change else None
            answer_comments(
                review=self.review,
                comments=[comment],
                outcome=outcome,
                text=text,
                new_change=new_change,
                by=self.by,
                now=self.answered,
            )
        report_review(review=self.review, by=self.by, now=self.answered)


def _user(name):
    address = ADDRESSES.get(name, f"{name}@sector.example")
    return User.objects.get(email=address)


def load(*, group, by, officer_two, organisations, tess, today, draft=None):
    """Meetings, conversations, elections, and a review that is open now of `draft`."""
    if Conversation.objects.filter(is_sample=True).exists():
        return
    _load_meetings(group, by)
    _load_conversations(by, officer_two)
    load_elections(group=group, by=by, organisations=organisations, today=today)
    _declare(group, today)
    if draft is not None:
        _review_now(group, draft, by, today)
    _plan_next(group, by, today)
    _mark_as_sent(at(today))


def _load_meetings(group, by):
    for day, title, place, items in texts.MEETINGS:
        starts = at(day, 10)
        meeting = planning.plan_meeting(
            group=group,
            title=title,
            starts_at=starts,
            ends_at=starts + timedelta(hours=2),
            place=place,
            remote_link="",
            about="",
            is_public=True,
            by=by,
            now=starts - timedelta(days=14),
        )
        type(meeting).objects.filter(pk=meeting.pk).update(is_sample=True)
        meeting.is_sample = True
        for item in items:
            _minuted(meeting, item, by, starts)
        _hold(meeting, by, starts)


def _minuted(meeting, told, by, starts):
    title, kind, _, section, _ = told
    agenda.add_item(
        meeting=meeting,
        title=title,
        kind=kind,
        lead="The Chair",
        minutes_planned=40,
        about="",
        is_private=False,
        private_reason="",
        section_key=section,
        by=by,
        now=starts - timedelta(days=10),
    )


def _hold(meeting, by, starts):
    planning.send_agenda(meeting=meeting, by=by, now=starts - timedelta(days=7))
    day = timezone.localdate(starts)
    members = list(members_on(meeting.group, day))
    attendance = {term.pk: ("present", "") for term in members}
    attendance[members[-1].pk] = ("apologies", "")
    after = starts + timedelta(hours=3)
    minuting.hold(meeting=meeting, attendance=attendance, guests=["An officer"], by=by, now=after)
    told = next(row for row in texts.MEETINGS if row[1] == meeting.title)[3]
    for item, (_, _, said, _, tasks) in zip(meeting.items.all(), told, strict=True):
        minuting.write_minutes(item=item, text=said, revision=item.revision, by=by, now=after)
        for text, owner, due, done in tasks:
            _task(meeting, item, text, owner, due, done, members, by, after)
    agreed_on = day + timedelta(days=28)
    minuting.agree_minutes(meeting=meeting, on=agreed_on, by=by, now=at(agreed_on))
    minuting.publish_minutes(meeting=meeting, by=by, now=at(agreed_on + timedelta(days=1)))


def _task(meeting, item, text, owner, due, done, members, by, now):
    term = members[0] if owner != "officer" else None
    task = minuting.add_task(
        group=meeting.group,
        meeting=meeting,
        item=item,
        text=text,
        owner=term.name if term else "Partnerships officer",
        term=term,
        due_on=due,
        by=by,
        now=now,
    )
    if done:
        minuting.end_task(task=task, outcome="Done.", dropped=False, by=by, today=due)


def _load_conversations(by, officer_two):
    for told in texts.CONVERSATIONS:
        particulars = {name: value for name, value in told.items() if name != "points"}
        points = [
            {"text": text, "topic": topic, "section_key": key}
            for text, topic, key in told["points"]
        ]
        conversation = note_conversation(by=by, points=points, is_sample=True, **particulars)
        conversation = check_conversation(conversation=conversation, by=officer_two)
        now = at(told["on"] + timedelta(days=30))
        publish_conversation(conversation=conversation, by=by, now=now)


def _declare(group, today):
    chair = term_of(_user("josie"), group, today)
    text = "Trustee of an organisation that the council has funded (sample)"
    declare_interest(term=chair, kind="trustee", text=text, by=chair.user, now=at(today))


def _review_now(group, draft, by, today):
    """A draft that the group reads at this moment, with a comment to answer."""
    now = at(today) - timedelta(days=6)
    review = open_review(
        group=group,
        version=draft,
        title="Early draft of the next strategy",
        about="What should the next strategy keep, and what should it leave?",
        closes_at=at(today, 17) + timedelta(days=21),
        by=by,
        now=now,
    )
    Review.objects.filter(pk=review.pk).update(is_sample=True)
    chair = _user("josie")
    write_comment(
        review=review,
        spot=spot_of(draft, key="volunteering", block=1),
        said={
            "standing": "change",
            "text": "Say what the pilot taught us, before you say what comes next.",
            "suggestion": "",
            "audience": "group",
        },
        send=True,
        term=term_of(chair, group, timezone.localdate(now)),
        by=chair,
        now=now + timedelta(days=2),
    )


def _plan_next(group, by, today):
    starts = at(today + timedelta(days=10), 10)
    now = at(today)
    meeting = planning.plan_meeting(
        group=group,
        title=f"VCSE Steering Group, {starts:%B %Y}",
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        place="County Hall, Maidstone",
        remote_link="https://meet.example/steering-group",
        about="Read the early draft before you come.",
        is_public=True,
        by=by,
        now=now,
    )
    type(meeting).objects.filter(pk=meeting.pk).update(is_sample=True)
    minuting.add_task(
        group=group,
        text="Ask member organisations what the next strategy should keep",
        owner="The Chair",
        term=term_of(_user("josie"), group, today),
        due_on=today + timedelta(days=9),
        by=by,
        now=now,
    )
    agenda.bring_open_business(meeting=meeting, by=by, now=now)
    planning.send_agenda(meeting=meeting, by=by, now=now)


def _mark_as_sent(now):
    """The messages of this story are told as sent: nobody is written to about the past."""
    waiting = NoticeDelivery.objects.filter(state=NoticeDelivery.State.WAITING)
    waiting.update(state=NoticeDelivery.State.SENT, sent_at=now)
    Notice.objects.exclude(state=Notice.State.DONE).update(
        state=Notice.State.DONE, finished_at=now, step="Done"
    )
