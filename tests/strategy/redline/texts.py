"""Two texts of one strategy, in which everything happens that can happen to a section."""

BEFORE = """---
title: A strategy for civil society
label: Consultation draft
---

# People {#people}

What people do for each other, and what they need for it.

## Social action {#social-action}

People give time as trustees, helpers, coaches and good neighbours in every district.

## Volunteering {#volunteering}

We will support **volunteers**. See [the plan](/old-plan).

- advice for trustees
- a place to meet

## Loneliness {#loneliness}

Connected communities notice when somebody goes missing from their usual places.

# Place {#place}

Where it happens.

## Village halls {#village-halls}

Village halls give people somewhere to meet, and most of them are run by volunteers.

## Young people {#young-people}

Clubs, teams and youth groups give young people somewhere to go and adults to trust.

## Local economy {#local-economy}

The sector employs people and buys from local firms, and we will say so when we plan.
"""

AFTER = """---
title: A strategy for civil society
label: Final text
---

# People {#people}

What people do for each other, and what they need for it.

## Working as equals {#working-as-equals}

The sector is an equal partner, not a supplier of last resort.

## Young people {#young-people}

Clubs, teams and youth groups give young people somewhere to go and adults to trust.

## Social action {#social-action}

People give time as trustees, helpers, coaches and good neighbours in every district.

## Volunteering {#volunteering}

We will fund and support **volunteers**. See [the plan](/new-plan).

- advice for trustees
- training for coordinators
- a place to meet

# Place {#place}

Where it happens.

## Halls and centres {#halls-and-centres}

Village halls and centres give people somewhere to meet, and most are run by volunteers.

## Jobs and firms {#local-economy}

The sector employs people and buys from local firms, and we will say so when we plan.
"""
