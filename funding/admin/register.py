"""The admin of the public register, its proof, and evaluations."""

from django.contrib import admin

from civilsociety.budget.admin.cells import amount
from civilsociety.ui import clock
from civilsociety.ui.words import uk_date
from funding.admin.pages import OFFICERS, FundingAdmin, Page, act, register
from funding.forms.register import evaluations as forms
from funding.forms.register.proving import ProveRegister, RepublishAward
from funding.models import Award, Evaluation, PublishedAward, RegisterCheck
from funding.queries.register.history import versions_of
from funding.rules.evaluations import check_can_publish, check_can_take_back, check_can_write
from funding.rules.register import check_can_republish, is_clean


def acts_for_application(user, application):
    """Nothing here begins with a bid."""
    return []


def acts_for_award(user, award):
    """Publishing it again, when the register is behind."""
    return [
        act(
            user, OFFICERS, "Publish it in the register again", "republish_of_award",
            row=award, check=check_can_republish, award=award,
        )
    ]  # fmt: skip


@register(PublishedAward)
class PublishedAwardAdmin(FundingAdmin):
    """Every version of every award, as it was published. Nothing here is changed."""

    bid = "award__application"
    about = "Each award as it was published, version by version. What was published stays."
    list_display = ["reference", "version", "recipient_name", "title", "now", "published_at"]
    list_display_links = ["reference"]
    list_filter = ["is_latest", "programme_name", "recipient_kind"]
    search_fields = ["=reference", "recipient_name", "title"]
    search_help_text = "A reference (SRF-G00012), an organisation or a title."
    date_hierarchy = "published_at"
    ordering = ["-published_at", "-pk"]
    page = "admin/funding/register/published.html"
    pages = (Page("republish_of_award", RepublishAward, OFFICERS, Award),)
    columns = (
        ("Reference", "text", lambda row: row.reference),
        ("Version", "number", lambda row: row.version),
        ("Latest", "text", lambda row: "Yes" if row.is_latest else ""),
        ("Organisation", "text", lambda row: row.recipient_name),
        ("Title", "text", lambda row: row.title),
        ("Amount", "money", lambda row: row.amount_pence),
        ("First awarded", "money", lambda row: row.first_pence),
        ("Awarded on", "date", lambda row: row.awarded_on),
        ("Where it stands", "text", lambda row: row.outside_state),
        ("What changed", "text", lambda row: row.what_changed),
        ("Published", "date", lambda row: row.published_at),
    )

    def without_interests(self, rows, user):
        """Its acts are about awards, its rows about what was published of them."""
        if rows.model is Award:
            return rows.shown_to(user)
        return super().without_interests(rows, user)

    @admin.display(description="Amount", ordering="amount_pence")
    def now(self, row):
        return amount(row.amount_pence)

    def page_context(self, request, row):
        return {
            "versions": versions_of(row.award),
            "acts": acts_for_award(request.user, row.award),
            "held_back": not is_clean(row),
        }


@register(RegisterCheck)
class RegisterCheckAdmin(FundingAdmin):
    """Each time the register was compared with the ledger."""

    about = (
        "Every night, and whenever somebody asks, each award in the register is compared with "
        "the ledger, to the penny. A difference is named here."
    )
    list_display = ["requested_at", "state", "result", "awards", "requested_by_label"]
    ordering = ["-requested_at", "-pk"]
    page = "admin/funding/register/check.html"
    change_list_template = "admin/funding/register/list.html"
    pages = (Page("prove", ProveRegister, OFFICERS, RegisterCheck),)

    def changelist_view(self, request, extra_context=None):
        prove = act(request.user, OFFICERS, "Compare now", "prove")
        return super().changelist_view(request, {"acts": [prove], **(extra_context or {})})

    @admin.display(description="Agrees", boolean=True)
    def result(self, check):
        return check.agrees if check.ended else None

    def page_context(self, request, check):
        return {
            "title": "Register and ledger",
            "acts": [act(request.user, OFFICERS, "Compare again now", "prove")],
        }


@register(Evaluation)
class EvaluationAdmin(FundingAdmin):
    """What came of a programme: written by an officer, counted by itself."""

    about = "What came of each programme or round. The figures come by themselves."
    list_display = ["title", "programme", "days", "state", "published_at"]
    list_filter = ["state", "programme"]
    list_select_related = ["programme"]
    search_fields = ["title"]
    search_help_text = "A word of the title."
    ordering = ["-until_day", "-pk"]
    page = "admin/funding/register/evaluation.html"
    change_list_template = "admin/funding/register/list.html"
    pages = (
        Page("begin_evaluation", forms.BeginEvaluation, OFFICERS, Evaluation),
        Page("write_of_evaluation", forms.WriteEvaluation, OFFICERS, Evaluation),
        Page("publish_of_evaluation", forms.PublishEvaluation, OFFICERS, Evaluation),
        Page("take_back_of_evaluation", forms.TakeBackEvaluation, OFFICERS, Evaluation),
        Page("follow_of_evaluation", forms.WhatFollowed, OFFICERS, Evaluation),
    )

    @admin.display(description="Awards decided", ordering="until_day")
    def days(self, evaluation):
        return f"{uk_date(evaluation.from_day)} to {uk_date(evaluation.until_day)}"

    def changelist_view(self, request, extra_context=None):
        begin = act(request.user, OFFICERS, "Begin an evaluation", "begin_evaluation")
        return super().changelist_view(request, {"acts": [begin], **(extra_context or {})})

    def page_context(self, request, evaluation):
        return {"acts": acts_for_evaluation(request.user, evaluation)}


def acts_for_evaluation(user, evaluation):
    """What can be done with an evaluation now."""

    def this(label, name, check=None, **known):
        known = {"evaluation": evaluation, **known} if check else {}
        return act(user, OFFICERS, label, name, row=evaluation, check=check, **known)

    return [
        this("Write it", "write_of_evaluation", check_can_write),
        this("Publish it", "publish_of_evaluation", check_can_publish, today=clock.today()),
        this("Say what was decided next", "follow_of_evaluation"),
        this("Take it back", "take_back_of_evaluation", check_can_take_back),
    ]
