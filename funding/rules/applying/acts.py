"""Who may do what with an application, and when."""

from django.db.models import Q
from django.utils import timezone

from civilsociety.organisations.models import Membership
from civilsociety.organisations.models.choices import Position
from civilsociety.refusal import Refused, allows
from civilsociety.ui.words import uk_datetime
from funding.models import Application
from funding.models.choices import ColleagueRole, ProgrammeKind
from funding.queries.applying.colleagues import WRITERS, colleague_of
from funding.rules.applying.lacks import lacks_of
from funding.states import MOVES, ApplicationState, CallState

MOST_FILES = 10
MOST_PEOPLE = 12
NOT_FOR_YOU = (
    "We cannot start another application of {organisation} to this round for you. If somebody of "
    "{organisation} has begun one, ask them to invite you to it. If nobody has, write to us."
)


def check_is_open(call, now):
    """Raises Refused unless a call takes applications now; at `closes_at` it is too late."""
    if call.programme.kind != ProgrammeKind.GRANT_ROUND:
        raise Refused(
            "Organisations do not apply to us for this programme. Its page says how its money "
            "is given."
        )
    if call.is_open(now):
        return
    if call.is_forthcoming(now):
        raise Refused(f"The round opens at {uk_datetime(call.opens_at)}. Come back then.")
    if call.state == CallState.CANCELLED:
        raise Refused("The round was cancelled. Nothing can be sent any more.")
    raise Refused(f"The round closed at {uk_datetime(call.closes_at)}. Nothing more can be sent.")


def check_can_start(*, call, organisation, by, now):
    """Raises Refused where the call is not open, or the organisation has an application to it.

    Whoever asks may not belong to the organisation, so the sentence tells nothing of the other.
    Those whom an officer has confirmed are not kept out by a draft of people nobody confirmed.
    """
    check_is_open(call, now)
    theirs = Application.objects.filter(call=call, organisation=organisation)
    theirs = theirs.exclude(state=ApplicationState.WITHDRAWN)
    confirmed = _confirmed_in(organisation)
    if by.pk in confirmed:
        ours = Q(colleagues__person__in=confirmed, colleagues__left_at=None)
        theirs = theirs.filter(~Q(state=ApplicationState.DRAFT) | ours)
    if theirs.exists():
        raise Refused(NOT_FOR_YOU.format(organisation=organisation))


def _confirmed_in(organisation):
    members = Membership.objects.filter(organisation=organisation, confirmed_at__isnull=False)
    return set(members.values_list("user", flat=True))


def check_is_the_one(application):
    """Raises Refused where the organisation has sent another application to the same round.

    Call it with the organisation locked.
    """
    others = Application.objects.received().exclude(pk=application.pk)
    others = others.exclude(state=ApplicationState.WITHDRAWN)
    organisation = application.organisation
    if others.filter(call=application.call, organisation=organisation).exists():
        raise Refused(
            f"We have an application of {organisation} to this round already, and take one. "
            "If you do not know of it, write to us."
        )


def check_can_change(application):
    """Raises Refused once it was sent or withdrawn: what was sent stays as it was."""
    if application.state == ApplicationState.WITHDRAWN:
        raise Refused("This application was withdrawn and can no longer be changed.")
    if application.state != ApplicationState.DRAFT:
        moment = uk_datetime(application.submitted_at)
        raise Refused(f"This application was sent at {moment} and can no longer be changed.")


def can_change(application):
    """Whether it is still being written."""
    return allows(check_can_change, application)


def check_writes(application, by):
    """Raises Refused unless this person writes the application: a signatory only reads it."""
    colleague = colleague_of(application, by)
    if colleague is None or colleague.role not in WRITERS:
        raise Refused("You are here to sign off this application. Those who write it change it.")


def _check_leads(application, by, does):
    colleague = colleague_of(application, by)
    if colleague is None or colleague.role != ColleagueRole.LEAD:
        raise Refused(f"The person who leads the application {does}.")


def check_can_manage_people(application, by):
    """Raises Refused unless this person leads an application that was not decided."""
    if not MOVES[ApplicationState][ApplicationState(application.state)]:
        raise Refused("The application is decided. Who works on it stays as it is.")
    _check_leads(application, by, "invites people, and says who leads")


def can_manage_people(application, by):
    """Whether this person invites, removes and hands over."""
    return allows(check_can_manage_people, application, by)


def check_can_invite(application, by, email):
    """Raises Refused for somebody who was invited already, and where there are too many."""
    check_can_manage_people(application, by)
    people = application.colleagues.filter(left_at=None)
    if people.filter(email__iexact=email).exists():
        raise Refused(f"{email} is on the list already.")
    if people.count() >= MOST_PEOPLE:
        raise Refused(f"An application takes {MOST_PEOPLE} people. Remove somebody first.")


def check_can_leave(application, by):
    """Raises Refused for the one who leads: somebody must."""
    colleague = colleague_of(application, by)
    if colleague and colleague.role == ColleagueRole.LEAD:
        raise Refused("You lead this application. Hand it over to somebody, then leave.")


def check_is_signatory(application, by):
    """Raises Refused unless this person may sign it off: as the trustee or director invited to,
    or as one who writes it and is a trustee or director of the organisation."""
    colleague = colleague_of(application, by)
    if colleague and colleague.role == ColleagueRole.SIGNATORY:
        return
    place = Membership.objects.filter(user=by, organisation=application.organisation).first()
    if colleague is None or place is None or place.position != Position.TRUSTEE:
        raise Refused(
            f"A trustee or director of {application.organisation} signs it off. "
            "Invite one of them as a signatory."
        )


def check_can_sign(application, by, today):
    """Raises Refused for those who may not sign, and while something else is missing."""
    check_can_change(application)
    check_is_signatory(application, by)
    if any(lack.part != "sign" for lack in lacks_of(application, today)):
        raise Refused("Complete the other parts first: any change afterwards voids the sign-off.")


def can_sign(application, by, today):
    """Whether this person may sign it off now."""
    return allows(check_can_sign, application, by, today)


def check_can_send(application, by, now):
    """Raises Refused unless it is complete, signed off, and the call is open at this moment."""
    check_can_change(application)
    check_writes(application, by)
    check_is_open(application.call, now)
    if lacks := lacks_of(application, _day(now)):
        more = f" And {len(lacks) - 1} more: see the list." if len(lacks) > 1 else ""
        raise Refused(f"{lacks[0].sentence}.{more}")


def can_send(application, by, now):
    """Whether it can be sent at this moment."""
    return allows(check_can_send, application, by, now)


def check_can_withdraw(application, by):
    """Raises Refused once it was decided, and for those who do not lead it."""
    if (
        ApplicationState.WITHDRAWN
        not in MOVES[ApplicationState][ApplicationState(application.state)]
    ):
        state = application.outside_state.lower()
        raise Refused(f"This application cannot be withdrawn any more. It is: {state}.")
    _check_leads(application, by, "withdraws it")


def can_withdraw(application, by):
    """Whether this person may withdraw it."""
    return allows(check_can_withdraw, application, by)


def check_can_give_file(application):
    """Raises Refused where an application has as many files as it may."""
    if application.files.count() >= MOST_FILES:
        raise Refused(f"An application takes {MOST_FILES} files. Remove one first.")


def _day(moment):
    return timezone.localdate(moment)
