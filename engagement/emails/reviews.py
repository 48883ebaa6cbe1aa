"""The words of messages about reviews of drafts: (subject, body) of each."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

NOT_SENT = "You have comments that you saved and did not send. Nobody reads them before you do."


def opened(review):
    """A draft waits for comments."""
    return f"A draft for your comments: {review.title}", _body("opened", review)


def more_time(review):
    """The review ends later than was said."""
    return f"More time for your comments: {review.title}", _body("more_time", review)


def closed_early(review):
    """An officer closed the review before its moment."""
    return f"Closed for comments: {review.title}", _body("closed_early", review)


def reminder(review):
    """Three days are left."""
    return f"Three days left for your comments: {review.title}", _body("reminder", review)


def reported(review):
    """Every comment is answered."""
    path = reverse("engagement:review_report", args=[review.pk])
    return f"Your comments are answered: {review.title}", _body("reported", review, path)


def _body(name, review, path=None):
    context = {
        "review": review,
        "address": f"{settings.PUBLIC_URL}{path or review.get_absolute_url()}",
        "council": settings.COUNCIL_NAME,
    }
    return render_to_string(f"emails/engagement/review_{name}.txt", context).strip()
