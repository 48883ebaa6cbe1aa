"""A register of many awards, written straight into its table."""

from datetime import date, timedelta

from funding.models import Award, PublishedAward
from funding.rules.register import RULES
from funding.states import AwardState


def fill(world, number, **more):
    """So many published awards, a day apart, each a pound more; beside no ledger."""
    awards = Award.objects.bulk_create(
        Award(
            programme=world.programme,
            organisation=world.kitchen,
            title=f"Project {n:05}",
            summary="Something for the neighbourhood.",
            amount_pence=(n + 1) * 100,
            awarded_on=date(2021, 12, 20) - timedelta(days=n),
            starts_on=date(2022, 1, 1),
            ends_on=date(2022, 12, 31),
            department="Strategy",
            state=AwardState.ACCEPTED,
            accepted_at=world.now,
            decided_by=world.officer,
        )
        for n in range(number)
    )
    return PublishedAward.objects.bulk_create(row(world, award, **more) for award in awards)


def row(world, award, **more):
    """What the register holds of an award; `more` replaces fields."""
    fields = {
        "version": 1,
        "identifier": f"360G-sample-{award.number}",
        "reference": award.number,
        "title": award.title,
        "summary": award.summary,
        "recipient_name": award.organisation.name,
        "recipient_org_id": "GB-CHC-1234567",
        "recipient_kind": "registered_charity",
        "districts": ["swale"],
        "amount_pence": award.amount_pence,
        "first_pence": award.amount_pence,
        "awarded_on": award.awarded_on,
        "starts_on": award.starts_on,
        "ends_on": award.ends_on,
        "department": award.department,
        "programme_slug": world.programme.slug,
        "programme_name": world.programme.name,
        "programme_code": world.programme.code,
        "state": award.state,
        "published_at": world.now,
        "read_by_rules": RULES,
    }
    return PublishedAward(award=award, **(fields | more))
