"""Projects as everybody may read them: found, filtered, told as a story."""

from django.db.models import Q
from django.urls import reverse

from civilsociety.ui.words import pounds, uk_date
from funding.models import Project
from funding.queries.awards import commitments_of
from funding.queries.crowd.limits import rules_of
from funding.states import ProjectState

WORDS_READ = 8
STANDS = {
    "open": "Raising money now",
    "successful": "Target met",
    "not": "Did not reach its target",
}


def projects_of(programme, asked, *, today):
    """The public projects of a programme that answer to `asked`: q, district, stands, round.

    Those that raise money now come first, the ones that end soonest at the top.
    """
    found = Project.objects.public(today).filter(programme=programme)
    for word in (asked.get("q") or "").replace("\x00", "").split()[:WORDS_READ]:
        found = found.filter(
            Q(title__icontains=word)
            | Q(summary__icontains=word)
            | Q(organisation__name__icontains=word)
        )
    if district := asked.get("district"):
        found = found.filter(districts__contains=[district])
    if round_asked := asked.get("round"):
        found = found.filter(call=round_asked)
    found = found.filter(_standing(asked.get("stands"), today))
    return found.with_pledges().alias(open=_open(today)).order_by("-open", "campaign_ends_on", "pk")


def _open(today):
    running = Q(campaign_ends_on__gte=today, target_met_on=None)
    return running & ~Q(state=ProjectState.VOID)


def _standing(stands, today):
    met = Q(target_met_on__isnull=False)
    ended = Q(campaign_ends_on__lt=today) | Q(state=ProjectState.VOID)
    return {
        "open": _open(today),
        "successful": met,
        "not": ended & ~met,
    }.get(stands, Q())


def place_of(project, today):
    """Where a project stands: (words, tone of the tag, a sentence)."""
    outside = project.outside_state
    if project.state == ProjectState.COMMITTED:
        return outside, "well", "The target was met, the project was checked, our grant is made."
    if project.state == ProjectState.VOID:
        return outside, "closed", "Pledges are all or nothing: no money of ours was spent on it."
    if project.target_met_on:
        if project.state == ProjectState.RESERVED:
            told = "The target is met. We make sure of the project, then our pledge is a grant."
            return "Target met, being checked", "waiting", told
        return "Target met", "well", "The target is met."
    if project.has_ended(today):
        return (
            "Campaign ended",
            "closed",
            (
                f"The campaign ended on {uk_date(project.campaign_ends_on)}. We are looking how it "
                "ended."
            ),
        )
    until = f"It raises money until the end of {uk_date(project.campaign_ends_on)}."
    if project.state == ProjectState.RESERVED:
        return outside, "open", f"{until} Our pledge becomes a grant only if the target is met."
    return outside, "waiting", f"{until} We have not decided on a pledge."


def common_limit(project):
    """What all public pledges may be together (pence), or None without rules."""
    rules = rules_of(project.programme)
    return project.target_pence * rules.public_percent // 100 if rules else None


def knots_of(project, today):
    """The golden thread of a project: from the decision to the pounds in the ledger."""
    commitments = commitments_of(project.award) if project.award else []
    authority = commitments[0].authority if commitments else project.programme.authority
    knots = []
    if authority:
        decision = authority.decision
        knots.append(
            _knot(
                "Decided",
                f"{decision.reference} {decision.title}",
                decision.get_absolute_url(),
                uk_date(decision.taken_on),
            )
        )
    if project.call:
        text = f"{project.call.name}: {pounds(project.call.money_pence)} to pledge"
        knots.append(_knot("The round", text, project.programme.get_absolute_url()))
    knots += _of_pledge(project)
    knots += _of_grant(project, commitments)
    return knots + _ahead(project, today)


def _of_pledge(project):
    if project.reservation:
        text = f"{pounds(project.reservation.amount_pence)}, if the target is met"
        note = f"{uk_date(project.reservation.made_at)}, held as {project.reservation.number}"
        yield _knot("Pledged", text, note=note)
    if project.target_met_on:
        yield _knot("Target met", pounds(project.target_pence), note=uk_date(project.target_met_on))
    if project.verified_on:
        text = "We made sure that the project is what it says"
        yield _knot("Checked", text, note=uk_date(project.verified_on))
    if project.state == ProjectState.VOID:
        yield _knot("Not needed", "The pledge was given up and its money is free again")


def _of_grant(project, commitments):
    for each in commitments:
        text = f"{pounds(each.amount_pence)} to {each.public_payee}, in the ledger"
        yield _knot("Granted", text, each.get_absolute_url(), each.number)
        if each.paid_pence:
            paid = reverse("budget:entries") + f"?commitment={each.number}"
            yield _knot("Paid", pounds(each.paid_pence), paid)


def _ahead(project, today):
    if project.state == ProjectState.RESERVED:
        if not project.target_met_on:
            ends = uk_date(project.campaign_ends_on)
            over = project.has_ended(today)
            text = "We look how the campaign ended" if over else "The campaign ends"
            return [_knot("Next", text, note=f"Last day {ends}", state="ahead")]
        if not project.verified_on:
            return [_knot("Next", "We check the project", state="ahead")]
        return [_knot("Next", "The pledge becomes a grant", state="ahead")]
    return []


def _knot(word, text, url="", note="", state=""):
    return {"word": word, "text": text, "url": url, "note": note, "state": state}
