"""A trustee or director signs an application off, for what stands there then."""

from django.db import transaction
from django.utils import timezone

from civilsociety.audit.actions import record
from civilsociety.rows import locked
from funding.actions import messages
from funding.emails.applying import signature_void
from funding.queries.applying.written import digest_of
from funding.rules.applying import check_can_sign


@transaction.atomic
def sign(*, application, name, digest, by, now):
    """Signs off what the signatory read, under the name they wrote.

    `digest` is of what the page showed them; gives False, and signs nothing, where it has
    changed since. Raises Refused for those who may not, and while something is missing.
    """
    application = locked(application)
    check_can_sign(application, by, timezone.localdate(now))
    if digest != digest_of(application):
        return False
    application.signed_by, application.signed_name = by, " ".join(name.split())
    application.signed_at, application.signed_digest = now, digest
    application.save()
    record(
        verb="funding.application_signed",
        target=application,
        by=by,
        sentence=f"{by} signed off {application.number}.",
        details={"digest": digest},
    )
    return True


def void_if_changed(application, *, by, now):
    """Takes the signature off a locked application whose content is no longer what was signed.

    The one who signed is told. Call it in the action that changed something.
    """
    if not application.signed_digest or application.signed_digest == digest_of(application):
        return
    signer, digest = application.signed_by, application.signed_digest
    application.signed_by = application.signed_at = None
    application.signed_name = application.signed_digest = ""
    application.save()
    record(
        verb="funding.signature_void",
        target=application,
        by=by,
        sentence=f"{application.number} was changed, so its sign-off no longer holds.",
        details={"digest": digest},
    )
    if signer.pk != by.pk and signer.is_active:
        key = f"void:{application.pk}:{application.revision}"
        messages.write(key=key, to=signer.email, words=signature_void(application, by), now=now)
