"""The people in an organisation: those we may write to, and those who sign in for it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from civilsociety.organisations.models.choices import Position
from civilsociety.organisations.models.organisation import Organisation


class Contact(models.Model):
    """Somebody we may write to about their organisation; most never sign in."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="contacts")
    name = models.CharField(max_length=200)
    email = models.EmailField("email address", max_length=254, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    position = models.CharField("what they do there", max_length=120, blank=True)
    is_sample = models.BooleanField("invented for the demonstration", default=False)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = [Lower("name"), "id"]
        constraints = [
            models.UniqueConstraint(
                "organisation",
                Lower("email"),
                condition=~Q(email=""),
                name="a_contact_is_listed_once",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="contact_has_a_name"),
        ]

    def __str__(self):
        return self.name


class Membership(models.Model):
    """A person who signs in for an organisation; an officer confirms that they may."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    position = models.CharField("what they are there", max_length=20, choices=Position)
    since = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"], name="a_member_of_an_organisation_once"
            ),
            models.CheckConstraint(
                condition=Q(position__in=Position.values), name="membership_position_is_known"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="membership_confirmed_says_by_whom",
            ),
        ]

    def __str__(self):
        return f"{self.user}, {self.organisation}"
