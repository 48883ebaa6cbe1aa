"""Who is writing in a section, for others to see."""

from datetime import timedelta

import pytest

from civilsociety.audit.models import Event
from civilsociety.refusal import Refused
from strategy.actions import editing, import_text, publish
from strategy.formats import read_strategy
from strategy.models import SectionLock
from strategy.rules.editing import Held
from strategy.tasks.locks import clear_silent_locks
from tests.strategy.conftest import SHORT

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture
def take(at, noon):
    def take_(key, by, *, later=timedelta(0), over=False):
        return editing.take_lock(section=at(key), by=by, now=noon + later, over=over)

    return take_


def test_first_holds_it_and_the_second_is_told_who_and_since_when(take, olivia, oscar):
    take("people", olivia)

    with pytest.raises(Held, match="Olivia has been writing in this section since 1pm"):
        take("people", oscar, later=5 * MINUTE)
    assert SectionLock.objects.get().holder == olivia


def test_the_day_is_told_when_it_is_another(take, olivia, oscar):
    take("people", olivia)
    for minutes in range(10, 12 * 60, 10):
        take("people", olivia, later=minutes * MINUTE)

    with pytest.raises(Held, match="since 1pm on 6 September 2021"):
        take("people", oscar, later=12 * 60 * MINUTE)


def test_signs_of_life_keep_it(take, olivia, oscar):
    take("people", olivia)
    take("people", olivia, later=14 * MINUTE)

    with pytest.raises(Held):
        take("people", oscar, later=28 * MINUTE)


def test_silent_for_fifteen_minutes_it_is_nobodys(take, olivia, oscar):
    take("people", olivia)
    with pytest.raises(Held):
        take("people", oscar, later=15 * MINUTE - timedelta(seconds=1))

    lock = take("people", oscar, later=15 * MINUTE)
    assert (lock.holder, lock.taken_at) == (oscar, lock.seen_at)


def test_two_sections_have_two_holders(take, olivia, oscar):
    take("people", olivia)
    take("place", oscar)
    assert SectionLock.objects.count() == 2


def test_taken_over_the_first_holder_is_told(take, olivia, oscar, noon):
    take("people", olivia)
    take("people", oscar, later=MINUTE, over=True)

    with pytest.raises(Held, match="Oscar has been writing in this section since 1:01pm"):
        take("people", olivia, later=2 * MINUTE)
    event = Event.objects.first()
    assert event.sentence == "Took over writing in 1 People."
    assert event.details == {"section": "people", "from": olivia.pk}


def test_saving_under_anothers_lock_is_refused_and_overwrites_nothing(
    take, write, at, olivia, oscar
):
    take("people", oscar)
    with pytest.raises(Held):
        write("people", body="Olivia’s words.")
    assert at("people").revision == 1


def test_saving_after_the_lock_fell_silent_goes_through(take, write, at, olivia, oscar, noon):
    take("people", oscar)
    write("people", body="Olivia’s words.", now=noon + 15 * MINUTE)
    assert at("people").body == "Olivia’s words."


def test_done_frees_it(take, at, olivia, oscar):
    take("people", olivia)
    editing.release_lock(section=at("people"), by=oscar)
    assert SectionLock.objects.exists()

    editing.release_lock(section=at("people"), by=olivia)
    assert take("people", oscar).holder == oscar


def test_published_text_has_no_locks(take, published, olivia):
    with pytest.raises(Refused, match="stays as it is"):
        take("people", olivia)


def test_section_that_is_gone_has_no_lock(draft, at, olivia, noon):
    section = at("place")
    editing.take_out(section=at("place"), by=olivia, now=noon)
    with pytest.raises(Refused, match="taken out"):
        editing.take_lock(section=section, by=olivia, now=noon)


def test_section_somebody_writes_in_is_not_taken_out(take, at, olivia, oscar, noon):
    take("volunteering", oscar)
    with pytest.raises(Held, match="Oscar has been writing in 1.1 Volunteering since 1pm"):
        editing.take_out(section=at("people"), by=olivia, now=noon)
    assert at("people")


def test_section_one_writes_in_oneself_can_be_taken_out(take, at, draft, olivia, noon):
    take("volunteering", olivia)
    editing.take_out(section=at("volunteering"), by=olivia, now=noon)
    assert not SectionLock.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        SHORT.replace("support **volunteers**", "pay volunteers"),
        SHORT.replace("## Volunteering {#volunteering}", "## Helping {#volunteering}"),
        SHORT.replace("## Volunteering {#volunteering}\n\nWe will support **volunteers**.", ""),
    ],
)
def test_file_does_not_go_over_a_section_somebody_writes_in(
    take, at, draft, olivia, oscar, noon, text
):
    take("volunteering", oscar)
    read = read_strategy(text.encode())

    with pytest.raises(Held, match=r"Oscar has been writing in 1\.1 Volunteering .* replaced"):
        import_text(slug="civil-society", text=read, by=olivia, now=noon)
    assert at("volunteering").revision == 1


def test_file_that_leaves_that_section_alone_comes_in(take, at, draft, olivia, oscar, noon):
    take("volunteering", oscar)
    read = read_strategy(SHORT.replace("# People", "# Before\n\nNew.\n\n# People").encode())
    import_text(slug="civil-society", text=read, by=olivia, now=noon)

    assert at("volunteering").number == "2.1"


def test_silent_locks_are_cleared_and_the_others_stay(take, olivia, oscar, noon, hold_clock):
    take("people", olivia)
    take("place", oscar, later=10 * MINUTE)
    hold_clock(2021, 9, 6, 13, 20)

    clear_silent_locks()
    assert [lock.holder for lock in SectionLock.objects.all()] == [oscar]


def test_publishing_while_somebody_writes_refuses_their_save(
    take, write, draft, olivia, oscar, noon
):
    take("people", olivia)
    publish(version=draft, state="final", by=oscar, now=noon)
    with pytest.raises(Refused, match="stays as it is"):
        write("people", body="Too late.")
