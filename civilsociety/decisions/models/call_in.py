"""A decision called in for examination before it may be acted on."""

import pgtrigger
from django.db import models
from django.db.models import Q

from civilsociety.decisions.states import PUBLIC_LABELS, CallInState

# An answered call-in is kept as it was answered; who called it in, when and why never changes.
_CALL_IN_IS_KEPT = """
    IF TG_OP = 'UPDATE' AND OLD.state = 'open' AND
        (to_jsonb(NEW) - 'state' - 'ended_on' - 'outcome' - 'effective_from')
      = (to_jsonb(OLD) - 'state' - 'ended_on' - 'outcome' - 'effective_from') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A call-in is never changed after it was answered, nor deleted.';
"""


class CallInQuerySet(models.QuerySet):
    def stopping(self, day):
        """Those because of which a decision may not be acted on on a day."""
        return self.filter(Q(effective_from=None) | Q(effective_from__gt=day))


class CallIn(models.Model):
    """Scrutiny asked for a published decision to be examined; until then nobody acts on it.

    Hangs on version 1 of the record. Once confirmed, `effective_from` is the first day on which
    the decision may be acted on; withdrawn, it never may.
    """

    decision = models.ForeignKey("decisions.Decision", models.PROTECT, related_name="call_ins")
    called_in_on = models.DateField()
    called_in_by = models.CharField("who called it in", max_length=300)
    reason = models.TextField("why")
    state = models.CharField(max_length=10, choices=CallInState, default=CallInState.OPEN)
    ended_on = models.DateField("examined on", null=True, blank=True)
    outcome = models.TextField("what came of it", blank=True)
    effective_from = models.DateField("takes effect on", null=True, blank=True)

    objects = CallInQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["decision"], name="a_decision_is_called_in_once"),
            models.CheckConstraint(
                condition=Q(state__in=CallInState.values), name="call_in_state_is_known"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_call_in_has_a_reason"),
            models.CheckConstraint(
                condition=Q(state=CallInState.OPEN, ended_on=None, effective_from=None)
                | Q(
                    state=CallInState.CONFIRMED,
                    ended_on__isnull=False,
                    effective_from__gte=models.F("ended_on"),
                )
                | Q(state=CallInState.WITHDRAWN, ended_on__isnull=False, effective_from=None),
                name="an_answered_call_in_says_from_when",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="as_called_in",
                operation=pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                func=_CALL_IN_IS_KEPT,
            )
        ]

    def __str__(self):
        return f"Call-in of {self.decision.reference}"

    @property
    def public_state(self):
        """Its state in a reader's words."""
        return PUBLIC_LABELS[CallInState][CallInState(self.state)]
