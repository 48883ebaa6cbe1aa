"""Measures, readings and actions from elsewhere in the admin: to look up, never to change."""

from django.contrib import admin

from civilsociety.accounts.admin import CataloguePermissions
from strategy.admin.versions import READERS
from strategy.models import (
    Measure,
    Objective,
    ProgressReport,
    Reading,
    Undertaking,
    UndertakingUpdate,
)


class ReadOnlyInline(CataloguePermissions, admin.TabularInline):
    read_by = READERS
    extra = 0


class MeasureInline(ReadOnlyInline):
    model = Measure
    fields = readonly_fields = ["name", "unit", "target", "target_on", "owner"]
    show_change_link = True


class ReadingInline(ReadOnlyInline):
    model = Reading
    fields = readonly_fields = ["on", "value", "base", "commentary", "why_corrected", "by", "at"]


class UpdateInline(ReadOnlyInline):
    model = UndertakingUpdate
    fields = readonly_fields = ["on", "state", "text", "by", "at"]


@admin.register(Objective)
class ObjectiveAdmin(CataloguePermissions, admin.ModelAdmin):
    read_by = READERS
    list_display = ["number", "title", "strategy", "retired_on"]
    list_display_links = ["title"]
    list_select_related = ["strategy"]
    search_fields = ["title"]
    inlines = [MeasureInline]


@admin.register(Measure)
class MeasureAdmin(CataloguePermissions, admin.ModelAdmin):
    read_by = READERS
    list_display = ["name", "objective", "unit", "frequency", "owner", "published_at", "retired_on"]
    list_select_related = ["objective"]
    list_filter = ["unit", "frequency", "objective"]
    search_fields = ["name", "definition", "owner"]
    inlines = [ReadingInline]


@admin.register(Reading)
class ReadingAdmin(CataloguePermissions, admin.ModelAdmin):
    read_by = READERS
    list_display = ["measure", "on", "value", "base", "from_feed", "by", "at"]
    fields = readonly_fields = [
        "measure", "on", "value", "base", "commentary", "evidence", "evidence_link", "from_feed",
        "corrects", "why_corrected", "by", "at", "is_sample",
    ]  # fmt: skip
    list_select_related = ["measure", "by"]
    list_filter = ["from_feed", "measure"]
    search_fields = ["measure__name", "commentary", "evidence"]
    date_hierarchy = "on"


@admin.register(Undertaking)
class UndertakingAdmin(CataloguePermissions, admin.ModelAdmin):
    read_by = READERS
    list_display = ["title", "body", "reference", "state", "due_on", "owner"]
    list_filter = ["state", "body"]
    search_fields = ["title", "words", "body", "reference"]
    inlines = [UpdateInline]


@admin.register(ProgressReport)
class ProgressReportAdmin(CataloguePermissions, admin.ModelAdmin):
    read_by = READERS
    list_display = ["title", "kind", "starts_on", "ends_on", "state", "made_at", "published_at"]
    list_filter = ["kind", "state"]
    search_fields = ["title"]
    exclude = ["figures"]
