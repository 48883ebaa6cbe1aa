"""The facts about an organisation that every application takes from one place."""

from django.db import transaction
from django.utils import timezone

from civilsociety.audit.actions import record
from civilsociety.refusal import Refused
from civilsociety.rows import locked
from funding.models import Profile
from funding.queries.organisations import profile_is_complete
from funding.rules.organisations import check_may_read

FACTS = (
    "purpose", "year_founded", "income_pence", "spending_pence", "reserves_pence", "trustees",
    "employees", "volunteers",
)  # fmt: skip
CHANGED = (
    "Somebody of {organisation} changed these facts while you wrote. What you typed is still here: "
    "compare it with what is saved, and save it again if it is right."
)


@transaction.atomic
def save_profile(*, organisation, facts, seen, by, now):
    """Saves the facts; they are right as of this day.

    `seen` is the profile's `changed_at` as the page showed it, or None. Raises Refused where
    somebody else changed it since, and for those who may not.
    """
    organisation = locked(organisation)
    check_may_read(by, organisation)
    profile, _ = Profile.objects.get_or_create(
        organisation=organisation, defaults={"changed_at": now}
    )
    profile = locked(profile)
    if seen is not None and profile.changed_at != seen:
        raise Refused(CHANGED.format(organisation=organisation))
    changed = [name for name in FACTS if getattr(profile, name) != facts[name]]
    for name in FACTS:
        setattr(profile, name, facts[name])
    profile.changed_at, profile.checked_on = now, timezone.localdate(now)
    profile.save()
    record(
        verb="funding.profile_saved",
        target=organisation,
        by=by,
        sentence=f"{by} said that the facts about {organisation} are right.",
        details={"changed": changed},
    )
    return profile


@transaction.atomic
def say_still_right(*, organisation, by, now):
    """Says that everything in the profile is still right on this day.

    Raises Refused where something is missing, and for those who may not.
    """
    check_may_read(by, organisation)
    profile = Profile.objects.select_for_update().filter(organisation=organisation).first()
    if not profile_is_complete(profile):
        raise Refused(f"Something about {organisation} is missing. Fill it in first.")
    profile.checked_on = timezone.localdate(now)
    profile.save()
    record(
        verb="funding.profile_checked",
        target=organisation,
        by=by,
        sentence=f"{by} said that the facts about {organisation} are still right.",
    )
    return profile
