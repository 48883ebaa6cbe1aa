from django.apps import AppConfig

from civilsociety.accounts import history
from civilsociety.accounts.permissions import Permission
from civilsociety.accounts.slots import account_closing, account_sections
from civilsociety.organisations.slots import points_at_organisations
from civilsociety.ui import navigation, slots
from engagement.slots import group_panels, member_panels, officer_panels
from strategy.slots import (
    change_followers,
    measure_feeds,
    origin_addresses,
    origins,
    private_threads,
    section_threads,
    version_published,
    waiting_at_sections,
)

QUERIES = "engagement.queries"
PARTS = ("groups", "elections", "meetings", "reviews", "conversations", "notices")


class EngagementConfig(AppConfig):
    name = "engagement"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        self._take_places()
        self._join_threads()
        self._know_relations()

    def _take_places(self):
        """In both rows of links, on the desk, in the map of the site, on the account page."""
        navigation.register("Groups", "engagement:groups", order=60)
        navigation.register(
            "Groups",
            "engagement:desk",
            order=15,
            place=navigation.OFFICERS,
            permissions=["manage_engagement"],
        )
        navigation.register(
            "Conversations",
            "engagement:officers_conversations",
            order=16,
            place=navigation.OFFICERS,
            permissions=["manage_engagement"],
        )
        for order, part in enumerate(PARTS, 12):
            places = f"{QUERIES}.{part}.places"
            slots.desk_tasks.register(f"engagement {part}", f"{places}.tasks_for", order=order)
            slots.desk_tools.register(f"engagement {part}", f"{places}.tools_for", order=order)
            slots.sitemap.register(f"engagement {part}", f"{places}.public_addresses")
            account_sections.register(
                f"engagement {part}", f"{places}.sections_for", order=order + 20
            )
            group_panels.register(part, f"{places}.group_panels", order=order)
            member_panels.register(part, f"{places}.member_panels", order=order)
            officer_panels.register(part, f"{places}.officer_panels", order=order)
        slots.searchables.register("engagement", f"{QUERIES}.searching.searched", order=60)
        account_closing.register("engagement", "engagement.actions.parting.let_go")
        for model in ("Group", "Election", "Meeting", "Review", "Conversation"):
            history.readable(f"engagement.{model}", Permission.MANAGE_ENGAGEMENT)

    def _join_threads(self):
        """Comments and conversations beside the strategy; comments as origins of changes."""
        reviews = f"{QUERIES}.reviews.threads"
        private_threads.register("reviews", f"{reviews}.beside_sections", order=20)
        origins.register("reviews", f"{reviews}.origins_of", order=20)
        origin_addresses.register("reviews", f"{reviews}.addresses_of", order=20)
        change_followers.register("reviews", f"{reviews}.following", order=20)
        waiting_at_sections.register("reviews", f"{reviews}.waiting_at", order=20)
        section_threads.register(
            "conversations", f"{QUERIES}.conversations.threads.beside_sections", order=12
        )
        measure_feeds.register("attendance", f"{QUERIES}.meetings.feeds.feeds")
        version_published.register("engagement", "engagement.actions.notices.tell_of_version")

    def _know_relations(self):
        """What points at organisations here, so that merging can move it."""
        for model, field, called in (
            ("Term", "organisation", "Terms on groups"),
            ("Interest", "organisation", "Interests that members declared"),
            ("Nomination", "organisation", "People nominated from it"),
            ("Nomination", "proposing_organisation", "Nominations it made"),
        ):
            points_at_organisations(f"engagement.{model}", field, called=called)
        points_at_organisations(
            "engagement.Voter",
            "organisation",
            called="Places on the roll of elections",
            move="engagement.actions.elections.merging.move_voters",
        )
        points_at_organisations(
            "engagement.Conversation_organisations",
            "organisation",
            called="Conversations it took part in",
            move="engagement.actions.conversations.move_conversations",
        )
