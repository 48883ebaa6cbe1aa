"""What every list of the ledger in the admin can do: be searched, dated, and taken away."""

from calendar import monthrange

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Max, Min
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst

from civilsociety.accounts.access import requires
from civilsociety.accounts.admin import CataloguePermissions
from civilsociety.budget.admin import exports
from civilsociety.budget.admin.moves import pages_about
from civilsociety.budget.admin.rights import READERS
from civilsociety.refusal import Refused
from civilsociety.ui.words import MONTHS

MOST_COUNTED = 5_000  # rows: a hundred pages


class LedgerPaginator(Paginator):
    """Counts no further than anybody turns pages, so that a long ledger opens as fast."""

    @cached_property
    def count(self):
        return self.object_list.order_by()[:MOST_COUNTED].count()


class LedgerList(ChangeList):
    """Offers every year, month and day there can be, without asking each row for its date."""

    @property
    def has_more(self):
        """Whether there are more rows than were counted."""
        return self.result_count >= MOST_COUNTED

    def periods(self):
        """Links to narrow the list by date: (words, query string, chosen)."""
        field = self.date_hierarchy
        asked = {part: self.params.get(f"{field}__{part}") for part in ("year", "month", "day")}
        year, month, day = (_number(asked[part]) for part in ("year", "month", "day"))
        if year and month:
            found = _days(year, month)
            return self._back(field, str(year), year=year) + [
                self._period(f"{n} {MONTHS[month - 1]}", n == day, year=year, month=month, day=n)
                for n in found
            ]
        if year:
            return self._back(field, "All dates") + [
                self._period(f"{name} {year}", False, year=year, month=n)
                for n, name in enumerate(MONTHS, 1)
            ]
        return [self._period(str(n), False, year=n) for n in self._years(field)]

    def _years(self, field):
        bounds = self.root_queryset.aggregate(first=Min(field), last=Max(field))
        if not bounds["first"]:
            return []
        first, last = (timezone.localtime(bounds[end]).year for end in ("first", "last"))
        return range(first, last + 1) if first < last else []

    def _back(self, field, words, **parts):
        return [{**self._period(words, False, **parts), "back": True}]

    def _period(self, words, chosen, **parts):
        every = dict.fromkeys(("year", "month", "day"))
        new = {f"{self.date_hierarchy}__{n}": v for n, v in (every | parts).items() if v}
        gone = [f"{self.date_hierarchy}__"]
        return {
            "words": words,
            "chosen": chosen,
            "url": self.get_query_string(new, gone),
        }


def _number(text):
    text = text[-1] if isinstance(text, list) else text
    return int(text) if text and text.isascii() and text.isdigit() else None


def _days(year, month):
    if not (1 <= month <= 12 and 1 <= year < 9999):
        return []
    return range(1, monthrange(year, month)[1] + 1)


class LedgerAdmin(CataloguePermissions, admin.ModelAdmin):
    """A list to search and take away, and a page for each row. Nothing is edited in place.

    `columns` are what a file of the list holds: (label, kind, what to read off a row).
    `page` names the template that shows one row; `page_context` says what it needs.
    """

    read_by = READERS
    actions = None
    paginator = LedgerPaginator
    list_per_page = 50
    list_max_show_all = 200
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    change_list_template = "admin/budget/list.html"
    columns = ()
    page = about = ""

    def get_changelist(self, request, **kwargs):
        return LedgerList

    def get_urls(self):
        for url in (urls := super().get_urls()):
            # The list and the page of a row are ours: they say who may open them, as all do.
            if url.name and url.name.endswith(("_changelist", "_change")):
                url.callback = requires(*self.read_by)(url.callback)
        return [*self.export_urls(), *pages_about(self.model), *urls]

    def export_urls(self):
        """Where the list can be taken away, filtered as it is on the page."""
        stem = f"{self.opts.app_label}_{self.opts.model_name}"
        take = requires(*self.read_by)(self.export)
        return [
            path(f"export.{kind}", take, {"kind": kind}, name=f"{stem}_{kind}")
            for kind in (exports.KINDS if self.columns else ())
        ]

    def export(self, request, kind):
        """The rows of the list as a file: the same filters, the same order, all pages."""
        try:
            rows = self.get_changelist_instance(request).queryset
            return exports.FILES[kind](self.opts.verbose_name_plural, self.columns, rows)
        except IncorrectLookupParameters:
            return redirect(self.address())
        except Refused as refused:
            self.message_user(request, str(refused), messages.WARNING)
            return redirect(f"{self.address()}?{request.GET.urlencode()}")

    def address(self):
        """Where the list stands."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")

    def changelist_view(self, request, extra_context=None):
        stem = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        files = [
            (kind.upper(), reverse(f"{stem}_{kind}"))
            for kind in (exports.KINDS if self.columns else ())
        ]
        context = {
            "title": capfirst(self.opts.verbose_name_plural),
            "files": files,
            "about": self.about,
            **(extra_context or {}),
        }
        return super().changelist_view(request, context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """One row: how it stands, what it is made of, what can be done with it."""
        if not self.page:
            return super().change_view(request, object_id, form_url, extra_context)
        row = self.get_object(request, unquote(object_id))
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if request.method != "GET" or not self.has_view_permission(request, row):
            raise PermissionDenied("The ledger is written by its moves, never changed.")
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "row": row,
            "title": str(row),
            **self.page_context(request, row),
        }
        return TemplateResponse(request, self.page, context)

    def page_context(self, request, row):
        """What the row's page shows."""
        return {}
