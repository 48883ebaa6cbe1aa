"""Changes that one side asks for, notices of an early end, and the end."""

from django.contrib import admin
from django.utils import timezone

from civilsociety.ui import clock
from funding.admin.pages import OFFICERS, Page, register
from funding.admin.running.acts import acts_for_notice, acts_for_variation
from funding.admin.running.money import OfAward
from funding.forms.running.changes import (
    AgreeForm,
    CouncilChangeForm,
    DeclineForm,
    WithdrawForm,
)
from funding.forms.running.effects import effect_of
from funding.forms.running.officers import (
    CompleteForm,
    EndForm,
    NoticeForm,
    WithdrawNoticeForm,
)
from funding.models import Award, EndNotice, Variation
from funding.queries.running.changes import rows_of
from funding.states import VariationState


@register(Variation)
class VariationAdmin(OfAward):
    about = "Changes to awards. One side asks, the other agrees, and everything changes at once."
    list_display = ["of_award", "number", "holder", "side", "asked_on", "state"]
    list_display_links = ["of_award", "number"]
    list_filter = ["state", "side"]
    ordering = ["-asked_at", "-pk"]
    page = "admin/funding/running/variation.html"
    pages = (
        Page("agree_of_variation", AgreeForm, OFFICERS, Variation),
        Page("decline_of_variation", DeclineForm, OFFICERS, Variation),
        Page("withdraw_of_variation", WithdrawForm, OFFICERS, Variation),
        Page("ask_change_of_award", CouncilChangeForm, OFFICERS, Award),
    )
    columns = (
        ("Award", "text", lambda change: change.award.number),
        ("Change", "number", lambda change: change.number),
        ("Organisation", "text", lambda change: change.award.organisation.name),
        ("Asked by", "text", lambda change: change.get_side_display()),
        ("Why", "text", lambda change: change.why),
        ("State", "text", lambda change: change.get_state_display()),
    )

    @admin.display(description="Asked", ordering="asked_at")
    def asked_on(self, change):
        return timezone.localdate(change.asked_at)

    def page_context(self, request, variation):
        waits = variation.state == VariationState.ASKED
        return {
            "acts": acts_for_variation(request.user, variation),
            "rows": rows_of(variation),
            "effect": effect_of(variation, today=clock.today()) if waits else None,
        }


@register(EndNotice)
class EndNoticeAdmin(OfAward):
    about = "Three months’ notice before an award ends early, and what the grant holder says."
    list_display = ["of_award", "holder", "given_on", "ends_on", "state"]
    list_filter = ["state"]
    ordering = ["-given_on", "-pk"]
    page = "admin/funding/running/notice.html"
    pages = (
        Page("withdraw_of_endnotice", WithdrawNoticeForm, OFFICERS, EndNotice),
        Page("end_of_endnotice", EndForm, OFFICERS, EndNotice),
        Page("notice_of_award", NoticeForm, OFFICERS, Award),
        Page("complete_of_award", CompleteForm, OFFICERS, Award),
    )
    columns = (
        ("Award", "text", lambda notice: notice.award.number),
        ("Organisation", "text", lambda notice: notice.award.organisation.name),
        ("Given", "date", lambda notice: notice.given_on),
        ("Last day funded", "date", lambda notice: notice.ends_on),
        ("Answer", "text", lambda notice: notice.answer),
        ("State", "text", lambda notice: notice.get_state_display()),
    )

    def page_context(self, request, notice):
        return {"acts": acts_for_notice(request.user, notice)}
