"""Many projects at once: those we do not know are added, those we know are seen again."""

from django.db import transaction

from civilsociety.audit.actions import record
from civilsociety.organisations import actions as organisations
from civilsociety.organisations.models import Organisation
from funding.actions.crowd.projects import add_project, refresh_project
from funding.queries.crowd.likeness import known_by_page


@transaction.atomic
def import_projects(*, programme, call, rows, seen_on, by, now):
    """Takes in rows that were read and checked: (fields, organisation or None) each.

    An organisation we do not know is added to the list with its kind. Returns (added, seen
    again). All rows or none: Refused names what stands in the way.
    """
    added, again = [], []
    for values, organisation in rows:
        known = known_by_page(values["platform_url"])
        raised = values.get("raised_pence") or 0
        if known:
            seen = {"raised_pence": raised, "seen_on": seen_on, "by": by, "now": now}
            again.append(refresh_project(project=known, **seen))
            continue
        added.append(
            add_project(
                programme=programme,
                call=call,
                organisation=organisation or _new(values, by),
                title=values["title"],
                summary=values["summary"],
                platform_url=values["platform_url"],
                target_pence=values["target_pence"],
                campaign_ends_on=values["campaign_ends_on"],
                kinds=values.get("kinds") or [],
                districts=values.get("districts") or [],
                raised_pence=raised,
                seen_on=seen_on,
                by=by,
                now=now,
            )
        )
    record(
        verb="funding.projects_imported",
        target=programme,
        by=by,
        sentence=f"{len(added)} projects were added and {len(again)} seen again from a file.",
    )
    return added, again


def _new(values, by):
    name = " ".join(values["organisation"].split())
    same = Organisation.objects.standing().filter(name__iexact=name).first()
    return same or organisations.register(name=name, kind=values["organisation_kind"], by=by)
