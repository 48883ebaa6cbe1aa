"""A panel paper as a document: bids in rank order, the line, and what each bid is about."""

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
from civilsociety.ui.words import pounds, uk_date
from funding.models import Application
from funding.queries.judging.cards import standings
from funding.queries.judging.panels import GIVES, HIDDEN, sheet_of
from funding.queries.judging.scoring import TIES

SAMPLE = "Written for the demonstration: organisations and bids are invented."


def paper_of(panel, user=None):
    """The paper as `user` may read it; whole without one."""
    sheet = sheet_of(panel, user)
    day = timezone.localdate(panel.issued_at) if panel.issued_at else timezone.localdate()
    return Document(
        title=panel.title,
        subtitle=f"Panel paper: {panel.call.programme}, {panel.call.name}",
        lead=SAMPLE if panel.is_sample else "",
        reference="" if panel.issued_at else "Draft, not issued",
        publisher=settings.COUNCIL_NAME,
        issued_on=day,
        html_address=settings.PUBLIC_URL + reverse("funding:panel_paper", args=[panel.pk]),
        summary=tuple(_summary(panel, sheet)),
        blocks=tuple(_blocks(panel, sheet)),
    )


def _summary(panel, sheet):
    yield "Panel meets on", uk_date(panel.meets_on)
    yield "Chair", str(panel.chair) if panel.chair else "To be named"
    yield "Money is held until", uk_date(panel.held_until)
    if not sheet.hides:
        yield "Bids", str(len(sheet.rows))
        yield "Proposed above the line", pounds(sheet.asked_pence)


def _blocks(panel, sheet):
    if sheet.hides:
        yield Panel("caveat", "Not the whole paper", (Prose(HIDDEN),))
    yield Heading("The bids" if sheet.hides else "The bids in rank order")
    yield _ranking(sheet)
    if not sheet.hides:
        yield Prose(TIES)
        yield from _line(sheet)
    yield Heading("How bids were scored")
    yield ItemList(
        tuple(
            f"{each.name} (counts {_times(each.weight)}): {each.description}"
            for each in panel.call.programme.criteria.all()
        )
    )
    yield Heading("Each bid")
    bids = Application.objects.filter(pk__in=[row.bid.pk for row in sheet.rows])
    known = {each.application.pk: each for each in standings(bids)}
    for row in sheet.rows:
        yield from _bid(row, known[row.bid.pk])


def _times(weight):
    return {1: "once", 2: "twice"}.get(weight, f"{weight} times")


def _ranking(sheet):
    columns = [Column("Bid"), Column("Score"), Column("Asked", "money"),
               Column("Recommended"), Column("Proposed", "money")]  # fmt: skip
    if not sheet.hides:
        columns += [Column("Total so far", "money"), Column("Affordable")]
    rows = tuple(tuple(_cells(row, sheet)) for row in sheet.rows)
    note = "" if sheet.hides else "The total counts what is proposed, from the first rank down."
    return DataTable("Bids on this paper", tuple(columns), rows, note=note)


def _cells(row, sheet):
    item, bid = row.item, row.bid
    name = f"{bid.number} {bid.organisation}"
    yield name if sheet.hides else f"{row.rank}. {name}"
    yield f"{item.weighted:.2f}"
    yield bid.requested_pence
    yield item.get_recommendation_display()
    yield item.proposed_pence
    if not sheet.hides:
        yield row.total_pence
        yield _affordable(row)


def _affordable(row):
    if row.tried is None:
        return "No money proposed"
    if row.is_above:
        return "Above the line" if row.tried.fits else f"Short by {pounds(row.tried.short_pence)}"
    return "Below the line"


def _line(sheet):
    yield Heading("What can be afforded")
    where = f"The line stands below rank {sheet.cut_off}." if sheet.cut_off else (
        "No bid stands above the line."
    )  # fmt: skip
    yield Prose(f"{where} Money for the bids above it is held from the issue of this paper.")
    yield DataTable(
        "What each source has, and what is proposed above the line",
        (Column("Source"), Column("Available", "money"), Column("Proposed", "money"),
         Column("Left", "money")),
        tuple((str(p.source), p.available, p.asked, p.after) for p in sheet.places),
    )  # fmt: skip
    yield from _from_each_source(sheet)


def _from_each_source(sheet):
    """What each bid above the line draws on each source, as its reservation does."""
    above = [row for row in sheet.rows if row.is_above]
    sources = list(dict.fromkeys(source for row in above for source in row.tried.legs))
    if above:
        yield DataTable(
            "What each bid above the line draws on each source",
            (Column("Bid"), *[Column(str(each), "money") for each in sources]),
            tuple(
                (
                    f"{row.rank}. {row.bid.number} {row.bid.organisation}",
                    *[row.tried.legs.get(each, 0) for each in sources],
                )
                for row in above
            ),
        )


def _bid(row, standing):
    bid, item = row.bid, row.item
    yield Heading(f"{bid.number} {bid.organisation}", level=3)
    facts = [
        ("Project", bid.title or "Without a name"),
        ("What the money is for", bid.summary or "Not said"),
        ("Asked for", pounds(bid.requested_pence)),
        ("Recommended", item.get_recommendation_display()
         + (f", {pounds(item.proposed_pence)}" if item.recommendation in GIVES else "")),
    ]  # fmt: skip
    if item.why:
        facts.append(("Why", item.why))
    yield Facts(tuple(facts))
    yield DataTable(
        f"Scores of {bid.number}",
        (Column("Criterion"), Column("Assessors"), Column("Counts")),
        tuple(_score_row(*each) for each in standing.rows),
    )
    comments = [each.comment for each in standing.assessments if each.comment]
    if comments:
        yield Prose("**What assessors want the panel to know**")
        yield ItemList(tuple(comments))


def _score_row(criterion, scores, counts, moderated):
    each = ", ".join(str(score.points) for score in scores if score)
    return criterion.name, each, f"{counts} (moderated)" if moderated else counts
