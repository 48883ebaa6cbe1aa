from django.apps import AppConfig

from civilsociety.budget.slots import promised_in
from civilsociety.decisions.slots import where_it_began
from civilsociety.ui import navigation, slots
from strategy.slots import section_threads


class StrategyConfig(AppConfig):
    name = "strategy"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Takes its places in the navigation and on the pages of home."""
        navigation.register("Strategy", "strategy:strategies", order=20)
        navigation.register(
            "Strategy",
            "strategy:desk",
            order=20,
            place=navigation.OFFICERS,
            permissions=["manage_strategy"],
        )
        slots.desk_tasks.register("strategy", "strategy.queries.drafts_waiting_for", order=30)
        slots.desk_tools.register("strategy", "strategy.queries.tools_for", order=20)
        where_it_began.register("strategy", "strategy.queries.adopted_by", order=20)
        slots.sitemap.register("strategy", "strategy.queries.public_addresses")
        section_threads.register("money", "strategy.queries.money_beside", order=40)
        promised_in.register("strategy", "strategy.queries.sections_of_programme")
