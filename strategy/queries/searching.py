"""What of the strategies a reader may find by searching."""

from django.contrib.postgres.search import SearchVector
from django.db.models import F, Func, TextField, Value

from civilsociety.ui.searching import CONFIG, Searchable, vector
from civilsociety.ui.words import uk_date
from strategy.models import Measure, ProgressReport, Section, Term, Undertaking, Version
from strategy.models.section import SECTION_WORDS
from strategy.states import SETTLED, UNPUBLISHED, VersionState

_NEWER = (VersionState.CONSULTATION_DRAFT, *UNPUBLISHED)

_ALSO = Func(F("also"), Value(" "), function="array_to_string", output_field=TextField())
TERM_WORDS = SearchVector("word", _ALSO, weight="A", config=CONFIG) + SearchVector(
    "meaning", weight="B", config=CONFIG
)

MEASURE_WORDS = vector(["name"], ["definition", "source"])
UNDERTAKING_WORDS = vector(["title", "reference", "body"], ["words"])
REPORT_WORDS = vector(["title"], ["introduction", "conclusion"])


def searched(user):
    """Sections, words of the glossary, measures, actions and reports (Searchables)."""
    open_to = Version.objects.visible_to(user).values("strategy")
    return [
        _sections(user),
        _terms(),
        _measures(open_to),
        _undertakings(open_to),
        _reports(open_to),
    ]


def versions_searched(user):
    """The versions whose text is searched, by pk: one query.

    Of each strategy the text in force (or the latest settled one), a consultation draft that is
    newer, and an unpublished draft for those who read drafts; not what has been superseded.
    """
    rows = list(
        Version.objects.visible_to(user)
        .most_settled_first()
        .values_list("pk", "strategy", "number", "state")
    )
    leading = {}
    for _, strategy, number, _ in sorted(rows, key=lambda row: row[3] in UNPUBLISHED):
        leading.setdefault(strategy, number)
    return [
        pk
        for pk, strategy, number, state in rows
        if leading[strategy] == number or (state in _NEWER and number > leading[strategy])
    ]


def _sections(user):
    return Searchable(
        kind="strategy",
        label="Strategy",
        one="Section of the strategy",
        rows=Section.objects.filter(version__in=versions_searched(user)),
        words=SECTION_WORDS,
        text=("body",),
        address=_address_of_section,
        note=_of_section,
        related=("version__strategy",),
    )


def _address_of_section(section):
    """On the page of the strategy itself where that shows this version."""
    if section.version.state in SETTLED:
        return f"{section.version.strategy.get_absolute_url()}#{section.key}"
    return section.get_absolute_url()


def _of_section(section):
    version = section.version
    return f"{version.title}, {version.public_state.lower()}"


def _terms():
    return Searchable(
        kind="glossary",
        label="Glossary",
        one="Word of the glossary",
        rows=Term.objects.filter(published_at__isnull=False),
        words=TERM_WORDS,
        fixed=True,
        text=("meaning",),
    )


def _measures(strategies):
    return Searchable(
        kind="measures",
        label="Measures",
        one="Measure of success",
        rows=Measure.objects.filter(published_at__isnull=False, objective__strategy__in=strategies),
        words=MEASURE_WORDS,
        text=("definition",),
        note=lambda measure: measure.objective.title,
        related=("objective__strategy",),
    )


def _undertakings(strategies):
    return Searchable(
        kind="actions",
        label="Actions promised elsewhere",
        one="Action promised elsewhere",
        rows=Undertaking.objects.filter(published_at__isnull=False, strategy__in=strategies),
        words=UNDERTAKING_WORDS,
        text=("words",),
        note=lambda undertaking: undertaking.public_state,
        related=("strategy",),
    )


def _reports(strategies):
    return Searchable(
        kind="progress",
        label="Reports on progress",
        one="Report on progress",
        rows=ProgressReport.objects.filter(
            published_at__isnull=False, strategy__in=strategies
        ).defer("figures"),
        words=REPORT_WORDS,
        text=("introduction", "conclusion"),
        note=lambda report: f"{uk_date(report.starts_on)} to {uk_date(report.ends_on)}",
        related=("strategy",),
    )
