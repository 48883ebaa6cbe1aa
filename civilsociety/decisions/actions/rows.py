"""Rows as they are now, held until the action ends."""

from civilsociety.decisions.models import Decision, Notice
from civilsociety.decisions.rules import check_can_change, check_can_change_notice


def locked(decision):
    """The decision as it is now, filled into the caller's object."""
    decision.refresh_from_db(from_queryset=Decision.objects.select_for_update(of=("self",)))
    return decision


def locked_draft(decision):
    """The decision, locked; raises Refused once it is published."""
    check_can_change(locked(decision))
    return decision


def locked_notice(notice):
    """The notice as it is now, filled into the caller's object."""
    notice.refresh_from_db(from_queryset=Notice.objects.select_for_update())
    return notice


def locked_notice_draft(notice):
    """The notice, locked; raises Refused once it is published."""
    check_can_change_notice(locked_notice(notice))
    return notice
