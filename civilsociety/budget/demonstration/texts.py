"""What the sample years, programmes and payees are called."""

from datetime import date

from civilsociety.budget.states import SplitRule

SOURCES = (("base", "Base budget"), ("public-health", "Public Health"))
YEARS = (date(2021, 4, 1), date(2022, 4, 1), date(2023, 4, 1))
EACH = 35_000_000  # pence a year from each source
FRAMEWORK = "21/00055"

RELATIONSHIP = "A strategic relationship with the social sector as an equal partner"
INDEPENDENT = "A sustainable, diverse and independent social sector"
VOLUNTEERING = "A coordinated, properly resourced volunteering system"
SMALL = "The right conditions for small community organisations"

HEADS = (
    {
        "key": "strategic-recovery-fund",
        "name": "Strategic Recovery Fund",
        "objective": INDEPENDENT,
        "description": "Small grants with which organisations change their business plan or "
        "model, run through Kent Community Foundation.",
        "position": 10,
    },
    {
        "key": "volunteering-pilot",
        "name": "Volunteering infrastructure pilot",
        "objective": VOLUNTEERING,
        "description": "One year’s trial of one place to go for volunteering in Kent, with the "
        "Ashford Volunteer Centre.",
        "position": 20,
    },
    {
        "key": "crowdfund-kent",
        "name": "CrowdFund Kent",
        "objective": SMALL,
        "description": "The council pledges beside neighbours, businesses and partners. A pledge "
        "is paid only when a project reaches its target.",
        "position": 30,
    },
    {
        "key": "steering-group",
        "name": "VCSE Steering Group",
        "objective": RELATIONSHIP,
        "description": "What people need to take part in an independent group that speaks with "
        "the council for the sector.",
        "position": 40,
        "is_sample": True,
    },
    {
        "key": "support-for-the-sector",
        "name": "Support for the social sector",
        "objective": INDEPENDENT,
        "description": "Meant for what the pilots show to work. No decision has spent it yet.",
        "position": 50,
        "is_sample": True,
    },
)
SPLIT = SplitRule.EQUAL

FOUNDATION = "Kent Community Foundation"
VOLUNTEER_CENTRE = "Ashford Volunteer Centre"
SAMPLE = "Sample entry, invented for the demonstration."
