"""Dates as a calendar: valid by RFC 5545, the same events under the same names for ever."""

from datetime import UTC, date, datetime, timedelta

import pytest

from civilsociety.ui.icalendar import Event, calendar, fold, text
from funding.actions import programmes as actions
from funding.models import Call
from funding.states import CallState, ProgrammeState


def unfolded(content):
    """The lines of a calendar; fails unless lines end as they must and none is too long."""
    assert content.endswith(b"\r\n") and b"\n" not in content.replace(b"\r\n", b"")
    raw = content.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(line) <= 75 for line in raw)
    return content.replace(b"\r\n ", b"").decode().removesuffix("\r\n").split("\r\n")


def events(content):
    """Each event of a calendar as a dictionary of its properties."""
    found = []
    for line in unfolded(content):
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and line != "END:VEVENT" and line != "END:VCALENDAR":
            name, _, value = line.partition(":")
            assert name not in found[-1], f"{name} stands twice"
            found[-1][name] = value
    return found


def feed(client, address="/funding/calendar.ics"):
    answer = client.get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return answer.content


def test_round_has_its_four_dates(world, stranger, in_december):
    found = {each["UID"].split("-")[2].split("@")[0]: each for each in events(feed(stranger))}
    assert set(found) == {"opens", "closes", "panel", "hear"}
    assert found["closes"]["DTSTART"] == "20220109T120000Z"
    assert found["panel"]["DTSTART;VALUE=DATE"] == "20220120"
    assert found["panel"]["DTEND;VALUE=DATE"] == "20220121"
    assert {"SUMMARY", "DTSTAMP", "SEQUENCE", "STATUS", "URL"} <= set(found["hear"])


def test_calendar_begins_and_ends_as_it_must(world, stranger, in_december):
    lines = unfolded(feed(stranger))
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"] and lines[-1] == "END:VCALENDAR"
    assert sum(line.startswith("PRODID:") for line in lines) == 1


def test_summer_time_is_written_in_utc(world, stranger, hold_clock):
    hold_clock(2022, 6, 1, 12, 0)
    closes = datetime(2022, 6, 30, 16, 0, tzinfo=UTC)  # 5pm in Kent
    Call.objects.update(closes_at=closes, decision_by=date(2022, 8, 1))
    (closing,) = [each for each in events(feed(stranger)) if "closes" in each["UID"]]
    assert closing["DTSTART"] == "20220630T160000Z"
    assert "5pm on 30 June 2022" in closing["DESCRIPTION"]


def test_extension_keeps_the_name_and_raises_the_sequence(world, stranger, in_december):
    before = {each["UID"]: each for each in events(feed(stranger))}
    actions.extend_call(
        call=world.call,
        closes_at=world.call.closes_at + timedelta(days=7),
        panel_on=world.call.panel_on,
        decision_by=world.call.decision_by,
        reason="Storms; halls closed, all of them.",
        by=world.officer,
        now=world.now + timedelta(hours=1),
    )
    after = {each["UID"]: each for each in events(feed(stranger))}
    assert set(after) == set(before)
    uid = next(uid for uid in after if "closes" in uid)
    assert (before[uid]["SEQUENCE"], after[uid]["SEQUENCE"]) == ("0", "1")
    assert after[uid]["DTSTAMP"] > before[uid]["DTSTAMP"]
    assert r"Storms\; halls closed\, all of them." in after[uid]["DESCRIPTION"]


def test_cancelled_round_is_cancelled_in_calendars(world, stranger, in_december):
    actions.cancel_call(call=world.call, reason="No money", by=world.officer, now=world.now)
    assert {each["STATUS"] for each in events(feed(stranger))} == {"CANCELLED"}
    assert {each["SEQUENCE"] for each in events(feed(stranger))} == {"1"}


def test_same_rounds_give_the_same_bytes(world, stranger, in_december):
    assert feed(stranger) == feed(stranger)


def test_programme_has_a_calendar_of_its_own(world, stranger, in_december):
    other = world.make_programme("other", "OTH")
    world.make_call(other)
    found = events(feed(stranger, "/funding/other/calendar.ics"))
    assert len(found) == 4 and all("Other" in each["SUMMARY"] for each in found)
    assert len(events(feed(stranger))) == 8


def test_drafts_stand_in_no_calendar(world, stranger, in_december):
    Call.objects.update(state=CallState.DRAFT)
    assert events(feed(stranger)) == []
    type(world.programme).objects.update(state=ProgrammeState.DRAFT)
    assert stranger.get("/funding/recovery-fund/calendar.ics").status_code == 404


def test_calendar_costs_the_same_for_one_round_and_three(
    world, stranger, count_queries, in_december
):
    one = count_queries(lambda: feed(stranger))
    for number in (2, 3):
        world.make_call(number=number)
    assert count_queries(lambda: feed(stranger)) == one


@pytest.mark.parametrize("length", [73, 74, 75, 76, 150, 400])
@pytest.mark.parametrize("sign", ["a", "é", "€", "🎈"])
def test_long_lines_are_folded_between_characters(length, sign):
    line = "X:" + sign * length
    folded = fold(line)
    assert all(len(part) <= 75 for part in folded.split(b"\r\n"))
    assert folded.replace(b"\r\n ", b"").decode() == line + "\r\n"


def test_text_is_escaped():
    assert text("a;b,c\\d\r\ne\nf\x07") == r"a\;b\,c\\d\ne\nf"


def test_words_of_officers_break_no_line(world):
    event = Event(
        uid="1@x",
        at=date(2022, 1, 1),
        summary="END:VEVENT\r\nBEGIN:VEVENT",
        stamp=datetime(2022, 1, 1, tzinfo=UTC),
    )
    (only,) = events(calendar("x", [event]))
    assert only["SUMMARY"] == r"END:VEVENT\nBEGIN:VEVENT"
