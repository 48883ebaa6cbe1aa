from django.apps import AppConfig

from civilsociety.decisions.slots import held_under, what_followed
from civilsociety.organisations.slots import points_at_organisations
from civilsociety.ui import navigation, slots

DESK = "civilsociety.budget.queries.desk"
SHOWN = "civilsociety.budget.queries.published.shown"


class BudgetConfig(AppConfig):
    name = "civilsociety.budget"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        self._know_relations()
        slots.admin_index.register("budget", "civilsociety.budget.admin.glance.panels_for")
        self._show_the_public()
        held_under.register("budget", "civilsociety.budget.queries.held_under")
        navigation.register(
            "Budget",
            "budget:years",
            order=30,
            place=navigation.OFFICERS,
            permissions=["read_budget"],
        )
        slots.desk_tasks.register("budget", f"{DESK}.tasks_for", order=40)
        slots.desk_tools.register("budget", f"{DESK}.tools_for", order=45)

    def _show_the_public(self):
        """In the row of links, the map of the site, on the front page and beside decisions."""
        navigation.register("Budget", "budget:framework", order=40)
        slots.sitemap.register("budget", f"{SHOWN}.public_addresses")
        slots.front_page_money.register("budget", f"{SHOWN}.front_cards")
        what_followed.register("budget", "civilsociety.budget.queries.published.decisions.followed")

    def _know_relations(self):
        """What points at organisations here, so that merging can move it."""
        points_at_organisations(
            "budget.Reservation", "payee", called="Reservations of money for it"
        )
        points_at_organisations("budget.Commitment", "payee", called="Money promised to it")
