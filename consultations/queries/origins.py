"""Findings as the origin of changes in the strategy: what was said, and what it changed."""

import re

from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify

from civilsociety.accounts.permissions import Permission
from consultations.models import ReportIssue
from consultations.queries.threads import latest_issues
from strategy.models import Change, ChangeOrigin, Section, Version
from strategy.slots import Knot, Origin

# `consultations.issue:12#volunteering`: the issue of a report, and the finding's heading.
PREFIX = "consultations.issue:"
LONGEST = 300  # characters, as the database column of an origin
_REFERENCE = re.compile(rf"{re.escape(PREFIX)}([0-9]{{1,18}})#([-\w]*)")


def reference_of(issue, heading):
    """A finding's name in the record of a change."""
    return f"{PREFIX}{issue.pk}#{slugify(heading)}"


def origins_of(version, user):
    """The published findings a change of this version can go back to (Origins), for officers."""
    if not user.may(Permission.MANAGE_STRATEGY):
        return []
    return [
        Origin(
            ChangeOrigin.Kind.FINDING,
            reference_of(issue, entry["heading"])[:120],
            _words(issue, entry),
            entry["section"],
        )
        for issue in latest_issues()
        if _strategy_of(issue) == version.strategy_id
        for entry in issue.figures.get("thread", [])
    ]


def _strategy_of(issue):
    report = issue.report
    version = report.strategy_version or report.consultation.strategy_version
    return version and version.strategy_id


def _words(issue, entry):
    words = f"{entry['heading']}, in “{issue.report.consultation.title}”: {entry['said']}"
    return words if len(words) <= LONGEST else words[: LONGEST - 2].rpartition(" ")[0] + " …"


def addresses_of(references, user):
    """Where findings are to be read: on the page of the published report, for everybody."""
    found = {reference: match for reference in references if (match := _read(reference))}
    if not found:
        return []
    issues = ReportIssue.objects.filter(pk__in={int(match[1]) for match in found.values()})
    slugs = dict(issues.values_list("pk", "report__consultation__slug"))
    return [
        (reference, f"{_page(slugs[int(match[1])])}#{match[2]}")
        for reference, match in found.items()
        if int(match[1]) in slugs
    ]


def _read(reference):
    return _REFERENCE.fullmatch(reference)


def _page(slug):
    return reverse("consultations:report", args=[slug])


def following(changes, user):
    """The council's published answer to what a change goes back to (pairs of pk and Knot)."""
    named = [
        (change.pk, match)
        for change in changes
        for origin in change.origins.all()
        if (match := _read(origin.reference))
    ]
    if not named:
        return []
    issues = ReportIssue.objects.filter(pk__in={int(match[1]) for _, match in named})
    rows = {issue.pk: issue for issue in issues.select_related("report__consultation")}
    return [
        (pk, Knot("We did", entry["did"], f"{_page(issue.report.consultation.slug)}#{match[2]}"))
        for pk, match in named
        if (issue := rows.get(int(match[1])))
        for entry in issue.figures.get("thread", [])
        if slugify(entry["heading"]) == match[2]
    ]


def changed_after(report, user):
    """The changes of the strategy that go back to a report, as far as this reader may see them.

    Each with `.place`, the title of its section, and `.address` where it is to be read.
    """
    issues = report.issues.values_list("pk", flat=True)
    said = Q()
    for pk in issues:
        said |= Q(origins__reference__startswith=f"{PREFIX}{pk}#")
    if not said:
        return []
    changes = Change.objects.filter(said, version__in=Version.objects.visible_to(user)).distinct()
    found = list(changes.select_related("version__strategy").order_by("version__number", "pk"))
    titles = _titles(found)
    for change in found:
        number, title = titles.get((change.version_id, change.section_key), ("", ""))
        change.place = f"{number} {title}" if title else "The text as a whole"
        page = reverse("strategy:changes", args=[change.version.strategy.slug])
        change.address = f"{page}?to={change.version.number}#{change.section_key or 'whole-text'}"
    return found


def _titles(changes):
    """(number, title) of each section the changes speak of."""
    if not changes:
        return {}
    rows = Section.objects.filter(
        version__in={change.version_id for change in changes},
        key__in={change.section_key for change in changes},
    )
    return {
        (version, key): (number, title)
        for version, key, number, title in rows.values_list("version", "key", "number", "title")
    }
