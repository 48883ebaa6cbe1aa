"""Payments and money that comes back."""

from django.contrib import admin

from civilsociety.budget.admin.cells import money
from funding.admin.pages import OFFICERS, RELEASERS, FundingAdmin, Page, register
from funding.admin.running.acts import acts_for_money, acts_for_payment
from funding.forms.running.money import (
    ClawbackForm,
    DropForm,
    ProposeForm,
    ReleaseForm,
    ScheduleForm,
    SendBackForm,
    SettleForm,
)
from funding.models import Award, MoneyBack, Payment
from funding.queries.organisations import verified_account
from funding.queries.running.history import moves_of
from funding.queries.running.lists import awards_shown_to

RELATED = ["award__programme", "award__organisation"]
SEARCHED = ["award__title", "award__organisation__name"]
HELP = "Words of the project or of the organisation."


class OfAward(FundingAdmin):
    """A list of things that belong to awards: found by project and organisation."""

    bid = "award__application"
    list_select_related = RELATED
    search_fields = SEARCHED
    search_help_text = HELP

    def without_interests(self, rows, user):
        """Acts on an award stand below its payments, reports and changes."""
        if rows.model is Award:
            return rows.filter(pk__in=awards_shown_to(user))
        return rows.filter(award__in=awards_shown_to(user))

    @admin.display(description="Organisation", ordering="award__organisation__name")
    def holder(self, row):
        return row.award.organisation.name

    @admin.display(description="Award", ordering="award")
    def of_award(self, row):
        return row.award.number


@register(Payment)
class PaymentAdmin(OfAward):
    about = "Payments of awards: one officer checks each, another releases it, once."
    list_display = [
        "of_award", "number", "holder", money("amount_pence", "Amount"), "due_on", "state",
    ]  # fmt: skip
    list_display_links = ["of_award", "number"]
    list_filter = ["state", "award__programme"]
    ordering = ["due_on", "award", "number"]
    page = "admin/funding/running/payment.html"
    pages = (
        Page("propose_of_payment", ProposeForm, OFFICERS, Payment),
        Page("release_of_payment", ReleaseForm, RELEASERS, Payment),
        Page("return_of_payment", SendBackForm, RELEASERS, Payment),
        Page("schedule_of_award", ScheduleForm, OFFICERS, Award),
    )
    columns = (
        ("Award", "text", lambda payment: payment.award.number),
        ("Payment", "number", lambda payment: payment.number),
        ("Organisation", "text", lambda payment: payment.award.organisation.name),
        ("Amount", "money", lambda payment: payment.amount_pence),
        ("Not before", "date", lambda payment: payment.due_on),
        ("What for", "text", lambda payment: payment.what_for),
        ("State", "text", lambda payment: payment.get_state_display()),
    )

    def page_context(self, request, payment):
        return {
            "acts": acts_for_payment(request.user, payment),
            "account": verified_account(payment.award.organisation),
            "evidence": payment.evidence.select_related("file").defer("file__content"),
            "moves": moves_of(payment),
            "milestone": getattr(payment, "milestone", None),
            "conditions": payment.award.conditions.filter(before_payment=True),
        }


@register(MoneyBack)
class MoneyBackAdmin(OfAward):
    about = (
        "Money that was not needed, or is asked back. Whoever asked is not who writes down that "
        "it came."
    )
    list_display = [
        "of_award", "holder", "kind", money("amount_pence", "Amount"), "is_unpaid", "due_on",
        "state",
    ]  # fmt: skip
    list_filter = ["state", "kind"]
    page = "admin/funding/running/money_back.html"
    pages = (
        Page("settle_of_moneyback", SettleForm, OFFICERS, MoneyBack),
        Page("drop_of_moneyback", DropForm, OFFICERS, MoneyBack),
        Page("back_of_award", ClawbackForm, OFFICERS, Award),
    )
    columns = (
        ("Award", "text", lambda money: money.award.number),
        ("Organisation", "text", lambda money: money.award.organisation.name),
        ("Kind", "text", lambda money: money.get_kind_display()),
        ("Amount", "money", lambda money: money.amount_pence),
        ("Not paid yet", "text", lambda money: "Yes" if money.is_unpaid else "No"),
        ("To be back by", "date", lambda money: money.due_on),
        ("State", "text", lambda money: money.get_state_display()),
        ("Reference", "text", lambda money: money.reference),
    )

    def page_context(self, request, row):
        return {"acts": acts_for_money(request.user, row)}
