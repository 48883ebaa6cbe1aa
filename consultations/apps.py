from django.apps import AppConfig

from civilsociety.accounts import history
from civilsociety.accounts.permissions import Permission
from civilsociety.accounts.slots import account_closing
from civilsociety.decisions.slots import where_it_began
from civilsociety.organisations.slots import points_at_organisations
from civilsociety.ui import navigation, slots
from strategy.slots import (
    change_followers,
    measure_feeds,
    origin_addresses,
    origins,
    section_threads,
)

NOTICES = "consultations.queries.notices"


class ConsultationsConfig(AppConfig):
    name = "consultations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        navigation.register("Consultations", "consultations:index", order=10)
        navigation.register(
            "Consultations",
            "consultations:prepare_list",
            order=10,
            place=navigation.OFFICERS,
            permissions=["manage_consultations"],
        )
        history.readable("consultations.Consultation", Permission.MANAGE_CONSULTATIONS)
        history.readable("consultations.Response", Permission.READ_RESPONSES)
        points_at_organisations(
            "consultations.Response", "organisation", called="Responses to consultations"
        )
        account_closing.register("consultations", "consultations.actions.parting.let_go")
        section_threads.register(
            "consultations", "consultations.queries.threads.knots_for_sections", order=10
        )
        findings = "consultations.queries.origins"
        origins.register("consultations", f"{findings}.origins_of", order=10)
        origin_addresses.register("consultations", f"{findings}.addresses_of")
        change_followers.register("consultations", f"{findings}.following", order=10)
        measure_feeds.register("consultations", "consultations.queries.feeds.feeds")
        where_it_began.register(
            "consultations", "consultations.queries.threads.answered_before", order=10
        )
        slots.front_page_open.register("consultations", f"{NOTICES}.open_now", order=10)
        slots.front_page_reports.register(
            "consultations", "consultations.queries.threads.report_cards"
        )
        slots.desk_tasks.register("consultations", f"{NOTICES}.tasks_for", order=10)
        slots.desk_tasks.register(
            "answers to read", "consultations.queries.hear.notices.reading_tasks", order=20
        )
        slots.desk_tools.register("consultations", f"{NOTICES}.tools_for", order=10)
        slots.sitemap.register("consultations", "consultations.queries.outward.public_addresses")
        slots.searchables.register(
            "consultations", "consultations.queries.searching.searched", order=20
        )
        slots.cookies.register("consultations", "consultations.queries.outward.cookies")
