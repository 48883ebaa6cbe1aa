"""What home asks of consultations: their public addresses, and what answering leaves behind."""

from django.urls import reverse

from civilsociety.ui.slots import Cookie
from consultations.models import Consultation, ReportIssue
from consultations.states import ConsultationState


def public_addresses():
    """Every public page about consultations, for search engines."""
    shown = Consultation.objects.exclude(state=ConsultationState.DRAFT).order_by("opens_at")
    issued = ReportIssue.objects.order_by("report__consultation__slug").distinct()
    slugs = issued.values_list("report__consultation__slug", flat=True)
    return [
        reverse("consultations:index"),
        *(consultation.get_absolute_url() for consultation in shown),
        *(reverse("consultations:report", args=[slug]) for slug in dict.fromkeys(slugs)),
    ]


def cookies():
    """What answering leaves in a browser."""
    return [
        Cookie(
            "response",
            "Lets you go on with a response you have begun, on this device. It is set when you "
            "begin to answer, for the pages of that consultation only.",
            "60 days after the consultation closes",
        ),
        Cookie(
            "respond:…",
            "Not a cookie: your browser keeps what you have typed while the service cannot be "
            "reached, and forgets it once it is saved. It is never read by anybody else.",
            "Until it is saved",
        ),
    ]
