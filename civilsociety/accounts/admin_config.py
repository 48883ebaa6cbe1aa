"""Puts our own admin site in the place of Django's."""

from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    default_site = "civilsociety.accounts.admin_site.PortalAdminSite"
