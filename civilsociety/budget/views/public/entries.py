"""What a figure is made of: its entries, their sum, and the same as a file."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.functional import cached_property

from civilsociety.accounts.access import public
from civilsociety.budget.forms.public import EntriesForm
from civilsociety.budget.queries.published import entries as published
from civilsociety.budget.views.public.lists import ON_A_PAGE, file_of, trail
from civilsociety.budget.views.public.moment import as_it_was
from civilsociety.documents.text import printable

COLUMNS = (
    ("Move", "text"),
    ("Day it counts for", "date"),
    ("Written down on", "date"),
    ("What happened", "text"),
    ("Programme", "text"),
    ("Source", "text"),
    ("Year", "text"),
    ("Money of", "text"),
    ("From", "text"),
    ("To", "text"),
    ("Amount", "money"),
    ("Commitment", "text"),
    ("Payee", "text"),
    ("Decision", "text"),
)


@dataclass(frozen=True)
class Asked:
    """Which entries: a figure, and the selection it is of."""

    form: EntriesForm
    as_at: object
    objective: str = ""

    @cached_property
    def figure(self):
        """The name of the figure; empty for every entry."""
        return self.form.cleaned_data.get("figure") or ""

    @cached_property
    def found(self):
        """The entries."""
        asked = self.form.cleaned_data
        return published.entries(
            figure=self.figure,
            commitment=asked.get("commitment"),
            as_at=self.as_at,
            year=asked.get("year"),
            source=asked.get("source"),
            head=asked.get("programme"),
            objective=self.objective or None,
        )

    @property
    def title(self):
        """The figure in a reader's words."""
        return published.NAMES.get(self.figure, "Entries")

    @property
    def where(self):
        """The selection in words."""
        asked = self.form.cleaned_data
        parts = [asked.get("programme"), self.objective, asked.get("year"), asked.get("source")]
        commitment = asked.get("commitment")
        parts.append(f"commitment {commitment.number}" if commitment else "")
        return ", ".join(str(part) for part in parts if part) or "The whole framework"


@public
@as_it_was
def entries(request, moment):
    """The entries behind a figure; their sum is the figure, to the penny."""
    asked = _asked(request, moment)
    number, sum_ = published.count_and_sum(asked.found, figure=asked.figure)
    paginator = Paginator(asked.found, ON_A_PAGE)
    paginator.count = number
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "asked": asked,
        "form": asked.form,
        "moment": moment,
        "page": page,
        "rows": [published.told(entry) for entry in page],
        "sum": sum_,
        "kept": _kept(request, moment),
        "trail": trail(),
    }
    return render(request, "budget/entries.html", context)


@public
@as_it_was
def entries_file(request, kind, moment):
    """The same entries, to take away; the amounts add up to the figure."""
    asked = _asked(request, moment)
    found = asked.found.iterator(chunk_size=1000)
    rows = (_row(published.told(entry)) for entry in found)
    caption = f"{asked.title}: {asked.where}"
    return file_of(kind, "entries", caption=caption, columns=COLUMNS, rows=rows)


def _asked(request, moment):
    form = EntriesForm(request.GET)
    form.is_valid()
    return Asked(form, moment.day, printable(request.GET.get("objective", ""))[:200])


def _kept(request, moment):
    """What the filter keeps without showing it."""
    kept = {"objective": request.GET.get("objective", "")} | moment.parameters
    return [(name, value) for name, value in kept.items() if value]


def _row(told):
    entry, line = told.entry, told.line
    return (
        entry.move.number,
        entry.move.on,
        entry.move.at,
        told.word,
        line.head.name,
        line.source.name,
        line.year.label,
        line.origin.label,
        told.left,
        told.arrived,
        told.signed,
        entry.commitment.number if entry.commitment else "",
        entry.commitment.public_payee if entry.commitment else "",
        told.decision.reference if told.decision else "",
    )
