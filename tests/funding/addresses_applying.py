"""Who may open the pages of writing an application, and of what an organisation gives once."""

from civilsociety.accounts.access import SIGNED_IN
from civilsociety.accounts.permissions import Permission
from funding.actions import applying, organisations
from funding.models import OrganisationDocument, Profile
from funding.models.choices import ColleagueRole, QuestionKind
from funding.states import ApplicationState
from tests.access import Row
from tests.funding.applying.files import read
from tests.funding.applying.makers import (
    ONE_OF_EACH,
    call_with,
    complete_organisation,
    draft,
    open_today,
    ready,
)
from tests.funding.makers import NOW, world_of

READERS = {Permission.MANAGE_FUNDING, Permission.HOLD_BUDGET}
OFFICERS = {Permission.MANAGE_FUNDING}


def a_draft(cast, **more):
    """A draft with a question of each kind and a file, in a call that is open today."""
    world = world_of(cast)
    call = open_today(call_with(world, *ONE_OF_EACH))
    application = draft(world, call=call, answers={"line": "Words"})
    question = call.questions.get(kind=QuestionKind.FILE)
    given = applying.give_file(
        application=application, question=question, upload=read("plan.pdf"), by=world.tess, now=NOW
    )
    invited = applying.invite(
        application=application, email="rosa@example.org", role=ColleagueRole.SIGNATORY,
        by=world.tess, now=NOW,
    )  # fmt: skip
    complete_organisation(world)
    return application, given, invited


def of_draft(cast):
    return {"pk": a_draft(cast)[0].pk}


def of_ready(cast):
    world = world_of(cast)
    open_today(world.call)
    return {"pk": ready(world).pk}


def of_sent(cast):
    return {"pk": world_of(cast).bid(ApplicationState.SUBMITTED).pk}


def of_section(cast):
    return {"pk": a_draft(cast)[0].pk, "number": 1}


def of_file(cast):
    application, given, _ = a_draft(cast)
    return {"pk": application.pk, "file_pk": given.pk}


def of_question(cast):
    return {"pk": a_draft(cast)[0].pk, "key": "plan"}


def of_invited(cast):
    application, _, invited = a_draft(cast)
    return {"pk": application.pk, "colleague_pk": invited.pk, "act": "remove"}


def of_invitation(cast):
    return {"token": a_draft(cast)[2].token}


def of_call(cast):
    return {"pk": open_today(world_of(cast).call).pk}


def an_organisation(cast):
    world = world_of(cast)
    complete_organisation(world)
    account = organisations.enter_account(
        organisation=world.kitchen, account_name="Marsh Lane Community Kitchen",
        sort_code="123456", account_number="00012345", by=world.tess, now=NOW,
    )  # fmt: skip
    return world.kitchen, account


def of_organisation(cast):
    return {"pk": an_organisation(cast)[0].pk}


def a_document(cast):
    organisation, _ = an_organisation(cast)
    return OrganisationDocument.objects.filter(organisation=organisation).first()


def of_document(cast):
    document = a_document(cast)
    return {"pk": document.organisation_id, "document_pk": document.pk}


def admin_document(cast):
    return {"object_id": a_document(cast).pk}


def of_row(kwargs):
    """The same row for the pages of its acts."""
    return lambda cast: {"pk": kwargs(cast)["object_id"]}


def admin_profile(cast):
    an_organisation(cast)
    return {"object_id": Profile.objects.get().pk}


def admin_account(cast):
    return {"object_id": an_organisation(cast)[1].pk}


def mine(kwargs, **more):
    """A page that belongs to the applicant alone."""
    return Row(SIGNED_IN, kwargs, only="respondent", **more)


def listed(cast):
    of_organisation(cast)
    return {}


ROWS = {
    "funding:start": Row(SIGNED_IN, of_call),
    "funding:join": Row(SIGNED_IN, of_invitation),
    "funding:applications": Row(SIGNED_IN),
    "funding:application": mine(of_draft),
    "funding:application_about": mine(of_draft, query="?check=1"),
    "funding:application_section": mine(of_section, query="?check=1"),
    "funding:application_budget": mine(of_draft),
    "funding:application_organisation": mine(of_draft),
    "funding:application_documents": mine(of_draft),
    "funding:application_people": mine(of_draft),
    "funding:application_leave": mine(of_draft),
    "funding:application_person": mine(of_invited),
    "funding:application_sign": mine(of_draft),
    "funding:application_ask_to_sign": mine(of_draft, page=False),
    "funding:application_check": mine(of_ready),
    "funding:application_sent": mine(of_sent),
    "funding:application_withdraw": mine(of_draft),
    "funding:application_pdf": mine(of_draft, page=False),
    "funding:application_docx": mine(of_draft, page=False),
    "funding:application_file": mine(of_file, page=False),
    "funding:application_take_out": mine(of_file),
    "funding:application_give_file": mine(of_question),
    "funding:organisation": mine(of_organisation),
    "funding:organisation_profile": mine(of_organisation),
    "funding:organisation_still_right": mine(of_organisation, page=False),
    "funding:organisation_documents": mine(of_organisation),
    "funding:organisation_document": mine(of_document, page=False),
    "funding:organisation_bank": mine(of_organisation),
    "admin:funding_profile_changelist": Row(READERS, listed),
    "admin:funding_organisationdocument_changelist": Row(READERS, listed),
    "admin:funding_bankaccount_changelist": Row(READERS, listed),
    "admin:funding_profile_change": Row(READERS, admin_profile),
    "admin:funding_organisationdocument_change": Row(READERS, admin_document),
    "admin:funding_bankaccount_change": Row(READERS, admin_account),
    "admin:funding_file_of_organisationdocument": Row(READERS, of_row(admin_document), page=False),
    "admin:funding_check_of_organisationdocument": Row(OFFICERS, of_row(admin_document)),
    "admin:funding_refuse_of_organisationdocument": Row(OFFICERS, of_row(admin_document)),
    "admin:funding_numbers_of_bankaccount": Row(OFFICERS, of_row(admin_account)),
    "admin:funding_check_of_bankaccount": Row(OFFICERS, of_row(admin_account)),
    "admin:funding_verify_of_bankaccount": Row(OFFICERS, of_row(admin_account)),
    "admin:funding_refuse_of_bankaccount": Row(OFFICERS, of_row(admin_account)),
}
for _kind in ("csv", "xlsx"):
    for _model in ("profile", "organisationdocument", "bankaccount"):
        ROWS[f"admin:funding_{_model}_{_kind}"] = Row(READERS, listed, page=False)
