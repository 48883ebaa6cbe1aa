"""Who may open the addresses of accounts."""

from civilsociety.accounts.models import OutboxMessage, RoleAssignment
from civilsociety.accounts.permissions import Permission
from tests.access import DEMONSTRATION, PUBLIC, SIGNED_IN, Row

PEOPLE = {Permission.MANAGE_PEOPLE}
RECORD = {Permission.READ_AUDIT}


def a_person(cast):
    return {"pk": cast["respondent"].pk}


def a_role_to_give(cast):
    return {"pk": cast["respondent"].pk, "role": "funding_officer"}


def a_role_to_end(cast):
    held = RoleAssignment.objects.get(user=cast["funding_officer"])
    return {"pk": held.user_id, "assignment": held.pk}


def a_letter(cast):
    letter, _ = OutboxMessage.objects.get_or_create(
        message_id="<1@example.org>",
        defaults={
            "to": "tess@example.org",
            "sender": "portal@example.org",
            "subject": "Your code",
            "body": "BCDF-GHJK",
            "html": "<!doctype html><html lang=en-GB><title>Your code</title><p>BCDF-GHJK",
        },
    )
    return {"pk": letter.pk}


def a_file(cast):
    pk = a_letter(cast)["pk"]
    part, _ = OutboxMessage.objects.get(pk=pk).attachments.get_or_create(
        name="receipt.pdf", media_type="application/pdf", content=b"%PDF-1.7"
    )
    return {"pk": pk, "attachment": part.pk}


ROWS = {
    "account_request_login_code": Row(PUBLIC),
    "account_confirm_login_code": Row(PUBLIC, page=False),
    "account_login": Row(PUBLIC, page=False),
    "account_signup": Row(PUBLIC, page=False),
    "admin:login": Row(PUBLIC, opens=False, page=False),
    "accounts:home": Row(SIGNED_IN),
    "accounts:name": Row(SIGNED_IN),
    "accounts:close": Row(SIGNED_IN),
    "accounts:people": Row(PEOPLE),
    "accounts:add_person": Row(PEOPLE),
    "accounts:person": Row(PEOPLE, a_person),
    "accounts:give_role": Row(PEOPLE, a_role_to_give),
    "accounts:end_role": Row(PEOPLE, a_role_to_end),
    "accounts:second_factor": Row(PEOPLE, a_person),
    "accounts:record": Row(RECORD),
    "accounts:record_csv": Row(RECORD, page=False),
    "accounts:history": Row(
        {Permission.OPEN_OFFICERS_PAGES},
        lambda cast: {"target": f"accounts.user:{cast['respondent'].pk}"},
        opens=False,
    ),
    "accounts:outbox": Row(DEMONSTRATION),
    "accounts:outbox_message": Row(DEMONSTRATION, a_letter),
    "accounts:outbox_html": Row(DEMONSTRATION, a_letter, page=False),
    "accounts:outbox_file": Row(DEMONSTRATION, a_file, page=False),
}
