"""The standing conversation: groups, elections, meetings, reviews of drafts, conversations."""

from engagement.models.choices import (
    AnswerOutcome,
    Appointment,
    AttendanceKind,
    Audience,
    Channel,
    InterestKind,
    ItemKind,
    Standing,
    TermEnding,
)
from engagement.models.conversations import Conversation, Point
from engagement.models.elections import Ballot, Election, ElectionSeat, Nomination, Voter
from engagement.models.groups import Group, Interest, Seat, Term
from engagement.models.meetings import (
    AgendaItem,
    Attendance,
    Declaration,
    Meeting,
    MeetingPaper,
    MeetingTask,
    PaperFile,
)
from engagement.models.notices import Notice, NoticeDelivery
from engagement.models.reviews import Agreement, Answer, Comment, Review, Visit

__all__ = [
    "AgendaItem",
    "Agreement",
    "Answer",
    "AnswerOutcome",
    "Appointment",
    "Attendance",
    "AttendanceKind",
    "Audience",
    "Ballot",
    "Channel",
    "Comment",
    "Conversation",
    "Declaration",
    "Election",
    "ElectionSeat",
    "Group",
    "Interest",
    "InterestKind",
    "ItemKind",
    "Meeting",
    "MeetingPaper",
    "MeetingTask",
    "Nomination",
    "Notice",
    "NoticeDelivery",
    "PaperFile",
    "Point",
    "Review",
    "Seat",
    "Standing",
    "Term",
    "TermEnding",
    "Visit",
    "Voter",
]
