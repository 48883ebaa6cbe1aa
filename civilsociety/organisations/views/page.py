"""One organisation: its particulars, names, people, and where it appears."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from civilsociety.accounts.access import requires
from civilsociety.accounts.permissions import Permission
from civilsociety.audit.actions import name_of
from civilsociety.organisations import actions, rules, slots
from civilsociety.organisations.forms import AliasForm, ContactForm, OrganisationForm
from civilsociety.organisations.models import Alias, Contact, Membership, Organisation
from civilsociety.organisations.queries import find_likely
from civilsociety.organisations.views.listing import TRAIL
from civilsociety.refusal import Refused, why_not

OURS = ("organisations.Alias", "organisations.Contact", "organisations.Membership")


def trail_to(organisation=None):
    """The way to a page about one organisation."""
    trail = [*TRAIL, ("Organisations", "/officers/organisations/")]
    return [*trail, (organisation.name, organisation.get_absolute_url())] if organisation else trail


@requires(Permission.MANAGE_ORGANISATIONS)
def organisation(request, pk, alias_form=None):
    found = get_object_or_404(Organisation.objects.select_related("merged_into"), pk=pk)
    numbers = {"charity_number": found.charity_number, "company_number": found.company_number}
    context = {
        "organisation": found,
        "aliases": found.aliases.all(),
        "contacts": found.contacts.all(),
        "members": found.memberships.select_related("user", "confirmed_by"),
        "places": [
            (relation.called, number, relation.places(found))
            for relation in slots.known()
            if relation.model not in OURS and (number := relation.count(found))
        ],
        "likely": [] if found.is_merged else find_likely(name=found.name, besides=found, **numbers),
        "refusal": why_not(rules.check_can_confirm, found),
        "form": alias_form or AliasForm(),
        "history": name_of(found),
        "trail": trail_to(),
    }
    return render(request, "organisations/organisation.html", context)


@requires(Permission.MANAGE_ORGANISATIONS)
def edit(request, pk):
    found = get_object_or_404(Organisation, pk=pk)
    form = OrganisationForm(request.POST or None, instance=found)
    form.cancel_url = found.get_absolute_url()
    if request.method == "POST" and form.is_valid():
        particulars = dict(form.cleaned_data)
        name = particulars.pop("name")
        try:
            _save(found, name, particulars, request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"The particulars of {name} are saved.")
            return redirect("organisations:organisation", pk)
    found.refresh_from_db()
    context = {"form": form, "organisation": found, "trail": trail_to(found)}
    return render(request, "organisations/edit.html", context)


def _save(found, name, particulars, by):
    actions.change(organisation=found, by=by, **particulars)
    actions.rename(organisation=found, name=name, by=by)


@requires(Permission.MANAGE_ORGANISATIONS)
@require_POST
def confirm(request, pk):
    found = get_object_or_404(Organisation, pk=pk)
    words = f"{found} is marked as checked."
    return _act(request, found, words, actions.confirm, organisation=found, by=request.user)


@requires(Permission.MANAGE_ORGANISATIONS)
@require_POST
def add_alias(request, pk):
    found = get_object_or_404(Organisation, pk=pk)
    form = AliasForm(request.POST)
    if not form.is_valid():
        return organisation(request, pk, alias_form=form)
    name = form.cleaned_data["name"]
    words = f"{name} is listed as another name."
    return _act(
        request, found, words, actions.add_alias, organisation=found, name=name, by=request.user
    )


@requires(Permission.MANAGE_ORGANISATIONS)
@require_POST
def remove_alias(request, pk, alias):
    found = get_object_or_404(
        Alias.objects.select_related("organisation"), pk=alias, organisation=pk
    )
    words = f"{found.name} is no longer listed."
    return _act(
        request, found.organisation, words, actions.remove_alias, alias=found, by=request.user
    )


@requires(Permission.MANAGE_ORGANISATIONS)
def contact(request, pk, contact=None):
    """Adds a contact, or changes the one that is named."""
    found = get_object_or_404(Organisation, pk=pk)
    known = get_object_or_404(Contact, pk=contact, organisation=found) if contact else None
    form = ContactForm(request.POST or None, instance=known)
    form.cancel_url = found.get_absolute_url()
    if request.method == "POST" and form.is_valid():
        try:
            _save_contact(found, known, form.cleaned_data, request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The contact is saved.")
            return redirect("organisations:organisation", pk)
    context = {"form": form, "organisation": found, "contact": known, "trail": trail_to(found)}
    return render(request, "organisations/contact.html", context)


def _save_contact(found, known, particulars, by):
    if known:
        actions.change_contact(contact=known, by=by, **particulars)
    else:
        actions.add_contact(organisation=found, by=by, **particulars)


@requires(Permission.MANAGE_ORGANISATIONS)
@require_POST
def remove_contact(request, pk, contact):
    found = get_object_or_404(
        Contact.objects.select_related("organisation"), pk=contact, organisation=pk
    )
    words = "The contact is deleted."
    return _act(
        request, found.organisation, words, actions.remove_contact, contact=found, by=request.user
    )


@requires(Permission.MANAGE_ORGANISATIONS)
@require_POST
def member(request, pk, membership, act):
    """Confirms or ends a person's place in the organisation."""
    members = Membership.objects.select_related("organisation", "user")
    found = get_object_or_404(members, pk=membership, organisation=pk)
    does, words = {
        "confirm": (actions.confirm_member, f"{found.user} is confirmed."),
        "remove": (actions.remove_member, f"{found.user} no longer belongs to it."),
    }[act]
    return _act(request, found.organisation, words, does, membership=found, by=request.user)


def _act(request, found, words, does, **named):
    """Does it, says so or why not, and goes back to the organisation's page."""
    try:
        does(**named)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words)
    return redirect("organisations:organisation", found.pk)
