"""How a decision came about and what became of it, as knots of the golden thread."""

from dataclasses import dataclass

from django.urls import reverse

from civilsociety.decisions.states import CallInState, DecisionState
from civilsociety.ui.words import uk_date


@dataclass(frozen=True)
class Knot:
    """One link: a word, a sentence, perhaps an address; `state` is "", "here" or "ahead"."""

    word: str
    text: str
    url: str = ""
    note: str = ""
    state: str = ""


def pathway(decision, first, versions, comments, effect, today):
    """Notice, committees, decision, call-in, effect, corrections, what replaced it."""
    yield from _announced(first.notice)
    yield from _commented(comments)
    yield _taken(first, today)
    if decision.is_published:
        yield from _waiting(first, effect, today)
        yield from _changed(versions)
    if decision.superseded_by_id:
        later = decision.superseded_by
        yield Knot("Superseded", f"{later}", later.get_absolute_url(), uk_date(later.taken_on))


def _announced(notice):
    if notice is not None:
        yield Knot(
            "Announced",
            f"Notice of a key decision: {notice.matter}",
            notice.get_absolute_url() if notice.published_on else "",
            uk_date(notice.published_on) or "Not published yet",
            "" if notice.published_on else "ahead",
        )


def _commented(comments):
    for comment in comments:
        yield Knot("Commented", comment.committee, "#comments", uk_date(comment.on))


def _taken(first, today):
    if first.is_published:
        note = uk_date(first.taken_on)
        if first.published_on != first.taken_on:
            note += f", published {uk_date(first.published_on)}"
        return Knot("Decided", first.maker, note=note)
    return Knot("To be decided", first.maker, note=uk_date(first.taken_on), state="ahead")


def _waiting(first, effect, today):
    call_in = effect.call_in
    if call_in is not None:
        yield Knot("Called in", call_in.called_in_by, "#call-in", uk_date(call_in.called_in_on))
        if call_in.state != CallInState.OPEN:
            word = "Examined"
            yield Knot(word, call_in.get_state_display(), "#call-in", uk_date(call_in.ended_on))
    elif first.call_in_ends_on and today <= first.call_in_ends_on:
        text = "It may be called in for examination"
        yield Knot("Open to call-in", text, note=f"Until {uk_date(first.call_in_ends_on)}")
    elif first.call_in_ends_on:
        note = f"The time for it ended on {uk_date(first.call_in_ends_on)}"
        yield Knot("Not called in", "Nobody asked for it to be examined", note=note)
    yield from _effective(effect, today)


def _effective(effect, today):
    if effect.starts is None:
        open_still = effect.call_in.state == CallInState.OPEN
        if open_still:
            yield Knot("Takes effect", "Once it has been examined", state="ahead")
        return
    word = "Took effect" if effect.begun else "Takes effect"
    text = "The council may act on it from this day"
    yield Knot(word, text, note=uk_date(effect.starts), state="" if effect.begun else "ahead")


def _changed(versions):
    for version in versions:
        if version.version > 1 and version.state != DecisionState.DRAFT:
            yield Knot(
                "Corrected",
                version.correction_note,
                reverse("decisions:version", args=[version.reference, version.version]),
                f"Version {version.version}, {uk_date(version.published_on)}",
            )
