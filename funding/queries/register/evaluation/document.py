"""An evaluation as one document: page, PDF and Word are made of the same parts."""

from datetime import date

from django.conf import settings
from django.utils import timezone

from civilsociety.documents import (
    Column,
    DataTable,
    Document,
    Facts,
    Heading,
    Panel,
    Prose,
    Quote,
)
from civilsociety.documents.figures import BarChart, Figure
from civilsociety.documents.suppression import HIDDEN, Published, percentage
from civilsociety.ui.words import plural, pounds, thousands, uk_date
from funding.models.choices import IndicatorKind

SAMPLE = "Written for the demonstration: its words and figures are invented."
NOTHING_YET = "Nothing is counted yet."
NOT_YET, NOT_SET = "nothing yet", "not set"
WHOLE_IN_EACH = (
    "An award that reaches several districts counts in each of them with its whole amount, so "
    "the districts add up to more than all awards."
)


def document_of(evaluation, figures):
    """The evaluation with these figures: counted now for a draft, kept ones once published."""
    issued = evaluation.published_at or date.fromisoformat(figures["counted_on"])
    return Document(
        title=evaluation.title,
        subtitle=f"Evaluation of {evaluation.programme.name}",
        lead=SAMPLE if evaluation.is_sample else "",
        reference=f"{evaluation.programme.code}-E{evaluation.pk:05d}",
        publisher=settings.COUNCIL_NAME,
        issued_on=timezone.localdate(issued) if hasattr(issued, "hour") else issued,
        html_address=settings.PUBLIC_URL + evaluation.get_absolute_url(),
        summary=tuple(_summary(evaluation, figures)),
        blocks=tuple(_blocks(evaluation, figures)),
    )


def _summary(evaluation, figures):
    money = figures["money"]
    yield "Programme", evaluation.programme.name
    if evaluation.call_id:
        yield "Round", evaluation.call.name
    yield (
        "About awards decided",
        f"{uk_date(evaluation.from_day)} to {uk_date(evaluation.until_day)}",
    )
    yield "Awarded", f"{pounds(money['pence'])} in {plural(money['awards'], 'award')}"
    yield "Figures counted on", uk_date(date.fromisoformat(figures["counted_on"]))


def _blocks(evaluation, figures):
    yield from _money(evaluation, figures)
    yield from _results(evaluation, figures)
    yield from _reach(figures)
    yield from _applying(evaluation, figures)
    for title, text in (
        ("What worked", evaluation.worked),
        ("What was learned", evaluation.learned),
        ("What is recommended for next year", evaluation.recommendation),
    ):
        if text.strip():
            yield Heading(title)
            yield Prose(text)
    if decision := evaluation.next_decision:
        yield Heading("What was decided next")
        address = settings.PUBLIC_URL + decision.get_absolute_url()
        yield Prose(
            f"[{decision.reference} {decision.title}]({address}), {uk_date(decision.taken_on)}."
        )


def _money(evaluation, figures):
    money = figures["money"]
    rows = [
        ("For", evaluation.programme.objective),
        ("Awards", thousands(money["awards"])),
        ("Awarded, as it stands", pounds(money["pence"])),
        ("Paid so far", pounds(money["paid"])),
    ]
    if money["returned"]:
        rows.append(("Came back", pounds(money["returned"])))
    yield Heading("The money")
    yield Facts(tuple(rows))


def _results(evaluation, figures):
    objective = evaluation.programme.objective
    for kind, title in (
        (IndicatorKind.OUTPUT, "What was done"),
        (IndicatorKind.OUTCOME, "What changed"),
    ):
        found = [each for each in figures["indicators"] if each["kind"] == kind.label]
        if not found:
            continue
        yield Heading(title)
        yield DataTable(
            caption=f"{title}, towards “{objective}”",
            columns=(
                Column("What is counted"),
                Column("Reported", "number"),
                Column("Set out to reach", "number"),
                Column("Awards that reported", "number"),
            ),
            rows=tuple(
                (
                    f"{each['name']} ({each['unit']})",
                    NOT_YET if each["value"] is None else each["value"],
                    NOT_SET if each["target"] is None else each["target"],
                    each["awards"],
                )
                for each in found
            ),
            note=" ".join(f"{each['name']}: {each['definition']}" for each in found),
        )


