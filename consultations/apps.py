from django.apps import AppConfig

from civilsociety.organisations.slots import points_at_organisations
from civilsociety.ui import navigation


class ConsultationsConfig(AppConfig):
    name = "consultations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        navigation.register("Consultations", "consultations:index", order=10)
        points_at_organisations(
            "consultations.Response", "organisation", called="Responses to consultations"
        )
