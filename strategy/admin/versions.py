"""What the admin shows of strategies: to look up, never to change; texts come in by import."""

from django.contrib import admin

from civilsociety.accounts.admin import CataloguePermissions
from civilsociety.accounts.permissions import Permission
from strategy.models import Section, Strategy, Version

READERS = frozenset({Permission.MANAGE_STRATEGY})


@admin.register(Strategy)
class StrategyAdmin(CataloguePermissions, admin.ModelAdmin):
    read_by = READERS
    list_display = ["title", "slug", "period"]
    search_fields = ["title", "slug"]


class SectionInline(CataloguePermissions, admin.TabularInline):
    model = Section
    read_by = READERS
    fields = readonly_fields = ["number", "title", "key"]
    extra = 0


@admin.register(Version)
class VersionAdmin(CataloguePermissions, admin.ModelAdmin):
    read_by = READERS
    list_display = ["title", "number", "label", "state", "published_at"]
    list_filter = ["state"]
    search_fields = ["title", "label"]
    inlines = [SectionInline]
