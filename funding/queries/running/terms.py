"""What an award says now, in the plain form a change is written in."""

from funding.queries.awards import standing_of

# What both sides can change, and how it is called.
NAMES = {
    "title": "Title",
    "summary": "What the money is for",
    "starts_on": "First day",
    "ends_on": "Last day",
    "districts": "Where it takes place",
    "amount_pence": "Amount",
    "targets": "Targets",
}


def terms_of(award):
    """{name: value} of all that can be changed, as it is kept in a variation (plain JSON)."""
    return {
        "title": award.title,
        "summary": award.summary,
        "starts_on": award.starts_on.isoformat(),
        "ends_on": award.ends_on.isoformat(),
        "districts": sorted(award.districts),
        "amount_pence": standing_of(award).now,
        "targets": {str(each.indicator_id): each.value for each in award.targets.all()},
    }


def changed(award, wanted):
    """(before, after): only what differs in `wanted` from what the award says now."""
    now = terms_of(award)
    after = {name: value for name, value in wanted.items() if value != now[name]}
    return {name: now[name] for name in after}, after
