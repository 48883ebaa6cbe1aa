"""On pages of others: what writing an application put there."""

from django.urls import reverse

from civilsociety.accounts.permissions import Permission
from civilsociety.accounts.slots import Section
from civilsociety.organisations.models import Membership, Organisation
from civilsociety.ui.slots import Card, Task
from civilsociety.ui.words import plural
from funding.models import Application, BankAccount, OrganisationDocument
from funding.states import ApplicationState, BankState, DocumentState

MOST_LISTED = 5


def tasks_for(user):
    """What waits for this person (Tasks): documents and accounts to be checked, people too."""
    return [*_memberships(user), *_papers(user)]


def _memberships(user):
    """Organisations that apply, and in which somebody waits to be confirmed."""
    if not user.may(Permission.MANAGE_ORGANISATIONS):
        return
    applying = Application.objects.exclude(state=ApplicationState.WITHDRAWN)
    waiting = Membership.objects.filter(
        confirmed_at=None, organisation__in=applying.values("organisation")
    ).exclude(user=user)
    rows = Organisation.objects.filter(pk__in=waiting.values("organisation")).in_order()
    for organisation in rows[:MOST_LISTED]:
        yield Task(
            title=f"Confirm who belongs to {organisation}",
            url=organisation.get_absolute_url(),
            detail="It applies for funding. Until then its people do not see what it gave us.",
        )


def _papers(user):
    if not user.may(Permission.MANAGE_FUNDING):
        return []
    given = OrganisationDocument.objects.filter(state=DocumentState.GIVEN).count()
    accounts = BankAccount.objects.exclude(entered_by=user)
    entered = accounts.filter(state=BankState.ENTERED).count()
    checked = accounts.filter(state=BankState.CHECKED).exclude(checked_by=user).count()
    found = (
        (given, "document", "documents", "Check {} of organisations", "organisationdocument",
         "state__exact=given"),
        (entered, "bank account", "bank accounts", "Check {}", "bankaccount",
         "state__exact=entered"),
        (checked, "bank account", "bank accounts", "Verify {} as second officer", "bankaccount",
         "state__exact=checked"),
    )  # fmt: skip
    return [
        Task(title=words.format(plural(number, one, many)), url=f"{_list(model)}?{query}")
        for number, one, many, words, model, query in found
        if number
    ]


def _list(model):
    return reverse(f"admin:funding_{model}_changelist")


def tools_for(user):
    """Where the tools stand, for those who may (Cards)."""
    if not user.may(Permission.MANAGE_FUNDING):
        return []
    summary = "What organisations gave us once: facts, documents, bank accounts."
    return [Card(title="Organisations’ papers", url=_list("profile"), summary=summary)]


def public_addresses():
    """Addresses of public pages, for search engines: none, they belong to applicants."""
    return []


def panels_for(award, user, now):
    """Parts of the grant holder's page of an award (Panels)."""
    return []


def section_for(user):
    """A person's account: the applications they work on, the latest first."""
    mine = Application.objects.of_colleague(user)
    related = ("organisation", "call__programme")
    rows = mine.select_related(*related).order_by("-pk")[: MOST_LISTED + 1]
    nothing = "None. When you begin an application for funding, you find it here."
    more = ("All your applications", reverse("funding:applications"))
    return [
        Section(
            title="Your applications",
            rows=[(_in_words(each), each.get_absolute_url()) for each in rows[:MOST_LISTED]],
            nothing=nothing,
            more=more if len(rows) > MOST_LISTED else (),
        )
    ]


def _in_words(application):
    name = application.title or f"Application {application.number}"
    return f"{name}, {application.organisation}: {application.outside_state.lower()}"
