"""The kinds of things there are in engagement."""

from django.db.models import TextChoices


class Appointment(TextChoices):
    """How somebody comes to a seat."""

    ELECTED = "elected", "Elected by the sector"
    NOMINATED = "nominated", "Nominated by an organisation or partner"
    APPOINTED = "appointed", "Appointed by the group"
    EX_OFFICIO = "ex_officio", "By virtue of a post"


class TermEnding(TextChoices):
    """Why somebody left a seat."""

    COMPLETED = "completed", "The term was completed"
    STOOD_DOWN = "stood_down", "Stood down"
    LEFT_ORGANISATION = "left_organisation", "Left the organisation they came from"
    REMOVED = "removed", "Removed by the group’s own rule"


class InterestKind(TextChoices):
    """What kind of interest somebody declares."""

    EMPLOYMENT = "employment", "Employment or office"
    TRUSTEE = "trustee", "Trustee or director"
    FUNDED = "funded", "An organisation of theirs is funded by the council"
    FAMILY = "family", "A person close to them"
    OTHER = "other", "Something else"


class AttendanceKind(TextChoices):
    """Whether somebody came to a meeting."""

    PRESENT = "present", "Present"
    ONLINE = "online", "Present online"
    APOLOGIES = "apologies", "Apologies"
    ABSENT = "absent", "Absent"


class ItemKind(TextChoices):
    """What a meeting is asked to do with an item."""

    DECIDE = "decide", "To decide"
    DISCUSS = "discuss", "To discuss"
    NOTE = "note", "To note"


class Standing(TextChoices):
    """What a comment says of the words it stands at."""

    SUPPORT = "support", "I agree with this"
    CHANGE = "change", "I would change this"
    UNCLEAR = "unclear", "I do not understand this"
    MISSING = "missing", "Something is missing here"


class Audience(TextChoices):
    """Who reads a comment."""

    GROUP = "group", "The group and the council’s officers"
    OFFICERS = "officers", "The council’s officers only"


class AnswerOutcome(TextChoices):
    """What the council does with a comment."""

    ACCEPTED = "accepted", "Accepted"
    IN_PART = "in_part", "Accepted in part"
    NOT_ACCEPTED = "not_accepted", "Not accepted"
    NOTED = "noted", "Noted: it asks for no change"


class Channel(TextChoices):
    """Where a conversation took place."""

    FORUM = "forum", "Forum or network meeting"
    MEETING = "meeting", "Meeting with an organisation"
    EVENT = "event", "Event"
    VISIT = "visit", "Visit"
    CALL = "call", "Telephone or video call"
    PARTNER = "partner", "Reported by a partner"
