"""Organisations in the admin: the same particulars, saved through the same actions."""

from django.contrib import admin, messages

from civilsociety.accounts.admin import CataloguePermissions
from civilsociety.accounts.permissions import Permission
from civilsociety.organisations import actions
from civilsociety.organisations.forms import OrganisationForm
from civilsociety.organisations.models import Alias, Contact, Membership, Organisation
from civilsociety.refusal import Refused

KEEPERS = frozenset({Permission.MANAGE_ORGANISATIONS})


class ReadOnlyInline(CataloguePermissions, admin.TabularInline):
    """Shown for orientation; changed on the officers' page of the organisation."""

    read_by = KEEPERS
    extra = 0


class AliasInline(ReadOnlyInline):
    model = Alias
    fields = ["name", "origin", "added_at"]


class ContactInline(ReadOnlyInline):
    model = Contact
    fields = ["name", "position", "email", "telephone"]


class MembershipInline(ReadOnlyInline):
    model = Membership
    fields = ["user", "position", "since", "confirmed_at"]


@admin.register(Organisation)
class OrganisationAdmin(CataloguePermissions, admin.ModelAdmin):
    read_by = changed_by = KEEPERS
    form = OrganisationForm
    list_display = ["name", "kind", "charity_number", "company_number", "district", "status"]
    list_filter = ["status", "kind", "district", "is_sample"]
    search_fields = ["name", "charity_number", "company_number", "aliases__name"]
    ordering = ["name"]
    inlines = [AliasInline, ContactInline, MembershipInline]

    def save_model(self, request, obj, form, change):
        """Registers or changes through the actions; a refusal is shown, nothing is saved."""
        particulars = dict(form.cleaned_data)
        name = particulars.pop("name")
        try:
            if change:
                actions.change(organisation=obj, by=request.user, **particulars)
                actions.rename(organisation=obj, name=name, by=request.user)
            else:
                new = actions.register(name=name, by=request.user, **particulars)
                obj.pk = new.pk
        except Refused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
        if obj.pk:
            obj.refresh_from_db()
