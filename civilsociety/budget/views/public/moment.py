"""The past day a page is asked for: `?as-at=2022-03-31`, or three boxes of a form."""

from dataclasses import dataclass
from datetime import date
from functools import wraps

from django.shortcuts import redirect

from civilsociety.budget.forms.public import AsAtForm

NAME = "as-at"
BOXES = ("as_at_day", "as_at_month", "as_at_year")


@dataclass(frozen=True)
class Moment:
    """`day` is empty for the present; `form` asks for another day, and says what was wrong."""

    day: date | None
    form: AsAtForm
    present: str = ""  # the same page as it is now
    others: tuple = ()  # what else was asked for, kept by the form that asks for a day

    @property
    def query(self):
        """What an address needs to stay at this moment."""
        return f"?{NAME}={self.day.isoformat()}" if self.day else ""

    @property
    def parameters(self):
        """The same, to be put together with others."""
        return {NAME: self.day.isoformat()} if self.day else {}


def as_it_was(view):
    """Gives the view its `moment`; a day in boxes or in words becomes an address of its own."""

    @wraps(view)
    def asked(request, *args, **kwargs):
        moment = _moment(request)
        if moment.day and request.GET.get(NAME) != moment.day.isoformat():
            return redirect(_canonical(request, moment.day))
        return view(request, *args, moment=moment, **kwargs)

    return asked


def _moment(request):
    boxes = {name: request.GET[name] for name in BOXES if name in request.GET}
    if not boxes and request.GET.get(NAME):
        boxes = _as_boxes(request.GET[NAME])
    form = AsAtForm(boxes or None)
    day = form.cleaned_data["as_at"] if form.is_bound and form.is_valid() else None
    asked = _without_day(request)
    present = request.path + (f"?{asked.urlencode()}" if asked else "")
    return Moment(day, form, present, tuple(asked.items()))


def _without_day(request):
    asked = request.GET.copy()
    for name in (NAME, *BOXES, "page"):
        asked.pop(name, None)
    return asked


def _as_boxes(text):
    """A day of an address; what is no day stands in the first box, to be put right."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return dict(zip(BOXES, (text[:40], "", ""), strict=True))
    return dict(zip(BOXES, map(str, (day.day, day.month, day.year)), strict=True))


def _canonical(request, day):
    asked = _without_day(request)
    asked[NAME] = day.isoformat()
    return f"{request.path}?{asked.urlencode()}"
