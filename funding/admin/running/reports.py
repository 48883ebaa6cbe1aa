"""Reports of grant holders, read beside what was meant."""

from django.contrib import admin

from civilsociety.ui import clock
from funding.admin.pages import OFFICERS, Page, register
from funding.admin.running.acts import acts_for_report
from funding.admin.running.money import OfAward
from funding.forms.running.officers import (
    AcceptForm,
    AskAgainForm,
    ExcuseForm,
    MoveForm,
    QuestionForm,
    TargetsForm,
)
from funding.models import Award, Report
from funding.queries.awards import standing_of
from funding.queries.running.history import messages_of_reminders
from funding.queries.running.reported import figures_of
from funding.queries.running.underspend import not_spent
from funding.states import ReportState

WAITED_FOR = (ReportState.DUE, ReportState.SENT_BACK)


class Late(admin.SimpleListFilter):
    """Reports that are not in though their last day has passed."""

    title, parameter_name = "last day", "late"

    def lookups(self, request, model_admin):
        return [("yes", "Late"), ("no", "Still in time")]

    def queryset(self, request, queryset):
        waiting = queryset.filter(state__in=WAITED_FOR)
        if self.value() == "yes":
            return waiting.filter(due_on__lt=clock.today())
        if self.value() == "no":
            return waiting.filter(due_on__gte=clock.today())
        return queryset


@register(Report)
class ReportAdmin(OfAward):
    about = "What grant holders tell us: to be read, accepted, or sent back with a question."
    list_display = ["of_award", "title", "holder", "kind", "due_on", "state", "sent_at"]
    list_display_links = ["of_award", "title"]
    list_filter = ["state", Late, "kind", "award__programme"]
    ordering = ["due_on", "pk"]
    page = "admin/funding/running/report.html"
    pages = (
        Page("accept_of_report", AcceptForm, OFFICERS, Report),
        Page("question_of_report", QuestionForm, OFFICERS, Report),
        Page("move_of_report", MoveForm, OFFICERS, Report),
        Page("excuse_of_report", ExcuseForm, OFFICERS, Report),
        Page("again_of_report", AskAgainForm, OFFICERS, Report),
        Page("targets_of_award", TargetsForm, OFFICERS, Award),
    )
    columns = (
        ("Award", "text", lambda report: report.award.number),
        ("Report", "text", lambda report: report.title),
        ("Organisation", "text", lambda report: report.award.organisation.name),
        ("Due", "date", lambda report: report.due_on),
        ("State", "text", lambda report: report.get_state_display()),
        ("Spent", "money", lambda report: report.spent_pence),
    )

    def page_context(self, request, report):
        return {
            "acts": acts_for_report(request.user, report),
            "figures": figures_of(report),
            "standing": standing_of(report.award),
            "not_spent": not_spent(report),
            "files": report.files.select_related("file").defer("file__content"),
            "reminders": messages_of_reminders(report),
            "sent": report.sent_at is not None,
            "today": clock.today(),
            "is_late": report.state in WAITED_FOR and report.due_on < clock.today(),
        }
