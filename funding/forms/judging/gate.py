"""The gate in the admin: the checks on one page, and letting a bid through or not."""

from django import forms
from django.utils import timezone

from civilsociety.refusal import Refused
from civilsociety.ui.acts import ActForm
from civilsociety.ui.fields import DateField, LongTextField
from civilsociety.ui.widgets import Radios
from civilsociety.ui.words import pounds, uk_date
from funding.actions.judging import gate
from funding.forms.judging.fields import FeedbackField, ReasonsField
from funding.models import CheckKind, CheckOutcome
from funding.queries.judging.gate import checks_of, known_of
from funding.rules.judging.gate import MAY_NOT_APPLY, MENDABLE, check_outcome

# Of the applicant's documents, the ones that a check looks at, by the same key.
LOOKS_AT = {"governing", "accounts", "safeguarding", "insurance"}
SHORT = {
    CheckKind.ELIGIBLE: "the criteria",
    CheckKind.GOVERNING: "the governing document",
    CheckKind.ACCOUNTS: "the accounts",
    CheckKind.REGISTER: "the register entry",
    CheckKind.SAFEGUARDING: "safeguarding",
    CheckKind.INSURANCE: "insurance",
    CheckKind.BANK: "the bank account",
    CheckKind.DUPLICATE: "funding we gave already",
    CheckKind.SUBSIDY: "subsidy control",
}


class GateForm(ActForm):
    """Every check that applies: answered, or left for later."""

    title = "Check the bid"
    lead = (
        "Answer what you have looked at; leave the rest for later. A “no” that can be put right "
        "becomes a condition with a day. You let the bid through, or not, on its page."
    )
    submit_label = "Save the checks"
    says_optional = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.checks = checks_of(self.subject)
        self.known = known_of(self.subject, timezone.localdate(self.now))
        self.reveals = {}
        conditions = {each.check_kind: each for each in self.subject.conditions.filter(met_on=None)}
        for kind, check in self.checks:
            self._add(CheckKind(kind), check, conditions.get(kind))

    def heading(self):
        return f"Check {self.subject.number} {self.subject.organisation}"

    def _add(self, kind, check, condition):
        made = check and check.outcome != CheckOutcome.PENDING
        self.fields[f"outcome_{kind}"] = forms.ChoiceField(
            label=kind.label,
            required=False,
            choices=_choices(kind),
            widget=Radios(inline=True),
            initial=check.outcome if made else "",
            help_text=self._what_we_know(kind),
        )
        self.fields[f"text_{kind}"] = forms.CharField(
            label="What must happen",
            required=False,
            max_length=300,
            initial=condition.text if condition else "",
        )
        self.fields[f"due_{kind}"] = DateField(
            label="By which day", required=False, initial=condition.due_on if condition else None
        )
        self.fields[f"note_{kind}"] = forms.CharField(
            label=f"Note on {SHORT[kind]}",
            required=False,
            max_length=1000,
            initial=check.note if check else "",
        )
        self.reveals[f"outcome_{kind}"] = {"condition": [f"text_{kind}", f"due_{kind}"]}

    def _what_we_know(self, kind):
        known = self.known
        if kind == CheckKind.BANK:
            return (
                f"Verified: account ending {known.account.last_digits}."
                if known.account
                else "No verified account is known."
            )
        if kind == CheckKind.SUBSIDY:
            return (
                f"{pounds(known.ours_pence)} from us in three financial years, "
                f"{pounds(known.would_be_pence)} with this bid; the limit is "
                f"{pounds(known.limit_pence)}."
            )
        if kind in LOOKS_AT:
            given = [each for each in known.documents if each.kind == kind]
            if not given:
                return "No document of this kind was given."
            return "; ".join(_document(each) for each in given) + "."
        return ""

    def clean(self):
        given = super().clean()
        today = timezone.localdate(self.now)
        for kind, _ in self.checks:
            outcome = given.get(f"outcome_{kind}")
            if not outcome:
                continue
            note = given.get(f"note_{kind}") or ""
            try:
                check_outcome(self.subject, kind, outcome, note, today=today)
            except Refused as refused:
                needs_note = outcome in {"no", "not_needed"} and not note.strip()
                self.add_error(f"{'note' if needs_note else 'outcome'}_{kind}", str(refused))
            if outcome == CheckOutcome.CONDITION:
                self._check_condition(kind, given, today)
        return given

    def _check_condition(self, kind, given, today):
        if not (given.get(f"text_{kind}") or "").strip():
            self.add_error(f"text_{kind}", "Say what must happen.")
        due = given.get(f"due_{kind}")
        if due is None and f"due_{kind}" not in self.errors:
            self.add_error(f"due_{kind}", "Enter the day by which it must happen.")
        elif due and due < today:
            self.add_error(f"due_{kind}", f"The day must be {uk_date(today)} or later.")

    def carry_out(self):
        given = self.cleaned_data
        answers = {
            kind: (
                given[f"outcome_{kind}"],
                given[f"note_{kind}"],
                given[f"text_{kind}"],
                given[f"due_{kind}"],
            )
            for kind, _ in self.checks
            if given.get(f"outcome_{kind}")
        }
        return gate.write_checks(
            application=self.subject, answers=answers, by=self.by, now=self.now
        )

    def said(self, application):
        return f"The checks of {application.number} are saved. Next, let it through or end it."


def _choices(kind):
    yield "yes", "Yes"
    yield "no", "No"
    if kind in MENDABLE:
        yield "condition", "Not yet: make it a condition"
    if kind in MAY_NOT_APPLY:
        yield "not_needed", "Does not apply"


def _document(document):
    until = f", valid until {uk_date(document.valid_until)}" if document.valid_until else ""
    return f"{document.file.file_name}: {document.get_state_display().lower()}{until}"


class PassForm(ActForm):
    """Lets a bid through to the assessors."""

    title = "Let the bid through"
    lead = "Every check is answered. The bid goes to the assessors of its round."
    submit_label = "Let it through"

    def carry_out(self):
        return gate.pass_gate(application=self.subject, by=self.by, now=self.now)

    def said(self, application):
        return (
            f"{application.number} passed the checks. Next, assessors are drawn for it on the "
            "page of its round."
        )


class FailForm(ActForm):
    """Ends a bid that is not within the rules."""

    title = "End a bid that does not pass"
    lead = "It cannot be taken back. The applicant reads the reasons and what you write here."
    submit_label = "End the bid"
    refused_at = "reasons"

    reasons = ReasonsField("ineligible")
    feedback = FeedbackField()

    def carry_out(self):
        given = self.cleaned_data
        return gate.fail_gate(
            application=self.subject,
            reasons=list(given["reasons"]),
            feedback=given["feedback"],
            by=self.by,
            now=self.now,
        )

    def said(self, application):
        return f"{application.number} is ended. Next, tell the applicant with a letter."


class ConditionForm(ActForm):
    """Adds a condition to a bid."""

    title = "Add a condition"
    lead = "It goes over to the award, if there is one, and the grant holder reads it."
    submit_label = "Add the condition"
    refused_at = "due_on"

    text = LongTextField(label="What must happen", max_length=1000, rows=3)
    due_on = DateField(label="By which day", help_text="That day is included.")
    before_payment = forms.BooleanField(
        label="Nothing is paid until it is met", required=False, initial=True
    )

    def carry_out(self):
        given = {n: v for n, v in self.cleaned_data.items() if n != "key"}
        return gate.add_condition(application=self.subject, by=self.by, now=self.now, **given)

    def said(self, condition):
        return f"The condition is added, to be met by {uk_date(condition.due_on)}."
