"""A page with everything on it, for looking at and for the checkers; only tests serve it."""

from datetime import UTC, datetime

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import include, path

from civilsociety.accounts.access import public
from civilsociety.ui import fields, widgets
from civilsociety.ui.forms import GovukForm

KINDS = [("charity", "Registered charity"), ("group", "Community group"), ("other", "Other")]
CAUSES = [("money", "Money"), ("time", "Time"), ("people", "People"), ("none", "None of these")]


class KitchenForm(GovukForm):
    """One field of each kind."""

    submit_label = "Send your response"
    reveals = {"kind": {"other": ["other_kind"]}}
    autocompletes = {"email": "email", "organisation": "organization"}

    organisation = forms.CharField(label="Name of your organisation", max_length=200)
    email = forms.EmailField(label="Email address", help_text="We write to it once.")
    kind = forms.ChoiceField(
        label="Kind of organisation",
        choices=KINDS,
        widget=widgets.Radios(hints={"charity": "Registered in England and Wales"}),
    )
    other_kind = forms.CharField(label="What kind", required=False)
    causes = fields.SeveralChoicesField(
        label="What stands in your way?", choices=CAUSES, exclusive="none"
    )
    district = forms.ChoiceField(
        label="District", choices=[("", "Choose a district"), ("dover", "Dover")]
    )
    comments = fields.LongTextField(label="Comments", max_words=20)
    summary = fields.LongTextField(label="Summary", max_length=100, required=False)
    closing = fields.DateField(label="Closing date", help_text="For example, 3 October 2021")
    opens = fields.DateTimeField(label="Opening moment")
    amount = fields.MoneyField(label="Amount you ask for", most=500_000)
    staff = forms.IntegerField(label="Paid staff", min_value=0)
    attachment = forms.FileField(label="Your accounts", required=False)
    agree = forms.BooleanField(label="I speak for this organisation")


@public
def kitchen(request):
    """Everything at once."""
    form = KitchenForm(request.POST or None, request.FILES or None)
    if request.GET.get("say"):
        messages.success(request, "Your response is with us. We will write to you by 20 January.")
    context = {
        "form": form,
        "page": Paginator(range(200), 10).get_page(request.GET.get("page", 5)),
        "knots": [
            {"word": "You said", "text": "Grants for small groups matter most", "url": "#said"},
            {"word": "We did", "text": "CrowdFund Kent set up", "url": "#did", "note": "May 2022"},
            {"word": "Decided", "text": "Decision 21/00055", "url": "#decided", "state": "here"},
            {"word": "Paid", "text": "£330,000 to date", "state": "ahead"},
            {"word": "Measured", "text": "First progress report at the end of 2022"},
        ],
        "moment": datetime(2021, 10, 3, 16, 0, tzinfo=UTC),
    }
    return render(request, "kitchen/page.html", context)


@public
def officers(request):
    """The officers' layout with a long table."""
    context = {"rows": range(100_000, 4_000_000, 100_050), "asked": 2, "trail": [("Home", "/")]}
    return render(request, "kitchen/officers.html", context)


urlpatterns = [
    path("kitchen/", kitchen),
    path("kitchen/officers/", officers),
    path("", include("civilsociety.urls")),
]
