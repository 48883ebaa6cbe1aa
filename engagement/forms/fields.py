"""Fields that forms of engagement share."""

from django import forms

from civilsociety.organisations.models import Organisation

MOST_NAMED = 5
NOBODY = "We know no organisation “{text}”. Check the spelling, or enter it under Organisations."


class OrganisationField(forms.CharField):
    """An organisation found by its name, or by its charity or company number; None when empty."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", "Organisation")
        kwargs.setdefault("help_text", "Its name, charity number or company number.")
        super().__init__(max_length=200, **kwargs)

    def prepare_value(self, value):
        return value.name if isinstance(value, Organisation) else value

    def clean(self, value):
        text = super().clean(value)
        return find_organisation(text) if text else None

    def has_changed(self, initial, data):
        return (self.prepare_value(initial) or "") != (data or "")


def find_organisation(text):
    """The one organisation of this name or number; raises ValidationError with the near ones."""
    known = Organisation.objects.standing()
    for exact in ({"name__iexact": text}, {"charity_number": text}, {"company_number": text}):
        if len(found := list(known.filter(**exact)[:2])) == 1:
            return found[0]
    found = list(known.known_as(text).in_order()[: MOST_NAMED + 1])
    if len(found) == 1:
        return found[0]
    raise forms.ValidationError(_several(found) if found else NOBODY.format(text=text))


def _several(found):
    named = "; ".join(_named(each) for each in found[:MOST_NAMED])
    more = " and others" if len(found) > MOST_NAMED else ""
    return f"This fits {named}{more}. Enter the whole name or its number."


def _named(organisation):
    number = organisation.charity_number or organisation.company_number
    return f"{organisation} ({number})" if number else str(organisation)
