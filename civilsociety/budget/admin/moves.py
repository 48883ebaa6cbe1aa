"""One page for each move: a form that shows its effect, warns, explains, and does it once."""

from typing import NamedTuple

from django.contrib import admin, messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path

from civilsociety.accounts.access import requires
from civilsociety.budget.admin.cells import address_of
from civilsociety.budget.admin.rights import HOLDERS, MOVERS, PROPOSERS
from civilsociety.budget.forms import framework, heads, promises, proposals
from civilsociety.budget.models import Commitment, Head, Line, Move, Reservation, Year
from civilsociety.refusal import Refused
from civilsociety.ui import clock


class Page(NamedTuple):
    """A move's page: its name in addresses, its form, who may, and what it is about."""

    name: str
    form: type
    allowed: frozenset
    about: type | None = None

    @property
    def route(self):
        """The address below the admin's list of what it is about."""
        act = self.name.split("_of_")[0].replace("_", "-")
        return f"<int:pk>/{act}/" if self.about else f"new/{act}/"


PAGES = (
    Page("appropriate", framework.AppropriateForm, HOLDERS),
    Page("allocate", framework.AllocateForm, HOLDERS),
    Page("ceiling", framework.CeilingForm, HOLDERS),
    Page("open_year", framework.OpenYearForm, HOLDERS),
    Page("add_head", heads.HeadForm, HOLDERS),
    Page("edit_of_head", heads.HeadForm, HOLDERS, Head),
    Page("reserve", promises.ReserveForm, MOVERS),
    Page("commit", promises.CommitForm, MOVERS),
    Page("vire", proposals.VireForm, PROPOSERS),
    Page("vire_of_line", proposals.VireFromForm, PROPOSERS, Line),
    Page("carry_of_line", proposals.CarryBalanceForm, PROPOSERS, Line),
    Page("lapse_of_line", proposals.LapseLineForm, PROPOSERS, Line),
    Page("commit_of_reservation", promises.CommitReservationForm, MOVERS, Reservation),
    Page("release_of_reservation", promises.ReleaseReservationForm, MOVERS, Reservation),
    Page("pay_of_commitment", promises.PayForm, MOVERS, Commitment),
    Page("release_of_commitment", promises.ReleaseCommitmentForm, MOVERS, Commitment),
    Page("return_of_commitment", promises.ReturnForm, MOVERS, Commitment),
    Page("carry_of_commitment", proposals.CarryCommitmentForm, PROPOSERS, Commitment),
    Page("lapse_of_commitment", proposals.LapseCommitmentForm, PROPOSERS, Commitment),
    Page("reverse_of_move", proposals.ReverseForm, PROPOSERS, Move),
    Page("reopen_of_year", proposals.ReopenYearForm, PROPOSERS, Year),
)


def pages_about(model):
    """The addresses of the moves' pages that stand below a model's list.

    Those about nothing in particular stand below the moves.
    """
    return [
        path(
            page.route,
            requires(*page.allowed)(view_of(page)),
            name=f"budget_{page.name}",
        )
        for page in PAGES
        if (page.about or Move) is model
    ]


def view_of(page):
    """The view of one page."""

    def view(request, pk=None):
        return move(request, page, pk)

    return view


def move(request, page, pk=None):
    """Shows the form with its effect; does the move when it is sent for good."""
    subject = get_object_or_404(page.about, pk=pk) if page.about else None
    form = page.form(
        request.POST or None, subject=subject, now=clock.now(), initial=_asked(request, page)
    )
    if request.POST.get("check") == "live":
        form.forgive_what_is_empty()
        return render(request, "admin/budget/effect.html", {"effect": form.effect()})
    if request.method == "POST" and "check" not in request.POST and form.is_valid():
        done = _done(request, form)
        if done:
            return done
    if "check" in request.POST:
        form.forgive_what_is_empty()
    return _page(request, form, subject)


def _asked(request, page):
    """What a link filled in beforehand: `?year=3&head=7`; other names are nobody's."""
    return {
        name: value
        for name, value in request.GET.items()
        if name in page.form.base_fields and name != "key"
    }


def _done(request, form):
    try:
        result = form.carry_out(request.user)
    except Refused as refused:
        # Once refused, the field beside which it is said counts as not filled in.
        form.shown = form.effect()
        form.refuse(str(refused))
        return None
    messages.success(request, form.said(result))
    return redirect(address_of(form.onward(result)))


def _page(request, form, subject):
    context = {
        **admin.site.each_context(request),
        "title": form.heading(),
        "form": form,
        "errors": form.errors,
        "row": subject,
        "opts": (subject or Move)._meta,
        "effect": form.shown or (form.effect() if form.is_bound or not form.needs else None),
        "back": address_of(subject) if subject else "",
    }
    return render(request, "admin/budget/form.html", context)
