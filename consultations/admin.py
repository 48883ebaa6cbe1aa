"""What the admin shows of consultations: to look up, never to change.

Officers prepare them on pages of their own, where the rules stand; a launched one and its
frozen questionnaires are changed by nobody. Responses are not here: they are read where
reading them is recorded.
"""

from django.contrib import admin

from civilsociety.accounts.admin import CataloguePermissions
from civilsociety.accounts.permissions import Permission
from consultations.models import (
    ChecklistOverride,
    Consultation,
    FormatRequest,
    Paper,
    QuestionnaireVersion,
)

READERS = frozenset({Permission.MANAGE_CONSULTATIONS})


class LookedUp(CataloguePermissions):
    """Seen by those who manage consultations, changed by nobody here."""

    read_by = READERS
    extra = 0


class PaperInline(LookedUp, admin.TabularInline):
    model = Paper
    fields = readonly_fields = ["kind", "title", "link", "file_name"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content")


class VersionInline(LookedUp, admin.TabularInline):
    model = QuestionnaireVersion
    fields = readonly_fields = ["number", "created_at", "created_by", "note", "sha256"]


class OverrideInline(LookedUp, admin.TabularInline):
    model = ChecklistOverride
    fields = readonly_fields = ["check_key", "reason", "by", "at"]


@admin.register(Consultation)
class ConsultationAdmin(LookedUp, admin.ModelAdmin):
    list_display = ["title", "state", "opens_at", "closes_at", "is_sample"]
    list_filter = ["state", "is_sample"]
    search_fields = ["title", "slug"]
    exclude = ["questionnaire_draft"]
    inlines = [PaperInline, VersionInline, OverrideInline]


@admin.register(FormatRequest)
class FormatRequestAdmin(LookedUp, admin.ModelAdmin):
    list_display = ["requested_at", "consultation", "format", "state", "handled_by"]
    list_filter = ["state", "format"]
    list_select_related = ["consultation", "handled_by"]
