from django.apps import AppConfig

from civilsociety.accounts import history
from civilsociety.accounts.permissions import Permission
from civilsociety.organisations.slots import points_at_organisations
from civilsociety.ui import navigation, slots
from funding.slots import award_panels

QUERIES = "funding.queries"
PARTS = (
    "programmes", "applying", "judging", "offers", "running", "crowd", "partners", "register",
)  # fmt: skip


class FundingConfig(AppConfig):
    name = "funding"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        self._take_places()
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
        history.readable("funding.Application", Permission.MANAGE_FUNDING)
        history.readable("funding.Award", Permission.MANAGE_FUNDING)

    def _know_relations(self):
        """What points at organisations here, so that merging can move it."""
        for model, field, called in (
            ("Programme", "partner", "Programmes it is the partner of"),
            ("Application", "organisation", "Applications for funding"),
            ("Award", "organisation", "Awards"),
            ("AssistanceNotice", "organisation", "Notices of financial assistance"),
            ("Project", "organisation", "Crowdfunded projects"),
            ("Profile", "organisation", "Its profile for funding"),
            ("OrganisationDocument", "organisation", "Documents it gave us"),
            ("BankAccount", "organisation", "Bank accounts"),
        ):
            points_at_organisations(f"funding.{model}", field, called=called)
