"""Reservations and commitments: money held for a decision, and money promised by one."""

from django.contrib import admin

from civilsociety.budget.admin.acts import acts_for_commitment, acts_for_reservation
from civilsociety.budget.admin.cells import amount, money
from civilsociety.budget.admin.filters import Expiring
from civilsociety.budget.admin.lists import LedgerAdmin
from civilsociety.budget.admin.search import commitments_about, reservations_about
from civilsociety.budget.models import Commitment, Entry, Reservation
from civilsociety.budget.states import ReservationState
from civilsociety.ui import clock


def entries_of(**subject):
    """The entries of one reservation or commitment, oldest first, with what a table shows."""
    return (
        Entry.objects.filter(**subject)
        .select_related("move__made_by", "line__year", "line__source", "line__origin")
        .order_by("pk")
    )


def legs_of(subject):
    """How a reservation or commitment stands on each line."""
    return subject.legs.select_related("line__year", "line__source", "line__head", "line__origin")


@admin.register(Reservation)
class ReservationAdmin(LedgerAdmin):
    """Money a panel paper holds until somebody decides, or until a day has passed."""

    about = "Money held for a decision. It becomes a commitment, is released, or expires."
    list_display = [
        "number",
        "title",
        "head",
        "year",
        "payee_name",
        "first_held",
        "held",
        "expires",
        "state",
    ]
    list_display_links = ["number", "title"]
    list_filter = ["state", Expiring, "year", "head"]
    list_select_related = ["head", "year"]
    search_fields = ["title"]
    search_help_text = "A number (R-000004), payee, panel paper or programme."
    page = "admin/budget/reservation.html"
    columns = (
        ("Number", "text", lambda held: held.number),
        ("For what", "text", lambda held: held.title),
        ("Programme", "text", lambda held: held.head.name),
        ("Year", "text", lambda held: held.year.label),
        ("For whom", "text", lambda held: held.payee_name),
        ("Panel paper", "text", lambda held: held.paper),
        ("First held", "money", lambda held: held.amount_pence),
        ("Held now", "money", lambda held: held.held_pence),
        ("Last day", "date", lambda held: held.expires_on),
        ("State", "text", lambda held: held.get_state_display()),
    )

    def get_search_results(self, request, queryset, search_term):
        if not search_term:
            return queryset, False
        found = Reservation.objects.filter(reservations_about(search_term)).order_by()
        return queryset.filter(pk__in=found.values("pk")), False

    @admin.display(description="Number", ordering="pk")
    def number(self, held):
        return held.number

    @admin.display(description="First held", ordering="amount_pence")
    def first_held(self, held):
        return amount(held.amount_pence)

    @admin.display(description="Held now", ordering="held_pence")
    def held(self, held):
        return amount(held.held_pence)

    @admin.display(description="Last day", ordering="expires_on")
    def expires(self, held):
        return held.expires_on

    def page_context(self, request, held):
        return {
            "acts": acts_for_reservation(request.user, held),
            "legs": legs_of(held),
            "entries": entries_of(reservation=held),
            "commitment": Commitment.objects.filter(reservation=held).first(),
            "is_held": held.state == ReservationState.HELD,
            "today": clock.today(),
        }


@admin.register(Commitment)
class CommitmentAdmin(LedgerAdmin):
    """Money promised to a payee under a decision."""

    about = "Money promised under a decision: what was promised, what is paid, what came back."
    list_display = [
        "number",
        "title",
        "payee_name",
        "head",
        "decided",
        money("amount_pence", "Promised"),
        money("outstanding_pence", "Still to pay"),
        money("paid_pence", "Paid"),
        money("returned_pence", "Returned"),
    ]
    list_display_links = ["number", "title"]
    list_filter = ["head", "legs__line__year"]
    list_select_related = ["head", "authority__decision"]
    search_fields = ["title"]
    search_help_text = "A number (C-000003), payee, reference, programme or decision (21/00055)."
    date_hierarchy = "made_at"
    page = "admin/budget/commitment.html"
    columns = (
        ("Number", "text", lambda promise: promise.number),
        ("For what", "text", lambda promise: promise.title),
        ("Payee", "text", lambda promise: promise.payee_name),
        ("Programme", "text", lambda promise: promise.head.name),
        ("Reference", "text", lambda promise: promise.reference),
        ("Decision", "text", lambda promise: promise.authority.decision.reference),
        ("Promised", "money", lambda promise: promise.amount_pence),
        ("Still to pay", "money", lambda promise: promise.outstanding_pence),
        ("Paid", "money", lambda promise: promise.paid_pence),
        ("Returned", "money", lambda promise: promise.returned_pence),
    )

    def get_search_results(self, request, queryset, search_term):
        if not search_term:
            return queryset, False
        found = Commitment.objects.filter(commitments_about(search_term)).order_by()
        return queryset.filter(pk__in=found.values("pk")), False

    @admin.display(description="Number", ordering="pk")
    def number(self, promise):
        return promise.number

    @admin.display(description="Decision", ordering="authority__decision__reference")
    def decided(self, promise):
        return promise.authority.decision.reference

    def page_context(self, request, promise):
        return {
            "acts": acts_for_commitment(request.user, promise),
            "legs": legs_of(promise),
            "entries": entries_of(commitment=promise),
            "decision": promise.authority.decision,
        }
