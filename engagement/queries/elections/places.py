"""What stands on pages of others: the desk, the tools, the map of the site, the account page."""

from django.urls import reverse

from civilsociety.accounts.permissions import Permission
from civilsociety.accounts.slots import Section
from civilsociety.ui import clock
from civilsociety.ui.slots import Card, Panel, Task
from civilsociety.ui.words import plural, uk_datetime
from engagement.models import Election, Voter
from engagement.queries.elections.listing import ENDED, for_officers
from engagement.queries.elections.stages import (
    RUNNING,
    Stage,
    stage_of,
    tag_of,
    words_of,
)
from engagement.queries.elections.voters import organisations_of

ON_A_PANEL = 5


def tasks_for(user):
    """The officers' desk: elections in which an officer has to act now."""
    if not user.may(Permission.MANAGE_ENGAGEMENT):
        return []
    now = clock.now()
    found = [_task(each, now) for each in for_officers().exclude(state__in=ENDED)]
    return [task for task in found if task]


def _task(election, now):
    stage = stage_of(election, now)
    address = reverse("engagement:manage_election", args=[election.pk])
    if stage == Stage.CHECKING:
        words = plural(election.to_check, "nomination")
        title = f"Check {words}: {election}" if election.to_check else f"Go on with {election}"
        due = f"Voting opens at {uk_datetime(election.voting_opens_at)}"
        return Task(title, address, due=due, urgent=now >= election.voting_opens_at)
    if stage == Stage.CLOSED:
        ended = f"Voting ended at {uk_datetime(election.voting_closes_at)}."
        return Task(f"Count and declare: {election}", address, ended, due="Now", urgent=True)
    return None


def tools_for(user):
    """The officers' tools."""
    if not user.may(Permission.MANAGE_ENGAGEMENT):
        return []
    summary = "Calls, nominations, votes and results of the sector’s elections."
    return [Card("Elections", reverse("engagement:elections_desk"), summary)]


def public_addresses():
    """Public pages, for search engines."""
    called = Election.objects.filter(called_at__isnull=False, group__is_public=True)
    return [each.get_absolute_url() for each in called.select_related("group")]


def sections_for(user):
    """The account page: elections in which this person's organisations take part now."""
    voters = (
        Voter.objects.filter(
            organisation__in=organisations_of(user),
            struck_reason="",
            election__called_at__isnull=False,
        )
        .exclude(election__state__in=ENDED)
        .select_related("election__group", "organisation")
        .order_by("election__voting_closes_at", "pk")
    )
    now = clock.now()
    rows = [(_words(voter, now), _address(voter, now)) for voter in voters]
    return [Section("Elections your organisation takes part in", rows)] if rows else []


def _words(voter, now):
    election, stage = voter.election, stage_of(voter.election, now)
    start = f"{election}, for {voter.organisation}"
    if stage == Stage.NOMINATING:
        return f"{start}: nominate until {uk_datetime(election.nominations_close_at)}"
    if stage == Stage.VOTING and voter.voted_on:
        return f"{start}: voted"
    if stage == Stage.VOTING:
        return f"{start}: vote until {uk_datetime(election.voting_closes_at)}"
    return f"{start}: {words_of(election, now).lower()}"


def _address(voter, now):
    election = voter.election
    names = {Stage.NOMINATING: "nominate", Stage.VOTING: "vote"}
    name = names.get(stage_of(election, now))
    if name is None or (name == "vote" and voter.voted_on):
        return election.get_absolute_url()
    address = reverse(f"engagement:{name}", args=[election.group.slug, election.pk])
    return f"{address}?organisation={voter.organisation_id}"


def group_panels(group, user, today):
    """On the group's public page: elections that run, and the latest results."""
    called = group.elections.filter(called_at__isnull=False).select_related("group")
    return _panel(group, called, "engagement/elections/parts/group_panel.html")


def _panel(group, elections, template):
    now = clock.now()
    found = list(elections[: ON_A_PANEL + 1])
    if not found:
        return []
    for each in found:
        each.words, each.tag = words_of(each, now), tag_of(each, now)
        each.runs = stage_of(each, now) in RUNNING
    more = len(found) > ON_A_PANEL
    return [Panel(template, {"group": group, "elections": found[:ON_A_PANEL], "more": more})]


def member_panels(group, user, today):
    """On the members' page of the group: the same elections."""
    return group_panels(group, user, today)


def officer_panels(group, user, today):
    """On the officers' page of the group: its elections, and where one is prepared."""
    template = "engagement/elections/parts/officer_panel.html"
    panels = _panel(group, group.elections.select_related("group"), template)
    return panels or [Panel(template, {"group": group, "elections": [], "more": False})]
