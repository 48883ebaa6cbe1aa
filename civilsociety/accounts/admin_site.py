"""The admin: our sign-in, our permission catalogue, no passwords."""

from functools import partial

from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied

from civilsociety.accounts.access import public
from civilsociety.accounts.permissions import Permission
from civilsociety.ui import slots

PASSWORD_PAGES = {"password_change", "password_change_done"}


class PortalAdminSite(AdminSite):
    """The officers' tool for reference data, behind the same door as everything else."""

    site_header = "Civil Society Portal"
    site_title = "Civil Society Portal"
    index_title = "Reference data"
    site_url = "/"
    enable_nav_sidebar = False

    def has_permission(self, request):
        return request.user.is_authenticated and request.user.may(Permission.USE_ADMIN)

    @public
    def login(self, request, extra_context=None):
        """There is one sign-in, with its code and its second factor."""
        if request.user.is_authenticated:
            raise PermissionDenied("Your account does not have the role this page needs.")
        return redirect_to_login(request.GET.get(REDIRECT_FIELD_NAME) or "/admin/")

    def each_context(self, request):
        """What apps have to say first, asked for only where the page shows it."""
        panels = partial(slots.admin_index.fill, request.user)
        return {**super().each_context(request), "panels": panels}

    def get_urls(self):
        return [
            url for url in super().get_urls() if getattr(url, "name", None) not in PASSWORD_PAGES
        ]
