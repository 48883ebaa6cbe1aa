from django.apps import AppConfig

from civilsociety.accounts import history
from civilsociety.accounts.permissions import Permission
from civilsociety.accounts.slots import account_closing, account_sections
from civilsociety.decisions.slots import what_followed, where_it_began
from civilsociety.organisations.slots import points_at_organisations
from civilsociety.ui import navigation, slots
from funding.slots import award_panels
from strategy.slots import measure_feeds, section_threads

QUERIES = "funding.queries"
PARTS = (
    "programmes", "applying", "judging", "offers", "running", "crowd", "partners", "register",
)  # fmt: skip


class FundingConfig(AppConfig):
    name = "funding"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        self._take_places()
        self._join_threads()
        self._know_relations()

    def _take_places(self):
        """In both rows of links, on the desk, in the map of the site, on an award's page."""
        navigation.register("Funding", "funding:index", order=30)
        navigation.register(
            "Funding",
            "funding:desk",
            order=25,
            place=navigation.OFFICERS,
            permissions=["manage_funding", "hold_budget", "assess_applications"],
        )
        for order, part in enumerate(PARTS):
            places = f"{QUERIES}.{part}.places"
            slots.desk_tasks.register(f"funding {part}", f"{places}.tasks_for", order=30 + order)
            slots.desk_tools.register(f"funding {part}", f"{places}.tools_for", order=30 + order)
            slots.sitemap.register(f"funding {part}", f"{places}.public_addresses")
            award_panels.register(part, f"{places}.panels_for", order=order)
        slots.front_page_open.register("funding", f"{QUERIES}.programmes.places.open_now", order=20)
        slots.searchables.register("funding", "funding.rules.searching.searched", order=40)
        account_sections.register(
            "funding applications", f"{QUERIES}.applying.places.section_for", order=40
        )
        account_sections.register(
            "funding awards", f"{QUERIES}.offers.places.section_for", order=41
        )
        account_closing.register("funding applications", "funding.actions.applying.let_go")
        hidden = f"{QUERIES}.judging.hidden"
        for model in ("Programme", "Call", "Project"):
            history.readable(f"funding.{model}", Permission.MANAGE_FUNDING)
        history.readable(
            "funding.Application", Permission.MANAGE_FUNDING, hidden=f"{hidden}.hides_bid"
        )
        history.readable("funding.Award", Permission.MANAGE_FUNDING, hidden=f"{hidden}.hides_award")

    def _join_threads(self):
        """Awards under a decision, evaluations before one, both beside the strategy."""
        threads = f"{QUERIES}.register.threads"
        what_followed.register("funding", f"{threads}.followed", order=60)
        where_it_began.register("funding", f"{threads}.evaluated", order=60)
        section_threads.register("funding", f"{threads}.beside_sections", order=60)
        measure_feeds.register("funding", f"{QUERIES}.register.feeds.feeds")

    def _know_relations(self):
        """What points at organisations here, so that merging can move it."""
        for model, field, called in (
            ("Programme", "partner", "Programmes it is the partner of"),
            ("Application", "organisation", "Applications for funding"),
            ("Award", "organisation", "Awards"),
            ("AssistanceNotice", "organisation", "Notices of financial assistance"),
            ("Project", "organisation", "Crowdfunded projects"),
        ):
            points_at_organisations(f"funding.{model}", field, called=called)
        moves = "funding.actions.organisations"
        for model, called, move in (
            ("Profile", "Its profile for funding", "move_profile"),
            ("OrganisationDocument", "Documents it gave us", "move_documents"),
            ("BankAccount", "Bank accounts", "move_accounts"),
        ):
            points_at_organisations(
                f"funding.{model}", "organisation", called=called, move=f"{moves}.{move}"
            )
