"""The "You said, we did" as one document, built from the data every time."""

import re

from django.conf import settings
from django.utils import timezone

from civilsociety.documents import (
    Annex,
    Document,
    Facts,
    Heading,
    Panel,
    Prose,
    Quote,
    Thread,
    breakdown_figure,
    markdown_to_text,
)
from civilsociety.ui.words import uk_date
from consultations.models import FindingFigure
from consultations.queries.beside import published_beside
from consultations.queries.counts import SEVERAL, SINGLE
from consultations.queries.figures import SECTOR, Tallies, count_all, fill, sector_figure
from consultations.queries.heard import heard_under, panel_of
from consultations.queries.rounds import (
    counted_responses,
    may_break_down,
    rounds_of,
)
from consultations.questionnaire.kinds import Kind
from consultations.states import Outcome

DID = {
    Outcome.CHANGED: "We did",
    Outcome.ACTED: "We did",
    Outcome.NO_CHANGE: "No change, and why",
    Outcome.UNDECIDED: "We did",
}


def document_of(report, *, day, number, note=""):
    """The whole report as of `day`, as issue `number`; `note` says what it corrects."""
    return _Writer(report, day, number, note).document()


def figures_of(report):
    """Every count the report rests on, for the record of the issue: name → count and base."""
    rounds = rounds_of(report)
    tallies = Tallies(rounds)
    found = {
        "responses": {each.slug: len(counted_responses([each])) for each in rounds},
        "findings": {},
        # What stands beside the strategy's sections once this is issued.
        "thread": [],
    }
    for finding in report.consultation.findings.prefetch_related("figures"):
        counted = count_all(
            finding.figures.all(), tallies, threshold=settings.SUPPRESSION_THRESHOLD
        )
        found["findings"][finding.heading] = {
            name: {"count": each.count, "base": each.base} for name, each in counted.items()
        }
        found["thread"].append(
            {
                "section": finding.strategy_section,
                "heading": finding.heading,
                "outcome": finding.outcome,
                "said": _first_sentence(fill(finding.said, counted)),
                "did": _first_sentence(fill(finding.did, counted)),
            }
        )
    return found


def _first_sentence(text):
    """The first sentence of Markdown, as plain text."""
    plain = " ".join(markdown_to_text(text).split())
    return re.split(r"(?<=[.!?]) ", plain, maxsplit=1)[0][:300]


