from django.apps import AppConfig

from civilsociety.accounts import history
from civilsociety.accounts.permissions import Permission
from civilsociety.accounts.slots import account_closing, account_sections
from civilsociety.organisations.slots import points_at_organisations
from civilsociety.ui import navigation, slots

MOVES = "civilsociety.organisations.actions.merging"
PLACES = "civilsociety.organisations.queries.places"


class OrganisationsConfig(AppConfig):
    name = "civilsociety.organisations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        self._take_places()
        self._know_relations()

    def _take_places(self):
        """In the officers' row, on their desk, at a person's account, in the record."""
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
        slots.desk_tasks.register("organisations", f"{PLACES}.tasks_for", order=60)
        slots.desk_tools.register("organisations", f"{PLACES}.tools_for", order=70)
        account_closing.register(
            "organisations", "civilsociety.organisations.actions.people.leave_all"
        )
        account_sections.register("organisations", f"{PLACES}.section_for", order=60)

    def _know_relations(self):
        """What points at organisations here, so that merging can move it."""
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
