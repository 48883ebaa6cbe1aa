"""A call: one round of a programme, with its dates, its money and its form."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from civilsociety.budget.models import Year
from civilsociety.choices import known
from funding.models.choices import QuestionKind
from funding.models.programmes import Criterion, Programme
from funding.states import CallState

# The form of a published call stays as applicants saw it.
FORM_IS_FROZEN = """
    SELECT state INTO call_state FROM funding_call
        WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.call_id ELSE NEW.call_id END;
    IF call_state IS NOT NULL AND call_state <> 'draft' THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation',
            CONSTRAINT = 'the_form_of_a_published_call_stays',
            MESSAGE = 'the form of a published call stays as applicants saw it';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""


class CallQuerySet(models.QuerySet):
    def public(self):
        """Those anybody may read about."""
        return self.exclude(state=CallState.DRAFT)

    def open(self, now):
        """Those that take applications at this moment."""
        return self.filter(state=CallState.PUBLISHED, opens_at__lte=now, closes_at__gt=now)

    def forthcoming(self, now):
        """Those that are announced and not open yet."""
        return self.filter(state=CallState.PUBLISHED, opens_at__gt=now)

    def closed(self, now):
        """Those that took applications and take no more."""
        shut = Q(state=CallState.PUBLISHED, closes_at__lte=now) | Q(state=CallState.DECIDED)
        return self.filter(shut)


class Call(models.Model):
    """One round. It takes applications from `opens_at` until just before `closes_at`.

    `money_pence` is what the round has to give, from `year`. `changes` grows when its dates
    change or it is cancelled, so that calendars take the later word.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="calls")
    number = models.PositiveSmallIntegerField("round", default=1)
    name = models.CharField(max_length=120)
    year = models.ForeignKey(Year, models.PROTECT, related_name="+")
    money_pence = models.BigIntegerField("money in this round")
    opens_at = models.DateTimeField("opens")
    closes_at = models.DateTimeField("closes")
    panel_on = models.DateField("panel meets on", null=True, blank=True)
    decision_by = models.DateField("applicants hear by")
    starts_from = models.DateField("projects may start from", null=True, blank=True)
    state = models.CharField(max_length=10, choices=CallState, default=CallState.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    cancelled_why = models.TextField("why it was cancelled", blank=True)
    changed_why = models.TextField("why its dates changed", blank=True)
    changed_at = models.DateTimeField("dates last changed", null=True, blank=True)
    changes = models.PositiveSmallIntegerField("changes since it was published", default=0)
    is_sample = models.BooleanField("invented for the demonstration", default=False)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = "round"
        ordering = ["-opens_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="a_round_has_its_number"),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="a_call_closes_after_it_opens"
            ),
            models.CheckConstraint(condition=Q(money_pence__gt=0), name="a_call_has_money"),
            models.CheckConstraint(**known("state", CallState, "call_state_is_known")),
            models.CheckConstraint(
                condition=~Q(state=CallState.CANCELLED) | ~Q(cancelled_why=""),
                name="a_cancelled_call_says_why",
            ),
        ]

    def __str__(self):
        return f"{self.programme}, {self.name}"

    def get_absolute_url(self):
        return reverse("funding:programme", args=[self.programme.slug])

    def is_open(self, now):
        """Whether it takes applications at this moment."""
        return self.state == CallState.PUBLISHED and self.opens_at <= now < self.closes_at

    def is_forthcoming(self, now):
        """Whether it is announced and not open yet."""
        return self.state == CallState.PUBLISHED and now < self.opens_at

    def has_closed(self, now):
        """Whether it took applications and takes no more."""
        return self.state == CallState.DECIDED or (
            self.state == CallState.PUBLISHED and now >= self.closes_at
        )


class Question(models.Model):
    """One question of a call's form, in its section; frozen once the call is published."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="questions")
    section = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=1)
    key = models.SlugField(max_length=40)
    kind = models.CharField(max_length=12, choices=QuestionKind)
    text = models.CharField("question", max_length=200)
    help = models.TextField(blank=True)
    required = models.BooleanField(default=True)
    max_words = models.PositiveSmallIntegerField(null=True, blank=True)
    options = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, null=True, blank=True, related_name="questions"
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "key"], name="a_question_has_its_key"),
            models.CheckConstraint(**known("kind", QuestionKind, "question_kind_is_known")),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="stays_as_published",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                declare=[("call_state", "text")],
                func=FORM_IS_FROZEN,
            )
        ]

    def __str__(self):
        return self.text


class Subscription(models.Model):
    """Somebody who asked to be told when money is offered; confirmed by the link we mailed.

    `programme` empty: every programme. Once it has ended, the address is erased.
    """

    email = models.EmailField(max_length=254)
    programme = models.ForeignKey(
        Programme, models.CASCADE, null=True, blank=True, related_name="subscriptions"
    )
    token = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField(default=timezone.now)
    mailed_at = models.DateTimeField("when the link was mailed", null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "email",
                "programme",
                condition=Q(ended_at=None),
                nulls_distinct=False,
                name="one_subscription_an_address_and_programme",
            ),
        ]

    def __str__(self):
        return f"Subscription {self.pk}"


class Alert(models.Model):
    """One thing to be told of one call: that it opened, or that it closes soon. Sent once."""

    class What(models.TextChoices):
        ANNOUNCED = "announced", "Announced"
        OPEN = "open", "Open now"
        CLOSING = "closing", "Closes in a week"
        CHANGED = "changed", "Its dates changed"

    call = models.ForeignKey(Call, models.CASCADE, related_name="alerts")
    what = models.CharField(max_length=10, choices=What)
    about = models.CharField(
        "what makes it another alert of the same kind", max_length=40, blank=True
    )
    made_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "what", "about"], name="an_alert_is_made_once"),
        ]

    def __str__(self):
        return f"{self.call}: {self.get_what_display()}"


class AlertDelivery(models.Model):
    """One alert to one person: sent once, however often a worker is killed.

    To a subscriber, or to somebody who works on an application to the call.
    """

    alert = models.ForeignKey(Alert, models.CASCADE, related_name="deliveries")
    subscription = models.ForeignKey(
        Subscription, models.CASCADE, null=True, blank=True, related_name="deliveries"
    )
    colleague = models.ForeignKey(
        "Colleague", models.CASCADE, null=True, blank=True, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "alert deliveries"
        constraints = [
            models.UniqueConstraint(
                fields=["alert", "subscription"], name="an_alert_reaches_a_subscriber_once"
            ),
            models.UniqueConstraint(
                fields=["alert", "colleague"], name="an_alert_reaches_an_applicant_once"
            ),
            models.CheckConstraint(
                condition=Q(subscription__isnull=False, colleague=None)
                | Q(subscription=None, colleague__isnull=False),
                name="an_alert_goes_to_one_person",
            ),
        ]

    def __str__(self):
        return f"{self.alert}, {self.pk}"
