"""Notices of minimal financial assistance, and what their recipients answered."""

from django.contrib import admin

from civilsociety.budget.admin.cells import money
from civilsociety.ui import clock
from funding.admin.offers.acts import acts_for_notice
from funding.admin.offers.lists import OffersAdmin
from funding.admin.pages import OFFICERS, Page, register
from funding.forms.offers.assistance import (
    NoSubsidyForm,
    SendNoticeForm,
    WithdrawNoticeForm,
)
from funding.models import Application, AssistanceNotice
from funding.queries.offers.assistance import assistance_of


@register(AssistanceNotice)
class AssistanceNoticeAdmin(OffersAdmin):
    """The notice before an award, and the recipient’s answer."""

    about = (
        "Sent before an award (Subsidy Control Act 2022). The award waits until it is confirmed."
    )
    list_display = [
        "number", "organisation", "application", money("amount_pence", "Award up to"),
        money("ours_pence", "From us before"), money("other_pence", "From others"), "state",
        "sent_at",
    ]  # fmt: skip
    list_display_links = ["number"]
    list_filter = ["state"]
    list_select_related = ["organisation", "application__call__programme"]
    search_fields = ["organisation__name", "application__title"]
    date_hierarchy = "sent_at"
    page = "admin/funding/offers/notice.html"
    columns = (
        ("Notice", "number", lambda notice: notice.pk),
        ("Organisation", "text", lambda notice: notice.organisation.name),
        ("Application", "text", lambda notice: str(notice.application or "")),
        ("Award up to", "money", lambda notice: notice.amount_pence),
        ("From us before", "money", lambda notice: notice.ours_pence),
        ("From others", "money", lambda notice: notice.other_pence),
        ("Limit", "money", lambda notice: notice.limit_pence),
        ("State", "text", lambda notice: notice.get_state_display()),
    )
    pages = (
        Page("notice_of_application", SendNoticeForm, OFFICERS, Application),
        Page("no_subsidy_of_application", NoSubsidyForm, OFFICERS, Application),
        Page("withdraw_of_assistancenotice", WithdrawNoticeForm, OFFICERS, AssistanceNotice),
    )

    @admin.display(description="Notice", ordering="pk")
    def number(self, notice):
        return f"Notice {notice.pk}"

    def page_context(self, request, notice):
        return {
            "acts": acts_for_notice(request.user, notice),
            "had": assistance_of(notice.organisation, clock.today()),
            "others": list(notice.other_by_year.items()),
        }
