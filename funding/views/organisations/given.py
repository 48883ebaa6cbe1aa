"""The facts, documents and bank account of an organisation, for its own people."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from civilsociety.accounts.access import signed_in
from civilsociety.organisations.models import Membership, Organisation
from civilsociety.refusal import Refused
from civilsociety.ui import clock
from civilsociety.ui.limits import limited, person
from funding.actions import organisations as acts
from funding.forms.organisations.given import BankForm, DocumentForm, ProfileForm
from funding.models import OrganisationDocument
from funding.queries.organisations import (
    account_in_checking,
    documents_of,
    last_refused_account,
    profile_is_complete,
    profile_of,
    verified_account,
)
from funding.rules.organisations import NOT_CONFIRMED, may_read
from funding.views.shared import stored


def organisation_or_404(request, pk):
    """The organisation, for those who belong to it."""
    rows = Organisation.objects.standing().filter(pk=pk)
    mine = Membership.objects.filter(user=request.user, organisation=pk)
    found = rows.first()
    if found is None or not mine.exists():
        raise Http404
    return found


def _readable(request, pk):
    """The organisation, for those who may see what it gave us; for others there is no page."""
    found = organisation_or_404(request, pk)
    if not may_read(request.user, found):
        raise Http404
    return found


def _page(request, found, template, **more):
    onward = _back(request)
    trail = [("Your applications", reverse("funding:applications"))]
    if template != "organisation":
        trail.append((str(found), _home(found)))
    context = {"organisation": found, "trail": trail, "onward": onward, **more}
    return render(request, f"funding/organisations/{template}.html", context)


def _home(found):
    return reverse("funding:organisation", args=[found.pk])


def _back(request):
    """The page of ours from which somebody came, to return to; "" for anything else."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if safe and asked.startswith("/funding/") else ""


@signed_in
def organisation(request, pk):
    """What we hold about an organisation, and how long it is right."""
    found = organisation_or_404(request, pk)
    if not may_read(request.user, found):
        sentence = NOT_CONFIRMED.format(organisation=found)
        return _page(request, found, "organisation", refusal=sentence)
    profile = profile_of(found)
    return _page(
        request,
        found,
        "organisation",
        profile=profile,
        complete=profile_is_complete(profile),
        documents=documents_of(found, clock.today()),
        verified=verified_account(found),
        waiting=account_in_checking(found),
        refused=last_refused_account(found),
    )


@signed_in
def profile(request, pk):
    """The facts about an organisation."""
    found = _readable(request, pk)
    there = profile_of(found)
    seen = there.changed_at.isoformat() if there else ""
    form = ProfileForm(
        request.POST if request.method == "POST" else None, instance=there, initial={"seen": seen}
    )
    if request.method == "POST" and form.is_valid():
        facts = {name: form.cleaned_data[name] for name in form._meta.fields}
        try:
            acts.save_profile(
                organisation=found, facts=facts, seen=form.seen_at(), by=request.user,
                now=clock.now(),
            )  # fmt: skip
        except Refused as refused:
            form.data = form.data.copy()
            form.data["seen"] = profile_of(found).changed_at.isoformat()
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Saved. We do not ask for these facts again.")
            return redirect(_back(request) or _home(found))
    return _page(request, found, "profile", form=form, there=there)


@signed_in
def still_right(request, pk):
    """Says that everything is still right."""
    found = _readable(request, pk)
    if request.method == "POST":
        try:
            acts.say_still_right(organisation=found, by=request.user, now=clock.now())
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, "Thank you. These facts are right as of today.")
    return redirect(_back(request) or _home(found))


@signed_in
@limited("funding-documents", "60/h", by=person)
def documents(request, pk):
    """Its documents: what we have, until when; and another one."""
    found = _readable(request, pk)
    asked = {"kind": request.GET.get("kind", "")}
    form = DocumentForm(
        request.POST if request.method == "POST" else None, request.FILES or None, initial=asked
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        acts.give_document(
            organisation=found, kind=data["kind"], upload=data["file"],
            dated_on=data["dated_on"], by=request.user, now=clock.now(),
        )  # fmt: skip
        words = "We have it. You are not asked for it again, unless an officer needs another one."
        messages.success(request, words)
        return redirect(_back(request) or request.path)
    rows = documents_of(found, clock.today())
    return _page(request, found, "documents", form=form, documents=rows)


@signed_in
def document(request, pk, document_pk):
    """A document as a download, for those who may see it."""
    found = _readable(request, pk)
    rows = OrganisationDocument.objects.select_related("file")
    return stored(get_object_or_404(rows, pk=document_pk, organisation=found).file)


@signed_in
@limited("funding-bank", "20/h", by=person)
def bank(request, pk):
    """Where its money goes; another account is checked before it is used."""
    found = _readable(request, pk)
    form = BankForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        acts.enter_account(
            organisation=found, by=request.user, now=clock.now(), **form.cleaned_data
        )
        words = (
            "We have the account. Two officers check it, and ring you on a number we know. "
            "Everybody of your organisation is told of the change by mail."
        )
        messages.success(request, words)
        return redirect(request.path)
    return _page(
        request, found, "bank", form=form, verified=verified_account(found),
        waiting=account_in_checking(found), refused=last_refused_account(found),
    )  # fmt: skip
