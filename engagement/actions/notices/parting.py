"""What goes when somebody who was written to closes their account."""

from engagement.models import NoticeDelivery


def forget_address(user):
    """Takes their address out of the lists of who was written to."""
    NoticeDelivery.objects.filter(email=user.email.lower()).delete()
