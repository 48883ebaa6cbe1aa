from django.apps import AppConfig

from civilsociety.accounts import history
from civilsociety.accounts.permissions import Permission
from civilsociety.accounts.slots import account_sections
from civilsociety.budget.slots import promised_in
from civilsociety.decisions.slots import where_it_began
from civilsociety.ui import navigation, slots
from strategy.slots import (
    measure_feeds,
    origin_addresses,
    origins,
    private_threads,
    section_threads,
)

READING = "strategy.queries.reading"
PARTS = ("word", "editing", "pathway", "redline", "measures", "glossary")


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
        slots.desk_tasks.register("strategy", f"{READING}.drafts_waiting_for", order=30)
        slots.desk_tools.register("strategy", f"{READING}.tools_for", order=20)
        where_it_began.register("strategy", f"{READING}.adopted_by", order=20)
        where_it_began.register("promises", "strategy.queries.promises.promised_before", order=30)
        slots.sitemap.register("strategy", f"{READING}.public_addresses")
        slots.searchables.register("strategy", "strategy.queries.searching.searched", order=10)
        section_threads.register("money", f"{READING}.money_beside", order=40)
        threads = "strategy.queries.threads"
        section_threads.register("changes", f"{threads}.changed_beside", order=20)
        section_threads.register("decisions", f"{threads}.decided_beside", order=30)
        private_threads.register("changes", f"{threads}.changed_in_draft", order=20)
        committees = "strategy.queries.redline.committees"
        origins.register("committees", f"{committees}.said_by_committees", order=30)
        origin_addresses.register("committees", f"{committees}.addresses")
        measures = "strategy.queries.measures"
        section_threads.register("measures", f"{measures}.threads.beside_sections", order=50)
        measure_feeds.register("budget", f"{measures}.feeds.feeds")
        account_sections.register("measures", f"{measures}.places.sections_for", order=60)
        promised_in.register("strategy", f"{READING}.sections_of_programme")
        slots.cookies.register("strategy", "strategy.queries.editing.places.cookies")
        for order, part in enumerate(PARTS, 21):
            places = f"strategy.queries.{part}.places"
            slots.desk_tasks.register(f"strategy {part}", f"{places}.tasks_for", order=order)
            slots.desk_tools.register(f"strategy {part}", f"{places}.tools_for", order=order)
            slots.sitemap.register(f"strategy {part}", f"{places}.public_addresses")
        for model in ("Version", "Measure", "Undertaking", "ProgressReport", "Term"):
            history.readable(f"strategy.{model}", Permission.MANAGE_STRATEGY)
