"""Taking an organisation into the list, and keeping its particulars right."""

from django.db import connection, transaction
from django.db.models import Q
from django.db.models.functions import Lower

from civilsociety.audit.actions import record
from civilsociety.organisations import rules
from civilsociety.organisations.models import Alias, Organisation, match_key
from civilsociety.organisations.states import Status

PARTICULARS = ("kind", "charity_number", "company_number", "district", "income_band", "website")


@transaction.atomic
def register(*, name, kind, by, is_sample=False, **particulars):
    """Takes a group into the list as somebody has named it; an officer checks it later.

    `particulars`: charity_number, company_number, district, income_band, website.
    Somebody who registers the same name with the same number gets the organisation that
    is there already; two groups may share a name as long as no number ties them.
    Raises Refused when a number has the wrong form.
    """
    particulars = _tidied(particulars)
    name = " ".join(name.split())
    _one_at_a_time(match_key(name))
    if known := _same(name, particulars, is_sample):
        return known
    organisation = Organisation.objects.create(
        name=name, kind=kind, is_sample=is_sample, **particulars
    )
    record(
        verb="organisations.registered",
        target=organisation,
        by=by,
        sentence=f"{organisation} was added to the list, not yet checked.",
    )
    return organisation


def _tidied(particulars):
    unknown = set(particulars) - set(PARTICULARS)
    if unknown:
        raise TypeError(f"An organisation has no {', '.join(sorted(unknown))}.")
    tidy = dict(particulars)
    if "charity_number" in tidy:
        tidy["charity_number"] = rules.charity_number(tidy["charity_number"])
    if "company_number" in tidy:
        tidy["company_number"] = rules.company_number(tidy["company_number"])
    return tidy


def _one_at_a_time(key):
    """Makes two people who register the same name wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 20))", [key])


def _same(name, particulars, is_sample):
    numbers = Q()
    for field in ("charity_number", "company_number"):
        if number := particulars.get(field):
            numbers |= Q(**{field: number})
    if not numbers:
        return None
    same = Organisation.objects.standing().filter(numbers, is_sample=is_sample)
    return same.filter(match_key=match_key(name)).order_by("pk").first()


@transaction.atomic
def change(*, organisation, by, **particulars):
    """Corrects particulars (kind, numbers, district, income band, website).

    Raises Refused for a merged organisation, a number of the wrong form, or one that
    another confirmed organisation holds.
    """
    organisation = _locked(organisation)
    before, in_words = _as_it_is(organisation), _in_words(organisation)
    for field, value in _tidied(particulars).items():
        setattr(organisation, field, value)
    changed = [field for field in PARTICULARS if getattr(organisation, field) != before[field]]
    if not changed:
        return organisation
    if organisation.status == Status.CONFIRMED:
        rules.check_number_is_free(organisation)
    organisation.save()
    labels = [organisation._meta.get_field(field).verbose_name for field in changed]
    record(
        verb="organisations.changed",
        target=organisation,
        by=by,
        sentence=f"Changed {', '.join(labels)} of {organisation}.",
        details=_before_and_after(changed, in_words, _in_words(organisation)),
    )
    return organisation


def _as_it_is(organisation):
    return {field: getattr(organisation, field) for field in PARTICULARS}


def _in_words(organisation):
    """The particulars as a person reads them, by the name of the column in words."""
    read = {}
    for field in PARTICULARS:
        in_words = getattr(organisation, f"get_{field}_display", None)
        read[field] = in_words() if in_words else getattr(organisation, field)
    return read


def _before_and_after(changed, before, after):
    label = Organisation._meta.get_field
    return {label(f).verbose_name: [before[f], after[f]] for f in changed}


@transaction.atomic
def rename(*, organisation, name, by):
    """Gives the organisation its new name and keeps the old one as a former name."""
    organisation = _locked(organisation)
    former, name = organisation.name, " ".join(name.split())
    if name == former:
        return organisation
    organisation.name = name
    organisation.save()
    _aliases_called(organisation, name).delete()
    if former.lower() != name.lower():
        _add_alias(organisation, former, Alias.Origin.FORMER)
    record(
        verb="organisations.renamed",
        target=organisation,
        by=by,
        sentence=f"{former} is now called {name}.",
    )
    return organisation


@transaction.atomic
def confirm(*, organisation, by):
    """Says that an officer has checked that this organisation exists and is listed once.

    Raises Refused when a confirmed organisation already holds one of its numbers.
    """
    organisation = _locked(organisation)
    if organisation.status == Status.CONFIRMED:
        return organisation
    rules.check_can_confirm(organisation)
    organisation.status = Status.CONFIRMED
    organisation.save()
    record(
        verb="organisations.confirmed",
        target=organisation,
        by=by,
        sentence=f"{organisation} was checked.",
    )
    return organisation


@transaction.atomic
def add_alias(*, organisation, name, by):
    """Adds another name by which people know the organisation."""
    organisation = _locked(organisation)
    name = " ".join(name.split())
    alias, new = _add_alias(organisation, name, Alias.Origin.ADDED)
    if new:
        record(
            verb="organisations.alias_added",
            target=organisation,
            by=by,
            sentence=f"{organisation} is also known as {name}.",
        )
    return alias


@transaction.atomic
def remove_alias(*, alias, by):
    """Takes away a name that was listed by mistake."""
    organisation = _locked(alias.organisation)
    gone, _ = Alias.objects.filter(pk=alias.pk, organisation=organisation).delete()
    if gone:
        record(
            verb="organisations.alias_removed",
            target=organisation,
            by=by,
            sentence=f"{organisation} is no longer listed as {alias.name} too.",
        )


def _locked(organisation):
    """The organisation as it is now, ours until the transaction ends."""
    fresh = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    rules.check_is_standing(fresh)
    return fresh


def _aliases_called(organisation, name):
    return organisation.aliases.alias(lower=Lower("name")).filter(lower=name.lower())


def _add_alias(organisation, name, origin):
    existing = _aliases_called(organisation, name).first()
    if existing or name.lower() == organisation.name.lower():
        return existing, False
    return organisation.aliases.create(name=name, origin=origin), True
