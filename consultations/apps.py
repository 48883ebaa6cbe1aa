from django.apps import AppConfig

from civilsociety.organisations.slots import points_at_organisations
from civilsociety.ui import navigation, slots
from strategy.slots import section_threads


class ConsultationsConfig(AppConfig):
    name = "consultations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        navigation.register("Consultations", "consultations:index", order=10)
        points_at_organisations(
            "consultations.Response", "organisation", called="Responses to consultations"
        )
        section_threads.register(
            "consultations", "consultations.queries.threads.knots_for_sections", order=10
        )
        slots.front_page_reports.register(
            "consultations", "consultations.queries.threads.report_cards"
        )
