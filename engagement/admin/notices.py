"""In the admin: messages to members, to look up."""

from django.contrib import admin

from civilsociety.accounts.admin import CataloguePermissions
from civilsociety.accounts.permissions import Permission
from engagement.models import Notice


@admin.register(Notice)
class NoticeAdmin(CataloguePermissions, admin.ModelAdmin):
    read_by = frozenset({Permission.MANAGE_ENGAGEMENT})
    list_display = ["subject", "kind", "state", "requested_at", "done", "total"]
    list_filter = ["kind", "state"]
    search_fields = ["subject"]
