"""Panels in the admin: a list; the work itself is done on the officers' pages."""

from django.contrib import admin
from django.urls import reverse

from civilsociety.budget.admin.acts import Act
from civilsociety.ui.words import uk_date
from funding.admin.pages import FundingAdmin, register
from funding.models import Panel


@register(Panel)
class PanelAdmin(FundingAdmin):
    """Every panel. Its bids, ranks and sums are on its own page, as each person may see them."""

    about = "Meetings that decide on bids. Ranks and money are on the page of each panel."
    list_display = ["title", "call", "meets", "chair", "state"]
    list_filter = ["state", "call"]
    list_select_related = ["call__programme", "chair"]
    search_fields = ["title", "call__name", "call__programme__name"]
    search_help_text = "The panel, the round or the programme."
    page = "admin/funding/judging/panel.html"
    columns = (
        ("Panel", "text", lambda panel: panel.title),
        ("Programme", "text", lambda panel: panel.call.programme.name),
        ("Round", "text", lambda panel: panel.call.name),
        ("Meets", "date", lambda panel: panel.meets_on),
        ("Chair", "text", lambda panel: str(panel.chair or "")),
        ("State", "text", lambda panel: panel.get_state_display()),
    )

    @admin.display(description="meets", ordering="meets_on")
    def meets(self, panel):
        return uk_date(panel.meets_on)

    def page_context(self, request, panel):
        address = reverse("funding:panel", args=[panel.pk])
        return {"acts": [Act("Open its paper, meeting and minute", address)]}
