"""The admin of what organisations give once: facts, documents, bank accounts."""

from django.contrib import admin
from django.http import Http404
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from civilsociety.accounts.access import requires
from civilsociety.budget.admin.cells import address_of, to
from civilsociety.refusal import Refused, why_not
from civilsociety.ui.downloads import stored
from civilsociety.ui.words import uk_date
from funding.actions import organisations as acts
from funding.admin.pages import OFFICERS, READERS, FundingAdmin, Page, act, register
from funding.forms.organisations import checks
from funding.models import BankAccount, OrganisationDocument, Profile
from funding.queries.organisations import profile_is_complete
from funding.rules.organisations import (
    check_can_check_account,
    check_can_check_document,
    check_can_open_numbers,
    check_can_refuse_account,
    check_can_verify_account,
)


def acts_for_application(user, application):
    """What can be done with a bid here."""
    return []


def acts_for_award(user, award):
    """What can be done with an award here."""
    return []


@register(Profile)
class ProfileAdmin(FundingAdmin):
    """What organisations told us of themselves."""

    about = "Facts that every application takes from one place. Organisations keep them right."
    list_display = ["organisation", "year_founded", "trustees", "employees", "checked_on"]
    list_select_related = ["organisation"]
    search_fields = ["organisation__name"]
    search_help_text = "The name of an organisation."
    date_hierarchy = "changed_at"
    page = "admin/funding/profile.html"
    columns = (
        ("Organisation", "text", lambda row: row.organisation.name),
        ("Founded", "number", lambda row: row.year_founded),
        ("Income", "money", lambda row: row.income_pence),
        ("Spending", "money", lambda row: row.spending_pence),
        ("Free reserves", "money", lambda row: row.reserves_pence),
        ("Trustees", "number", lambda row: row.trustees),
        ("Paid staff", "number", lambda row: row.employees),
        ("Volunteers", "number", lambda row: row.volunteers),
        ("Said to be right on", "date", lambda row: row.checked_on),
    )

    def page_context(self, request, profile):
        theirs = {"organisation": profile.organisation}
        documents = OrganisationDocument.objects.filter(**theirs).select_related("file")
        return {
            "complete": profile_is_complete(profile),
            "documents": documents.defer("file__content").order_by("kind", "-pk"),
            "accounts": BankAccount.objects.filter(**theirs),
        }


@register(OrganisationDocument)
class OrganisationDocumentAdmin(FundingAdmin):
    """Documents, to be looked at once."""

    about = "Documents that organisations gave us. Checked once, they count for every application."
    list_display = ["document", "organisation", "state", "given_at", "checked_on", "valid_until"]
    list_display_links = ["document"]
    list_filter = ["state", "kind"]
    list_select_related = ["organisation"]
    search_fields = ["organisation__name"]
    search_help_text = "The name of an organisation."
    date_hierarchy = "given_at"
    page = "admin/funding/document.html"
    pages = (
        Page(
            "check_of_organisationdocument",
            checks.CheckDocumentForm,
            OFFICERS,
            OrganisationDocument,
        ),
        Page(
            "refuse_of_organisationdocument",
            checks.NotAcceptDocumentForm,
            OFFICERS,
            OrganisationDocument,
        ),
    )
    columns = (
        ("Document", "text", lambda row: row.get_kind_display()),
        ("Organisation", "text", lambda row: row.organisation.name),
        ("State", "text", lambda row: row.get_state_display()),
        ("Dated", "date", lambda row: row.dated_on),
        ("Checked on", "date", lambda row: row.checked_on),
        ("Valid until", "date", lambda row: row.valid_until),
    )

    @admin.display(description="Document", ordering="kind")
    def document(self, row):
        return row.get_kind_display()

    def get_urls(self):
        view = requires(*READERS)(self.file_view)
        name = "funding_file_of_organisationdocument"
        return [path("<int:pk>/file/", view, name=name), *super().get_urls()]

    def file_view(self, request, pk):
        """The document itself, as a download."""
        row = OrganisationDocument.objects.select_related("file").filter(pk=pk).first()
        if row is None:
            raise Http404
        return stored(row.file)

    def page_context(self, request, row):
        known = {"row": row, "check": check_can_check_document, "document": row}
        known["by"] = request.user
        return {
            "acts": [
                act(request.user, OFFICERS, "It is in order", "check_of_organisationdocument",
                    **known),
                act(request.user, OFFICERS, "Ask for another one",
                    "refuse_of_organisationdocument", **known),
            ],
            "organisation": to(row.organisation),
        }  # fmt: skip


