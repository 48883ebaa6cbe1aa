"""What still stands between a report and its publication, each with the way to mend it."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Func

from consultations.models import Response, TextAnswer
from consultations.queries.beside import small_part
from consultations.queries.counts import SINGLE, results
from consultations.queries.figures import (
    SECTOR,
    Tallies,
    count_all,
    names_in,
    sector_figure,
    typed_numbers,
)
from consultations.queries.rounds import may_break_down, rounds_may_stand_apart, rounds_of
from consultations.questionnaire.kinds import Kind
from consultations.states import Outcome


@dataclass(frozen=True)
class Missing:
    """One thing to mend: a sentence, and the finding it belongs to (None: the report)."""

    sentence: str
    finding: object = None


def missing(report, *, now):
    """Everything that keeps this report from being published; empty when it may be."""
    rounds = rounds_of(report)
    findings = list(
        report.consultation.findings.prefetch_related("figures", "quotes__quote__answer__response")
    )
    return [
        *_of_the_consultations(rounds, now),
        *_of_the_report(report, rounds, findings),
        *_unanswered_sections(rounds, findings),
        *_of_the_findings(report, rounds, findings),
        *_figures_that_give_away(report, rounds, findings),
    ]


def _figures_that_give_away(report, rounds, findings):
    """Figures of one question that leave a small group when one is taken from the other."""
    figures = [figure for finding in findings for figure in finding.figures.all()]
    figures += filter(None, [sector_figure(report, rounds)])
    threshold = settings.SUPPRESSION_THRESHOLD
    for result in results(rounds).questions:
        if result.shape == SINGLE and small_part(result, figures, threshold=threshold):
            yield Missing(
                f"The figures about “{result.text}” together point at fewer than {threshold} "
                "people: one can be taken from another. Use fewer of them."
            )


def _of_the_consultations(rounds, now):
    for consultation in rounds:
        if not consultation.is_public:
            yield Missing(f"“{consultation}” has not been launched.")
        elif now < consultation.grace_ends_at:
            yield Missing(f"“{consultation}” still takes responses. Publish after it has closed.")


def _of_the_report(report, rounds, findings):
    wanted = {
        "summary": "Write the summary of the report.",
        "next_steps": "Write what happens next.",
    }
    for name, sentence in wanted.items():
        if not getattr(report, name).strip():
            yield Missing(sentence)
        for typed in typed_numbers(getattr(report, name)):
            yield Missing(
                f"The report’s text has “{typed}” typed by hand. Say it in a finding, bound to "
                "its figure, or write it in words that need no count."
            )
        for unknown in sorted(names_in(getattr(report, name)) - {SECTOR}):
            yield Missing(
                f"“{{{{{unknown}}}}}” is not a figure of the report. It has {{{{sector}}}}."
            )
    yield from _of_the_sector(report, rounds)
    if not report.consultation.caveat.strip():
        yield Missing("Write what the figures can and cannot say (the caveat).")
    if not findings:
        yield Missing("Write the first finding: what people said, and what you did.")


def _of_the_sector(report, rounds):
    """The share of the sector is used only when it may be published."""
    figure = sector_figure(report, rounds)
    used = SECTOR in names_in(report.summary) | names_in(report.next_steps)
    if used and figure is None:
        yield Missing("Choose which kinds of respondents are the sector, or leave {{sector}} out.")
    elif figure:
        threshold = settings.SUPPRESSION_THRESHOLD
        counted = count_all([figure], Tallies(rounds), threshold=threshold)[SECTOR]
        if used and not counted.published.shown:
            yield Missing(
                f"{{{{sector}}}} would point at fewer than {threshold} people. Leave it out."
            )


def sections_with_answers(consultation):
    """The questionnaire sections that received at least one answer: `(section, path)` pairs."""
    keys = set(
        TextAnswer.objects.filter(response__in=_counting(consultation))
        .values_list("question_key", flat=True)
        .distinct()
    )
    keys.update(
        _counting(consultation)
        .annotate(answered=Func("choices", function="jsonb_object_keys"))
        .values_list("answered", flat=True)
        .distinct()
        .order_by("answered")
    )
    found = {}
    for version in consultation.versions.all():
        for section in version.questionnaire.sections:
            if _asks_for_an_opinion(section) and any(
                question.key in keys or f"{question.key}__other" in keys
                for question in section.questions
            ):
                found[section.key] = section
    return [(section, f"{consultation.slug}/{section.key}") for section in found.values()]


def _counting(consultation):
    return Response.objects.filter(consultation=consultation).counting()


ABOUT_THE_RESPONDENT = {
    Kind.INFORMATION,
    Kind.RESPONDING_AS,
    Kind.DISTRICT,
    Kind.POSTCODE,
    Kind.ORGANISATION,
}


def _asks_for_an_opinion(section):
    """A page that only asks who somebody is, or for equality data, needs no answer back."""
    kinds = {question.kind for question in section.questions}
    return not section.equality and bool(kinds - ABOUT_THE_RESPONDENT)


def _unanswered_sections(rounds, findings):
    answered = {path for finding in findings for path in finding.answers_sections}
    for consultation in rounds:
        for section, path in sections_with_answers(consultation):
            if path not in answered:
                yield Missing(
                    f"Nobody is answered yet on “{section.title}” ({consultation}). "
                    "Write a finding for it, or name it in one that answers it."
                )


@dataclass(frozen=True)
class _Ground:
    """What the figures of every finding are judged by, read once."""

    tallies: Tallies
    safe: bool
    apart: bool
    threshold: int


def _of_the_findings(report, rounds, findings):
    threshold = settings.SUPPRESSION_THRESHOLD
    ground = _Ground(
        Tallies(rounds),
        may_break_down(report, rounds, threshold=threshold),
        rounds_may_stand_apart(rounds, threshold=threshold),
        threshold,
    )
    for finding in findings:
        yield from _of_a_finding(finding, ground)


def _of_a_finding(finding, ground):
    if not finding.said.strip():
        yield Missing(f"Say what people said under “{finding.heading}”.", finding)
    if finding.outcome == Outcome.UNDECIDED:
        yield Missing(f"Choose what came of “{finding.heading}”.", finding)
    if not finding.did.strip():
        yield Missing(
            f"Write what you did about “{finding.heading}”, or why nothing changes.", finding
        )
    if finding.outcome == Outcome.CHANGED and not finding.strategy_section:
        yield Missing(f"Name the section that changed because of “{finding.heading}”.", finding)
    yield from _of_its_figures(finding, ground)
    yield from _of_its_quotes(finding)


def _of_its_figures(finding, ground):
    figures = list(finding.figures.all())
    used = names_in(finding.said) | names_in(finding.did)
    for name in sorted(used - {figure.name for figure in figures}):
        yield Missing(f"“{{{{{name}}}}}” in “{finding.heading}” is not a figure yet.", finding)
    for typed in typed_numbers(finding.said):
        yield Missing(
            f"“{typed}” in “{finding.heading}” is typed by hand. Bind it to a figure, so that "
            "it is counted from the answers.",
            finding,
        )
    used_figures = [figure for figure in figures if figure.name in used]
    counted = count_all(used_figures, ground.tallies, threshold=ground.threshold)
    for figure in used_figures:
        hidden = not counted[figure.name].published.shown or not ground.safe
        if hidden or not (figure.all_rounds or ground.apart):
            yield Missing(
                f"“{{{{{figure.name}}}}}” in “{finding.heading}” would point at fewer than "
                f"{ground.threshold} people. Say it without the number.",
                finding,
            )


def _of_its_quotes(finding):
    for shown in finding.quotes.all():
        quote = shown.quote
        if not quote.still_stands:
            yield Missing(
                f"A quote under “{finding.heading}” no longer stands in the answer it was "
                "taken from. Take it out or choose it again.",
                finding,
            )
        elif quote.answer.response.state != "submitted":
            yield Missing(
                f"A quote under “{finding.heading}” comes from a response that was withdrawn. "
                "Take it out.",
                finding,
            )
        elif quote.answer.response.consent == "not_at_all":
            yield Missing(
                f"A quote under “{finding.heading}” comes from somebody who asked us not to "
                "publish their words. Take it out.",
                finding,
            )
