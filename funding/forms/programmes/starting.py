"""Forms that begin with what a row says now."""

from django import forms
from django.core.exceptions import ValidationError

from civilsociety.budget.models import Head
from civilsociety.decisions.models import Authority
from civilsociety.organisations.models import Organisation
from civilsociety.organisations.states import Status
from civilsociety.ui.acts import ActForm

MOST_SUGGESTED = 5


class RowForm(ActForm):
    """An ActForm whose fields begin with what `subject` says, unless a link filled them in."""

    def __init__(self, *args, subject=None, **kwargs):
        super().__init__(*args, subject=subject, **kwargs)
        for name in self.fields:
            if name != "key" and name not in self.initial:
                value = self.now_of(name)
                if value is not None:
                    self.initial[name] = value

    def now_of(self, name):
        """What the row says for a field now; None for nothing."""
        return getattr(self.subject, name, None)

    def told(self):
        """What was filled in, without the form's own key."""
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}


class HeadField(forms.ModelChoiceField):
    """A head that money can be for."""

    def __init__(self, **kwargs):
        heads = Head.objects.filter(is_unallocated=False)
        super().__init__(heads, label="Budget head", empty_label="Choose", **kwargs)


class AuthorityField(forms.ModelChoiceField):
    """A decision in force that allows money, or a delegation under which it is decided."""

    def __init__(self, **kwargs):
        found = Authority.objects.in_force().select_related("decision", "purpose").order_by("-pk")
        super().__init__(
            found, label="Decision or delegation", empty_label="None yet", required=False, **kwargs
        )

    def label_from_instance(self, authority):
        decided = f"delegated to the {authority.delegate_to}" if authority.is_delegation else ""
        words = f"{authority.decision.reference}: {authority.purpose}"
        return f"{words}, {decided}" if decided else words


class OrganisationField(forms.CharField):
    """An organisation by its name; near ones are named when there is none of that name."""

    default_error_messages = {
        "unknown": "We know no organisation called “%(name)s”. Add it to the organisations first.",
        "near": "We know no organisation called “%(name)s”. Did you mean: %(near)s?",
    }

    def prepare_value(self, value):
        return value.name if isinstance(value, Organisation) else value

    def clean(self, value):
        name = super().clean(value)
        if not name:
            return None
        known = Organisation.objects.exclude(status=Status.MERGED)
        found = known.filter(name__iexact=name).first()
        if found is None:
            self._refuse(name, known)
        return found

    def _refuse(self, name, known):
        near = known.filter(name__icontains=name).values_list("name", flat=True)
        near = list(near[:MOST_SUGGESTED])
        code = "near" if near else "unknown"
        params = {"name": name, "near": "; ".join(near)}
        raise ValidationError(self.error_messages[code], code=code, params=params)
