"""What other funders pledged, in one list."""

from django.contrib import admin

from civilsociety.budget.admin.cells import money
from funding.admin.crowd.filters import ByRoundOfProject
from funding.admin.pages import OFFICERS, FundingAdmin, Page, act, register
from funding.forms.crowd.partners import ChangePartnerForm, RemovePartnerForm
from funding.models import PartnerPledge


@register(PartnerPledge)
class PartnerPledgeAdmin(FundingAdmin):
    """Pledges of the NHS, districts, charities and businesses. They are none of our money."""

    about = "Pledges of others beside ours. They are shown and counted, never in our ledger."
    list_display = [
        "funder",
        "project",
        money("amount_pence", "Pledged"),
        "public_money",
        "pledged_on",
    ]
    list_filter = ["is_public", ByRoundOfProject]
    list_select_related = ["project"]
    search_fields = ["funder", "project__title"]
    search_help_text = "A funder or a project."
    ordering = ["-pledged_on", "-pk"]
    page = "admin/funding/crowd/partner.html"
    pages = (
        Page("edit_of_partner_pledge", ChangePartnerForm, OFFICERS, PartnerPledge),
        Page("remove_of_partner_pledge", RemovePartnerForm, OFFICERS, PartnerPledge),
    )
    columns = (
        ("Funder", "text", lambda each: each.funder),
        ("Project", "text", lambda each: each.project.title),
        ("Pledged", "money", lambda each: each.amount_pence),
        ("Public money", "text", lambda each: "Yes" if each.is_public else "No"),
        ("Pledged on", "date", lambda each: each.pledged_on),
    )

    @admin.display(description="Public money", boolean=True, ordering="is_public")
    def public_money(self, pledge):
        return pledge.is_public

    def page_context(self, request, pledge):
        acts = (("Change it", "edit"), ("Remove it", "remove"))
        return {
            "acts": [
                act(request.user, OFFICERS, label, f"{name}_of_partner_pledge", row=pledge)
                for label, name in acts
            ]
        }
