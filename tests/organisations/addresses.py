"""Who may open the addresses of organisations."""

from civilsociety.accounts.permissions import Permission
from civilsociety.organisations import actions
from tests.access import Row

KEEPERS = {Permission.MANAGE_ORGANISATIONS}


def a_group(name="Deal Walkers"):
    return actions.register(
        name=name, kind="community_group", by="respondent", charity_number="1234567"
    )


def one(cast):
    return {"pk": a_group().pk}


def two(cast):
    return {"pk": a_group().pk, "other": a_group("Deal Walking").pk}


def an_alias(cast):
    group = a_group()
    alias = actions.add_alias(organisation=group, name="DW", by=cast["administrator"])
    return {"pk": group.pk, "alias": alias.pk}


def a_contact(cast):
    group = a_group()
    contact = actions.add_contact(
        organisation=group, name="Rosa", email="rosa@example.org", by=cast["administrator"]
    )
    return {"pk": group.pk, "contact": contact.pk}


def a_member(cast):
    group = a_group()
    member = actions.join(user=cast["respondent"], organisation=group, position="trustee")
    return {"pk": group.pk, "membership": member.pk}


def post(kwargs, **more):
    return Row(KEEPERS, kwargs, method="post", page=False, **more)


ROWS = {
    "organisations:list": Row(KEEPERS),
    "organisations:csv": Row(KEEPERS, page=False),
    "organisations:organisation": Row(KEEPERS, one),
    "organisations:edit": Row(KEEPERS, one),
    "organisations:confirm": post(one),
    "organisations:add_alias": post(one),
    "organisations:remove_alias": post(an_alias, opens=False),
    "organisations:add_contact": Row(KEEPERS, one),
    "organisations:contact": Row(KEEPERS, a_contact),
    "organisations:remove_contact": post(a_contact, opens=False),
    "organisations:confirm_member": post(a_member),
    "organisations:remove_member": post(a_member, opens=False),
    "organisations:choose": Row(KEEPERS, one),
    "organisations:merge": Row(KEEPERS, two),
}
