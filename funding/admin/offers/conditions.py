"""Conditions: what must happen by when, and what was met."""

from django.contrib import admin

from civilsociety.ui import clock
from funding.admin.offers.acts import acts_for_condition
from funding.admin.offers.lists import OffersAdmin
from funding.admin.pages import OFFICERS, Page, register
from funding.forms.offers.conditions import ChangeConditionForm, MeetConditionForm
from funding.models import Condition


class Stands(admin.SimpleListFilter):
    """Conditions to come, past their day, and met."""

    title, parameter_name = "how it stands", "stands"

    def lookups(self, request, model_admin):
        return [("open", "To be met"), ("late", "Past its day"), ("met", "Met")]

    def queryset(self, request, queryset):
        known = {
            "open": {"met_on": None},
            "late": {"met_on": None, "due_on__lt": clock.today()},
            "met": {"met_on__isnull": False},
        }
        return queryset.filter(**known.get(self.value(), {}))


@register(Condition)
class ConditionAdmin(OffersAdmin):
    """Something that must happen by a day."""

    about = "What must happen by when. A condition of a bid goes over to its award."
    list_display = ["text", "of", "due_on", "before_payment", "met_on"]
    list_filter = [Stands, "before_payment"]
    list_select_related = ["application__call__programme", "award__programme"]
    search_fields = ["text", "award__title", "award__organisation__name", "application__title"]
    date_hierarchy = "made_at"
    ordering = ["met_on", "due_on", "pk"]
    page = "admin/funding/offers/condition.html"
    columns = (
        ("Condition", "text", lambda condition: condition.text),
        ("Of", "text", lambda condition: str(condition.award or condition.application)),
        ("To be met by", "date", lambda condition: condition.due_on),
        ("Met", "date", lambda condition: condition.met_on),
        ("How", "text", lambda condition: condition.met_how),
    )
    pages = (
        Page("meet_of_condition", MeetConditionForm, OFFICERS, Condition),
        Page("alter_of_condition", ChangeConditionForm, OFFICERS, Condition),
    )

    @admin.display(description="Of")
    def of(self, condition):
        return str(condition.award or condition.application)

    def page_context(self, request, condition):
        return {
            "title": f"Condition of {(condition.award or condition.application).number}",
            "acts": acts_for_condition(request.user, condition),
            "of": condition.award or condition.application,
            "today": clock.today(),
        }
