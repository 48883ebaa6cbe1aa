"""Rounds: the list, a page for each with its form, and every act on them."""

from django.contrib import admin
from django.db.models import Count, Q
from django.urls import reverse

from civilsociety.budget.admin.cells import money
from civilsociety.ui import clock
from civilsociety.ui.words import uk_datetime
from funding.admin.pages import OFFICERS, FundingAdmin, Page, act, register
from funding.forms.programmes import calls, questions
from funding.models import AlertDelivery, Call, ProgrammeKind, Question
from funding.queries.programmes.odds import odds_of
from funding.rules import programmes as rules
from funding.states import CallState

SENT = Q(applications__submitted_at__isnull=False)


@register(Call)
class CallAdmin(FundingAdmin):
    """One round of a programme: its dates, its money, its form."""

    about = "Rounds of programmes. A round is prepared from the page of its programme."
    list_display = [
        "name", "programme", "opens", "closes", money("money_pence", "Money"), "bids", "state",
    ]  # fmt: skip
    list_filter = ["state", "programme", "year"]
    list_select_related = ["programme", "year"]
    search_fields = ["name", "programme__name", "programme__code"]
    search_help_text = "A round or a programme."
    date_hierarchy = "opens_at"
    page = "admin/funding/programmes/call.html"
    columns = (
        ("Programme", "text", lambda call: call.programme.name),
        ("Round", "text", lambda call: call.name),
        ("Year", "text", lambda call: call.year.label),
        ("Money", "money", lambda call: call.money_pence),
        ("Opens", "text", lambda call: uk_datetime(call.opens_at)),
        ("Closes", "text", lambda call: uk_datetime(call.closes_at)),
        ("Applicants hear by", "date", lambda call: call.decision_by),
        ("Bids received", "number", lambda call: call.received),
        ("State", "text", lambda call: call.get_state_display()),
    )
    pages = (
        Page("edit_of_call", calls.ChangeCallForm, OFFICERS, Call),
        Page("publish_of_call", calls.PublishCallForm, OFFICERS, Call),
        Page("extend_of_call", calls.ExtendForm, OFFICERS, Call),
        Page("cancel_of_call", calls.CancelForm, OFFICERS, Call),
        Page("finish_of_call", calls.CloseRoundForm, OFFICERS, Call),
        Page("remove_of_call", calls.RemoveCallForm, OFFICERS, Call),
        Page("question_of_call", questions.AddQuestionForm, OFFICERS, Call),
        Page("change_question_of_row", questions.ChangeQuestionForm, OFFICERS, Question),
        Page("move_question_of_row", questions.MoveQuestionForm, OFFICERS, Question),
        Page("remove_question_of_row", questions.RemoveQuestionForm, OFFICERS, Question),
    )

    def get_queryset(self, request):
        found = super().get_queryset(request)
        return found.annotate(received=Count("applications", filter=SENT))

    @admin.display(description="Opens", ordering="opens_at")
    def opens(self, call):
        return uk_datetime(call.opens_at)

    @admin.display(description="Closes", ordering="closes_at")
    def closes(self, call):
        return uk_datetime(call.closes_at)

    @admin.display(description="Bids received", ordering="received")
    def bids(self, call):
        return call.received

    def back_to(self, subject):
        """A question is left for the page of its round."""
        return super().back_to(getattr(subject, "call", subject))

    def page_context(self, request, call):
        user, now = request.user, clock.now()
        draft = call.state == CallState.DRAFT
        slug = call.programme.slug
        return {
            "acts": _acts(user, call, now),
            "draft": draft,
            "missing": rules.missing_from_call(call, now=now) if draft else [],
            "standing": standing_of(call, now),
            "questions": _questions(user, call, draft),
            "add_question": [
                act(user, OFFICERS, "Add a question", "question_of_call", row=call,
                    check=rules.check_can_change_form, call=call)
            ],
            "odds": odds_of(call, now=now),
            "preview": _preview(call),
            "public": reverse("funding:programme", args=[slug]),
            "alerts": _alerts(call),
        }  # fmt: skip


def standing_of(call, now):
    """Where a round stands by the clock, in a few words."""
    if call.is_open(now):
        return f"Open until {uk_datetime(call.closes_at)}"
    if call.is_forthcoming(now):
        return f"Announced, opens at {uk_datetime(call.opens_at)}"
    if call.state == CallState.PUBLISHED:
        return f"Closed at {uk_datetime(call.closes_at)}, being decided"
    return call.get_state_display()


def _acts(user, call, now):
    def can(label, name, check, **known):
        return act(user, OFFICERS, label, name, row=call, check=check, call=call, **known)

    if call.state == CallState.DRAFT:
        return [
            can("Change it", "edit_of_call", rules.check_can_change_call),
            can("Publish it", "publish_of_call", rules.check_can_publish_call, now=now),
            can("Remove the draft", "remove_of_call", rules.check_can_remove_call),
        ]
    return [
        can("Extend it", "extend_of_call", rules.check_can_extend, now=now),
        can("Finish it: every bid is decided", "finish_of_call", rules.check_can_close_round,
            now=now),
        can("Cancel it", "cancel_of_call", rules.check_can_cancel),
    ]  # fmt: skip


def _questions(user, call, draft):
    """The form's questions with their acts; none once it is published."""
    acts = (
        ("Change", "change_question_of_row"),
        ("Move", "move_question_of_row"),
        ("Take out", "remove_question_of_row"),
    )
    return [
        (
            question,
            [act(user, OFFICERS, label, name, row=question) for label, name in acts]
            if draft
            else [],
        )
        for question in call.questions.select_related("criterion")
    ]


def _alerts(call):
    """Each alert with how many messages went, wait, and could not be delivered."""
    counts = (
        AlertDelivery.objects.filter(alert__call=call)
        .values("alert")
        .annotate(
            sent=Count("pk", filter=Q(sent_at__isnull=False)),
            waiting=Count("pk", filter=Q(sent_at=None, error="")),
            refused=Count("pk", filter=~Q(error="")),
        )
    )
    found = {row["alert"]: row for row in counts}
    nothing = {"sent": 0, "waiting": 0, "refused": 0}
    return [(alert, found.get(alert.pk, nothing)) for alert in call.alerts.all()]


def _preview(call):
    """Where the form can be read; nothing for a round of pledges, which has none."""
    if call.programme.kind != ProgrammeKind.GRANT_ROUND:
        return ""
    return reverse("funding:call_form", args=[call.programme.slug, call.number])
