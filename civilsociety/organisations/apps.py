from django.apps import AppConfig

from civilsociety.organisations.slots import points_at_organisations

MOVES = "civilsociety.organisations.actions.merging"


class OrganisationsConfig(AppConfig):
    name = "civilsociety.organisations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
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
