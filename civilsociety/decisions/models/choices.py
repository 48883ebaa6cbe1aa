"""Who decides, and by which route a key decision was announced."""

from django.db import models


class MakerKind(models.TextChoices):
    """Who takes the decision. Committees of the executive included; the full council is not."""

    LEADER = "leader", "Leader of the Council"
    CABINET = "cabinet", "Cabinet"
    CABINET_MEMBER = "cabinet_member", "Cabinet Member"
    COMMITTEE = "committee", "Committee"
    OFFICER = "officer", "Officer under delegation"


class Route(models.TextChoices):
    """How a key decision is announced: SI 2012/2089, regulations 9, 10 and 11."""

    NOTICE = "notice", "28 clear days’ notice"
    GENERAL_EXCEPTION = "general_exception", "General exception: 5 clear days’ notice"
    SPECIAL_URGENCY = "special_urgency", "Special urgency: cannot wait"
