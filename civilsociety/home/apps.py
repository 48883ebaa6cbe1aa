from django.apps import AppConfig

from civilsociety.ui import navigation, slots


class HomeConfig(AppConfig):
    name = "civilsociety.home"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Puts the desk first in the officers' row, pages about the service into the search."""
        navigation.register(
            "Today",
            "home:officers",
            order=0,
            place=navigation.OFFICERS,
            permissions=["open_officers_pages"],
        )
        slots.searchables.register(
            "help", "civilsociety.home.queries.search.help.searched", order=90
        )
