from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "civilsociety.decisions"
    default_auto_field = "django.db.models.BigAutoField"
