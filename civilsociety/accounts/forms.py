"""The forms of accounts; allauth's, in our dress and words, and our own."""

from textwrap import wrap

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.recovery_codes import forms as recovery_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.core.validators import MaxLengthValidator
from django.urls import reverse_lazy

from civilsociety.accounts.models import User
from civilsociety.accounts.roles import RESPONDENT, ROLES
from civilsociety.audit.models import Event
from civilsociety.ui.fields import DateField
from civilsociety.ui.forms import GovukDress, GovukForm, GovukModelForm
from civilsociety.ui.widgets import Radios

WRONG_PASSKEY = "The passkey was not recognised. Try again, or use a code instead."
TOO_LONG = "Email address must be 254 characters or fewer"


class AskForCodeForm(GovukDress, account_forms.RequestLoginCodeForm):
    submit_label = "Send me a code"
    nouns = {"email": "your email address"}
    autocompletes = {"email": "email"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "Email address"
        self.fields["email"].validators.append(MaxLengthValidator(254, TOO_LONG))
        self.fields["email"].help_text = "We send a code to it. There is no password."
        self.fields["email"].widget.attrs.pop("placeholder", None)


class CodeDress(GovukDress):
    """A form with one code to type, from a letter or from an app."""

    label, hint = "Code", ""
    submit_label = "Continue"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label, code.help_text = self.label, self.hint
        code.error_messages["required"] = f"Enter the {self.label.lower()}"
        code.widget.attrs = {"autocomplete": "one-time-code", "class": "govuk-input--width-10"}


class EnterCodeForm(CodeDress, account_forms.ConfirmLoginCodeForm):
    hint = "Eight letters, like BCDF-GHJK. Capitals and the dash do not matter."
    submit_label = "Sign in"


class SecondFactorForm(CodeDress, mfa_forms.AuthenticateForm):
    hint = "Six digits from your authenticator app, or one of your recovery codes."


class SecondFactorAgainForm(CodeDress, mfa_forms.ReauthenticateForm):
    hint = "Six digits from your authenticator app, or one of your recovery codes."


class AddAppForm(CodeDress, totp_forms.ActivateTOTPForm):
    hint = "The six digits the app shows now."
    submit_label = "Add this app"

    @property
    def secret_in_fours(self):
        """The key as a person copies it: four characters at a time."""
        return " ".join(wrap(self.secret, 4))


class RemoveAppForm(GovukDress, totp_forms.DeactivateTOTPForm):
    submit_label = "Remove the app"


class NewRecoveryCodesForm(GovukDress, recovery_forms.GenerateRecoveryCodesForm):
    submit_label = "Make new codes"


class CredentialField(forms.JSONField):
    """What a browser answers for a passkey; anything else is a wrong answer, never an error."""

    widget = forms.HiddenInput

    def to_python(self, value):
        try:
            return super().to_python(value)
        except (ValueError, RecursionError) as error:
            raise forms.ValidationError(WRONG_PASSKEY) from error

    def bound_data(self, data, initial):
        """An answer works once, so a page shown again never repeats it."""
        return ""

    def prepare_value(self, value):
        return ""


class PasskeyForm(GovukDress):
    """A form that a browser sends with the answer of a passkey."""

    def _checked(self, check):
        """allauth reads the answer as if a browser had made it; people can send anything."""
        try:
            return check()
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise forms.ValidationError(WRONG_PASSKEY) from error


class UsePasskeyForm(PasskeyForm, webauthn_forms.AuthenticateWebAuthnForm):
    credential = CredentialField()

    def clean_credential(self):
        return self._checked(super().clean_credential)


class UsePasskeyAgainForm(UsePasskeyForm):
    reauthenticated = True


class AddPasskeyForm(PasskeyForm, webauthn_forms.AddWebAuthnForm):
    credential = CredentialField()
    nouns = {"name": "a name for the passkey"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Name"
        self.fields["name"].help_text = "So that you know it again, like “work laptop”."

    def clean(self):
        return self._checked(super().clean)


class RenamePasskeyForm(GovukDress, webauthn_forms.EditWebAuthnForm):
    submit_label = "Save the name"
    nouns = {"name": "a name for the passkey"}


class NameForm(GovukModelForm):
    submit_label = "Save your name"
    autocompletes = {"name": "name"}
    nouns = {"name": "your name"}

    class Meta:
        model = User
        fields = ["name"]
        labels = {"name": "Your name"}
        help_texts = {"name": "Officers see it. We never publish it without asking you."}


class PersonForm(GovukForm):
    """Somebody who is to hold a role and may never have signed in."""

    submit_label = "Continue"
    cancel_url = reverse_lazy("accounts:people")
    email = forms.EmailField(
        label="Email address", help_text="They sign in with it. Check the spelling twice."
    )
    name = forms.CharField(label="Name", max_length=200)


class RoleForm(GovukForm):
    """Which role to give; each is explained beside it."""

    submit_label = "Continue"
    method = "get"
    role = forms.ChoiceField(label="Role", choices=())

    def __init__(self, *args, held, **kwargs):
        super().__init__(*args, **kwargs)
        free = [r for r in ROLES.values() if r.key not in held and r != RESPONDENT]
        hints = {role.key: role.description for role in free}
        self.fields["role"].widget = Radios(hints=hints)
        self.fields["role"].choices = [(role.key, role.name) for role in free]


class EventFilter(GovukForm):
    """Which part of the record to show."""

    method, submit_label, form_tag = "get", "", False
    q = forms.CharField(label="Words", max_length=200, required=False)
    verb = forms.ChoiceField(label="What happened", required=False)
    actor = forms.CharField(label="Who", max_length=200, required=False)
    since = DateField(label="From", required=False)
    until = DateField(label="To", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        verbs = Event.objects.order_by("verb").values_list("verb", flat=True).distinct()
        words = [(verb, verb_in_words(verb)) for verb in verbs]
        self.fields["verb"].choices = [("", "Everything"), *words]


def verb_in_words(verb):
    """`organisations.alias_added` as a person reads it: “Organisations: alias added”."""
    app, _, act = verb.partition(".")
    return f"{app.replace('_', ' ').capitalize()}: {act.replace('_', ' ')}" if act else verb
