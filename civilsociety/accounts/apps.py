from django.apps import AppConfig

from civilsociety.ui import navigation


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
