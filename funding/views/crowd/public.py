"""Projects with a pledge of ours, as everybody reads them, and what each round gave."""

from django.conf import settings
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from civilsociety.accounts.access import public
from civilsociety.accounts.downloads import csv_download
from civilsociety.organisations.models.choices import District
from civilsociety.ui import clock
from funding.forms.crowd.filters import ProjectFilter
from funding.models import Programme, Project
from funding.models.choices import ProgrammeKind
from funding.queries.crowd.pictures import picture_of
from funding.queries.crowd.published import common_limit, knots_of, place_of, projects_of
from funding.queries.crowd.statement import COLUMNS, statement_of, statement_rows
from funding.rules.crowd.pledging import meter_of

ON_A_PAGE = 20
# The rules that are about the project; what the round has left is the officers’ concern.
IN_PUBLIC = {"share", "cap", "together"}


@public
def projects(request, slug):
    """The projects of a programme: those that raise money now first."""
    programme, today = _programme(slug), clock.today()
    form = ProjectFilter(request.GET or None, programme=programme)
    found = projects_of(programme, form.asked(), today=today)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "programme": programme,
        "rules": getattr(programme, "pledge_rules", None),
        "form": form,
        "page": page,
        "rows": [_row(each, today) for each in page.object_list],
        "filtered": any(form.asked().values()),
        "trail": _trail(programme),
    }
    return render(request, "funding/crowd/projects.html", context)


@public
def project(request, pk):
    """One project: what it is, who pledged what, where it stands, where its money is from."""
    today = clock.today()
    found = get_object_or_404(
        Project.objects.public(today).with_pledges().select_related(
            "programme__pledge_rules", "programme__authority__decision", "organisation",
            "call__year", "same_as", "reservation", "award",
        ),
        pk=pk,
    )  # fmt: skip
    limit = common_limit(found) if found.is_supported or found.public_pence else None
    context = {
        "project": found,
        "programme": found.programme,
        "place": place_of(found, today),
        "picture": picture_of(found, limit=limit, council=settings.COUNCIL_NAME),
        "partners": found.partner_pledges.all(),
        "lines": _rules_in_public(found),
        "knots": knots_of(found, today),
        "places": ", ".join(District(each).label for each in found.districts) or "Kent",
        "award_number": found.award.number if found.award else "",
        "grant_url": reverse("funding:grant", args=[found.award.number]) if found.award else "",
        "is_open": not found.has_ended(today) and not found.target_met_on,
        "trail": [
            *_trail(found.programme),
            ("Projects", reverse("funding:projects", args=[found.programme.slug])),
        ],
    }
    return render(request, "funding/crowd/project.html", context)


@public
def statement(request, slug):
    """What each round gave: ours beside the other funders’ and the crowd’s."""
    programme = _programme(slug)
    rounds, together = statement_of(programme, council=settings.COUNCIL_NAME)
    context = {
        "programme": programme,
        "rounds": rounds,
        "together": together,
        "trail": [
            *_trail(programme),
            ("Projects", reverse("funding:projects", args=[programme.slug])),
        ],
    }
    return render(request, "funding/crowd/statement.html", context)


@public
def statement_csv(request, slug):
    """The statement as a file."""
    programme = _programme(slug)
    rounds, _ = statement_of(programme, council=settings.COUNCIL_NAME)
    return csv_download(f"{programme.slug}-rounds.csv", COLUMNS, statement_rows(rounds))


def _rules_in_public(found):
    """What the pledge rules allow of us, for a project with a pledge of ours."""
    meter = meter_of(found) if found.is_supported else None
    return [line for line in meter.lines if line.key in IN_PUBLIC] if meter else []


def _programme(slug):
    programmes = Programme.objects.public().filter(kind=ProgrammeKind.CROWDFUNDING)
    return get_object_or_404(programmes.select_related("pledge_rules"), slug=slug)


def _row(project, today):
    return {
        "project": project,
        "place": place_of(project, today),
        "picture": picture_of(project, council=settings.COUNCIL_NAME),
        "is_open": not project.has_ended(today) and not project.target_met_on,
    }


def _trail(programme):
    return [
        ("Funding", "/funding/"),
        (programme.name, programme.get_absolute_url()),
    ]
