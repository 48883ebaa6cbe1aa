"""Narrowing the lists of crowdfunding, at the same cost however many rounds there are."""

from django.contrib import admin

from civilsociety.ui import clock
from funding.models import Call


class Campaign(admin.SimpleListFilter):
    """Where the campaign is."""

    title, parameter_name = "campaign", "campaign"

    def lookups(self, request, model_admin):
        return [("open", "Raising money"), ("met", "Target met"), ("over", "Ended, not met")]

    def queryset(self, request, queryset):
        today = clock.today()
        return {
            "open": queryset.filter(target_met_on=None, campaign_ends_on__gte=today),
            "met": queryset.filter(target_met_on__isnull=False),
            "over": queryset.filter(target_met_on=None, campaign_ends_on__lt=today),
        }.get(self.value(), queryset)


class ByRound(admin.SimpleListFilter):
    """In which round a project is."""

    title, parameter_name, path = "round", "round", "call"

    def lookups(self, request, model_admin):
        rounds = Call.objects.filter(projects__isnull=False).distinct()
        return [(str(call.pk), str(call)) for call in rounds.select_related("programme")]

    def queryset(self, request, queryset):
        asked = self.value() or ""
        known = {key for key, _ in self.lookup_choices}
        return queryset.filter(**{self.path: int(asked)}) if asked in known else queryset


class ByRoundOfProject(ByRound):
    """In which round a partner’s project is."""

    path = "project__call"
