"""What an organisation tells us once: its profile, its documents, its bank account."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from civilsociety.choices import known
from civilsociety.organisations.models import Organisation
from funding.models.choices import DocumentKind
from funding.models.files import StoredFile
from funding.states import BankState, DocumentState


class Profile(models.Model):
    """Facts about an organisation that every application takes from here.

    `checked_on` is the day somebody of the organisation last said that all of it is still right.
    """

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="+")
    purpose = models.TextField("what the organisation is for", blank=True)
    year_founded = models.PositiveSmallIntegerField("founded in", null=True, blank=True)
    income_pence = models.BigIntegerField("income in the last full year", null=True, blank=True)
    spending_pence = models.BigIntegerField("spending in the last full year", null=True, blank=True)
    reserves_pence = models.BigIntegerField("free reserves", null=True, blank=True)
    trustees = models.PositiveSmallIntegerField("trustees or directors", null=True, blank=True)
    employees = models.PositiveSmallIntegerField("paid staff", null=True, blank=True)
    volunteers = models.PositiveIntegerField("volunteers", null=True, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"Profile of {self.organisation}"


class OrganisationDocument(models.Model):
    """One document of an organisation, asked for again only when it is no longer valid.

    `valid_until` (inclusive) is set when an officer checks it; empty means without an end.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=DocumentKind)
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")
    dated_on = models.DateField("date of the document", null=True, blank=True)
    state = models.CharField(max_length=12, choices=DocumentState, default=DocumentState.GIVEN)
    given_at = models.DateTimeField(default=timezone.now)
    checked_on = models.DateField(null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    valid_until = models.DateField("valid until", null=True, blank=True)
    note = models.CharField("what the organisation reads about it", max_length=300, blank=True)

    class Meta:
        ordering = ["organisation", "kind", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind"],
                condition=~Q(state__in=[DocumentState.REPLACED, DocumentState.NOT_ACCEPTED]),
                name="one_current_document_of_a_kind",
            ),
            models.CheckConstraint(**known("kind", DocumentKind, "document_kind_is_known")),
            models.CheckConstraint(**known("state", DocumentState, "document_state_is_known")),
            models.CheckConstraint(
                condition=~Q(state=DocumentState.CHECKED)
                | Q(checked_on__isnull=False, checked_by__isnull=False),
                name="a_checked_document_says_by_whom",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} of {self.organisation}"

    def is_valid(self, today: date):
        """Whether it need not be asked for again."""
        standing = self.state in (DocumentState.GIVEN, DocumentState.CHECKED)
        return standing and (self.valid_until is None or today <= self.valid_until)


class BankAccount(models.Model):
    """Where money for an organisation is sent. The numbers are sealed; four digits may be shown.

    A first officer checks it by telephone, a second one verifies it; neither entered it.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    account_name = models.CharField("name on the account", max_length=200)
    sealed = models.BinaryField("sort code and account number, sealed")
    last_digits = models.CharField("last digits of the account number", max_length=4)
    state = models.CharField(max_length=10, choices=BankState, default=BankState.ENTERED)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_how = models.CharField("how it was checked", max_length=300, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    verified_at = models.DateTimeField(null=True, blank=True)
    refused_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["organisation", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(state=BankState.VERIFIED),
                name="one_verified_account_an_organisation",
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(state__in=[BankState.ENTERED, BankState.CHECKED]),
                name="one_account_to_be_checked",
            ),
            models.CheckConstraint(**known("state", BankState, "bank_state_is_known")),
            models.CheckConstraint(
                condition=~Q(state=BankState.VERIFIED)
                | (
                    Q(checked_by__isnull=False, verified_by__isnull=False)
                    & ~Q(checked_by=F("verified_by"))
                    & ~Q(entered_by=F("checked_by"))
                    & ~Q(entered_by=F("verified_by"))
                ),
                name="a_bank_account_is_verified_by_a_second_officer",
            ),
        ]

    def __str__(self):
        return f"Account ending {self.last_digits} of {self.organisation}"
