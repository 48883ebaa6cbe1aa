"""What a decision allows to be spent, or lets somebody decide later."""

import pgtrigger
from django.db import models
from django.db.models import F, Q, Sum

from civilsociety.decisions.models.decision import Decision
from civilsociety.decisions.models.guards import MONEY_BELONGS_TO_VERSION_ONE
from civilsociety.decisions.states import IN_FORCE


class Purpose(models.Model):
    """What money may be decided for; a decision, a budget head and a programme mean the same."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="a_purpose_has_a_name"),
        ]

    def __str__(self):
        return self.name


class AuthorityQuerySet(models.QuerySet):
    def in_force(self):
        """Those of published decisions that no later decision has replaced."""
        return self.filter(decision__state__in=IN_FORCE)

    def delegations(self):
        """Those that let somebody decide later."""
        return self.exclude(delegate_to="")

    def to_spend(self):
        """Those that allow money to be committed directly."""
        return self.filter(delegate_to="")

    def pence(self):
        """Their sum in pence."""
        return self.aggregate(sum=Sum("up_to_pence"))["sum"] or 0


class Authority(models.Model):
    """Money up to an amount (pence), for one purpose, until a date (inclusive) if it has one.

    Hangs on version 1 of its decision. `delegate_to` empty: the money is decided here and may be
    committed. Otherwise the holder of that post may decide it later, and each such decision draws
    its own authority `under` this one.
    """

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="authorities")
    purpose = models.ForeignKey(Purpose, models.PROTECT, related_name="authorities")
    up_to_pence = models.BigIntegerField("up to")
    until = models.DateField("last day", null=True, blank=True)
    delegate_to = models.CharField("post that may decide it later", max_length=200, blank=True)
    under = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="drawn")

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "authorities"
        constraints = [
            models.CheckConstraint(
                condition=Q(up_to_pence__gt=0), name="an_authority_is_for_some_money"
            ),
            models.CheckConstraint(
                condition=~Q(under=F("id")), name="an_authority_is_not_under_itself"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="as_decided",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                declare=[("decision_state", "text")],
                func=MONEY_BELONGS_TO_VERSION_ONE,
            )
        ]

    def __str__(self):
        return f"{self.decision.reference}: {self.purpose}"

    @property
    def is_delegation(self):
        """Whether it lets somebody decide later, instead of allowing money to be committed."""
        return bool(self.delegate_to)
