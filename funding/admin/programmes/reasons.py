"""The list of reasons that letters, feedback and published counts share."""

from funding.admin.pages import OFFICERS, FundingAdmin, Page, act, register
from funding.forms.programmes import reasons
from funding.models import Reason


@register(Reason)
class ReasonAdmin(FundingAdmin):
    """Why a bid was not funded, or in part: the same words in letter, feedback and counts."""

    about = "The reasons given to applicants. Letters quote them, and published counts add them up."
    list_display = ["label", "use", "position", "text"]
    list_filter = ["use"]
    search_fields = ["label", "text"]
    search_help_text = "Words of a reason."
    change_list_template = "admin/funding/programmes/list.html"
    page = "admin/funding/programmes/reason.html"
    columns = (
        ("Reason", "text", lambda reason: reason.label),
        ("Given for", "text", lambda reason: reason.get_use_display()),
        ("As an applicant reads it", "text", lambda reason: reason.text),
    )
    pages = (
        Page("add_reason", reasons.AddReasonForm, OFFICERS, Reason),
        Page("edit_of_reason", reasons.ChangeReasonForm, OFFICERS, Reason),
    )

    def changelist_view(self, request, extra_context=None):
        acts = [act(request.user, OFFICERS, "Add a reason", "add_reason")]
        return super().changelist_view(request, {"acts": acts, **(extra_context or {})})

    def page_context(self, request, reason):
        return {
            "acts": [act(request.user, OFFICERS, "Change it", "edit_of_reason", row=reason)],
            "given": reason.applications.shown_to(request.user).count(),
        }
