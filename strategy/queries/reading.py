"""What the pages about strategies ask for."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from civilsociety.accounts.permissions import Permission
from civilsociety.audit.actions import name_of
from civilsociety.audit.models import Event
from civilsociety.budget.queries import by_head
from civilsociety.budget.slots import Promise
from civilsociety.decisions.slots import Panel
from civilsociety.documents import render_markdown
from civilsociety.ui.slots import Card, Task
from civilsociety.ui.words import pounds, uk_date
from strategy.models import Strategy, Version
from strategy.queries.anchors import anchored
from strategy.queries.glossary.linking import linked
from strategy.queries.pictures import shown_pictures
from strategy.slots import Knot, shortened, threads_for
from strategy.states import VersionState

HISTORY_SHOWN = 20
# What a margin holds; the page of the thread has the rest.
KNOTS_BESIDE = 5

_SCROLLER = '<div class="scroller" role="region" tabindex="0" aria-label="Table {} in {} {}">'


@dataclass(frozen=True)
class ShownSection:
    """A section as a page draws it."""

    key: str
    number: str
    title: str
    level: int
    html: SafeString
    knots: tuple  # the thread beside it, the first few knots
    left_out: int = 0  # how many more the whole thread has

    @property
    def heading(self):
        """The heading's level on the page: chapters stand below the page's own title."""
        return self.level + 1


def published_strategies():
    """Every strategy anybody may read, with `.current`, the version in force."""
    versions = Version.objects.published().most_settled_first()
    strategies = Strategy.objects.prefetch_related(
        Prefetch("versions", queryset=versions, to_attr="published_versions")
    )
    found = [strategy for strategy in strategies if strategy.published_versions]
    for strategy in found:
        strategy.current = strategy.published_versions[0]
    return found


def current_version(strategy, user):
    """The version in force; before the first publication the draft, for those who may see it."""
    versions = strategy.versions.visible_to(user).select_related("strategy")
    published = versions.published().most_settled_first().first()
    return published or versions.order_by("-number").first()


def later_draft(version):
    """A consultation draft that is newer than the version in force, if one is out."""
    return (
        version.strategy.versions.filter(
            state=VersionState.CONSULTATION_DRAFT, number__gt=version.number
        )
        .order_by("-number")
        .first()
    )


def shown_sections(version, user=None):
    """The sections of a version with their HTML and the thread beside each, as `user` may see."""
    sections = list(version.sections.all())
    for section in sections:
        section.version = version
    threads, pictures = threads_for(sections, user), shown_pictures(version)
    texts = linked(
        anchored(_as_html(section, pictures), section.key, section.number) for section in sections
    )
    return [
        ShownSection(
            key=section.key,
            number=section.number,
            title=section.title,
            level=section.level,
            html=html,
            **_beside(threads.get(section.key, ())),
        )
        for section, html in zip(sections, texts, strict=True)
    ]


def _beside(knots):
    few = shortened(knots, KNOTS_BESIDE)
    return {"knots": tuple(few), "left_out": len(knots) - len(few)}


def _as_html(section, pictures):
    """The section's text; a wide table keeps to a scroller of its own."""
    html = render_markdown(
        section.body,
        heading_level=min(section.level + 2, 6),
        pictures=pictures,
        note_prefix=f"{section.key}_",
    )
    pieces = html.split("<table")
    framed = pieces[0]
    for number, piece in enumerate(pieces[1:], 1):
        opening = format_html(_SCROLLER, number, section.number, section.title)
        framed += opening + "<table" + piece.replace("</table>", "</table></div>", 1)
    return mark_safe(framed)  # noqa: S308 (made of safe pieces only)


def money_beside(sections):
    """Pounds: beside the section that a programme is named after, and beside the money itself.

    A programme belongs to the section whose anchor is its key, or the beginning of it
    (`volunteering-pilot` stands beside `volunteering`).
    """
    keys = {section.key for section in sections}
    rows = by_head()
    for head, figures in rows:
        anchor = max((key for key in keys if f"{head.key}-".startswith(f"{key}-")), default="")
        if anchor and figures.allocated:
            yield anchor, _pounds(f"{pounds(figures.allocated)} for {head}", figures.paid, head)
    if "money" in keys and (whole := sum(figures.appropriated for _, figures in rows)):
        paid = sum(figures.paid for _, figures in rows)
        yield (
            "money",
            Knot("Pounds", f"{pounds(whole)} set aside", reverse("budget:framework"), _paid(paid)),
        )


def sections_of_programme(head):
    """Where the strategies in force speak of a programme: the other end of the same thread."""
    words = head.key.split("-")
    keys = {"-".join(words[:length]) for length in range(1, len(words) + 1)}
    return [
        Promise(section.title, f"{strategy.get_absolute_url()}#{section.key}", strategy.title)
        for strategy in published_strategies()
        for section in strategy.current.sections.filter(key__in=keys).order_by("-key")[:1]
    ]


def _pounds(text, paid, head):
    return Knot("Pounds", text, head.get_absolute_url(), _paid(paid))


def _paid(pence):
    return f"{pounds(pence)} of it paid" if pence else "Nothing paid yet"


def lost_anchors(version):
    """Anchors of the latest published version before this one that its text no longer has.

    Links to them, from reports and mails, would land at the top of the page.
    """
    before = (
        version.strategy.versions.published()
        .filter(number__lt=version.number)
        .order_by("-number")
        .first()
    )
    if before is None:
        return []
    here = set(version.sections.values_list("key", flat=True))
    return [section for section in before.sections.all() if section.key not in here]


def history_of(strategy, versions):
    """The latest events about a strategy and its versions, newest first."""
    targets = [name_of(strategy), *(name_of(version) for version in versions)]
    return Event.objects.filter(target__in=targets)[:HISTORY_SHOWN]


def strategies_for_officers():
    """Every strategy with all its versions, newest first."""
    return Strategy.objects.prefetch_related("versions")


def drafts_waiting_for(user):
    """The officers' desk: drafts that wait to be read once more and published."""
    if not user.may(Permission.MANAGE_STRATEGY):
        return []
    drafts = Version.objects.unpublished().select_related("strategy")
    return [
        Task(
            title=f"Read and publish {draft}",
            url=reverse("strategy:manage", args=[draft.strategy.slug, draft.number]),
            detail="Only officers and reviewers can see this draft.",
        )
        for draft in drafts
    ]


def tools_for(user):
    """The officers' desk: where the strategy is looked after, for those who may."""
    if not user.may(Permission.MANAGE_STRATEGY):
        return []
    summary = "Import a text, publish a version, record its adoption."
    return [Card(title="Strategy", url=reverse("strategy:desk"), summary=summary)]


def public_addresses():
    """Every public page about a strategy."""
    addresses = [reverse("strategy:strategies")]
    for strategy in published_strategies():
        addresses += [
            strategy.get_absolute_url(),
            reverse("strategy:versions", args=[strategy.slug]),
            *(
                reverse("strategy:version", args=[strategy.slug, version.number])
                for version in strategy.published_versions
            ),
        ]
    return addresses


def adopted_by(decision):
    """On the page of a decision: the text it adopted."""
    adopted = Version.objects.published().filter(decision_reference=decision.reference)
    versions = list(adopted.select_related("strategy"))
    lines = tuple(f"{each}, published {uk_date(each.published_at)}." for each in versions)
    template = "strategy/adopted_by.html"
    return [Panel("The strategy it adopts", template, versions, lines)] if versions else []
