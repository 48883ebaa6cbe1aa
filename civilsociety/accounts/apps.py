from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "civilsociety.accounts"
    default_auto_field = "django.db.models.BigAutoField"
