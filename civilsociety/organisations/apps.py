from django.apps import AppConfig

from civilsociety.accounts import history
from civilsociety.accounts.permissions import Permission
from civilsociety.organisations.slots import points_at_organisations
from civilsociety.ui import navigation

MOVES = "civilsociety.organisations.actions.merging"


class OrganisationsConfig(AppConfig):
    name = "civilsociety.organisations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        navigation.register(
            "Organisations",
            "organisations:list",
            order=70,
            place=navigation.OFFICERS,
            permissions=["manage_organisations"],
        )
        history.readable(
            "organisations.Organisation",
            Permission.MANAGE_ORGANISATIONS,
            address="organisations:organisation",
        )
        points_at_organisations(
            "organisations.Alias",
            "organisation",
            called="Other names",
            move=f"{MOVES}.move_aliases",
        )
        points_at_organisations(
            "organisations.Contact",
            "organisation",
            called="Contacts",
            move=f"{MOVES}.move_contacts",
        )
        points_at_organisations(
            "organisations.Membership",
            "organisation",
            called="People who sign in for it",
            move=f"{MOVES}.move_members",
        )
        points_at_organisations(
            "organisations.Organisation", "merged_into", called="Organisations merged into it"
        )
