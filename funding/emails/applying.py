"""The words of messages to those who write an application, and to organisations."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse


def _words(name, contact="", **context):
    context |= {
        "council": settings.COUNCIL_NAME,
        "contact": contact or settings.CONTACT_EMAIL,
    }
    return render_to_string(f"emails/funding/applying/{name}.txt", context).strip() + "\n"


def _about(application, name, **context):
    """The body of a message about an application."""
    return _words(
        name,
        contact=application.call.programme.contact_email,
        application=application,
        call=application.call,
        programme=application.call.programme,
        address=settings.PUBLIC_URL + application.get_absolute_url(),
        **context,
    )


def invitation(colleague, by):
    """Somebody is invited to work on an application, or to sign it off."""
    application = colleague.application
    link = settings.PUBLIC_URL + reverse("funding:join", args=[colleague.token])
    subject = f"{by} invites you to an application of {application.organisation}"
    return subject, _about(application, "invitation", by=by, link=link, colleague=colleague)


def receipt(application):
    """It was sent: with its reference, and what happens next."""
    subject = f"We have your application {application.number}: {application.title}"
    return subject, _about(application, "receipt")


def withdrawn(application):
    """It was withdrawn after it had been sent."""
    subject = f"Application {application.number} is withdrawn"
    return subject, _about(application, "withdrawn")


def signature_void(application, by):
    """What somebody signed off was changed."""
    subject = f"Application {application.number} was changed after you signed it off"
    return subject, _about(application, "signature_void", by=by)


def to_be_signed(application, by):
    """Somebody asks the signatory to look."""
    subject = f"{application.organisation} asks you to sign off an application"
    return subject, _about(application, "to_be_signed", by=by)


def account_entered(account):
    """A bank account was given: everybody of the organisation hears of it."""
    organisation = account.organisation
    subject = f"New bank details of {organisation}"
    return subject, _words("account_entered", account=account, address=_bank(organisation))


def account_verified(account):
    """Two officers checked it: money goes there from now on."""
    organisation = account.organisation
    subject = f"The bank details of {organisation} are checked"
    return subject, _words("account_verified", account=account, address=_bank(organisation))


def account_refused(account):
    """An account was not accepted, and why."""
    organisation = account.organisation
    subject = f"We cannot use the bank details of {organisation}"
    return subject, _words("account_refused", account=account, address=_bank(organisation))


def document_not_accepted(document):
    """A document was not accepted, and why."""
    organisation = document.organisation
    address = reverse("funding:organisation_documents", args=[organisation.pk])
    subject = f"We need another document of {organisation}"
    return subject, _words(
        "document_not_accepted", document=document, address=settings.PUBLIC_URL + address
    )


def _bank(organisation):
    return settings.PUBLIC_URL + reverse("funding:organisation_bank", args=[organisation.pk])
