from django.apps import AppConfig

from civilsociety.accounts import history
from civilsociety.accounts.permissions import Permission
from civilsociety.ui import navigation, slots

PLACES = "civilsociety.decisions.queries.places"


class DecisionsConfig(AppConfig):
    name = "civilsociety.decisions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """In both rows of links, on the desk, in the map of the site, in the record."""
        navigation.register("Decisions", "decisions:register", order=50)
        navigation.register(
            "Decisions",
            "decisions:desk",
            order=50,
            place=navigation.OFFICERS,
            permissions=["prepare_decisions"],
        )
        slots.desk_tasks.register("decisions", f"{PLACES}.tasks_for", order=40)
        slots.desk_tools.register("decisions", f"{PLACES}.tools_for", order=50)
        slots.sitemap.register("decisions", f"{PLACES}.public_addresses")
        slots.searchables.register(
            "decisions", "civilsociety.decisions.queries.searching.searched", order=30
        )
        for model, address in (("Decision", "prepare"), ("Notice", "prepare_notice")):
            history.readable(
                f"decisions.{model}",
                Permission.PREPARE_DECISIONS,
                address=f"decisions:{address}",
            )
