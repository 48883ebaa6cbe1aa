"""Projects that may be one and the same: for an officer to look at, never decided here."""

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Case, F, FloatField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from funding.models import Project
from funding.states import ProjectState

# Share of common trigrams of two titles (0 to 1) from which they are worth a person's look.
SAME_ORGANISATION = 0.35
ANY_ORGANISATION = 0.6
LOOKED_AT = 5
GONE = (ProjectState.REFUSED, ProjectState.VOID)


def known_by_page(address):
    """The project with this page on the platform, or None; capitals and a last slash are no
    difference."""
    stem = address.rstrip("/")
    same = Q(platform_url__iexact=stem) | Q(platform_url__iexact=f"{stem}/")
    return Project.objects.filter(same).order_by("pk").first()


def similar_to(project):
    """Other projects of any programme with a like title, the likeliest first.

    A title of the same organisation needs to be less alike. Projects known to be the same are
    left out: that is settled.
    """
    family = {project.pk, project.same_as_id or project.pk}
    alike = _alike(project.title, project.organisation_id)
    found = alike.exclude(pk__in=family).exclude(same_as__in=family)
    return list(found.select_related("organisation", "programme").order_by("-likeness")[:LOOKED_AT])


def with_similar(projects):
    """Each with `similar_title`: the title of the likeliest other project, or nothing."""
    others = _alike(OuterRef("title"), OuterRef("organisation"))
    first = Coalesce(OuterRef("same_as"), Value(0))  # a comparison with nothing is never true
    others = others.exclude(pk=OuterRef("pk")).exclude(pk=first)
    others = others.exclude(same_as=OuterRef("pk")).exclude(same_as=first)
    likeliest = others.order_by("-likeness", "pk").values("title")[:1]
    return projects.annotate(similar_title=Subquery(likeliest))


def _alike(title, organisation):
    enough = Case(
        When(organisation=organisation, then=Value(SAME_ORGANISATION)),
        default=Value(ANY_ORGANISATION),
        output_field=FloatField(),
    )
    alike = Project.objects.exclude(Q(state__in=GONE))
    alike = alike.annotate(likeness=TrigramSimilarity("title", title), enough=enough)
    return alike.filter(likeness__gte=F("enough"))
