"""The desk of a trial: rows that people type or paste, and what comes of them."""

from django import forms

from civilsociety.budget.formats.awards import LONGEST_NAME, MOST_LINES, read_awards
from civilsociety.budget.queries import trials as queries
from civilsociety.budget.rules.trials import Award, ranks_of, try_out
from civilsociety.ui import fields, widgets
from civilsociety.ui.forms import GovukForm
from civilsociety.ui.words import pounds, uk_date

ROWS = "awards"
CELLS = ("rank", "payee_name", "pence", "head", "year")
MOST_BYTES = 1_000_000
TOO_MANY = (
    "With these there would be more than {most} awards, and {rows} are there already. Remove "
    "some, or try the rest in a list of its own."
)
BLANK = dict.fromkeys(CELLS, "")
BLANK_ROWS = 3


def choice_of(objects, **kwargs):
    """A choice among objects that are read once, however many rows there are."""
    by_pk = {str(each.pk): each for each in objects}
    return forms.TypedChoiceField(
        choices=[("", "Choose"), *((pk, str(each)) for pk, each in by_pk.items())],
        coerce=by_pk.get,
        empty_value=None,
        required=False,
        **kwargs,
    )


class TrialForm(GovukForm):
    """Everything of a trial that is no row."""

    form_tag = False
    submit_label = ""
    says_optional = False
    title = forms.CharField(
        label="Name of the trial",
        help_text="So that you find it again, like “Spring panel, first list”.",
        max_length=200,
        required=False,
    )
    lines = fields.LongTextField(
        label="Paste a ranked list",
        help_text="An award a line, the best first: name, amount, programme, year.",
        rows=5,
        required=False,
    )
    file = forms.FileField(label="Or take it from a CSV file", required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    cut_off = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=MOST_LINES
    )

    def __init__(self, *args, heads, years, held, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["head"] = choice_of(heads, label="Programme, where a line names none")
        self.fields["year"] = choice_of(years, label="Year, where a line names none")
        self.fields["counted_free"] = forms.MultipleChoiceField(
            label="Money already held that these awards are meant to use",
            choices=[(str(each.pk), held_in_words(each)) for each in held],
            widget=widgets.Checkboxes(),
            required=False,
        )
        self.order_fields(["title", "lines", "file", "head", "year", "counted_free"])


def held_in_words(reservation):
    """A reservation as a choice: its number, what for, how much, until when."""
    return (
        f"{reservation.number} {reservation.title}: {pounds(reservation.held_pence)} "
        f"for {reservation.head}, {reservation.year}, until {uk_date(reservation.expires_on)}"
    )


class AwardForm(GovukForm):
    """One row: an intended award."""

    rank = forms.IntegerField(required=False, min_value=1, max_value=999)
    payee_name = forms.CharField(max_length=LONGEST_NAME)
    pence = fields.PoundsField()

    def __init__(self, *args, number, heads, years, head=None, year=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.instead = {"head": head, "year": year}
        self.fields["head"] = choice_of(heads)
        self.fields["year"] = choice_of(years)
        labels = ("Rank", "Name", "Amount", "Programme", "Year")
        for cell, label in zip(CELLS, labels, strict=True):
            self.fields[cell].short = label
            self.fields[cell].label = f"{label} in row {number}"

    def clean(self):
        for cell, instead in self.instead.items():
            if cell not in self.errors and not self.cleaned_data.get(cell):
                self.cleaned_data[cell] = instead
                if not instead:
                    self.add_error(cell, f"Select the {self.fields[cell].label.lower()}")
        return self.cleaned_data


class BaseRows(forms.BaseFormSet):
    """The rows of a trial; each knows its number."""

    def get_form_kwargs(self, index):
        return {**super().get_form_kwargs(index), "number": (index or 0) + 1}


Rows = forms.formset_factory(AwardForm, formset=BaseRows, extra=0, max_num=MOST_LINES)


class TrialDesk:
    """What was typed, put in order: the form, its rows, and the outcome of those that are whole.

    Rows are sorted by the rank that stands in them, what was pasted comes behind, and nothing
    that was typed is lost.
    """

    def __init__(self, *, typed, files=None, today, also_years=()):
        self.years = sorted(
            {*queries.years_to_try(today), *also_years}, key=lambda year: year.starts_on
        )
        self.heads = queries.heads_to_try()
        self.held = list(queries.held_reservations(self.years))
        self.typed = dict(typed)
        self.added = 0
        self.form = self._form(files)
        self.form.full_clean()
        self.rows = sorted(_typed_rows(self.typed), key=_rank)
        self._take_pasted()

    def _form(self, files=None):
        return TrialForm(
            self.typed, files, heads=self.heads, years=self.years, held=self.held, prefix=None
        )

    def _take_pasted(self):
        """Reads what was pasted or sent as a file; what cannot be read stays to be mended."""
        text, wrong = _text_of(self.form)
        if text:
            found, wrong = read_awards(
                text,
                heads=self.heads,
                years=self.years,
                head=self.form.cleaned_data.get("head"),
                year=self.form.cleaned_data.get("year"),
            )
            if len(self.rows) + len(found) > MOST_LINES:
                wrong = wrong or [TOO_MANY.format(rows=len(self.rows), most=MOST_LINES)]
            self.typed["lines"] = text if wrong else ""
            if not wrong:
                self.rows += [_row(each) for each in found]
                self.added = len(found)
        if text or wrong:
            self.form = self._form()
            self.form.full_clean()
        for each in wrong:
            self.form.add_error("lines", str(each))

    def remove(self, index):
        """Takes a row away."""
        if index < len(self.rows):
            del self.rows[index]

    def move_line(self, where):
        """Moves the cut-off: `up`, `down`, `fit` (to where the money ends), or `end`."""
        last = self.last
        now = last if self.cut_off is None else self.cut_off
        to = {"up": now - 1, "down": now + 1, "end": last}.get(where, now)
        if where == "fit":
            to = self.outcome.most_that_fit
        self.typed["cut_off"] = "" if to >= last else str(max(0, to))

    def finish(self, *, blank=0):
        """Numbers the rows and judges them; call it when rows have been moved."""
        self._number()
        blank = max(blank, 0 if self.rows else BLANK_ROWS)
        shown = self.rows + [BLANK] * min(blank, MOST_LINES - len(self.rows))
        data = {f"{ROWS}-TOTAL_FORMS": len(shown), f"{ROWS}-INITIAL_FORMS": 0}
        for index, row in enumerate(shown):
            data |= {f"{ROWS}-{index}-{cell}": row[cell] for cell in CELLS}
        values = self.form.cleaned_data
        kwargs = {"heads": self.heads, "years": self.years}
        kwargs |= {"head": values.get("head"), "year": values.get("year")}
        self.formset = Rows(data, prefix=ROWS, form_kwargs=kwargs)
        self.whole = [f for f in self.formset.forms[: len(self.rows)] if f.is_valid()]
        self.outcome = self._outcome()
        for form, tried in zip(self.whole, self.outcome.tried, strict=True):
            form.tried = tried
        line = self.last if self.cut_off is None else self.cut_off
        above = [f for f, row in zip(self.formset, self.rows, strict=False) if _rank(row) <= line]
        for form in above[-1:]:
            form.last_above = True

    def _number(self):
        keys = [(row["payee_name"], row["head"], row["year"]) for row in self.rows]
        for row, rank in zip(self.rows, ranks_of(keys), strict=True):
            row["rank"] = str(rank)

    @property
    def last(self):
        """The last rank there is."""
        return int(self.rows[-1]["rank"]) if self.rows else 0

    @property
    def cut_off(self):
        """The last rank above the line, or nothing where all are."""
        text = str(self.typed.get("cut_off") or "")
        return min(int(text), self.last) if text.isdigit() and int(text) < self.last else None

    @property
    def counted_free(self):
        """The reservations that are counted as free."""
        ticked = set(self.form.cleaned_data.get("counted_free") or ())
        return [each for each in self.held if str(each.pk) in ticked]

    @property
    def awards(self):
        """The rows that are whole, as awards."""
        return [
            Award(
                rank=int(form.data[f"{form.prefix}-rank"]),
                **{cell: form.cleaned_data[cell] for cell in CELLS[1:]},
            )
            for form in self.whole
        ]

    def _outcome(self):
        return try_out(
            self.awards,
            years=self.years,
            heads=self.heads,
            counted_free=self.counted_free,
            cut_off=self.cut_off,
        )

    @property
    def is_whole(self):
        """Whether every row and the rest can be kept."""
        return self.form.is_valid() and len(self.whole) == len(self.rows)


def _typed_rows(typed):
    """The rows as typed, those left out in which neither name nor amount stands."""
    total = str(typed.get(f"{ROWS}-TOTAL_FORMS") or "0")
    total = min(int(total), MOST_LINES) if total.isdigit() else 0
    for index in range(total):
        row = {cell: str(typed.get(f"{ROWS}-{index}-{cell}") or "").strip() for cell in CELLS}
        if row["payee_name"] or row["pence"]:
            yield row


def _rank(row):
    return int(row["rank"]) if row["rank"].isdigit() and len(row["rank"]) < 5 else MOST_LINES + 1


def _row(award):
    return {
        "rank": "",
        "payee_name": award.payee_name,
        "pence": pounds(award.pence).removeprefix("£"),
        "head": str(award.head.pk),
        "year": str(award.year.pk),
    }


def _text_of(form):
    """(the text to read, what is wrong with the file)."""
    file = form.cleaned_data.get("file")
    if not file:
        return form.cleaned_data.get("lines") or "", []
    if file.size > MOST_BYTES:
        return "", ["The file is too large for a list of awards. Choose a CSV file."]
    content = file.read()
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), []


def typed_of(trial, awards):
    """A saved trial as if somebody had just typed it."""
    typed = {
        "title": trial.title,
        "cut_off": "" if trial.cut_off is None else str(trial.cut_off),
        "counted_free": [str(pk) for pk in trial.counted_free.values_list("pk", flat=True)],
        "seen": trial.changed_at.isoformat(),
        f"{ROWS}-TOTAL_FORMS": len(awards),
    }
    for index, each in enumerate(awards):
        row = {
            "rank": each.position,
            "payee_name": each.payee_name,
            "pence": pounds(each.amount_pence).removeprefix("£"),
            "head": each.head_id,
            "year": each.year_id,
        }
        typed |= {f"{ROWS}-{index}-{cell}": str(value) for cell, value in row.items()}
    return typed


class ReserveForm(GovukForm):
    """What reservations need besides the awards themselves."""

    submit_label = "Hold the money"
    paper = forms.CharField(
        label="Panel paper",
        help_text="The paper that asks for these awards, like “Panel, 12 May 2022, item 4”.",
        max_length=200,
    )
    expires_on = fields.DateField(
        label="Last day the money is held",
        help_text="What nobody has decided by then becomes available again by itself.",
    )
    reason = fields.LongTextField(label="Reason", max_length=500, rows=3)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["expires_on"].earliest = today
