"""Declared interests in the admin: who declared what, and taking one back."""

from django.contrib import admin

from civilsociety.ui.words import uk_date
from funding.admin.pages import OFFICERS, FundingAdmin, Page, act, register
from funding.forms.judging.rounds import WithdrawInterestForm
from funding.models import Conflict
from funding.rules.judging.interests import check_can_withdraw_interest


class Standing(admin.SimpleListFilter):
    """Interests that stand, or that were withdrawn."""

    title, parameter_name = "standing", "stands"

    def lookups(self, request, model_admin):
        return [("yes", "Stands"), ("no", "Withdrawn")]

    def queryset(self, request, queryset):
        if self.value() not in {"yes", "no"}:
            return queryset
        return queryset.filter(withdrawn_at__isnull=self.value() == "yes")


@register(Conflict)
class ConflictAdmin(FundingAdmin):
    """Interests declared in bids. One's own are not shown: the bid is hidden from oneself."""

    about = "Interests declared in bids. From a person’s own list their own are left out."
    bid = "application"
    list_display = ["person", "application", "declared", "stands"]
    list_filter = [Standing, "application__call"]
    list_select_related = ["person", "application__call__programme", "application__organisation"]
    search_fields = ["person__name", "person__email", "application__organisation__name"]
    search_help_text = "A person or an organisation."
    page = "admin/funding/judging/interest.html"
    pages = (Page("withdraw_of_conflict", WithdrawInterestForm, OFFICERS, Conflict),)
    columns = (
        ("Person", "text", lambda row: str(row.person)),
        ("Bid", "text", lambda row: row.application.number),
        ("Organisation", "text", lambda row: row.application.organisation.name),
        ("Interest", "text", lambda row: row.interest),
        ("Declared", "text", lambda row: uk_date(row.declared_at)),
        ("Withdrawn", "text", lambda row: uk_date(row.withdrawn_at)),
        ("Why withdrawn", "text", lambda row: row.withdrawn_why),
    )

    @admin.display(description="declared", ordering="declared_at")
    def declared(self, row):
        return uk_date(row.declared_at)

    @admin.display(description="stands", boolean=True)
    def stands(self, row):
        return row.withdrawn_at is None

    def page_context(self, request, row):
        withdraw = act(
            request.user,
            OFFICERS,
            "Withdraw it",
            "withdraw_of_conflict",
            row=row,
            check=check_can_withdraw_interest,
            conflict=row,
            by=request.user,
        )
        return {"title": f"Interest of {row.person}", "acts": [withdraw]}
