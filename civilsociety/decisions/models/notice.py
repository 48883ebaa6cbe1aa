"""A notice that a key decision is to be made."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from civilsociety.decisions.models.choices import MakerKind, Route
from civilsociety.decisions.states import PUBLIC, PUBLIC_LABELS, NoticeState

# What was announced is never changed; it can only be withdrawn, with a reason.
_NOTICE_IS_KEPT = """
    IF TG_OP = 'DELETE' THEN
        IF OLD.state = 'draft' THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'A published notice is never deleted.';
    END IF;
    IF OLD.state = 'draft' OR to_jsonb(NEW) = to_jsonb(OLD) THEN
        RETURN NEW;
    END IF;
    IF OLD.state = 'published' AND NEW.state = 'withdrawn'
        AND (to_jsonb(NEW) - 'state' - 'withdrawn_on' - 'withdrawn_reason')
          = (to_jsonb(OLD) - 'state' - 'withdrawn_on' - 'withdrawn_reason') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A published notice is never changed.';
"""


class NoticeQuerySet(models.QuerySet):
    def public(self):
        """Those anybody may read, withdrawn ones with their reason included."""
        return self.exclude(state=NoticeState.DRAFT)

    def expected(self):
        """Published ones on which nothing has been decided yet, the next to fall due first."""
        undecided = self.filter(state=NoticeState.PUBLISHED).exclude(decisions__state__in=PUBLIC)
        return undecided.order_by("due_from", "pk")


class Notice(models.Model):
    """What the public is told before a key decision: SI 2012/2089, regulation 9(1).

    `due_from` is the first day on which the decision may be made. A notice by general exception
    (regulation 10) or special urgency (regulation 11) says why 28 clear days were impracticable.
    """

    matter = models.CharField("what will be decided", max_length=200)
    summary = models.TextField("what it is about", blank=True)
    maker_kind = models.CharField("who will decide", max_length=20, choices=MakerKind)
    maker_name = models.CharField(max_length=200, blank=True)
    maker_post = models.CharField(max_length=200, blank=True)
    due_from = models.DateField("first day on which it may be decided")
    due_to = models.DateField("last day, when it is a period", null=True, blank=True)
    documents = models.TextField("documents the decision-maker will be given", blank=True)
    contact = models.TextField("where to ask for the documents")
    route = models.CharField(max_length=20, choices=Route, default=Route.NOTICE)
    reason = models.TextField("why 28 clear days were impracticable", blank=True)
    agreed_by = models.CharField("chair of scrutiny who agreed", max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=NoticeState, default=NoticeState.DRAFT)
    published_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)
    is_sample = models.BooleanField("invented for the demonstration", default=False)
    created_at = models.DateTimeField(default=timezone.now)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-due_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=NoticeState.values), name="notice_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(maker_kind__in=MakerKind.values), name="notice_maker_is_known"
            ),
            models.CheckConstraint(condition=Q(route__in=Route.values), name="route_is_known"),
            models.CheckConstraint(
                condition=Q(state=NoticeState.DRAFT) | Q(published_on__isnull=False),
                name="a_published_notice_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=NoticeState.WITHDRAWN)
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawn_reason="")),
                name="a_withdrawn_notice_says_why",
            ),
            models.CheckConstraint(
                condition=Q(due_to=None) | Q(due_to__gte=models.F("due_from")),
                name="a_notice_period_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(state=NoticeState.DRAFT) | Q(route=Route.NOTICE) | ~Q(reason=""),
                name="an_exception_has_a_reason",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="as_announced",
                operation=pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                func=_NOTICE_IS_KEPT,
            )
        ]

    def __str__(self):
        return self.matter

    def get_absolute_url(self):
        return reverse("decisions:notice", args=[self.pk])

    @property
    def public_state(self):
        """Its state in a reader's words."""
        return PUBLIC_LABELS[NoticeState][NoticeState(self.state)]

    @property
    def maker(self):
        """Who will decide, in one line: the name and the post, or the body."""
        named = ", ".join(part for part in (self.maker_name, self.maker_post) if part)
        return named or self.get_maker_kind_display()
