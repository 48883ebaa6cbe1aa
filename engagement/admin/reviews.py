"""In the admin: reviews of drafts, to look up; comments are read on their own pages."""

from django.contrib import admin

from civilsociety.accounts.admin import CataloguePermissions
from civilsociety.accounts.permissions import Permission
from engagement.models import Review


@admin.register(Review)
class ReviewAdmin(CataloguePermissions, admin.ModelAdmin):
    read_by = frozenset({Permission.MANAGE_ENGAGEMENT})
    list_display = ["title", "group", "version", "state", "opens_at", "closes_at"]
    list_filter = ["state", "group"]
    list_select_related = ["group", "version"]
    search_fields = ["title"]
