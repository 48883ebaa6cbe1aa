"""One round as the officers run it: who reads, what waits, who may be drawn for what."""

from django.db.models import Count, Exists, Max, OuterRef, Q

from civilsociety.accounts.models import RoleAssignment, User
from civilsociety.accounts.permissions import Permission
from civilsociety.accounts.roles import ROLES
from civilsociety.organisations.models import Membership
from funding.models import (
    Application,
    Assessment,
    Call,
    Colleague,
    Conflict,
    PanelItem,
    PanelMember,
)
from funding.states import ApplicationState, AssessmentState, CallState

S = ApplicationState
# The funnel of a round, in the order in which a bid goes through it.
STEPS = (
    ("to_check", "To be checked", (S.SUBMITTED,)),
    ("assessing", "Being assessed", (S.ASSESSING,)),
    ("at_panel", "Before a panel", (S.AT_PANEL,)),
    ("awarded", "Awarded", (S.AWARDED,)),
    ("reserve", "On the reserve list", (S.RESERVE,)),
    ("refused", "Refused", (S.REFUSED,)),
    ("ineligible", "Did not pass", (S.INELIGIBLE,)),
    ("withdrawn", "Withdrawn", (S.WITHDRAWN,)),
)


def people_who_may(*permissions):
    """Everybody one of whose roles allows one of these, by name."""
    roles = [key for key, role in ROLES.items() if role.permissions & set(permissions)]
    held = RoleAssignment.objects.current().filter(role__in=roles).values("user")
    return User.objects.filter(pk__in=held, is_active=True).in_order()


def assessors_to_choose(call):
    """Those who may assess and are not on the round's list yet."""
    people = people_who_may(Permission.ASSESS_APPLICATIONS)
    return people.exclude(pk__in=call.assessors.values("person"))


def rounds_with_funnel(user):
    """Rounds that take or judge bids, each with counts of the bids this person may see.

    Those that close next come first; rounds that are all decided are left out.
    """
    bids = Application.objects.shown_to(user).received()
    counts = {
        (call, state): number
        for call, state, number in bids.order_by()
        .values_list("call", "state")
        .annotate(number=Count("pk"))
    }
    calls = Call.objects.filter(state=CallState.PUBLISHED).select_related("programme")
    for call in calls.order_by("closes_at", "pk"):
        call.funnel = [
            (key, label, sum(counts.get((call.pk, state), 0) for state in states), states[0])
            for key, label, states in STEPS
        ]
        call.received = sum(number for _, _, number, _ in call.funnel)
        yield call


def not_checked(user):
    """Bids nobody has finished checking, the longest waiting first."""
    found = Application.objects.shown_to(user).filter(state=S.SUBMITTED)
    return found.select_related("call__programme", "organisation").order_by("submitted_at", "pk")


def list_to_declare(call, user):
    """The applicants of a round, for declaring interests: names and titles, nothing else."""
    found = call.applications.received().shown_to(user).exclude(state=S.WITHDRAWN)
    return found.select_related("organisation", "call__programme").order_by(
        "organisation__name", "pk"
    )


def still_to_declare(rows, *, call="call"):
    """Those of these places (assessors, or members by `panel__call`) whose person has interests
    to declare: never did, or bids came in since."""
    newer = Application.objects.received().filter(
        call=OuterRef(call),
        submitted_at__gt=OuterRef("declared_at"),
        state__in=[S.SUBMITTED, S.ASSESSING, S.AT_PANEL],
    )
    return rows.filter(Q(declared_at=None) | Exists(newer))


def newest_bid(call):
    """When the last bid of a round came in that is still to be judged."""
    judged = call.applications.filter(state__in=[S.SUBMITTED, S.ASSESSING, S.AT_PANEL])
    return judged.aggregate(at=Max("submitted_at"))["at"]


def waiting_for_assessors(call):
    """Bids that passed the checks and have nobody to read them."""
    reading = Q(assessments__state__in=[AssessmentState.DRAWN, AssessmentState.SCORED])
    return (
        call.applications.filter(state=S.ASSESSING)
        .annotate(readers=Count("assessments", filter=reading))
        .filter(readers=0)
        .select_related("organisation", "call__programme")
        .order_by("pk")
    )


def barred_pairs(applications, people):
    """{(application, person)} that must not be drawn.

    An interest declared; a member of the organisation or a colleague of the application; someone
    who has not read the list of applicants since the bid came in; who reads it or was stood down.
    """
    bids = {each.pk: each for each in applications}
    known = {each.pk: each for each in people}
    pairs = set()
    for rows in (
        Conflict.objects.filter(withdrawn_at=None).values_list("application", "person"),
        Colleague.objects.values_list("application", "person"),
        Assessment.objects.values_list("application", "assessor"),
    ):
        pairs |= set(rows.filter(application__in=bids))
    members = {}
    organisations = {each.organisation_id for each in bids.values()}
    rows = Membership.objects.filter(organisation__in=organisations, user__in=known)
    for organisation, user in rows.values_list("organisation", "user"):
        members.setdefault(organisation, set()).add(user)
    for bid in bids.values():
        pairs |= {(bid.pk, person) for person in members.get(bid.organisation_id, ())}
    return {(bids[bid], known[person]) for bid, person in pairs if person in known}


def declared_people(call):
    """(people who declared their interests, {person: when}) of a round."""
    rows = call.assessors.exclude(declared_at=None).select_related("person").order_by("pk")
    return [each.person for each in rows], {each.person: each.declared_at for each in rows}


def loads(call):
    """{person id: bids they read} in a round."""
    rows = Assessment.objects.filter(application__call=call)
    rows = rows.exclude(state=AssessmentState.STOOD_DOWN)
    return dict(rows.order_by().values_list("assessor").annotate(n=Count("pk")))


def to_read(user):
    """The bids given to somebody: those still to score first, then those they sent."""
    found = Assessment.objects.filter(
        assessor=user, application__in=Application.objects.shown_to(user)
    )
    over = Q(state=AssessmentState.DRAWN) & ~Q(application__state=S.ASSESSING)
    found = found.exclude(state=AssessmentState.STOOD_DOWN).exclude(over)
    related = ("application__organisation", "application__call__programme")
    return found.select_related(*related).order_by("state", "application__call", "pk")


def bids_for(user, permissions):
    """The bids a person may read in full: every one that was sent for those with one of these
    permissions, else those given to them and those on papers that are open to them. Never one in
    which they have an interest."""
    bids = Application.objects.shown_to(user).received()
    if any(user.may(each) for each in permissions):
        return bids
    given = Assessment.objects.filter(assessor=user).exclude(state=AssessmentState.STOOD_DOWN)
    seats = PanelMember.objects.filter(person=user).exclude(panel__issued_at=None)
    undeclared = still_to_declare(seats, call="panel__call")
    on_paper = PanelItem.objects.filter(
        panel__in=seats.exclude(pk__in=undeclared.values("pk")).values("panel")
    )
    return bids.filter(
        Q(pk__in=given.values("application")) | Q(pk__in=on_paper.values("application"))
    )
