"""What people say when they settle, close and reopen a year, or look at the past."""

from django import forms

from civilsociety.ui import fields, widgets
from civilsociety.ui.forms import GovukForm

WHY = "It stands in the ledger and in the statement of the year."


class SettleForm(GovukForm):
    """What to do with the items that are ticked, and why."""

    form_tag = False
    submit_label = ""
    act = forms.ChoiceField(
        label="What to do with the ticked items",
        choices=[
            ("release", "Release: nobody will be paid, the money is available again"),
            ("carry", "Propose to carry it into the next year"),
            ("lapse", "Propose to let it lapse: the money goes back"),
        ],
        widget=widgets.Radios(
            hints={
                "release": "For reservations and commitments. Then carry or lapse the balance.",
                "carry": "For commitments and balances. A second person approves it.",
                "lapse": "For commitments and balances. A second person approves it.",
            }
        ),
        error_messages={"required": "Select what to do with the ticked items"},
    )
    reason = fields.LongTextField(label="Reason", help_text=WHY, max_length=500, rows=3)
    key = forms.UUIDField(widget=forms.HiddenInput)


class AnswerForm(GovukForm):
    """What to answer to the proposals that are ticked."""

    form_tag = False
    submit_label = ""
    prefix = "answer"
    act = forms.ChoiceField(
        label="Your answer to the ticked proposals",
        choices=[
            ("approve", "Approve: it is carried out at once"),
            ("decline", "Decline"),
            ("withdraw", "Withdraw: it is your own, or nobody needs it any more"),
        ],
        widget=widgets.Radios(),
        error_messages={"required": "Select your answer to the ticked proposals"},
    )
    answer = fields.LongTextField(
        label="Why, unless you approve", max_length=500, rows=2, required=False
    )

    def clean(self):
        values = self.cleaned_data
        if values.get("act") in {"decline", "withdraw"} and not values.get("answer", "").strip():
            self.add_error("answer", "Enter why, so that the other person knows what to change")
        return values


class CloseForm(GovukForm):
    """Closing a year is signed with one's name and a reason."""

    submit_label = "Close and sign the year"
    reason = fields.LongTextField(
        label="What you have checked before signing", help_text=WHY, max_length=500, rows=3
    )


class ReopenForm(GovukForm):
    """Why a closed year must be opened again."""

    submit_label = "Propose to reopen the year"
    reason = fields.LongTextField(
        label="Why the year must be opened again",
        help_text="Name what is wrong and where you saw it. A second person reads this.",
        max_length=500,
        rows=4,
    )
    key = forms.UUIDField(widget=forms.HiddenInput)


class AsAtForm(GovukForm):
    """Which day of the past to look at."""

    method = "get"
    form_tag = False
    submit_label = ""
    nouns = {"as_at": "the day"}
    as_at = fields.DateField(label="What did we know at the end of this day?")

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["as_at"].latest = today
