from django.apps import AppConfig

from civilsociety.ui import navigation


class StrategyConfig(AppConfig):
    name = "strategy"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Takes its places in the navigation."""
        navigation.register("Strategy", "strategy:strategies", order=20)
        navigation.register(
            "Strategy",
            "strategy:desk",
            order=20,
            place=navigation.OFFICERS,
            permissions=["manage_strategy"],
        )