@register(BankAccount)
class BankAccountAdmin(FundingAdmin):
    """Where money goes: checked by one officer, verified by another."""

    about = "Bank accounts of organisations. Numbers are sealed; opening them is written down."
    list_display = ["account", "organisation", "state", "entered_on", "checked_by", "verified_by"]
    list_display_links = ["account"]
    list_filter = ["state"]
    list_select_related = ["organisation", "checked_by", "verified_by"]
    search_fields = ["organisation__name", "account_name"]
    search_help_text = "The name of an organisation, or the name on the account."
    date_hierarchy = "entered_at"
    page = "admin/funding/bank_account.html"
    pages = (
        Page("check_of_bankaccount", checks.CheckAccountForm, OFFICERS, BankAccount),
        Page("verify_of_bankaccount", checks.VerifyAccountForm, OFFICERS, BankAccount),
        Page("refuse_of_bankaccount", checks.RefuseAccountForm, OFFICERS, BankAccount),
    )
    columns = (
        ("Organisation", "text", lambda row: row.organisation.name),
        ("Name on the account", "text", lambda row: row.account_name),
        ("State", "text", lambda row: row.get_state_display()),
        ("Entered", "date", lambda row: timezone.localdate(row.entered_at)),
        ("Checked by", "text", lambda row: str(row.checked_by or "")),
        ("Verified by", "text", lambda row: str(row.verified_by or "")),
    )

    @admin.display(description="Account", ordering="pk")
    def account(self, row):
        return f"Ending {row.last_digits}"

    @admin.display(description="Entered", ordering="entered_at")
    def entered_on(self, row):
        return uk_date(row.entered_at)

    def get_urls(self):
        view = requires(*OFFICERS)(self.numbers_view)
        name = "funding_numbers_of_bankaccount"
        return [path("<int:pk>/numbers/", view, name=name), *super().get_urls()]

    def numbers_view(self, request, pk):
        """The full numbers, once the officer has asked for them: that is written down."""
        row = BankAccount.objects.select_related("organisation").filter(pk=pk).first()
        if row is None:
            raise Http404
        context = {
            **self.admin_site.each_context(request),
            "title": "Full numbers of a bank account",
            "row": row,
            "opts": self.opts,
            "back": address_of(row),
            "refusal": why_not(check_can_open_numbers, row, request.user),
        }
        if request.method == "POST" and not context["refusal"]:
            try:
                code, number = acts.open_numbers(account=row, by=request.user)
            except Refused as refused:
                context["refusal"] = str(refused)
            else:
                context |= {"sort_code": "-".join((code[:2], code[2:4], code[4:]))}
                context |= {"account_number": number}
        response = render(request, "admin/funding/bank_numbers.html", context)
        response["Cache-Control"] = "private, no-store"
        return response

    def page_context(self, request, row):
        who = {"row": row, "account": row, "by": request.user}
        return {
            "acts": [
                act(request.user, OFFICERS, label, f"{name}_of_bankaccount", check=check, **who)
                for label, name, check in (
                    ("Read the full numbers", "numbers", check_can_open_numbers),
                    ("Say that it is checked", "check", check_can_check_account),
                    ("Verify it as second officer", "verify", check_can_verify_account),
                    ("Refuse it", "refuse", check_can_refuse_account),
                )
            ],
            "organisation": to(row.organisation),
        }
