"""Bids in the admin: a list to search and take away, and everything about one of them."""

import re

from django.contrib import admin
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from civilsociety.audit.actions import name_of
from civilsociety.audit.queries import events_matching
from civilsociety.budget.admin.cells import money
from civilsociety.organisations.models import District, Kind
from civilsociety.ui import clock
from civilsociety.ui.words import uk_date
from funding.admin.judging.acts import every_act
from funding.admin.pages import OFFICERS as ALLOWED
from funding.admin.pages import FundingAdmin, Page, register
from funding.forms.judging.gate import ConditionForm, FailForm, GateForm, PassForm
from funding.models import Application
from funding.queries.applying.answers import answers_of
from funding.queries.judging.cards import standing_of
from funding.queries.judging.gate import checks_of, known_of
from funding.states import ApplicationState

NUMBER = re.compile(r"^(?:[A-Z0-9]{1,8}-)?A-?0*(\d{1,9})$", re.IGNORECASE)
LATEST = 30  # events on the page of a bid


class ByDistrict(admin.SimpleListFilter):
    """Bids for projects in one district."""

    title, parameter_name = "district", "district"

    def lookups(self, request, model_admin):
        return District.choices

    def queryset(self, request, queryset):
        known = self.value() in District.values
        return queryset.filter(districts__contains=[self.value()]) if known else queryset


class ByKind(admin.SimpleListFilter):
    """Bids of one kind of organisation."""

    title, parameter_name = "kind of organisation", "kind"

    def lookups(self, request, model_admin):
        return Kind.choices

    def queryset(self, request, queryset):
        known = self.value() in Kind.values
        return queryset.filter(organisation__kind=self.value()) if known else queryset


class ByState(admin.ChoicesFieldListFilter):
    """Bids in one state; a draft is its writers' own."""

    def choices(self, changelist):
        drafts = dict(ApplicationState.choices)[ApplicationState.DRAFT]
        return [each for each in super().choices(changelist) if each["display"] != drafts]


@register(Application)
class ApplicationAdmin(FundingAdmin):
    """Every bid that was sent. Those in which this person has an interest are not there."""

    about = "Every bid that was sent: check it, see how it was scored, take it to the decision."
    bid = ""
    list_display = [
        "number",
        "organisation",
        "title",
        "call",
        money("requested_pence", "asked for"),
        "sent",
        "state",
    ]
    list_display_links = ["number", "organisation"]
    list_filter = [("state", ByState), "call", ByDistrict, ByKind]
    list_select_related = ["organisation", "call__programme"]
    search_fields = ["title"]
    search_help_text = "A number (SRF-A00012), the project or the organisation."
    page = "admin/funding/judging/application.html"
    pages = (
        Page("gate_of_application", GateForm, ALLOWED, Application),
        Page("pass_of_application", PassForm, ALLOWED, Application),
        Page("fail_of_application", FailForm, ALLOWED, Application),
        Page("condition_of_application", ConditionForm, ALLOWED, Application),
    )
    columns = (
        ("Number", "text", lambda bid: bid.number),
        ("Organisation", "text", lambda bid: bid.organisation.name),
        ("Kind of organisation", "text", lambda bid: bid.organisation.get_kind_display()),
        ("Project", "text", lambda bid: bid.title),
        ("Programme", "text", lambda bid: bid.call.programme.name),
        ("Round", "text", lambda bid: bid.call.name),
        ("Asked for", "money", lambda bid: bid.requested_pence),
        ("Where", "text", lambda bid: ", ".join(_districts(bid))),
        ("Sent", "date", lambda bid: timezone.localdate(bid.submitted_at)),
        ("State", "text", lambda bid: bid.get_state_display()),
    )

    @admin.display(description="number", ordering="pk")
    def number(self, bid):
        return bid.number

    @admin.display(description="sent", ordering="submitted_at")
    def sent(self, bid):
        return uk_date(bid.submitted_at)

    def get_queryset(self, request):
        return super().get_queryset(request).received()

    def get_search_results(self, request, queryset, search_term):
        term = search_term.strip()
        if found := NUMBER.match(term):
            return queryset.filter(pk=int(found[1])), False
        for word in term.split():
            queryset = queryset.filter(
                Q(title__icontains=word)
                | Q(organisation__name__icontains=word)
                | Q(pk__in=Application.objects.filter(
                    organisation__aliases__name__icontains=word).values("pk"))
            )  # fmt: skip
        return queryset, False

    def page_context(self, request, bid):
        today = clock.today()
        lines = list(bid.budget_lines.all())
        return {
            "title": f"{bid.number} {bid.organisation}",
            "acts": every_act(request.user, bid),
            "bid": bid,
            "districts": _districts(bid),
            "sections": answers_of(bid),
            "budget": lines,
            "cost_pence": sum(each.cost_pence for each in lines),
            "checks": checks_of(bid),
            "known": known_of(bid, today),
            "conditions": bid.conditions.select_related("met_by"),
            "standing": standing_of(bid),
            "interests": bid.conflicts.select_related("person", "withdrawn_by"),
            "panel_items": bid.panel_items.select_related("panel").order_by("pk"),
            "events": events_matching(target=name_of(bid))[:LATEST],
            "page_address": reverse("funding:bid", args=[bid.pk]),
        }


def _districts(bid):
    names = dict(District.choices)
    return [str(names.get(each, each)) for each in bid.districts]
