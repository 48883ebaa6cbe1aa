"""Mailing receipts and ways back. Run twice or killed halfway, each goes out once."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from consultations.models import Draft, Receipt
from consultations.queries.keys import key_of
from consultations.queries.receipts import receipt_document


@transaction.atomic
def send_receipt(*, pk, now):
    """Mails one receipt with its PDF; nothing when it went out already.

    The row stays locked while the mail server is asked. Should the machine die between
    its yes and our note of it, the copy has the same Message-ID as the message.
    """
    receipt = (
        Receipt.objects.select_for_update(of=("self",))
        .select_related("response__consultation")
        .filter(pk=pk, sent_at=None)
        .first()
    )
    if receipt is None:
        return False
    response = receipt.response
    name, content = receipt_document(response.pk)
    message = EmailMessage(
        subject=f"Your response {response.reference}: {response.consultation.title}",
        body=_words("receipt", response, receipt=receipt),
        to=[receipt.email],
        headers={"Message-ID": f"<receipt-{response.reference}-{receipt.revision}@{_host()}>"},
        attachments=[(name, content, "application/pdf")],
    )
    try:
        message.send()
    except ValueError as error:
        # An address that cannot stand in a header: nothing more to try.
        receipt.error = str(error)
    else:
        receipt.sent_at = now
    receipt.save(update_fields=["sent_at", "error"])
    return True


def send_way_back(*, draft_pk):
    """Mails the link that opens a draft, to the address kept with it."""
    draft = (
        Draft.objects.select_related("consultation").filter(pk=draft_pk, submitted_at=None).first()
    )
    if draft is None or not draft.email:
        return False
    stamp = int(draft.updated_at.timestamp())
    EmailMessage(
        subject=f"Go on with your response: {draft.consultation.title}",
        body=_words("way_back", draft),
        to=[draft.email],
        headers={"Message-ID": f"<way-back-{draft.pk}-{stamp}@{_host()}>"},
    ).send()
    return True


def _words(name, holder, **more):
    """The text of a message about a draft or a response."""
    consultation = holder.consultation
    args = [consultation.slug, key_of(holder.submission_key)]
    context = {
        "consultation": consultation,
        "holder": holder,
        "link": f"{settings.PUBLIC_URL}{reverse('consultations:respond_open', args=args)}",
        "council": settings.COUNCIL_NAME,
        "contact": consultation.contact_email or settings.CONTACT_EMAIL,
        **more,
    }
    return render_to_string(f"emails/consultations/{name}.txt", context).strip() + "\n"


def _host():
    return settings.PUBLIC_URL.split("://")[-1].split("/")[0].split(":")[0]
