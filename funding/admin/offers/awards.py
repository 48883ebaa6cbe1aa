"""Awards: searched by number, recipient, title or decision; each with its money by source."""

import re

from django.contrib import admin
from django.db.models import Q

import funding.admin as parts
from civilsociety.budget.admin.cells import amount, to
from civilsociety.budget.admin.promises import legs_of
from civilsociety.ui.words import uk_date
from funding.admin.offers.lists import OffersAdmin
from funding.admin.pages import OFFICERS, Page, act, register
from funding.forms.offers.answering import MoreTimeForm
from funding.forms.offers.awarding import (
    AwardForm,
    FeedbackForm,
    OutrightForm,
    RefuseReserveForm,
    TakeInForm,
)
from funding.forms.offers.conditions import SetConditionForm
from funding.models import Application, Award
from funding.queries.awards import commitments_of, decision_of, standing_of
from funding.queries.offers.bids import to_award

NUMBER = re.compile(r"^(?:[A-Z0-9]{1,8}-)?G0*(\d{1,9})$", re.I)
MOST_WAITING = 20
WITH_ACTS = ("offers", "judging", "running", "crowd", "partners", "programmes", "register")


class FromCall(admin.SimpleListFilter):
    """Awards that came of a bid, and those without a call."""

    title, parameter_name = "how it came about", "came"

    def lookups(self, request, model_admin):
        return [("bid", "Out of a bid"), ("outright", "Without a call")]

    def queryset(self, request, queryset):
        none = {"bid": False, "outright": True}.get(self.value())
        return queryset if none is None else queryset.filter(application__isnull=none)


def now_pence(award):
    """What an award of a list is now (pence), by the ledger."""
    return award.ledger_outstanding + award.ledger_paid - award.ledger_returned


@register(Award)
class AwardAdmin(OffersAdmin):
    """Money given to one organisation for one purpose."""

    about = "Money given: what it is now by the ledger, where the offer and the project stand."
    list_display = [
        "number", "title", "organisation", "programme", "decided", "now", "paid", "stands",
    ]  # fmt: skip
    list_display_links = ["number", "title"]
    list_filter = ["state", "programme", FromCall, "call"]
    list_select_related = ["programme", "organisation"]
    search_fields = ["title"]
    search_help_text = "A number (SRF-G00012), recipient, title or decision (21/00055)."
    date_hierarchy = "decided_at"
    change_list_template = "admin/funding/offers/awards.html"
    page = "admin/funding/offers/award.html"
    columns = (
        ("Number", "text", lambda award: award.number),
        ("Recipient", "text", lambda award: award.organisation.name),
        ("For what", "text", lambda award: award.title),
        ("Programme", "text", lambda award: award.programme.name),
        ("Decided", "date", lambda award: award.awarded_on),
        ("Starts", "date", lambda award: award.starts_on),
        ("Ends", "date", lambda award: award.ends_on),
        ("First awarded", "money", lambda award: award.amount_pence),
        ("Now", "money", now_pence),
        ("Paid", "money", lambda award: award.ledger_paid),
        ("Returned", "money", lambda award: award.ledger_returned),
        ("State", "text", lambda award: award.get_state_display()),
        ("To be answered by", "date", lambda award: award.accept_by),
    )
    pages = (
        Page("award_outright", OutrightForm, OFFICERS, Award),
        Page("take_in", TakeInForm, OFFICERS, Award),
        Page("award_of_application", AwardForm, OFFICERS, Application),
        Page("feedback_of_application", FeedbackForm, OFFICERS, Application),
        Page("off_reserve_of_application", RefuseReserveForm, OFFICERS, Application),
        Page("condition_of_award", SetConditionForm, OFFICERS, Award),
        Page("more_time_of_award", MoreTimeForm, OFFICERS, Award),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).with_money()

    def get_search_results(self, request, queryset, search_term):
        words = search_term.replace("\x00", "").strip()
        if not words:
            return queryset, False
        found = Award.objects.filter(_about(words)).order_by()
        return queryset.filter(pk__in=found.values("pk")), False

    def changelist_view(self, request, extra_context=None):
        waiting = to_award().shown_to(request.user)
        context = {
            "acts": [
                act(request.user, OFFICERS, "Award without a call", "award_outright"),
                act(request.user, OFFICERS, "Take in a commitment", "take_in"),
            ],
            "to_award": waiting.select_related("organisation", "call__programme")[:MOST_WAITING],
            "to_award_count": waiting.count(),
        }
        return super().changelist_view(request, context | (extra_context or {}))

    @admin.display(description="Number", ordering="pk")
    def number(self, award):
        return award.number

    @admin.display(description="Decided", ordering="awarded_on")
    def decided(self, award):
        return award.awarded_on

    @admin.display(description="Now")
    def now(self, award):
        return amount(now_pence(award))

    @admin.display(description="Paid", ordering="ledger_paid")
    def paid(self, award):
        return amount(award.ledger_paid)

    @admin.display(description="State", ordering="state")
    def stands(self, award):
        words = award.get_state_display()
        waits = award.state == "offered" and award.accept_by
        return f"{words}, to be answered by {uk_date(award.accept_by)}" if waits else words

    def page_context(self, request, award):
        commitments = commitments_of(award)
        return {
            "title": str(award),
            "acts": _acts(request.user, award),
            "standing": standing_of(award),
            "decision": decision_of(award),
            "commitments": [(each, list(legs_of(each))) for each in commitments],
            "conditions": list(award.conditions.select_related("met_by")),
            "letters": list(award.letters.defer("pdf").select_related("batch")),
            "notices": _notices(award),
            "link": to,
        }


def _acts(user, award):
    """What every part of funding lets this person do with an award."""
    return [each for name in WITH_ACTS for each in getattr(parts, name).acts_for_award(user, award)]


def _notices(award):
    return list(award.application.assistance_notices.all()) if award.application else []


def _about(words):
    """Awards that somebody means by what they typed."""
    if found := NUMBER.match(words):
        return Q(pk=int(found[1]))
    decided = Q(promises__commitment__authority__decision__reference__icontains=words)
    promised = Q(promises__commitment__title__icontains=words)
    named = Q(title__icontains=words) | Q(organisation__name__icontains=words)
    numbers = Q(organisation__charity_number=words) | Q(organisation__company_number__iexact=words)
    return named | numbers | decided | promised
