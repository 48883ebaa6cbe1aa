"""Moves and entries: read, searched, taken away; never written here."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.shortcuts import redirect

from civilsociety.budget.admin.acts import acts_for_move
from civilsociety.budget.admin.cells import address_of, amount, to
from civilsociety.budget.admin.filters import ByHead, BySource, ByYear
from civilsociety.budget.admin.lists import LedgerAdmin
from civilsociety.budget.admin.search import entries_about, moves_about
from civilsociety.budget.models import Entry, Move, Proposal
from civilsociety.ui.words import local

SEARCH = "A number (L-000012, C-000003), payee, programme, reference or decision (21/00055)."


def heads_of(move):
    """The programmes a move touches, in words; what is not yet allocated only if it is all."""
    heads = {entry.line.head: None for entry in move.entries.all()}
    named = [head.name for head in heads if not head.is_unallocated]
    return ", ".join(named or [head.name for head in heads])


def payees_of(move):
    """Whom a move concerns, in words; a person too, for officers."""
    subjects = (each.commitment or each.reservation for each in move.entries.all())
    return ", ".join({each.payee_name: None for each in subjects if each and each.payee_name})


def by_of(move):
    """Who did it: a person, or the service itself."""
    return str(move.made_by or "The service")


@admin.register(Move)
class MoveAdmin(LedgerAdmin):
    """Each thing done with money, newest first."""

    about = (
        "Each thing done with money: what, when, by whom, why, and on whose decision. "
        "Nothing here can be changed; a mistake is put right by reversing it."
    )
    list_display = [
        "number",
        "on",
        "kind",
        "pounds",
        "programme",
        "payee",
        "decided",
        "reference",
        "done_by",
    ]
    list_filter = ["kind", ByYear, BySource, ByHead]
    search_fields = ["reference"]
    search_help_text = SEARCH
    date_hierarchy = "at"
    ordering = ["-at", "-id"]
    page = "admin/budget/move.html"
    columns = (
        ("Number", "text", lambda move: move.number),
        ("Counts for", "date", lambda move: move.on),
        ("Written down", "date", lambda move: local(move.at)),
        ("Move", "text", lambda move: move.get_kind_display()),
        ("Amount", "money", lambda move: move.amount_pence),
        ("Programme", "text", heads_of),
        ("Payee", "text", payees_of),
        ("Reference", "text", lambda move: move.reference),
        ("Decision", "text", lambda move: move.decision.reference if move.decision else ""),
        ("Why", "text", lambda move: move.reason),
        ("By", "text", by_of),
        ("Approved by", "text", lambda move: str(move.approved_by or "")),
    )

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.select_related("decision", "made_by", "approved_by").prefetch_related(
            "entries__line__head", "entries__commitment", "entries__reservation"
        )

    def get_search_results(self, request, queryset, search_term):
        found = queryset.filter(moves_about(search_term)) if search_term else queryset
        return found, False

    def page_context(self, request, move):
        related = ("line__year", "line__source", "line__head", "line__origin")
        entries = move.entries.select_related(*related, "reservation", "commitment")
        return {
            "title": f"{move}: {move.get_kind_display().lower()}",
            "acts": acts_for_move(request.user, move),
            "entries": entries.order_by("pk"),
            "proposal": Proposal.objects.filter(move=move).first(),
            "reversed_by": Move.objects.filter(reverses=move).first(),
            "followed_by": move.followed_by.order_by("pk"),
        }

    @admin.display(description="Amount", ordering="amount_pence")
    def pounds(self, move):
        return amount(move.amount_pence)

    @admin.display(description="Programme")
    def programme(self, move):
        return heads_of(move)

    @admin.display(description="Payee")
    def payee(self, move):
        return payees_of(move)

    @admin.display(description="Decision")
    def decided(self, move):
        return move.decision.reference if move.decision else ""

    @admin.display(description="By")
    def done_by(self, move):
        return by_of(move)


@admin.register(Entry)
class EntryAdmin(LedgerAdmin):
    """What each move did on each line."""

    about = "What each move did on each line: so many pounds from one place to another."
    list_display = ["number", "on", "kind", "line_named", "way", "pounds", "subject"]
    list_filter = [
        "kind",
        "from_bucket",
        "to_bucket",
        "line__year",
        "line__source",
        "line__head",
    ]
    search_fields = ["move__reference"]
    search_help_text = SEARCH
    ordering = ["-id"]
    columns = (
        ("Move", "text", lambda entry: entry.move.number),
        ("Counts for", "date", lambda entry: entry.move.on),
        ("Written down", "date", lambda entry: local(entry.move.at)),
        ("Kind", "text", lambda entry: entry.get_kind_display()),
        ("Year", "text", lambda entry: entry.line.year.label),
        ("Source", "text", lambda entry: entry.line.source.name),
        ("Programme", "text", lambda entry: entry.line.head.name),
        ("First appropriated in", "text", lambda entry: entry.line.origin.label),
        ("From", "text", lambda entry: entry.get_from_bucket_display()),
        ("To", "text", lambda entry: entry.get_to_bucket_display()),
        ("Amount", "money", lambda entry: entry.pence),
        ("Reservation or commitment", "text", lambda entry: subject_of(entry)),
        ("Reference", "text", lambda entry: entry.move.reference),
    )

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .select_related(
                "move",
                "line__year",
                "line__source",
                "line__head",
                "line__origin",
                "commitment",
                "reservation",
            )
        )

    def get_search_results(self, request, queryset, search_term):
        found = queryset.filter(entries_about(search_term)) if search_term else queryset
        return found, False

    def get_list_display_links(self, request, list_display):
        return None

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """An entry is read on the page of its move."""
        entry = self.get_object(request, unquote(object_id))
        return redirect(address_of(entry.move) if entry else self.address())

    @admin.display(description="Move", ordering="move")
    def number(self, entry):
        return to(entry.move)

    @admin.display(description="Counts for")
    def on(self, entry):
        return entry.move.on

    @admin.display(description="Line")
    def line_named(self, entry):
        return to(entry.line)

    @admin.display(description="From → to")
    def way(self, entry):
        return str(entry)

    @admin.display(description="Amount", ordering="pence")
    def pounds(self, entry):
        return amount(entry.pence)

    @admin.display(description="Reservation or commitment")
    def subject(self, entry):
        subject = entry.commitment or entry.reservation
        return to(subject, subject.number) if subject else ""


def subject_of(entry):
    """The reservation or the commitment an entry belongs to, in words."""
    subject = entry.commitment or entry.reservation
    return str(subject) if subject else ""
