"""When somebody closes their account: what they sent stays, and no longer leads to them."""

from django.db import transaction

from consultations.models import Draft, Response


@transaction.atomic
def let_go(user):
    """Erases what a person began and never sent, and unties what they sent from their account.

    Nothing in the record speaks of them by name: it knows respondents by reference.
    """
    drafts = Draft.objects.filter(user=user)
    drafts.filter(submitted_at=None, response=None).delete()
    drafts.update(user=None)
    Response.objects.filter(user=user).update(user=None)
    return []
