"""What goes when an officer who brought in Word files closes their account."""

from strategy.models import WordImport


def forget_officer(user):
    """The files stay, and with them what became of them; who gave them is forgotten."""
    WordImport.objects.filter(by=user).update(by=None, requested_by_label="")
