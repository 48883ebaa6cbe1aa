"""The proofs of the sums, and the button that asks for one."""

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.urls import path

from civilsociety.accounts.access import requires
from civilsociety.budget import actions
from civilsociety.budget.admin.cells import address_of
from civilsociety.budget.admin.lists import LedgerAdmin
from civilsociety.budget.admin.rights import READERS
from civilsociety.budget.models import Check
from civilsociety.ui import clock


@admin.register(Check)
class CheckAdmin(LedgerAdmin):
    """Each time every sum of the ledger was proved against its entries."""

    about = (
        "Every night, and whenever somebody asks, each figure is added up again from the "
        "entries. A difference is named here, with its line and its amount."
    )
    list_display = ["requested_at", "state", "agrees", "entries", "requested_by_label"]
    list_filter = ["agrees"]
    ordering = ["-requested_at", "-id"]
    page = "admin/budget/check.html"

    def get_urls(self):
        ask = requires(*READERS)(run)
        return [path("run/", ask, name="budget_run_check"), *super().get_urls()]

    def page_context(self, request, check):
        return {"title": "Proof of the sums"}


def run(request):
    """Asks the worker to prove the sums now."""
    if request.method != "POST":
        return redirect("admin:budget_check_changelist")
    check = actions.request_check(by=request.user, now=clock.now())
    messages.success(request, "The sums are being proved. The result shows on this page.")
    return redirect(address_of(check))
