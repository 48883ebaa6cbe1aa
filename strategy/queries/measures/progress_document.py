"""A report on progress as one document, written from its frozen figures alone."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.utils import timezone

from civilsociety.documents import (
    BarChart,
    Column,
    DataTable,
    Document,
    Facts,
    Figure,
    Heading,
    ItemList,
    PageBreak,
    Panel,
    Prose,
    Published,
)
from civilsociety.ui.words import plural, pounds, uk_date
from strategy.queries.measures.course import MEANINGS, Course
from strategy.queries.measures.progress_figures import day_words


@dataclass(frozen=True)
class Told(Published):
    """A figure of a measure: `count` (hundredths) is how long its bar is, `words` what it says."""

    words: str = ""

    def __str__(self):
        return self.words


def document_of(report, figures=None):
    """The document; from `figures` while they are not kept yet."""
    figures = report.figures if figures is None else figures
    return Document(
        title=report.title,
        subtitle=f"{uk_date(report.starts_on)} to {uk_date(report.ends_on)}",
        lead=LEAD.format(strategy=report.strategy.title),
        publisher=settings.COUNCIL_NAME,
        issued_on=timezone.localdate(report.made_at)
        if report.made_at
        else date.fromisoformat(figures["day"]),
        html_address=settings.PUBLIC_URL + report.get_absolute_url(),
        summary=tuple(_title_rows(report)),
        blocks=tuple(_blocks(report, figures)),
    )


def _title_rows(report):
    yield "Report", report.get_kind_display()
    yield "For", report.to_whom
    if report.meets_on:
        yield "Considered on", uk_date(report.meets_on)


def _blocks(report, told):
    if report.is_sample or has_samples(told):
        yield Panel("caveat", "Sample figures", (Prose(SAMPLES),))
    if told["introduction"]:
        yield Heading("Introduction", key="introduction")
        yield Prose(told["introduction"])
    yield from _summary(told)
    for number, objective in enumerate(told["objectives"]):
        yield from _objective(objective, first=number == 0)
    yield from _undertakings(told)
    yield from _money(told)
    yield from _since(told)
    yield from _late(told)
    if told["conclusion"]:
        yield Heading("What follows", key="what-follows")
        yield Prose(told["conclusion"])


def has_samples(told):
    """Whether any figure in it was made up for the demonstration."""
    measures = [each for group in told["objectives"] for each in group["measures"]]
    readings = [reading for each in measures for reading in each["readings"]]
    return any(each["sample"] for each in (*measures, *readings, *told["undertakings"]))


def _summary(told):
    counts = told["counts"]
    yield Heading("Summary", key="summary")
    yield Prose(summary_words(told))
    rows = tuple(
        (course.label, counts[course.value], MEANINGS[course])
        for course in Course
        if counts[course.value]
    )
    if rows:
        columns = (Column("Where it stands"), Column("Measures", "number"), Column("What it means"))
        base = f"Base: all measures that run, {counts['measures']}"
        yield DataTable("Where the measures stand", columns, rows, base=base, key="standing")
    if rows := tuple(_glance(told)):
        heads = ("Measure", "Stood", "Stands", "Aim", "Course")
        yield DataTable("Every measure at a glance", tuple(map(Column, heads)), rows, key="glance")


def _glance(told):
    for objective in told["objectives"]:
        for each in objective["measures"]:
            late = ", late" if each["late"] else ""
            now = each["now"] or "not read"
            start, aim = (each[end]["words"] if each[end] else "–" for end in ("start", "aim"))
            yield each["name"], start, now, aim, f"{each['course_words']}{late}"


def summary_words(told):
    """The whole report in a few sentences."""
    counts = told["counts"]
    parts = [
        f"{counts[course.value]} {words}" for course, words in SAID.items() if counts[course.value]
    ]
    measured = plural(counts["measures"], "measure")
    said = [f"The strategy has {measured}: {_listed(parts)}." if parts else NO_MEASURES]
    if counts["late"]:
        said.append(f"{plural(counts['late'], 'reading is', 'readings are')} late.")
    if actions := told["undertakings"]:
        open_ones = sum(each["running"] for each in actions)
        late = sum(each["late"] for each in actions)
        rest = f", {late} of them late" if late else ""
        said.append(
            f"It tracks {plural(len(actions), 'action')} promised elsewhere; "
            f"{plural(open_ones, 'is', 'are') if open_ones else 'none is'} still open{rest}."
        )
    if money := told["money"]:
        allocated, _, paid = money["whole"]
        said.append(
            f"Of {pounds(money['appropriated'])} set aside, {pounds(allocated)} is allocated "
            f"and {pounds(paid)} paid."
        )
    return " ".join(said)


def _listed(parts):
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def _objective(objective, *, first):
    if first:
        yield PageBreak()
    number, title = objective["number"], objective["title"]
    yield Heading(f"Objective {number}: {title}", key=f"objective-{number}")
    if objective["description"]:
        yield Prose(objective["description"])
    if not objective["measures"]:
        yield Prose("No measure of this objective is published yet.")
    for measure in objective["measures"]:
        yield from _measure(measure)
    for each in objective["retired"]:
        words = f"**{each['name']}** was retired on {day_words(each['on'])}. {each['why']}"
        yield Prose(words)


def _measure(measure):
    yield Heading(measure["name"], level=3, key=f"measure-{measure['slug']}")
    yield Facts(tuple(_facts(measure)))
    if measure["late"]:
        words = f"A reading was due on {day_words(measure['due'])} and has not come."
        yield Panel("caveat", "Late", (Prose(words),))
    if figure := _figure(measure):
        yield figure
    last = measure["readings"][-1] if measure["readings"] else None
    if last and last["commentary"]:
        yield Prose(last["commentary"])


def _facts(measure):
    yield "What is counted", measure["definition"]
    yield "Where it stands", _stands(measure)
    yield "Where it stood", measure["start_words"]
    yield "Where it should be", measure["aim_words"]
    yield "Source", measure["source"]
    yield "Who answers for it", measure["owner"]


def _stands(measure):
    course = measure["course_words"]
    if not measure["readings"]:
        return course
    last = measure["readings"][-1]
    if last["words"].lower() == course.lower():
        return f"{course}, {day_words(last['on'])}"
    return f"{last['words']} on {day_words(last['on'])}. {course}"


def _figure(measure):
    """Bars from where it stood, by reading, to where it should be; with the table of readings."""
    if not measure["readings"]:
        return None
    points = [(day_words(each["on"]), each) for each in measure["readings"]]
    start, aim = measure["start"], measure["aim"]
    bars = [_bar(f"Start, {day_words(start['on'])}", start)] if start else []
    bars += [_bar(label, each) for label, each in points]
    bars += [_bar(f"Aim by {day_words(aim['on'])}", aim)] if aim else []
    base = measure["readings"][-1]["base"]
    base = f"Base of the latest reading: {base}" if base else ""
    table = DataTable(
        f"Readings of “{measure['name']}”",
        (Column("Day"), Column("Reading"), Column("Base"), Column("Evidence and commentary")),
        tuple(_row(label, each) for label, each in points),
        base=base,
    )
    return Figure(BarChart(measure["name"], tuple(bars), base), table)


def _bar(label, point):
    number = point["number"]
    if number is None:
        return label, Published(None)
    return label, Told(int(Decimal(number) * 100), words=point["words"])


def _row(label, reading):
    said = [reading["evidence"], reading["commentary"]]
    if reading["corrected"]:
        said.append(f"Corrected: {reading['corrected']}")
    if reading["sample"]:
        said.append("Sample figure.")
    return label, reading["words"], reading["base"] or "–", " ".join(filter(None, said)) or "–"


def _undertakings(told):
    if not told["undertakings"]:
        return
    yield Heading("Actions promised elsewhere", key="actions")
    for each in told["undertakings"]:
        yield Heading(each["title"], level=3, key=f"action-{each['slug']}")
        yield Facts(tuple(_action_facts(each)))
        for update in each["updates"]:
            yield Prose(f"**{day_words(update['on'])}: {update['state']}.** {update['text']}")


def _action_facts(each):
    asked = f"{each['body']}, {each['reference']}" if each["reference"] else each["body"]
    yield "Asked for by", asked
    yield "What was asked for", each["words"]
    yield "State", f"{each['state']}{', late' if each['late'] else ''}"
    if each["due"]:
        yield "Due", day_words(each["due"])
    yield "Who answers for it", each["owner"]


def _money(told):
    if not told["money"]:
        return
    money = told["money"]
    yield Heading("The money", key="money")
    yield Prose(MONEY.format(day=day_words(told["day"]), sum=pounds(money["appropriated"])))
    columns = tuple(Column(label, kind) for label, kind in MONEY_COLUMNS)
    rows = tuple(tuple(row) for row in money["heads"])
    yield DataTable(
        "Allocated, promised and paid",
        columns,
        (*rows, ("Together", *money["whole"])),
        key="pounds",
    )


def _since(told):
    yield Heading("What changed since the last report", key="since")
    if not told["since"]:
        yield Prose("This is the first report on progress: there is none to compare it with.")
    elif told["changes"]:
        yield Prose(f"Compared with “{told['since']}”:")
        yield ItemList(tuple(told["changes"]))
    else:
        yield Prose(f"Nothing is different from “{told['since']}”.")


def _late(told):
    yield Heading("What is late", key="late")
    if told["late"]:
        yield Prose("Due more than a fortnight ago, and not here:")
        yield ItemList(tuple(told["late"]))
    else:
        yield Prose("Nothing is late.")


LEAD = "How far the promises of “{strategy}” are kept: every measure, action and pound."
SAMPLES = (
    "This report holds figures that were made up to show how it works. They are marked as "
    "samples, and they are not the council’s."
)
NO_MEASURES = "The strategy has no published measure yet."
SAID = {
    Course.MET: "met",
    Course.ON_COURSE: "on course",
    Course.BEHIND: "behind",
    Course.TOO_EARLY: "too early to tell",
    Course.NOT_READ: "not read yet",
    Course.UNREADABLE: "that could not be read",
    Course.KEPT_BACK: "not shown, because it rests on few",
    Course.NO_AIM: "without an aim",
}
MONEY = (
    "{sum} was set aside for the framework. The table shows what had been written down by the "
    "end of {day}: what was allocated to each programme, what of it is promised and not paid "
    "yet, and what is paid, less what came back."
)
MONEY_COLUMNS = (
    ("Programme", "text"),
    ("Allocated", "money"),
    ("Promised, not paid", "money"),
    ("Paid", "money"),
)
