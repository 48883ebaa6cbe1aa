"""Onward grants and the lists that brought them in."""

from django.contrib import admin
from django.urls import reverse

from civilsociety.budget.admin.cells import money, to
from funding.admin.pages import OFFICERS, Page, register
from funding.admin.partners.acts import acts_for_grant, acts_for_import
from funding.admin.partners.lists import PartnersAdmin
from funding.forms.partners.onward import ConfirmImportForm, OnwardFileForm, RemoveGrantForm
from funding.models import Award, OnwardGrant, RegrantImport
from funding.queries.partners.onward import counted
from funding.queries.partners.reading import as_shown, title_of


@register(RegrantImport)
class RegrantImportAdmin(PartnersAdmin):
    """Each list a partner or an officer gave: what is wrong with it, or what it changed."""

    about = (
        "Lists of grants that partners made out of ours. Each is checked, shown, and brought in "
        "when somebody confirms it. Start one from the page of an award."
    )
    list_display = ["file_name", "of_award", "stands", "added", "changed", "requested_at"]
    list_filter = ["state", ("applied_at", admin.EmptyFieldListFilter)]
    list_select_related = ["award__programme"]
    search_fields = ["file_name", "award__organisation__name", "award__title"]
    search_help_text = "The file’s name, the partner or the award’s title."
    date_hierarchy = "requested_at"
    ordering = ["-pk"]
    page = "admin/funding/partners/import.html"
    pages = (
        Page("import_of_award", OnwardFileForm, OFFICERS, Award),
        Page("confirm_of_import", ConfirmImportForm, OFFICERS, RegrantImport),
    )
    columns = (
        ("File", "text", lambda job: job.file_name),
        ("Award", "text", lambda job: job.award.number),
        ("Given at", "date", lambda job: job.requested_at),
        ("Given by", "text", lambda job: job.requested_by_label),
        ("Where it stands", "text", title_of),
        ("New", "number", lambda job: job.added),
        ("Changed", "number", lambda job: job.changed),
        ("The same", "number", lambda job: job.unchanged),
        ("The list comes to", "money", lambda job: job.total_pence),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content", "rows")

    @admin.display(description="Award", ordering="award")
    def of_award(self, job):
        return to(job.award, job.award.number)

    @admin.display(description="Where it stands")
    def stands(self, job):
        return title_of(job)

    def page_context(self, request, job):
        return {
            "acts": acts_for_import(request.user, job),
            "award": job.award,
            "job": job,
            "shown": as_shown(job),
            "counted": counted(job.award),
            "problems_url": reverse("funding:import_problems", args=[job.pk]),
        }


@register(OnwardGrant)
class OnwardGrantAdmin(PartnersAdmin):
    """Grants that partners made: a part of our awards, never added to them."""

    about = (
        "Grants that partners made out of our awards. They are part of those awards: never add "
        "the two."
    )
    list_display = [
        "partner_reference",
        "recipient_name",
        "title",
        "of_award",
        "district",
        "awarded_on",
        money("amount_pence", "Amount"),
    ]
    list_display_links = ["partner_reference", "recipient_name"]
    list_filter = ["award__programme", "district"]
    list_select_related = ["award__programme"]
    search_fields = [
        "partner_reference", "recipient_name", "title", "summary", "charity_number",
        "company_number",
    ]  # fmt: skip
    search_help_text = "Reference, organisation, number, or a word of the title or summary."
    ordering = ["-awarded_on", "-pk"]
    page = "admin/funding/partners/grant.html"
    pages = (Page("remove_of_grant", RemoveGrantForm, OFFICERS, OnwardGrant),)
    columns = (
        ("Reference", "text", lambda grant: grant.partner_reference),
        ("Organisation", "text", lambda grant: grant.recipient_name),
        ("Charity number", "text", lambda grant: grant.charity_number),
        ("Company number", "text", lambda grant: grant.company_number),
        ("Title", "text", lambda grant: grant.title),
        ("Summary", "text", lambda grant: grant.summary),
        ("Amount", "money", lambda grant: grant.amount_pence),
        ("Award date", "date", lambda grant: grant.awarded_on),
        ("Start date", "date", lambda grant: grant.starts_on),
        ("End date", "date", lambda grant: grant.ends_on),
        ("District", "text", lambda grant: grant.get_district_display()),
        ("Part of our award", "text", lambda grant: grant.award.number),
    )

    @admin.display(description="Award", ordering="award")
    def of_award(self, grant):
        return to(grant.award, grant.award.number)

    def page_context(self, request, grant):
        return {
            "acts": acts_for_grant(request.user, grant),
            "award": grant.award,
            "counted": counted(grant.award),
            "imports": [grant.first_import, grant.last_import],
        }
