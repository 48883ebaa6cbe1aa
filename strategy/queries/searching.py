"""What of the strategies a reader may find by searching."""

from django.contrib.postgres.search import SearchVector
from django.db.models import F, Func, TextField, Value

from civilsociety.ui.searching import CONFIG, Searchable, vector
from civilsociety.ui.words import uk_date
from strategy.models import Measure, ProgressReport, Section, Term, Undertaking, Version
from strategy.models.section import SECTION_WORDS
from strategy.models.version import reads_drafts
from strategy.states import SETTLED, UNPUBLISHED, VersionState, rank_of

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
    return [
        _sections(versions_searched(user)),
        _terms(),
        *(of_kind(user) for of_kind in (_measures, _undertakings, _reports)),
    ]


def versions_searched(user):
    """The versions whose text is searched, by pk: one query.

    Of each strategy the text in force (or the latest settled one), a consultation draft that is
    newer, and an unpublished draft for those who read drafts; not what has been superseded.
    """
    rows = list(
        Version.objects.visible_to(user).values_list("pk", "strategy", "number", "state").order_by()
    )
    leading = {}
    for _, strategy, number, _ in sorted(rows, key=_place):
        leading.setdefault(strategy, number)
    return [
        pk
        for pk, strategy, number, state in rows
        if leading[strategy] == number or (state in _NEWER and number > leading[strategy])
    ]


def _sections(versions):
    return Searchable(
        kind="strategy",
        label="Strategy",
        one="Section of the strategy",
        rows=lambda: Section.objects.filter(version__in=versions),
        words=SECTION_WORDS,
        by=tuple(versions),
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
        rows=lambda: Term.objects.filter(published_at__isnull=False),
        words=TERM_WORDS,
        by=(),
        text=("meaning",),
    )


def _place(row):
    """The most settled first, and what is unpublished last of all."""
    _, _, number, state = row
    return state in UNPUBLISHED, rank_of(state), -number


def _known_to(user):
    """The strategies that this reader knows of (a subquery)."""
    return Version.objects.visible_to(user).values("strategy")


def _measures(user):
    return Searchable(
        kind="measures",
        label="Measures",
        one="Measure of success",
        rows=lambda: Measure.objects.filter(
            published_at__isnull=False, objective__strategy__in=_known_to(user)
        ),
        words=MEASURE_WORDS,
        by=reads_drafts(user),
        text=("definition",),
        note=lambda measure: measure.objective.title,
        related=("objective__strategy",),
    )


def _undertakings(user):
    return Searchable(
        kind="actions",
        label="Actions promised elsewhere",
        one="Action promised elsewhere",
        rows=lambda: Undertaking.objects.filter(
            published_at__isnull=False, strategy__in=_known_to(user)
        ),
        words=UNDERTAKING_WORDS,
        by=reads_drafts(user),
        text=("words",),
        note=lambda undertaking: undertaking.public_state,
        related=("strategy",),
    )


def _reports(user):
    return Searchable(
        kind="progress",
        label="Reports on progress",
        one="Report on progress",
        rows=lambda: ProgressReport.objects.filter(
            published_at__isnull=False, strategy__in=_known_to(user)
        ).defer("figures"),
        words=REPORT_WORDS,
        by=reads_drafts(user),
        text=("introduction", "conclusion"),
        note=lambda report: f"{uk_date(report.starts_on)} to {uk_date(report.ends_on)}",
        related=("strategy",),
    )
