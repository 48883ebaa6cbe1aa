"""What of the strategies a reader may find by searching."""

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchVector
from django.db.models import F, Func, OuterRef, Q, Subquery, TextField, Value

from civilsociety.ui.searching import CONFIG, Searchable, vector
from civilsociety.ui.words import uk_date
from civilsociety.written import IsAny
from strategy.models import Measure, ProgressReport, Section, Term, Undertaking, Version
from strategy.models.section import SECTION_WORDS
from strategy.models.version import reads_drafts
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
    drafts = reads_drafts(user)
    return [
        _sections(drafts),
        _terms(),
        *(of_kind(drafts) for of_kind in (_measures, _undertakings, _reports)),
    ]


def _versions(drafts):
    """The versions whose text is searched.

    Of each strategy the text in force (or the latest settled one), a consultation draft that is
    newer, and an unpublished draft for those who read drafts; not what has been superseded.
    """
    visible = Version.objects.visible(drafts)
    others = visible.filter(strategy=OuterRef("strategy")).most_settled_first()
    leading = Subquery(others.values("number")[:1])
    newer = Q(state__in=_NEWER, number__gt=F("leading"))
    return visible.annotate(leading=leading).filter(newer | Q(number=F("leading"))).order_by()


def _sections(drafts):
    return Searchable(
        kind="strategy",
        label="Strategy",
        one="Section of the strategy",
        rows=lambda: Section.objects.filter(
            IsAny("version", ArraySubquery(_versions(drafts).values("pk")))
        ),
        words=SECTION_WORDS,
        by=drafts,
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


def _known(drafts):
    """The strategies that such a reader knows of (a subquery)."""
    return Version.objects.visible(drafts).values("strategy")


def _measures(drafts):
    return Searchable(
        kind="measures",
        label="Measures",
        one="Measure of success",
        rows=lambda: Measure.objects.filter(
            published_at__isnull=False, objective__strategy__in=_known(drafts)
        ),
        words=MEASURE_WORDS,
        by=drafts,
        text=("definition",),
        note=lambda measure: measure.objective.title,
        related=("objective__strategy",),
    )


def _undertakings(drafts):
    return Searchable(
        kind="actions",
        label="Actions promised elsewhere",
        one="Action promised elsewhere",
        rows=lambda: Undertaking.objects.filter(
            published_at__isnull=False, strategy__in=_known(drafts)
        ),
        words=UNDERTAKING_WORDS,
        by=drafts,
        text=("words",),
        note=lambda undertaking: undertaking.public_state,
        related=("strategy",),
    )


def _reports(drafts):
    return Searchable(
        kind="progress",
        label="Reports on progress",
        one="Report on progress",
        rows=lambda: ProgressReport.objects.filter(
            published_at__isnull=False, strategy__in=_known(drafts)
        ).defer("figures"),
        words=REPORT_WORDS,
        by=drafts,
        text=("introduction", "conclusion"),
        note=lambda report: f"{uk_date(report.starts_on)} to {uk_date(report.ends_on)}",
        related=("strategy",),
    )
