"""Seats of a group: whom they are kept for, and when they go."""

from django.db import transaction

from civilsociety.audit.actions import record
from engagement.actions.groups.rows import locked_group, locked_seat
from engagement.rules.groups import (
    check_can_abolish_seat,
    check_can_add_seat,
    check_can_change_seat,
)


@transaction.atomic
def add_seat(*, group, name, appointment, by, is_chair=False, **fields):
    """Adds a seat, last in the order unless `order` says otherwise."""
    group = locked_group(group)
    check_can_add_seat(group, is_chair=is_chair)
    fields.setdefault("order", group.seats.count() + 1)
    seat = group.seats.create(name=name, appointment=appointment, is_chair=is_chair, **fields)
    _record("added", group, by, f"Added the seat “{seat}” to {group}.")
    return seat


@transaction.atomic
def change_seat(*, seat, by, **fields):
    """Changes what a seat is called, whom it is kept for and how long its terms are.

    Terms that run keep their last day.
    """
    seat = locked_seat(seat)
    check_can_change_seat(seat, is_chair=fields.get("is_chair", seat.is_chair))
    before = str(seat)
    changed = [name for name, value in fields.items() if getattr(seat, name) != value]
    for name in changed:
        setattr(seat, name, fields[name])
    if changed:
        seat.save(update_fields=changed)
        _record("changed", seat.group, by, f"Changed the seat “{before}” of {seat.group}.")
    return seat


@transaction.atomic
def abolish_seat(*, seat, on, by):
    """Abolishes a seat as of a day; who sat on it stays in the group's history."""
    seat = locked_seat(seat)
    check_can_abolish_seat(seat, on=on)
    seat.abolished_on = on
    seat.save(update_fields=["abolished_on"])
    _record("abolished", seat.group, by, f"Abolished the seat “{seat}” of {seat.group}.")
    return seat


def _record(what, group, by, sentence):
    record(verb=f"engagement.seat_{what}", target=group, by=by, sentence=sentence)
