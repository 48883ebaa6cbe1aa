"""What the project costs, line by line, and how much of it is asked for."""

import json
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from civilsociety.ui import fields, wording
from civilsociety.ui.forms import GovukForm
from civilsociety.ui.words import pounds
from funding.forms.applying.parts import SEEN, put
from funding.queries.applying.written import marks_of, read_marks

MOST_ROWS = 40
SPARE = 3
LONGEST_WHAT = 200


@dataclass
class Row:
    """One line as it stands on the page, with what is wrong with it."""

    number: int
    what: str = ""
    cost: str = ""
    what_error: str = ""
    cost_error: str = ""
    pence: int | None = None

    @property
    def is_empty(self):
        return not self.what and not self.cost


class BudgetForm(GovukForm):
    """Rows of `what` and `cost`, the amount asked for, and the marks of what was seen."""

    form_tag = False
    label_size = "m"
    says_optional = False
    nouns = {"requested": "the amount you ask for"}
    requested = fields.PoundsField(label="How much do you ask for?", required=False)

    def __init__(self, data=None, *, written, programme=None, **kwargs):
        asked = written["requested"]
        asked = asked["typed"] if isinstance(asked, dict) else asked
        super().__init__(data, initial={"requested": asked}, **kwargs)
        self.fields["requested"].help_text = limits_of(programme) if programme else ""
        self.fields[SEEN] = forms.CharField(required=False, widget=forms.HiddenInput)
        self.initial[SEEN] = json.dumps(marks_of(written))
        self.rows = _posted(data) if data is not None else _kept(written["rows"])
        if data is not None:
            self._read_rows()

    def _read_rows(self):
        for row in self.rows:
            if row.is_empty:
                continue
            if not row.what:
                row.what_error = f"Say what the {row.cost} is for"
            elif len(row.what) > LONGEST_WHAT:
                row.what_error = f"Shorten this to {LONGEST_WHAT} characters"
            row.pence, row.cost_error = _pence(row.cost, row.what)

    def spread(self, add=0):
        """The rows to show: those with something in them, and some empty ones below."""
        filled = [row for row in self.rows if not row.is_empty]
        spare = max(1 if filled else SPARE, add)
        empty = [Row(0) for _ in range(min(spare, max(MOST_ROWS - len(filled), 0)))]
        shown = [*filled, *empty]
        for number, row in enumerate(shown):
            row.number = number
        return shown

    def remove(self, number):
        """Takes one line out."""
        self.rows = [row for row in self.rows if row.number != number]

    @property
    def total_pence(self):
        """What the readable lines come to."""
        return sum(row.pence or 0 for row in self.rows)

    def marks(self):
        """What the person saw, by the marks of each field."""
        return read_marks(str(self.data.get(SEEN, "")).replace("\0", ""))

    def row_problems(self):
        """(message, id of the control) of each line that cannot be read."""
        found = []
        for row in self.rows:
            for name in ("what", "cost"):
                if sentence := getattr(row, f"{name}_error"):
                    found.append({"message": sentence, "target": f"id_{name}_{row.number}"})
        return found

    def written(self):
        """Rows and the amount as JSON; what cannot be read as it was typed."""
        self.is_valid()
        filled = [row for row in self.rows if not row.is_empty]
        if any(row.what_error or row.cost_error for row in filled):
            rows = {"typed": [[row.what, row.cost] for row in filled]}
        else:
            rows = [[row.what, row.pence] for row in filled]
        if "requested" in self.errors:
            typed = str(self.data.get("requested", "")).replace("\0", "")
            return {"rows": rows, "requested": {"typed": typed[:200]}}
        return {"rows": rows, "requested": self.cleaned_data.get("requested")}

    def as_data(self):
        """What the page would send if nothing on it was touched."""
        data = QueryDict(mutable=True)
        for name in self.fields:
            put(data, self[name])
        for row in self.rows:
            data[f"what_{row.number}"], data[f"cost_{row.number}"] = row.what, row.cost
        return data

    def say(self, missing):
        """Puts what is still missing beside the amount, or above everything."""
        for each in missing:
            if each.field == "requested" and "requested" not in self.errors:
                self.add_error("requested", each.sentence)

    def whole_problems(self, missing):
        """What is wrong with the lines as a whole: (message, id of the first line)."""
        first = "id_what_0"
        own = self.row_problems()
        return [
            {"message": each.sentence, "target": first}
            for each in missing
            if each.field == "rows" and not own
        ]


def limits_of(programme):
    """How much may be asked for, in words."""
    words = []
    if programme.least_pence:
        words.append(f"The smallest grant is {pounds(programme.least_pence)}.")
    if programme.most_pence:
        words.append(f"The largest is {pounds(programme.most_pence)}.")
    if programme.most_percent:
        words.append(f"We pay at most {programme.most_percent}% of what the project costs.")
    return " ".join(words)


def _posted(data):
    """Lines as a form sent them, in their order; a name that is no line is nobody's."""
    rows = []
    for number in range(MOST_ROWS):
        what, cost = (_text(data, f"{name}_{number}") for name in ("what", "cost"))
        if what or cost or f"what_{number}" in data:
            rows.append(Row(number, what, cost))
    return rows


def _text(data, name):
    return str(data.get(name) or "").replace("\0", "").strip()[:1000]


def _kept(rows):
    """Lines as they are stored: with pence, or as they were typed."""
    if isinstance(rows, dict):
        found = [Row(n, *(str(each) for each in row[:2])) for n, row in enumerate(rows["typed"])]
        for row in found:
            row.pence, _ = _pence(row.cost, row.what)
        return found
    return [
        Row(n, what, pounds(pence).removeprefix("£"), pence=pence)
        for n, (what, pence) in enumerate(rows)
    ]


def _pence(text, what):
    """(pence, what is wrong) of an amount as it was typed."""
    label = f"the cost of “{what}”" if what else "the cost"
    if not text:
        return None, f"Enter {label}"
    field = fields.PoundsField(label=label)
    wording.reword(field, label, label)
    try:
        return field.clean(text), ""
    except ValidationError as error:
        return None, error.messages[0]
