"""Lists, pages of rows and pages of acts in the admin, all of one kind."""

from typing import NamedTuple

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path, reverse

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from civilsociety.budget.admin.acts import Act
from civilsociety.budget.admin.cells import address_of
from civilsociety.budget.admin.lists import LedgerAdmin
from civilsociety.refusal import why_not
from civilsociety.ui import clock
from funding.models import Application

READERS = frozenset({Permission.MANAGE_FUNDING, Permission.HOLD_BUDGET})
OFFICERS = frozenset({Permission.MANAGE_FUNDING})
# Either of the two may be the second pair of eyes.
RELEASERS = READERS
NOT_YOURS = {
    OFFICERS: "A funding officer does this.",
    RELEASERS: "A funding officer or the budget holder does this.",
}


class Page(NamedTuple):
    """An act's page: its name in addresses, its form (an ActForm), who may, what it is about.

    A name like `award_of_application` stands at `<pk>/award/` below the list of `about`; a name
    without `_of_` at `new/<name>/`.
    """

    name: str
    form: type
    allowed: frozenset
    about: type

    @property
    def on_row(self):
        """Whether it acts on a row; otherwise it makes one."""
        return "_of_" in self.name

    @property
    def route(self):
        """The address below the list."""
        act = self.name.split("_of_")[0].replace("_", "-")
        return f"<int:pk>/{act}/" if self.on_row else f"new/{act}/"


def act(user, allowed, label, name, *, row=None, check=None, **known):
    """What a person can do next: a link, or why it is not theirs or not possible now.

    `check(**known)` is a rule that raises Refused.
    """
    if not any(user.may(permission) for permission in allowed):
        return Act(label, refused=NOT_YOURS[allowed])
    if check and (refused := why_not(check, **known)):
        return Act(label, refused=refused)
    return Act(label, reverse(f"admin:funding_{name}", args=[row.pk] if row else []))


class FundingAdmin(LedgerAdmin):
    """A list of funding: see LedgerAdmin. `pages` are the acts that stand below it.

    Rows in which a person declared an interest are not there for them: a model that can be
    traced to a bid says how in `bid` (a path of fields to the application, "" for itself).
    """

    read_by = READERS
    pages = ()
    bid = None

    def get_queryset(self, request):
        return self.without_interests(super().get_queryset(request), request.user)

    def without_interests(self, rows, user):
        """Without rows about a bid in which this person declared an interest."""
        if self.bid is None:
            return rows
        about = f"{self.bid}__in" if self.bid else "pk__in"
        return rows.exclude(**{about: Application.objects.hidden_from(user)})

    def get_urls(self):
        mine = [
            path(
                page.route,
                requires(*page.allowed)(partial_view(self, page)),
                name=f"funding_{page.name}",
            )
            for page in self.pages
        ]
        return [*mine, *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if request.method != "GET":
            raise PermissionDenied("Nothing is changed here but by its acts.")
        return super().change_view(request, object_id, form_url, extra_context)

    def act_view(self, request, page, pk=None):
        """The page of one act: its form, and what came of it."""
        subject = self._subject(request, page, pk)
        form = page.form(
            request.POST or None,
            request.FILES or None,
            subject=subject,
            by=request.user,
            now=clock.now(),
            initial=_asked(request, page) if request.method == "GET" else None,
        )
        if request.method == "POST" and form.done():
            messages.success(request, form.said(form.result))
            return redirect(_address(form.onward(form.result)))
        context = {
            **self.admin_site.each_context(request),
            "title": form.heading(),
            "form": form,
            "errors": form.errors,
            "row": subject,
            "opts": self.opts,
            "back": self.back_to(subject),
        }
        return render(request, "admin/funding/form.html", context)

    def back_to(self, subject):
        """Where to go from an act that is not carried out: the row's page, or the list."""
        return address_of(subject) if subject else self.address()

    def _subject(self, request, page, pk):
        if not page.on_row:
            return None
        rows = page.about._default_manager.all()
        if page.about is Application:
            rows = rows.received()  # a draft is its writers' own
        subject = self.without_interests(rows, request.user).filter(pk=pk).first()
        if subject is None:
            raise Http404
        return subject


def partial_view(owner, page):
    """The view of one act's page."""

    def view(request, pk=None):
        return owner.act_view(request, page, pk)

    return view


def _asked(request, page):
    """What a link filled in beforehand; other names are nobody's."""
    fields = page.form.base_fields
    return {n: v for n, v in request.GET.items() if n in fields and n != "key"}


def _address(onward):
    return onward if isinstance(onward, str) else address_of(onward)


def register(model):
    """Registers a list of funding in the admin."""
    return admin.register(model)
