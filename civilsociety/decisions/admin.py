"""Decisions in the admin: to look at and to search. They are written on the officers' pages."""

from django.contrib import admin

from civilsociety.accounts.admin import CataloguePermissions
from civilsociety.accounts.permissions import Permission
from civilsociety.decisions.models import Authority, Decision, Notice, Purpose

READERS = frozenset({Permission.PREPARE_DECISIONS, Permission.HOLD_BUDGET})


class AuthorityInline(CataloguePermissions, admin.TabularInline):
    """What the decision allows to be spent; shown for orientation."""

    read_by = READERS
    model = Authority
    fk_name = "decision"
    fields = ["purpose", "up_to_pence", "until", "delegate_to", "under"]
    extra = 0


@admin.register(Decision)
class DecisionAdmin(CataloguePermissions, admin.ModelAdmin):
    read_by = READERS
    list_display = [
        "reference",
        "version",
        "title",
        "maker_kind",
        "taken_on",
        "effective_from",
        "is_key",
        "state",
    ]
    list_filter = ["state", "maker_kind", "is_key", "is_sample"]
    search_fields = ["reference", "title", "decision", "maker_name", "maker_post"]
    date_hierarchy = "taken_on"
    list_select_related = True
    inlines = [AuthorityInline]


@admin.register(Notice)
class NoticeAdmin(CataloguePermissions, admin.ModelAdmin):
    read_by = READERS
    list_display = ["matter", "maker_kind", "route", "published_on", "due_from", "state"]
    list_filter = ["state", "route", "is_sample"]
    search_fields = ["matter", "summary"]
    date_hierarchy = "due_from"


@admin.register(Purpose)
class PurposeAdmin(CataloguePermissions, admin.ModelAdmin):
    read_by = READERS
    list_display = ["name", "key"]
    search_fields = ["name", "key"]
