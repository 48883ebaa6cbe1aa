"""Lines, years, heads, sources and ceilings."""

from django.contrib import admin
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.html import format_html

from civilsociety.budget.admin.acts import acts_for_head, acts_for_line, acts_for_year
from civilsociety.budget.admin.cells import amount, money
from civilsociety.budget.admin.filters import Carried
from civilsociety.budget.admin.lists import LedgerAdmin
from civilsociety.budget.models import Head, Line, Year
from civilsociety.budget.queries import figures
from civilsociety.budget.queries.running import latest

ENTRIES_A_PAGE = 50


@admin.register(Line)
class LineAdmin(LedgerAdmin):
    """Where the money of one source for one programme in one year stands."""

    about = (
        "A line is the money of one source for one programme in one year. "
        "Appropriated is always available + reserved + committed + paid."
    )
    list_display = [
        "programme",
        "year_and_origin",
        "source",
        money("appropriated_pence", "Appropriated"),
        money("available_pence", "Available"),
        money("reserved_pence", "Reserved"),
        money("committed_pence", "Committed"),
        money("paid_pence", "Paid"),
    ]
    list_filter = ["year", "source", "head", Carried]
    ordering = ["-year__starts_on", "head__position", "source__position", "-origin__starts_on"]
    list_select_related = ["year", "source", "head", "origin"]
    search_fields = ["head__name", "source__name"]
    search_help_text = "A programme or a source."
    page = "admin/budget/line.html"
    columns = (
        ("Programme", "text", lambda line: line.head.name),
        ("Year", "text", lambda line: line.year.label),
        ("Source", "text", lambda line: line.source.name),
        ("First appropriated in", "text", lambda line: line.origin.label),
        ("Appropriated", "money", lambda line: line.appropriated_pence),
        ("Available", "money", lambda line: line.available_pence),
        ("Reserved", "money", lambda line: line.reserved_pence),
        ("Committed, not yet paid", "money", lambda line: line.committed_pence),
        ("Paid, less what came back", "money", lambda line: line.paid_pence),
    )

    @admin.display(description="Programme", ordering="head__position")
    def programme(self, line):
        return line.head.name

    @admin.display(description="Year", ordering="year__starts_on")
    def year_and_origin(self, line):
        if line.origin_id == line.year_id:
            return line.year.label
        return format_html('{}<span class="help">from {}</span>', line.year, line.origin)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.list_select_related)

    def page_context(self, request, line):
        page = Paginator(line.entries.all(), ENTRIES_A_PAGE).get_page(request.GET.get("page"))
        skip = max(page.start_index() - 1, 0)
        return {
            "acts": acts_for_line(request.user, line),
            "page": page,
            "entries": latest(line, skip=skip, take=ENTRIES_A_PAGE),
        }


@admin.register(Year)
class YearAdmin(LedgerAdmin):
    """The years of the framework; a year is opened, closed and reopened by acts of their own."""

    about = "A year runs from 1 April to 31 March. A closed year takes no posting."
    list_display = ["label", "state", "closed_at", "ceiling", "appropriated"]
    ordering = ["-starts_on"]
    page = "admin/budget/year.html"

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("ceilings__source")

    @admin.display(description="Year", ordering="starts_on")
    def label(self, year):
        return year.label

    @admin.display(description="Ceiling")
    def ceiling(self, year):
        return amount(sum(each.amount_pence for each in year.ceilings.all()))

    @admin.display(description="Appropriated")
    def appropriated(self, year):
        return amount(sum(each.appropriated_pence for each in year.ceilings.all()))

    def page_context(self, request, year):
        return {
            "acts": acts_for_year(request.user, year),
            "ceilings": year.ceilings.select_related("source"),
            "figures": figures(year=year),
            "workbench": reverse("budget:year_end", args=[year.slug]),
            "lines": year.lines.select_related("head", "source", "origin"),
        }


@admin.register(Head)
class HeadAdmin(LedgerAdmin):
    """What money is for. Changed through the actions, which keep a purpose under its promises."""

    about = "What money can be for: a programme, the Steering Group, or nothing yet."
    list_display = ["name", "key", "purpose", "objective", "split", "single_source"]
    list_select_related = ["purpose", "single_source"]
    search_fields = ["name", "objective"]
    search_help_text = "A name or an objective of the strategy."
    page = "admin/budget/head.html"
    columns = (
        ("Programme", "text", lambda head: head.name),
        ("Key", "text", lambda head: head.key),
        ("Purpose", "text", lambda head: str(head.purpose or "")),
        ("Objective", "text", lambda head: head.objective),
        ("Drawn from", "text", lambda head: head.get_split_display()),
    )

    def page_context(self, request, head):
        return {
            "acts": acts_for_head(request.user, head),
            "figures": figures(head=head),
            "lines": head.lines.select_related("year", "source", "origin"),
        }
