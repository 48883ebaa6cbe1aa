from django.apps import AppConfig

from civilsociety.ui import navigation, slots


class AccountsConfig(AppConfig):
    name = "civilsociety.accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        officers = navigation.OFFICERS
        navigation.register(
            "People",
            "accounts:people",
            order=80,
            place=officers,
            permissions=["manage_people"],
        )
        navigation.register(
            "Record",
            "accounts:record",
            order=90,
            place=officers,
            permissions=["read_audit"],
        )
        slots.desk_tools.register("accounts", "civilsociety.accounts.queries.tools_for", order=80)
