"""Narrowing a list of moves by the lines they touch."""

from datetime import timedelta

from django.contrib import admin
from django.db.models import F

from civilsociety.budget.models import Entry, Head, Source, Year
from civilsociety.budget.states import ReservationState
from civilsociety.ui import clock

SOON_DAYS = 14


class _ByLine(admin.SimpleListFilter):
    """Moves with an entry on a line of this year, source or head."""

    part = model = None

    def lookups(self, request, model_admin):
        return [(str(row.pk), str(row)) for row in self.model.objects.all()]

    def queryset(self, request, queryset):
        value = self.value()
        if not value or not value.isdigit():
            return queryset
        touching = Entry.objects.filter(**{f"line__{self.part}": int(value)})
        return queryset.filter(pk__in=touching.values("move"))


class ByYear(_ByLine):
    title, parameter_name, part, model = "year", "year", "year", Year


class BySource(_ByLine):
    title, parameter_name, part, model = "source", "source", "source", Source


class ByHead(_ByLine):
    title, parameter_name, part, model = "programme", "head", "head", Head


class Carried(admin.SimpleListFilter):
    """Lines of a year's own money, or of money carried into it."""

    title, parameter_name = "origin", "carried"

    def lookups(self, request, model_admin):
        return [("no", "The year’s own money"), ("yes", "Carried from an earlier year")]

    def queryset(self, request, queryset):
        own = {"no": True, "yes": False}.get(self.value())
        if own is None:
            return queryset
        same = queryset.filter(origin=F("year"))
        return same if own else queryset.exclude(pk__in=same)


class Expiring(admin.SimpleListFilter):
    """Held money whose last day is near."""

    title, parameter_name = "last day", "expires"

    def lookups(self, request, model_admin):
        return [("soon", "Within 14 days")]

    def queryset(self, request, queryset):
        if self.value() != "soon":
            return queryset
        until = clock.today() + timedelta(days=SOON_DAYS)
        return queryset.filter(state=ReservationState.HELD, expires_on__lte=until)