def _reach(figures):
    yield Heading("Whom it reached")
    if not figures["districts"]:
        yield Prose(NOTHING_YET)
        return
    yield _money_table("Awards by district", "District", figures["districts"], WHOLE_IN_EACH)
    yield _money_table("Awards by kind of organisation", "Kind", figures["kinds"])
    yield _money_table("Awards by yearly income", "Yearly income", figures["sizes"])
    for each in figures["reach"]:
        yield _bars(f"{each['name']}, by district", "District", each, "everything reported")


def _money_table(caption, head, rows, note=""):
    columns = (Column(head), Column("Awards", "number"), Column("Amount", "money"))
    return DataTable(caption, columns, tuple(map(tuple, rows)), note=note)


def _bars(title, head, told, who):
    """Bars with their table, or a note where nothing may be shown."""
    base = f"Base: {who}, {told['base']}"
    if not any(count is not None for _, count in told["cells"]):
        return Panel("note", title, (Prose(f"{base}. {told['note']}"),))
    cells = tuple((label, _published(count, told["base"])) for label, count in told["cells"])
    columns = (Column(head), Column("Number", "number"), Column("Per cent", "percent"))
    rows = tuple((label, cell, cell) for label, cell in cells)
    table = DataTable(title, columns, rows, base=base, note=told["note"])
    return Figure(BarChart(title, cells, base), table)


def _published(count, base):
    base = base.replace(",", "")
    if count is None:
        return HIDDEN
    whole = int(base) if base.isdigit() else None
    return Published(count, whole, percentage(count, whole) if whole else None)


def _applying(evaluation, figures):
    if not figures["rounds"]:
        return
    yield Heading("What applying was like")
    for each in figures["rounds"]:
        yield from _round(each)
    if told := figures["who_applied"]:
        yield _who_applied(told)
    yield from _cost(figures)
    if told := figures["ease"]:
        yield _bars("How easy was it to apply?", "Answer", told, "applicants who told us")
    for text in filter(None, map(str.strip, evaluation.quotes.split("\n\n"))):
        yield Quote(text, "An applicant")


def _round(told):
    rows = [
        ("Received", _published(told["received"], "")),
        ("Within the rules", _published(told["eligible"], "")),
        ("Awarded", told["awarded"]),
        *((label, _published(count, "")) for label, count in told["cells"]),
    ]
    columns = (Column("Applications"), Column("Number", "number"))
    yield DataTable(f"What became of the bids: {told['round']}", columns, tuple(rows),
                    note=told["note"])  # fmt: skip
    for title, cells in told["reasons"]:
        given = tuple((label, _published(count, "")) for label, count in cells)
        yield DataTable(
            f"{title}: {told['round']}",
            (Column("Reason"), Column("Bids", "number")),
            given,
            note="A bid may have several reasons.",
        )


def _who_applied(told):
    if not told["rows"]:
        return Panel("note", "Who applied", (Prose(told["note"]),))
    columns = (Column("Kind"), *(Column(label, "number") for label in told["columns"]))
    rows = tuple((name, *(_published(c, "") for c in cells)) for name, cells in told["rows"])
    return DataTable(
        "Who applied, by kind of organisation",
        columns,
        rows,
        base=f"Base: all who applied, {told['base']}",
        note=told["note"],
    )


def _cost(figures):
    minutes, few = figures["minutes"], f"Fewer than {figures['threshold']} told us"
    if minutes["base"] == "0":
        return
    rows = [("All", minutes["all"] if minutes["all"] is not None else few)]
    rows += [(band, few if each is None else each) for band, each in minutes["bands"]]
    yield DataTable(
        "Minutes an application took for each £1,000 it brought",
        (Column("Yearly income"), Column("Minutes, median", "number")),
        tuple(rows),
        base=f"Base: awarded applications whose writers told us, {minutes['base']}",
    )
    if figures["hours"] is not None:
        yield Prose(
            f"All applications together, those without an award too, took about "
            f"**{figures['hours']:,} hours**."
        )