class _Writer:
    """Everything the parts of the report need to know, read once."""

    def __init__(self, report, day, number, note):
        self.report, self.day, self.number, self.note = report, day, number, note
        self.consultation = report.consultation
        self.threshold = settings.SUPPRESSION_THRESHOLD
        self.rounds = rounds_of(report)
        self.totals = [(each, len(counted_responses([each]))) for each in self.rounds]
        self.findings = list(
            self.consultation.findings.prefetch_related(
                "figures__finding__consultation", "quotes__quote__answer__response"
            )
        )
        self.heard = heard_under(self.findings)
        self.figures = list(FindingFigure.objects.filter(finding__consultation=self.consultation))
        sector = sector_figure(report, self.rounds)
        self.figures += [sector] if sector else []
        self.tallies = Tallies(self.rounds)
        self.own = count_all(filter(None, [sector]), self.tallies, threshold=self.threshold)
        self.broken_down = may_break_down(report, self.rounds, threshold=self.threshold)
        self.results = self.tallies.whole
        version = report.strategy_version or self.consultation.strategy_version
        self.sections = {s.key: s for s in version.sections.all()} if version else {}

    def document(self):
        path = f"/consultations/{self.consultation.slug}/you-said-we-did/"
        return Document(
            title="You said, we did",
            subtitle=self.consultation.title,
            lead="What people told us, what we did about it, and why.",
            issued_on=self.day,
            reference=self.report.decision_reference,
            publisher=settings.COUNCIL_NAME,
            html_address=f"{settings.PUBLIC_URL}{path}",
            summary=self._title_rows(),
            blocks=tuple(self._blocks()),
        )

    def _title_rows(self):
        rows = [("Responses", f"{sum(total for _, total in self.totals):,}")]
        sector = self.own.get(SECTOR)
        if sector and sector.published.shown:
            rows.append(("From the sector", f"{sector.words('percent')} of responses"))
        if self.number > 1:
            rows.append(("Issue", f"{self.number}: corrected"))
        return tuple(rows)

    def _blocks(self):
        if self.note:
            yield Panel("note", f"What issue {self.number} corrects", (Prose(self.note),))
        if any(each.is_sample for each in self.rounds):
            yield Panel("note", "This is sample data", (Prose(SAMPLE),))
        yield Heading("Summary", key="summary")
        yield Prose(fill(self.report.summary, self.own))
        yield from self._section("Background", self.consultation.background)
        yield from self._how_we_asked()
        yield from self._who_answered()
        yield Heading("What you said and what we did", key="you-said-we-did")
        for finding in self.findings:
            yield from self._finding(finding)
        yield from self._answers()
        yield from self._section("Next steps", fill(self.report.next_steps, self.own))
        yield Heading("About the figures", key="about-the-figures")
        yield Prose(ABOUT_FIGURES.format(threshold=self.threshold))
        yield from self._questionnaires()

    def _section(self, title, text):
        if text.strip():
            yield Heading(title)
            yield Prose(text)

    def _how_we_asked(self):
        yield Heading("How we asked", key="how-we-asked")
        for each, total in reversed(self.totals):
            opened, closed = (timezone.localdate(m) for m in (each.opens_at, each.closes_at))
            days = each.days_open
            responses = "1 response" if total == 1 else f"{total:,} responses"
            rows = [("Open", f"{uk_date(opened)} to {uk_date(closed)}, {days} days")]
            rows.append(("Received", responses))
            if len(self.rounds) > 1:
                yield Heading(each.title, level=3)
            yield Facts(tuple(rows))
            yield from [Prose(each.how_we_asked)] if each.how_we_asked.strip() else []

    def _who_answered(self):
        yield Heading("Who answered", key="who-answered")
        if self.consultation.caveat.strip():
            yield Panel("caveat", "Before you read the figures", (Prose(self.consultation.caveat),))
        asked = [r for r in self.results.questions if r.kind == Kind.RESPONDING_AS]
        if not self.broken_down:
            yield Prose(NO_BREAKDOWN.format(total=self._total_words(), threshold=self.threshold))
            return
        sector = self.own.get(SECTOR)
        if sector and sector.published.shown:
            yield Prose(FROM_SECTOR.format(share=sector.words()))
        for result in asked:
            yield self._figure(result, "Who people answered as")
        for result in self.results.questions:
            if result.kind == Kind.DISTRICT:
                yield self._figure(result, "Where people answered from")

    def _total_words(self):
        total = sum(number for _, number in self.totals)
        return "1 response" if total == 1 else f"{total:,} responses"

    def _figure(self, result, title):
        cells = published_beside(result, self.figures, threshold=self.threshold)
        shown = sum(figure.shown for _, figure in cells)
        if cells.shown and 2 * shown < len(cells.cells):
            # A chart of mostly hidden bars tells nobody anything.
            return Panel("note", title, (Prose(f"{cells.base} people answered. {MOSTLY_HIDDEN}"),))
        return breakdown_figure(title, cells)

    def _finding(self, finding):
        counted = count_all(finding.figures.all(), self.tallies, threshold=self.threshold)
        yield Heading(finding.heading, level=3)
        said = [Prose(fill(finding.said, counted))]
        said += [self._quote(shown.quote) for shown in finding.quotes.all()]
        did = [Prose(fill(finding.did, counted))]
        section = self.sections.get(finding.strategy_section)
        if section:
            words = "Changed in" if finding.outcome == Outcome.CHANGED else "See"
            address = f"{settings.PUBLIC_URL}{section.get_absolute_url()}"
            did.append(Prose(f"{words} the strategy: [{section}]({address})."))
        yield Thread(
            (
                Panel("said", "You said", tuple(said)),
                Panel("did", DID[Outcome(finding.outcome)], tuple(did)),
            )
        )
        if heard := self.heard.get(finding.pk):
            yield panel_of(heard, finding.heading)

    def _quote(self, quote):
        response = quote.answer.response
        if response.consent == "named" and response.organisation_name:
            return Quote(quote.text, response.organisation_name)
        return Quote(quote.text)

    def _answers(self):
        """Each question that was counted; only where a breakdown gives nobody away."""
        if not self.broken_down:
            return
        shown = [
            result
            for result in self.results.questions
            if result.shape in {SINGLE, SEVERAL}
            and result.kind not in {Kind.RESPONDING_AS, Kind.DISTRICT}
            and result.base
        ]
        if shown:
            yield Heading("The answers in figures", key="answers")
        for result in shown:
            yield self._figure(result, _asked(result))

    def _questionnaires(self):
        for letter, each in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", reversed(self.rounds), strict=False):
            version = each.versions.order_by("number").last()
            if version is None:
                continue
            yield Annex(f"Annex {letter}: the questionnaire", key=f"annex-{letter.lower()}")
            if len(self.rounds) > 1:
                yield Prose(f"As asked in “{each.title}”.")
            for section in version.questionnaire.sections:
                # A panel and not a heading: the contents name the annex, not its pages.
                intro = (Prose(section.intro),) if section.intro else ()
                yield Panel("note", section.title, (*intro, *_questions(section)))


def _asked(result):
    if result.wording_number:
        since = uk_date(timezone.localdate(result.asked_from))
        return f"{result.text} (wording {result.wording_number}, asked from {since})"
    return result.text


def _questions(section):
    """The questions of a page, each with what could be answered."""
    for question in section.questions:
        if question.kind == Kind.INFORMATION:
            yield Prose(question.text)
    rows = [(q.text, _answers_to(q)) for q in section.questions if q.is_answered]
    if rows:
        yield Facts(tuple(rows))


def _answers_to(question):
    options = question.all_options
    if options:
        lead = "Any of" if question.kind == Kind.SEVERAL_CHOICES else "One of"
        return f"{lead}: {_plain('; '.join(option.label for option in options))}"
    if question.limit:
        return f"{question.kind.label}, up to {question.limit:,} words"
    return _plain(str(question.kind.label))


def _plain(text):
    """Text with the marks of Markdown made harmless, to stand inside bold."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>()#+-.!|~" else c for c in text)


SAMPLE = (
    "The people, organisations and answers in this report were invented to show how the "
    "service works. The dates, the number of responses and what the council did follow the "
    "public record."
)
FROM_SECTOR = (
    "**{share}** came from the sector itself: from charities, community groups and social "
    "enterprises, or from trustees and volunteers."
)
MOSTLY_HIDDEN = "Most of the groups are too small to be shown, so that nobody can be recognised."
NO_BREAKDOWN = (
    "We received {total}. That is too few to show how they divide: a group of fewer than "
    "{threshold} could point at the people in it."
)
ABOUT_FIGURES = (
    "Every figure says how many people it is out of: its base. People could leave questions "
    "out, so the base differs from question to question.\n\n"
    "Groups of fewer than {threshold} are not shown, and neither is any figure from which "
    "such a group could be worked out. Percentages are rounded to whole numbers, so they may "
    "not add up to 100."
)
