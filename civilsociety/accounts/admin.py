"""What the admin shows of people, roles and the record; and the mixins every ModelAdmin wears."""

from django.contrib import admin

from civilsociety.accounts.models import RoleAssignment, User
from civilsociety.accounts.permissions import Permission
from civilsociety.audit.models import Event


class CataloguePermissions:
    """Who sees and who changes a model in the admin, by our own permission catalogue.

    `read_by` and `changed_by` are sets of Permission; nobody deletes unless `deleted_by`
    says so. A ModelAdmin that changes data calls the app's actions in `save_model`.
    """

    read_by = frozenset()
    changed_by = frozenset()
    deleted_by = frozenset()

    def has_module_permission(self, request):
        return _holds(request.user, self.read_by)

    def has_view_permission(self, request, obj=None):
        return _holds(request.user, self.read_by)

    def has_add_permission(self, request, obj=None):
        return _holds(request.user, self.changed_by)

    def has_change_permission(self, request, obj=None):
        return _holds(request.user, self.changed_by)

    def has_delete_permission(self, request, obj=None):
        return _holds(request.user, self.deleted_by)


def _holds(user, permissions):
    return user.is_authenticated and any(user.may(permission) for permission in permissions)


class RoleAssignmentInline(CataloguePermissions, admin.TabularInline):
    """Roles somebody holds and held; they are given and ended on the officers' pages."""

    model = RoleAssignment
    fk_name = "user"
    fields = ["role", "given_at", "given_by", "ended_at", "ended_by"]
    readonly_fields = fields
    read_by = frozenset({Permission.MANAGE_PEOPLE})
    extra = 0


@admin.register(User)
class UserAdmin(CataloguePermissions, admin.ModelAdmin):
    read_by = frozenset({Permission.MANAGE_PEOPLE})
    list_display = ["email", "name", "joined_at", "is_active", "is_sample"]
    list_filter = ["is_active", "is_sample"]
    search_fields = ["email", "name"]
    ordering = ["email"]
    fields = ["email", "name", "joined_at", "last_login", "is_active", "is_sample"]
    inlines = [RoleAssignmentInline]


@admin.register(Event)
class EventAdmin(CataloguePermissions, admin.ModelAdmin):
    read_by = frozenset({Permission.READ_AUDIT})
    list_display = ["at", "sentence", "verb", "actor_label"]
    list_filter = ["at"]
    search_fields = ["sentence", "target", "actor_label"]
    show_full_result_count = False
