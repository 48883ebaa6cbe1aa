"""The words of funding alerts, and what their headers say."""

from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from funding.models import Alert, ProgrammeKind
from funding.states import ApplicationState, CallState

What = Alert.What
SUBJECTS = {
    What.ANNOUNCED: "Opens soon: {name}",
    What.OPEN: "Open for applications: {name}",
    What.CLOSING: "Closes in a week: {name}",
    What.CHANGED: "New dates: {name}",
}
CANCELLED = "Cancelled: {name}"


def confirmation(subscription):
    """Subject and body of the message with the link to confirm, or, confirmed, to stop."""
    known = subscription.confirmed_at is not None
    context = {
        "known": known,
        "programme": subscription.programme,
        "confirm": _address("funding:alerts_confirm", subscription.token),
        "stop": stop_address(subscription),
        **_ours(),
    }
    subject = "You already have our funding alerts" if known else "Confirm your funding alerts"
    return subject, _written("confirmation", context)


def alert_message(delivery, now):
    """Subject and body of one alert: to a subscriber, or to who works on an application."""
    alert, call = delivery.alert, delivery.alert.call
    colleague = delivery.colleague
    application = colleague.application if colleague else None
    context = {
        "alert": alert,
        "call": call,
        "programme": call.programme,
        "cancelled": call.state == CallState.CANCELLED,
        "address": settings.PUBLIC_URL + call.get_absolute_url(),
        "form": _form_of(call),
        "application": application,
        "is_draft": application is not None and application.state == ApplicationState.DRAFT,
        "stop": stop_address(delivery.subscription) if delivery.subscription else "",
        **_ours(),
    }
    template = CANCELLED if context["cancelled"] else SUBJECTS[What(alert.what)]
    name = f"{call.programme.name}, {call.name}"
    return template.format(name=name), _written(_template(alert, call), context)


def _form_of(call):
    """Where the form can be read; nothing for a round of pledges, which has none."""
    if call.programme.kind != ProgrammeKind.GRANT_ROUND:
        return ""
    return _address("funding:call_form", call.programme.slug, call.number)


def _template(alert, call):
    return "cancelled" if call.state == CallState.CANCELLED else str(What(alert.what).value)


def _written(name, context):
    return render_to_string(f"emails/funding/alerts/{name}.txt", context).strip() + "\n"


def _ours():
    return {"council": settings.COUNCIL_NAME, "contact": settings.CONTACT_EMAIL}


def _address(name, *args):
    return settings.PUBLIC_URL + reverse(name, args=args)


def stop_address(subscription):
    """Where whoever holds the message says that they want no more of them."""
    return _address("funding:alerts_stop", subscription.token)


def unsubscribe_headers(address):
    """What lets a mail program offer to unsubscribe with one press (RFC 2369, RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{address}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def message_id(name):
    """The same name gives the same Message-ID: a copy sent twice can be told from the message."""
    return f"<funding-{name}@{urlsplit(settings.PUBLIC_URL).hostname}>"
