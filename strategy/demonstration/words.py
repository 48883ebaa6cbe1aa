"""What the sample story says between the texts: steps, reasons, summary, easy read."""

from datetime import date

from strategy.slots import Origin
from strategy.states import VersionState

FIRST_CONSULTATION = {
    "on": date(2020, 2, 3),
    "until": date(2020, 4, 5),
    "body": "Everybody: first consultation",
    "outcome": "Nine weeks. The work paused when the pandemic came.",
}
SECOND_CONSULTATION = {
    "on": date(2021, 9, 6),
    "until": date(2021, 10, 3),
    "body": "Everybody: second consultation, online",
    "outcome": "28 days. What people said, and what was done with it, is in the report.",
}
COMMITTEE = {
    "on": date(2021, 11, 9),
    "body": "Policy and Resources Cabinet Committee",
    "outcome": "Members supported the strategy. They asked for the make-up of the Steering "
    "Group to be published, and for a glossary.",
}
AFTER_COMMITTEE = (
    (VersionState.CABINET, date(2021, 12, 9), {"body": "Cabinet", "outcome": "Adopted."}),
    (
        VersionState.ADOPTED,
        date(2021, 12, 9),
        {"body": "Cabinet", "decision_reference": "21/00055"},
    ),
    (VersionState.IN_FORCE, date(2021, 12, 17), {"outcome": "Nobody called the decision in."}),
)

# How the draft of 2021 read before the Steering Group saw it.
BEFORE_THE_REVIEW = (
    (
        "We propose that the group grows from a body that was formed in an emergency into one that "
        "represents the sector, with a rotating membership, nominated or elected by the sector, "
        "beside its Chair.",
        "The Steering Group advises the council on matters that concern the sector.",
    ),
    ("\n- help organisations recruit volunteers, keep them, and look after them well", ""),
    (
        "Contracts that do not cover the full cost use up voluntary income, and short terms make "
        "planning hard. We will",
        "We will",
    ),
)

_COMMITTEE = Origin(
    "committee",
    "",
    "Policy and Resources Cabinet Committee, 9 November 2021: members asked for it",
)
REPORT = Origin("finding", "", "You said, we did: the report on both consultations")
_OFFICER = Origin("officer", "", "Strategy, Policy, Relationships and Corporate Assurance")

# Section, what was changed, why, and whose word beside the findings it goes back to.
CHANGES = (
    (
        "terminology",
        "A fuller section on terms: what each word means, with examples.",
        "Most people backed “civil society” and “social sector”; some found them unclear.",
        (_COMMITTEE,),
    ),
    (
        "challenges-and-opportunities",
        "The aims are stronger, and a part on working as equals is new.",
        "People supported the direction and asked for more on working together.",
        (),
    ),
    (
        "working-as-equals",
        "A new part: what an equal partner may expect of the council.",
        "People asked for the sector to be valued as an equal partner.",
        (_OFFICER,),
    ),
    (
        "engagement",
        "The text says that not everybody has heard of the two channels.",
        "Not everybody who answered knew the Steering Group.",
        (),
    ),
    (
        "steering-group",
        "How the group will be renewed: rotating members, nominated or elected, published.",
        "People agreed that independence matters and said that it is hard in practice.",
        (_COMMITTEE,),
    ),
    (
        "collaboration",
        "A new part on more ways to be heard, through channels that exist.",
        "People asked for more ways to work together, not for more bodies.",
        (),
    ),
    (
        "business-support",
        "Advice for new organisations is named.",
        "People who had just begun asked for advice on starting up.",
        (),
    ),
    (
        "strategic-recovery-fund",
        "The fund has its name, its amount and its decision.",
        "The decision on the fund was taken in October 2021.",
        (_OFFICER,),
    ),
    (
        "small-organisations",
        "The text says why help should not depend on one budget.",
        "Grants for small groups were the first priority in the first round.",
        (),
    ),
    (
        "crowdfund-kent",
        "A new part: how CrowdFund Kent works.",
        "It began as a pilot between the draft and the final text.",
        (_OFFICER,),
    ),
    (
        "commissioning",
        "What is wrong with contracts is said plainly, with what will be looked at together.",
        "People criticised commissioning: full cost, short terms, late decisions.",
        (),
    ),
)

SUMMARY = """The council values what people do for one another in Kent and will stand beside it.

## What we promise

- A **strategic relationship** with the social sector as an equal partner
- A sector that is **sustainable, diverse and independent**
- A **coordinated system of volunteering**
- The **right conditions for small organisations**

## The money

£700,000 a year for three years, £2,100,000 in all: half from the base budget, half from Public Health.

## How we know that it works

Measures of success are read every year and published. A report on progress goes to Cabinet and committee by the end of 2022.
"""  # noqa: E501 (one line is one paragraph)

EASY_READ = """## What this is about

People in Kent help each other.

Some help in groups. Groups like these are called **civil society**.

The council wants to help these groups.

## What we will do

- We will **listen** to groups.
- We will help groups to **find volunteers**. A volunteer is a person who helps and is not paid.
- We will help **small groups**.
- We will help groups to **plan their money**.

## The money

We will spend **£700,000 each year**. We will do this for 3 years.

## How we check

Each year we will look at what has got better. We will tell you what we find.
"""

RENDITIONS = (("summary", SUMMARY), ("easy_read", EASY_READ))

# Section, the words of the next draft, the words of the strategy in force that they replace.
NEXT = (
    (
        "volunteering",
        "The pilot has ended, and its evaluation shaped what follows.\n\nVolunteers hold up much",
        "Volunteers hold up much",
    ),
)
