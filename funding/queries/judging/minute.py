"""The minute of a panel: it writes itself from what was decided, and is frozen when agreed."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from civilsociety.documents.content import (
    Column,
    DataTable,
    Document,
    Facts,
    Heading,
    ItemList,
    Panel,
    Prose,
)
from civilsociety.ui.words import plural, pounds, uk_date, uk_datetime
from funding.models import Conflict, Recommendation
from funding.queries.judging.panels import items_of, members_of, recused_from
from funding.states import PanelState

SAMPLE = "Written for the demonstration: bids and decisions are invented."
NOT_SHOWN = (
    "You declared an interest in bids of this round. They are left out, and so are ranks and sums."
)


def minute_of(panel):
    """The minute as data: who attended, who was recused from what, decisions and reasons."""
    items = list(items_of(panel))
    members = list(members_of(panel))
    attended = [each for each in members if each.attended]
    here = {each.person_id for each in attended}
    recused = recused_from(items)
    return {
        "chair": str(panel.chair) if panel.chair else "",
        "attended": [str(each.person) for each in attended],
        "absent": [str(each.person) for each in members if not each.attended],
        "items": [
            _item(each, [p for p in recused.get(each.application_id, ()) if p.pk in here])
            for each in items
        ],
    }


def _item(item, recused):
    bid = item.application
    return {
        "application": bid.pk,
        "number": bid.number,
        "organisation": str(bid.organisation),
        "title": bid.title,
        "requested_pence": bid.requested_pence,
        "rank": item.rank,
        "score": f"{item.weighted:.2f}",
        "decision": item.decision,
        "decided_pence": item.decided_pence,
        "reasons": [each.label for each in item.reasons.all()],
        "feedback": item.feedback,
        "recused": [str(each) for each in recused],
    }


def minute_for(panel, user):
    """The minute as this person may read it: without bids in which they have an interest."""
    minute = dict(panel.minute)
    mine = Conflict.objects.filter(person=user, withdrawn_at=None, application__call=panel.call_id)
    hidden = set(mine.values_list("application_id", flat=True))
    minute["hides"] = bool(hidden)
    kept = [_with_words(each) for each in minute["items"] if each["application"] not in hidden]
    if hidden:
        kept = [each | {"rank": None} for each in kept]
        kept.sort(key=lambda each: (each["organisation"].casefold(), each["number"]))
    minute["items"] = kept
    minute["given_pence"] = None if hidden else sum(each["decided_pence"] or 0 for each in kept)
    minute.setdefault("discussion", panel.discussion)
    if hidden:
        # What was said may speak of the bid that is hidden.
        minute["discussion"] = ""
    return minute


def _with_words(item):
    return item | {"decided": Recommendation(item["decision"]).label}


def minute_document(panel, minute):
    """The minute (as `minute_for` gave it) as a document."""
    agreed = panel.state == PanelState.AGREED
    address = reverse("funding:minute", args=[panel.pk])
    return Document(
        title=f"Minute: {panel.title}",
        subtitle=f"{panel.call.programme}, {panel.call.name}",
        lead=SAMPLE if panel.is_sample else "",
        reference="Agreed" if agreed else "Draft, not agreed yet",
        publisher=settings.COUNCIL_NAME,
        issued_on=timezone.localdate(panel.agreed_at or panel.held_at),
        html_address=settings.PUBLIC_URL + address,
        summary=tuple(_summary(panel, minute)),
        blocks=tuple(_blocks(minute)),
        contents=False,
    )


def _summary(panel, minute):
    yield "Met on", uk_date(panel.held_at)
    yield "Chair", minute["chair"] or "Nobody named"
    if minute["given_pence"] is not None:
        yield "Decided to give", pounds(minute["given_pence"])
    if panel.agreed_at:
        yield "Agreed", f"{minute['agreed_by']}, {uk_datetime(panel.agreed_at)}"


def _blocks(minute):
    if minute["hides"]:
        yield Panel("caveat", "Not the whole minute", (Prose(NOT_SHOWN),))
    yield Heading("Who attended")
    yield ItemList(tuple(minute["attended"]))
    if minute["absent"]:
        yield Prose(f"Did not attend: {', '.join(minute['absent'])}.")
    yield Heading("Interests")
    recused = [
        f"{', '.join(each['recused'])} took no part in {each['number']} {each['organisation']}."
        for each in minute["items"]
        if each["recused"]
    ]
    if recused or not minute["hides"]:
        yield ItemList(tuple(recused)) if recused else Prose("Nobody who attended was recused.")
    if minute["hides"]:
        yield Prose("You took no part in what is not shown to you.")
    yield Heading("Decisions")
    yield _decisions(minute["items"], ranks=not minute["hides"])
    for each in minute["items"]:
        yield Heading(f"{each['number']} {each['organisation']}", level=3)
        yield Facts(tuple(_facts(each)))
    yield Heading("What was said")
    words = "Not shown." if minute["hides"] else minute["discussion"] or "Nothing further."
    yield Prose(words)


def _decisions(items, *, ranks):
    columns = [
        Column("Bid"), Column("Score", "text"), Column("Decision"), Column("Amount", "money")
    ]  # fmt: skip
    rows = [
        [f"{e['number']} {e['organisation']}", e["score"], e["decided"], e["decided_pence"] or 0]
        for e in items
    ]
    if ranks:
        columns.insert(1, Column("Rank", "number"))
        rows = [[row[0], each["rank"], *row[1:]] for row, each in zip(rows, items, strict=True)]
    return DataTable(
        f"Decisions on {plural(len(items), 'bid')}", tuple(columns), tuple(map(tuple, rows))
    )


def _facts(item):
    yield "Project", item["title"] or "Without a name"
    yield "Asked for", pounds(item["requested_pence"])
    money = f", {pounds(item['decided_pence'])}" if item["decided_pence"] else ""
    yield "Decision", f"{item['decided']}{money}"
    if item["reasons"]:
        yield "Reasons", "; ".join(item["reasons"])
    yield "Feedback", item["feedback"]
