"""Pilots: milestones with their evidence, figures by quarter and district, notes of cases."""

from django.contrib import admin
from django.urls import reverse

from civilsociety.budget.admin.cells import amount, to
from civilsociety.ui import clock
from funding.admin.pages import OFFICERS, Page, register
from funding.admin.partners.acts import acts_for_milestone
from funding.admin.partners.lists import PartnersAdmin
from funding.forms.partners.milestones import (
    AcceptMilestoneForm,
    ChangeMilestoneForm,
    MilestoneForm,
    RemoveMilestoneForm,
    SendBackMilestoneForm,
)
from funding.models import Award, CaseNote, Milestone, Reading
from funding.queries.partners.quarters import in_words
from funding.queries.partners.standing import OPEN, is_overdue
from funding.states import MilestoneState


class ToDo(admin.SimpleListFilter):
    """What waits for whom."""

    title, parameter_name = "what waits", "waits"

    def lookups(self, request, model_admin):
        return [("check", "Evidence to be checked"), ("late", "Late"), ("open", "Not reached yet")]

    def queryset(self, request, queryset):
        value = self.value()
        if value == "check":
            return queryset.filter(state=MilestoneState.EVIDENCED)
        if value == "late":
            return queryset.filter(state__in=OPEN, due_on__lt=clock.today())
        return queryset.exclude(state=MilestoneState.ACCEPTED) if value == "open" else queryset


@register(Milestone)
class MilestoneAdmin(PartnersAdmin):
    """What partners deliver by a day; its payment waits until an officer accepts it."""

    about = (
        "What partners of a pilot deliver, by when and with which evidence. A payment that waits "
        "for a milestone can be paid once it is accepted. Add one from the page of an award."
    )
    list_display = ["titled", "of_award", "partner", "due_on", "stands", "paid_for_it"]
    list_filter = [ToDo, "state", "award__programme"]
    list_select_related = ["award__programme", "award__organisation", "payment"]
    search_fields = ["title", "award__organisation__name", "award__title"]
    search_help_text = "A word of the milestone, the partner or the award."
    ordering = ["due_on", "award", "number"]
    page = "admin/funding/partners/milestone.html"
    pages = (
        Page("milestone_of_award", MilestoneForm, OFFICERS, Award),
        Page("accept_of_milestone", AcceptMilestoneForm, OFFICERS, Milestone),
        Page("back_of_milestone", SendBackMilestoneForm, OFFICERS, Milestone),
        Page("edit_of_milestone", ChangeMilestoneForm, OFFICERS, Milestone),
        Page("remove_of_milestone", RemoveMilestoneForm, OFFICERS, Milestone),
    )
    columns = (
        ("Award", "text", lambda each: each.award.number),
        ("Partner", "text", lambda each: each.award.organisation.name),
        ("Number", "number", lambda each: each.number),
        ("Milestone", "text", lambda each: each.title),
        ("Due on", "date", lambda each: each.due_on),
        ("Where it stands", "text", lambda each: each.get_state_display()),
        ("Evidence given", "date", lambda each: each.given_at),
        ("Answered", "date", lambda each: each.answered_at),
        ("Paid for it", "money", lambda each: each.payment.amount_pence if each.payment else None),
    )

    @admin.display(description="Milestone", ordering="number")
    def titled(self, each):
        return str(each)

    @admin.display(description="Award", ordering="award")
    def of_award(self, each):
        return to(each.award, each.award.number)

    @admin.display(description="Partner", ordering="award__organisation__name")
    def partner(self, each):
        return each.award.organisation.name

    @admin.display(description="Where it stands", ordering="state")
    def stands(self, each):
        late = ", late" if is_overdue(each, clock.today()) else ""
        return f"{each.get_state_display()}{late}"

    @admin.display(description="Paid for it", ordering="payment__amount_pence")
    def paid_for_it(self, each):
        return amount(each.payment.amount_pence if each.payment else 0)

    def page_context(self, request, each):
        return {
            "acts": acts_for_milestone(request.user, each),
            "award": each.award,
            "payment": each.payment,
            "files": each.files.select_related("file").defer("file__content"),
            "late": is_overdue(each, clock.today()),
        }


class Quarter(admin.SimpleListFilter):
    """The quarters there are."""

    title, parameter_name = "quarter", "quarter"

    def lookups(self, request, model_admin):
        there = model_admin.model.objects.order_by("-quarter_starts_on")
        quarters = there.values_list("quarter_starts_on", flat=True).distinct()
        return [(first.isoformat(), in_words(first)) for first in quarters]

    def queryset(self, request, queryset):
        known = dict(self.lookup_choices)
        value = self.value()
        return queryset.filter(quarter_starts_on=value) if value in known else queryset


@register(Reading)
class ReadingAdmin(PartnersAdmin):
    """Every figure of every pilot. Small numbers are here too: not for publication."""

    about = (
        "Figures as partners gave them, small ones too, so not for publication. The public page "
        "leaves out groups in which somebody could be recognised."
    )
    list_display = ["indicator", "quarter", "district", "value", "of_award", "given_at"]
    list_filter = [Quarter, "district", "indicator"]
    list_select_related = ["award__programme", "indicator", "given_by"]
    search_fields = ["indicator__name", "award__organisation__name"]
    search_help_text = "An indicator or a partner."
    ordering = ["-quarter_starts_on", "indicator__position", "district"]
    page = "admin/funding/partners/reading.html"
    columns = (
        ("Award", "text", lambda each: each.award.number),
        ("Indicator", "text", lambda each: each.indicator.name),
        ("Unit", "text", lambda each: each.indicator.unit),
        ("Quarter", "text", lambda each: in_words(each.quarter_starts_on)),
        ("Quarter begins", "date", lambda each: each.quarter_starts_on),
        ("District", "text", lambda each: each.get_district_display()),
        ("Figure", "number", lambda each: each.value),
        ("Given at", "date", lambda each: each.given_at),
    )

    @admin.display(description="Quarter", ordering="quarter_starts_on")
    def quarter(self, each):
        return in_words(each.quarter_starts_on)

    @admin.display(description="Award", ordering="award")
    def of_award(self, each):
        return to(each.award, each.award.number)

    def page_context(self, request, each):
        return {
            "award": each.award,
            "quarter": in_words(each.quarter_starts_on),
            "all_url": reverse("funding:figures_of_award", args=[each.award_id]),
        }


@register(CaseNote)
class CaseNoteAdmin(PartnersAdmin):
    """What partners tell of single cases, without anybody's name. Never published."""

    about = (
        "What partners tell of single cases. Nobody’s name is in them, and they are never "
        "published: use them to understand the figures."
    )
    list_display = ["title", "of_award", "quarter", "district", "given_at"]
    list_filter = [Quarter, "district"]
    list_select_related = ["award__programme", "award__organisation", "given_by"]
    search_fields = ["title", "text", "award__organisation__name"]
    search_help_text = "A word of the note, or a partner."
    ordering = ["-quarter_starts_on", "-pk"]
    page = "admin/funding/partners/note.html"

    @admin.display(description="Quarter", ordering="quarter_starts_on")
    def quarter(self, each):
        return in_words(each.quarter_starts_on)

    @admin.display(description="Award", ordering="award")
    def of_award(self, each):
        return to(each.award, each.award.number)

    def page_context(self, request, each):
        return {"award": each.award, "quarter": in_words(each.quarter_starts_on)}
