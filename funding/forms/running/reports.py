"""A report as its grant holder writes it: as long as the award is large."""

from hashlib import sha256

from django import forms

from civilsociety.refusal import Refused
from civilsociety.ui.fields import LongTextField, MoneyField
from civilsociety.ui.forms import GovukForm
from civilsociety.ui.upload_field import UploadField
from civilsociety.ui.words import pounds, thousands
from funding.actions.running import reports as actions
from funding.models.choices import ReportKind
from funding.queries.awards import standing_of

# Words of the story, and of what was learned, by the kind of report.
WORDS = {
    ReportKind.SHORT: (150, 0),
    ReportKind.QUARTERLY: (200, 150),
    ReportKind.INTERIM: (400, 300),
    ReportKind.FINAL: (600, 400),
}
MOST_COUNTED = 2_147_483_647
MOST_FILES = 10
SAVED_MEANWHILE = (
    "Somebody saved this report after you opened it. Nothing of yours is lost: it stands in the "
    "boxes. What they saved is shown above. Take over what you need, then save again."
)
TOO_MANY = f"A report takes {MOST_FILES} files. Remove one before you add another."


class ReportForm(GovukForm):
    """Saved as it is; asked for in full, and held to its limits, when it is `sending`.

    `clash` says that somebody saved the report meanwhile, `kept` that what could be read is saved.
    """

    clash = kept = False

    says_optional = False
    nouns = {"story": "what you did and what changed", "spent_pence": "how much you spent"}

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args, report, sending=False, **kwargs):
        self.report, self.sending = report, sending
        kwargs["initial"] = initial_of(report) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self._add_texts()
        self.indicators = _indicators(report)
        self._add_figures()
        self.fields["spent_pence"] = MoneyField(
            label="How much of the grant have you spent so far?",
            help_text=f"Of {pounds(standing_of(report.award).now)}. Leave out other money.",
            required=sending,
        )
        self.fields["file"] = UploadField(
            label="Add a file",
            help_text="A photograph or a document, if it helps. PDF, Word, Excel, OpenDocument or "
            "a picture, up to 10 MB. Save to add another.",
            required=False,
        )

    def _add_texts(self):
        words, lessons = WORDS[ReportKind(self.report.kind)]
        self.fields["story"] = LongTextField(
            label="What did you do, and what changed?",
            help_text="We may publish this. Write about people without names, addresses or "
            f"telephone numbers. Up to {words} words.",
            max_words=words if self.sending else None,
            rows=8,
            required=self.sending,
        )
        if lessons:
            self.fields["learned"] = LongTextField(
                label="What did you learn, and what would you do differently?",
                help_text=f"Only we read this. Up to {lessons} words.",
                max_words=lessons if self.sending else None,
                required=False,
            )

    def _add_figures(self):
        for indicator, target in self.indicators:
            aim = f" Your target is {thousands(target)}." if target is not None else ""
            self.fields[f"figure_{indicator.pk}"] = forms.IntegerField(
                label=f"{indicator.name} ({indicator.unit})",
                help_text=f"{indicator.definition}{aim}",
                min_value=0,
                max_value=MOST_COUNTED,
                required=self.sending,
                widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
                error_messages={
                    "invalid": "Enter a whole number, like 40.",
                    "required": f"Enter a number for “{indicator.name}”; 0 is an answer.",
                    "min_value": "Enter 0 or more.",
                    "max_value": "Enter a smaller number.",
                },
            )  # fmt: skip

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and self.report.files.count() >= MOST_FILES:
            raise forms.ValidationError(TOO_MANY)
        return file

    def clean(self):
        told = super().clean()
        self.clash = told.get("seen") not in ("", digest_of(self.report))
        if self.clash:
            self.add_error(None, SAVED_MEANWHILE)
        return told

    def save(self, *, by, now):
        """Keeps every field that can be kept; one that cannot keeps what was there before."""
        told, was = self.cleaned_data, self.report
        actions.save_report(
            report=was,
            story=told.get("story", was.story),
            learned=told.get("learned", was.learned),
            spent_pence=told.get("spent_pence", was.spent_pence),
            figures={
                indicator: told[f"figure_{indicator.pk}"]
                for indicator, _ in self.indicators
                if f"figure_{indicator.pk}" in told
            },
            uploads=[file] if (file := told.get("file")) else [],
            by=by,
            now=now,
        )

    def done(self, *, by, now):
        """Saves, and sends when that was asked for; whether all of it was done."""
        valid = self.is_valid()
        if self.clash:
            return False
        try:
            self.save(by=by, now=now)
            self.kept = True
            if valid and self.sending:
                actions.send_report(report=self.report, by=by, now=now)
        except Refused as refused:
            self.add_error("story" if "story" in str(refused) else "spent_pence", str(refused))
            return False
        return valid

    def again(self):
        """The form as it was sent, for another try, knowing what is saved now."""
        self.data = self.data.copy()
        self.data["seen"] = digest_of(self.report)
        return self

    def figures(self):
        """The fields of the figures, bound."""
        return [self[f"figure_{indicator.pk}"] for indicator, _ in self.indicators]


def initial_of(report):
    """What a report says so far, for its form."""
    return {
        "story": report.story,
        "learned": report.learned,
        "spent_pence": report.spent_pence,
        "seen": digest_of(report),
        **{
            f"figure_{figure.indicator_id}": figure.value
            for figure in report.figures.filter(district="")
        },
    }


def digest_of(report):
    """What a report looks like: another digest means that somebody saved it meanwhile."""
    report.refresh_from_db()
    figures = sorted(report.figures.filter(district="").values_list("indicator", "value"))
    said = repr((report.story, report.learned, report.spent_pence, figures))
    return sha256(said.encode()).hexdigest()


def _indicators(report):
    """[(indicator, target or None)] this report has figures for: none for a few lines."""
    if report.kind == ReportKind.SHORT:
        return []
    targets = {each.indicator_id: each.value for each in report.award.targets.all()}
    return [
        (indicator, targets.get(indicator.pk))
        for indicator in report.award.programme.indicators.all()
    ]
