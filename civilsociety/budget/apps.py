from django.apps import AppConfig

from civilsociety.decisions.slots import held_under
from civilsociety.organisations.slots import points_at_organisations
from civilsociety.ui import slots

DESK = "civilsociety.budget.queries.desk"


class BudgetConfig(AppConfig):
    name = "civilsociety.budget"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        self._know_relations()
        slots.admin_index.register("budget", "civilsociety.budget.admin.glance.panels_for")
        held_under.register("budget", "civilsociety.budget.queries.held_under")
        slots.desk_tasks.register("budget", f"{DESK}.tasks_for", order=40)
        slots.desk_tools.register("budget", f"{DESK}.tools_for", order=45)

    def _know_relations(self):
        """What points at organisations here, so that merging can move it."""
        points_at_organisations(
            "budget.Reservation", "payee", called="Reservations of money for it"
        )
        points_at_organisations("budget.Commitment", "payee", called="Money promised to it")
