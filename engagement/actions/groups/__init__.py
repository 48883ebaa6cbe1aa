"""What people do with groups: start, describe and close them, seats, terms, interests."""

from engagement.actions.groups.groups import close_group, describe_group, start_group
from engagement.actions.groups.members import (
    agree_to_be_named,
    declare_interest,
    end_interest,
    take_back_consent,
    write_about_me,
)
from engagement.actions.groups.roles import settle_role, settle_roles
from engagement.actions.groups.seats import abolish_seat, add_seat, change_seat
from engagement.actions.groups.terms import (
    appoint,
    appoint_person,
    correct_person,
    end_term,
    extend_term,
    renew_term,
)

__all__ = [
    "abolish_seat",
    "add_seat",
    "agree_to_be_named",
    "appoint",
    "appoint_person",
    "change_seat",
    "close_group",
    "correct_person",
    "declare_interest",
    "describe_group",
    "end_interest",
    "end_term",
    "extend_term",
    "renew_term",
    "settle_role",
    "settle_roles",
    "start_group",
    "take_back_consent",
    "write_about_me",
]
