"""Naming an organisation in one box: one that we know, or a new one with its kind."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from civilsociety.organisations import actions as organisations
from civilsociety.organisations.models import Organisation
from civilsociety.organisations.models.choices import Kind
from civilsociety.organisations.queries.likeness import find_likely

NEW = [("", "It is on our list"), *Kind.choices]


def known_as(text):
    """The organisations of exactly this name, other name or number."""
    text = " ".join(text.split())
    exactly = (
        Q(name__iexact=text)
        | Q(aliases__name__iexact=text)
        | Q(charity_number__iexact=text)
        | Q(company_number__iexact=text)
    )
    return list(Organisation.objects.standing().filter(exactly).distinct()[:2])


def not_known(text, *, how):
    """The sentence for a name that is on no list, with those that are like it."""
    alike = [f"“{each.organisation}”" for each in find_likely(name=text, limit=3)]
    meant = f" Did you mean {' or '.join(alike)}?" if alike else ""
    return f"No organisation on our list has that name or number.{meant} {how}"


class OrganisationMixin(forms.Form):
    """Adds `organisation`, and the kind of one that is new. Call `the_organisation` to act."""

    organisation = forms.CharField(
        label="Organisation",
        max_length=200,
        help_text="Its name as on our list, or its charity or company number.",
    )
    organisation_kind = forms.ChoiceField(
        label="If it is new to us, what kind it is",
        choices=NEW,
        required=False,
        help_text="Then it is added to the list of organisations, to be checked.",
    )

    def clean_organisation(self):
        text = self.cleaned_data["organisation"]
        found = known_as(text)
        if len(found) > 1:
            raise ValidationError("Several organisations have that name. Enter its number.")
        self.found = found[0] if found else None
        if not found and not self.data.get("organisation_kind"):
            raise ValidationError(not_known(text, how="If it is new, select its kind below."))
        return text

    def the_organisation(self):
        """The organisation that was named; a new one is added to the list."""
        data = self.cleaned_data
        return self.found or organisations.register(
            name=data["organisation"], kind=data["organisation_kind"], by=self.by
        )
