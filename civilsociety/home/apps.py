from django.apps import AppConfig

from civilsociety.ui import navigation


class HomeConfig(AppConfig):
    name = "civilsociety.home"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Puts the desk first in the officers' row."""
        navigation.register(
            "Today",
            "home:officers",
            order=0,
            place=navigation.OFFICERS,
            permissions=["open_officers_pages"],
        )
