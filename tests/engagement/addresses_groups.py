"""Who may open which address: groups and the people on them."""

from civilsociety.accounts.permissions import Permission
from engagement.models import Group, Interest
from tests.access import PUBLIC, SIGNED_IN, Row
from tests.engagement.makers import a_world

OFFICERS = {Permission.MANAGE_ENGAGEMENT}
MEMBER = "steering_group_member"
MEMBER_AND_OFFICER = (MEMBER, "consultation_officer")


def _world(cast):
    world = a_world(
        member=cast[MEMBER],
        independence="The group sets its own agenda.",
        terms_of_reference="# Role\n\nIt advises.",
        contact="steering@example.org",
    )
    world.term.consent_at = world.term.created_at
    world.term.about = "Runs a befriending scheme."
    world.term.save()
    return world


def _interest(world):
    return Interest.objects.create(term=world.term, kind="trustee", text="Trustee of Swale Stars")


def _slug(cast):
    world = _world(cast)
    _interest(world)
    return {"slug": world.group.slug}


def _listed(cast):
    _slug(cast)
    return {}


def _file(cast):
    return {**_slug(cast), "ending": "csv"}


def _term(cast):
    world = _world(cast)
    return {"slug": world.group.slug, "pk": world.term.pk}


def _ends_interest(cast):
    world = _world(cast)
    return {"slug": world.group.slug, "pk": _interest(world).pk}


def _vacant(cast):
    world = _world(cast)
    return {"slug": world.group.slug, "pk": world.seats[2].pk}


def _empty(cast):
    return {"slug": Group.objects.create(slug="board", name="Board", purpose="Meets.").slug}


ROWS = {
    "engagement:groups": Row(PUBLIC, _listed),
    "engagement:group": Row(PUBLIC, _slug),
    "engagement:group_document": Row(PUBLIC, _file, page=False),
    "engagement:group_members": Row(SIGNED_IN, _slug, only=MEMBER_AND_OFFICER),
    "engagement:my_entry": Row(SIGNED_IN, _term, only=MEMBER),
    "engagement:declare_interest": Row(SIGNED_IN, _term, only=MEMBER_AND_OFFICER),
    "engagement:end_interest": Row(SIGNED_IN, _ends_interest, only=MEMBER_AND_OFFICER),
    "engagement:desk": Row(OFFICERS, _listed),
    "engagement:start_group": Row(OFFICERS),
    "engagement:manage_group": Row(OFFICERS, _slug),
    "engagement:describe_group": Row(OFFICERS, _slug),
    "engagement:close_group": Row(OFFICERS, _empty),
    "engagement:group_rotation": Row(OFFICERS, _slug),
    "engagement:add_seat": Row(OFFICERS, _slug),
    "engagement:change_seat": Row(OFFICERS, _vacant),
    "engagement:abolish_seat": Row(OFFICERS, _vacant),
    "engagement:appoint": Row(OFFICERS, _vacant),
    "engagement:renew_term": Row(OFFICERS, _term),
    "engagement:extend_term": Row(OFFICERS, _term),
    "engagement:end_term": Row(OFFICERS, _term),
    "engagement:correct_person": Row(OFFICERS, _term),
}
