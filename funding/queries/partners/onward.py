"""Onward grants: what a partner made of our money. Part of our award, never added to it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from civilsociety.organisations.models import District
from funding.models import Award, OnwardGrant, PublishedAward
from funding.models.choices import ProgrammeKind
from funding.queries.awards import standing_of

FIELDS = (
    "recipient_name", "charity_number", "company_number", "title", "summary", "amount_pence",
    "awarded_on", "starts_on", "ends_on", "district",
)  # fmt: skip
DATES = ("awarded_on", "starts_on", "ends_on")
SAMPLES = 5  # of each kind shown before a file is confirmed


@dataclass(frozen=True)
class Plan:
    """What a file would do: rows to add, (grant, {field: (old, new)}) to change, the rest.

    `gone` are grants that we have and the file has not; they stay. `total` is what all would
    come to, in pence.
    """

    added: list
    changed: list
    unchanged: int
    gone: list
    total: int


def plan_of(award, rows):
    """Compares rows that were read with the grants there are."""
    known = {grant.partner_reference: grant for grant in award.onward_grants.all()}
    added, changed, unchanged, total = [], [], 0, 0
    for row in rows:
        grant = known.pop(row["partner_reference"], None)
        total += row["amount_pence"]
        if grant is None:
            added.append(row)
        elif difference := differences(grant, row):
            changed.append((grant, difference))
        else:
            unchanged += 1
    gone = sorted(known.values(), key=lambda grant: grant.pk)
    return Plan(added, changed, unchanged, gone, total + sum(g.amount_pence for g in gone))


def differences(grant, row):
    """{field: (old, new)} of what a row says differently."""
    new = values_of(row)
    return {
        name: (getattr(grant, name), new[name])
        for name in FIELDS
        if getattr(grant, name) != new[name]
    }


def values_of(row):
    """The fields of a grant from a row that was read, dates as dates."""
    dates = {name: date.fromisoformat(row[name]) if row[name] else None for name in DATES}
    return {name: row[name] for name in FIELDS} | dates


@dataclass(frozen=True)
class Counted:
    """Pence: what the award is, what of it was given on, and in how many grants."""

    award: int
    given_on: int
    grants: int

    @property
    def left(self):
        """What the partner has not told us of yet; below nought when money came back since."""
        return self.award - self.given_on

    @property
    def percent(self):
        """How much of the award was given on, in whole per cent."""
        return 100 * self.given_on // self.award if self.award else 0


def counted(award):
    """How much of an award was given on. The one function for each figure anybody reads."""
    sums = award.onward_grants.aggregate(pence=Coalesce(Sum("amount_pence"), 0), n=Count("pk"))
    return Counted(standing_of(award).now, sums["pence"], sums["n"])


def published_award_or_none(pk):
    """The award, when the register shows it and it is given on; what is public of it besides."""
    shown = PublishedAward.objects.filter(award=pk, is_latest=True)
    latest = shown.select_related("award__programme").first()
    if latest is None:
        return None
    given_on = latest.regrant_type or latest.award.programme.kind == ProgrammeKind.REGRANT
    return latest if given_on else None


def found(award, *, words="", district="", sort=""):
    """The onward grants of an award that fit what a visitor asked for."""
    grants = OnwardGrant.objects.filter(award=award)
    if words := words.strip():
        grants = grants.filter(
            Q(recipient_name__icontains=words)
            | Q(title__icontains=words)
            | Q(summary__icontains=words)
            | Q(partner_reference__iexact=words)
            | Q(charity_number=words)
            | Q(company_number__iexact=words)
        )
    if district:
        grants = grants.filter(district=district)
    return grants.order_by(*SORTS.get(sort, SORTS["-date"]))


SORTS = {
    "-date": ("-awarded_on", "-pk"),
    "date": ("awarded_on", "pk"),
    "amount": ("amount_pence", "pk"),
    "-amount": ("-amount_pence", "pk"),
    "name": ("recipient_name", "pk"),
    "-name": ("-recipient_name", "pk"),
}


def by_district(award):
    """(name of the district, grants, pence) of an award, the largest sum first."""
    names = dict(District.choices)
    sums = (
        OnwardGrant.objects.filter(award=award)
        .values("district")
        .annotate(n=Count("pk"), pence=Sum("amount_pence"))
        .order_by("-pence", "district")
    )
    return [(names.get(each["district"], "Not told"), each["n"], each["pence"]) for each in sums]


def with_onward_grants():
    """Awards that the register shows and of which onward grants were told."""
    shown = PublishedAward.objects.filter(is_latest=True)
    return Award.objects.filter(
        pk__in=shown.values("award"), onward_grants__isnull=False
    ).distinct()
