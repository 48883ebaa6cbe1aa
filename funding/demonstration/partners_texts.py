"""The words and numbers of the partners' sample data."""

from datetime import date

from civilsociety.documents.tables import csv_line
from civilsociety.organisations.models import District

DEPARTMENT = "Strategy, Policy, Relationships and Corporate Assurance"

FUND = {
    "slug": "strategic-recovery-fund",
    "code": "SRF",
    "partner": "Kent Community Foundation",
    "person": ("kim@foundation.example", "Kim Ellis (sample)"),
    "title": "Run the Strategic Recovery Fund and award its grants",
    "summary": "The Foundation runs the fund and awards small grants with which organisations "
    "change their business plan or their way of working, business and governance advice included.",
    "awarded_on": date(2022, 1, 6),
    "ends_on": date(2022, 12, 31),
    "in_short": "Small grants to change a business plan or a way of working, run through Kent "
    "Community Foundation.",
    "about": "Many organisations came out of the pandemic with less income and more people at "
    "their door. The fund pays for the time and the advice it takes to plan anew.\n\nKent "
    "Community Foundation runs it for us: it takes the applications and awards the grants out of "
    "the money we gave it. Each of those grants is published here as part of our award, and is "
    "counted once.",
    "indicators": (),
}
PILOT = {
    "slug": "volunteering-pilot",
    "code": "VIP",
    "partner": "Ashford Volunteer Centre",
    "person": ("val@volunteers.example", "Val Osei (sample)"),
    "title": "Run the volunteering infrastructure pilot for a year",
    "summary": "One place to go for volunteering in Kent, tried for a year: a desk that brings "
    "people and organisations together, advice on looking after volunteers, and a list of roles.",
    "awarded_on": date(2022, 1, 10),
    "ends_on": date(2022, 12, 31),
    "in_short": "One year’s trial of one place to go for volunteering in Kent, with the Ashford "
    "Volunteer Centre.",
    "about": "Kent has many volunteer centres and no common door. The pilot tries one for a year: "
    "somebody who wants to volunteer asks once and is brought together with a role near them.\n\n"
    "The Ashford Volunteer Centre delivers it. It is paid as it reaches its milestones, and counts "
    "what it does in each district every quarter. An evaluation decides what comes after.",
    "indicators": (
        {
            "kind": "output",
            "name": "Volunteers placed",
            "unit": "people",
            "definition": "People who began in a role through the pilot, each once a quarter.",
        },
        {
            "kind": "output",
            "name": "People who asked",
            "unit": "people",
            "definition": "People who asked the desk about volunteering, each once a quarter.",
        },
        {
            "kind": "output",
            "name": "Organisations supported",
            "unit": "organisations",
            "definition": "Organisations that had an hour or more of advice on volunteers.",
        },
        {
            "kind": "output",
            "name": "Roles advertised",
            "unit": "roles",
            "definition": "Roles on the list for a week or longer.",
        },
        {
            "kind": "outcome",
            "name": "Still volunteering after three months",
            "unit": "people",
            "definition": "People placed in the quarter before who still volunteer.",
        },
    ),
}

MILESTONES = (
    {
        "title": "The desk is open",
        "needed": "Opening hours, the telephone line answered, and two coordinators in post.",
        "due_on": date(2022, 1, 31),
        "given_on": date(2022, 1, 14),
        "evidence": "The desk opened on 13 January, five days a week. (Sample.)",
        "accepted_on": date(2022, 1, 17),
        "answer": "Seen on a visit. Thank you.",
    },
    {
        "title": "Agreements with every volunteer centre in Kent",
        "needed": "A signed agreement on how people are passed on, from each centre.",
        "due_on": date(2022, 2, 28),
        "given_on": date(2022, 2, 16),
        "evidence": "All the centres have signed; the agreements are in our files. (Sample.)",
        "accepted_on": date(2022, 2, 21),
        "answer": "",
    },
    {
        "title": "Five hundred roles advertised",
        "needed": "The list of roles with district and date, without names.",
        "due_on": date(2022, 4, 30),
        "given_on": date(2022, 4, 27),
        "evidence": "The list had 534 roles on 26 April, in all twelve districts. (Sample.)",
        "accepted_on": date(2022, 5, 4),
        "answer": "Thank you. The next list should say how many are open to people under eighteen.",
    },
    {
        "title": "What we learned, for the evaluation",
        "needed": "A report on what worked, what did not, and what it cost for each person placed.",
        "due_on": date(2023, 1, 31),
        "given_on": date(2023, 1, 25),
        "evidence": "Our report is ready. One desk works; passing people on to small groups takes "
        "longer than we thought. (Sample.)",
        "accepted_on": None,
        "answer": "",
    },
)

QUARTERS = (
    (date(2022, 1, 1), date(2022, 4, 11)),
    (date(2022, 4, 1), date(2022, 7, 11)),
    (date(2022, 7, 1), date(2022, 10, 10)),
    (date(2022, 10, 1), date(2023, 1, 16)),
)
# How large each district's share is, in the order of the districts; the last is “Across Kent”.
WEIGHTS = (30, 24, 13, 17, 18, 12, 26, 9, 16, 20, 11, 10, 6)
# What each indicator comes to for a weight of ten in the first quarter.
SCALES = (6, 15, 3, 21, 4)


def figure(position, spot, quarter):
    """An invented figure: it grows over the year, and no two districts are quite alike."""
    grown = SCALES[position % len(SCALES)] * WEIGHTS[spot] * (7 + 2 * quarter)
    return grown // 70 + (position + spot * 3 + quarter * 2) % 4


NOTES = (
    {
        "quarter": date(2022, 4, 1),
        "district": "thanet",
        "title": "From the waiting room to the tool library (sample)",
        "text": "A man in his sixties asked us after his wife’s long illness had ended. Three "
        "calls later he helped in a tool library on two mornings. What helped was that somebody "
        "went with him the first time; what did not was a form of six pages.",
    },
    {
        "quarter": date(2022, 7, 1),
        "district": "swale",
        "title": "A small group that said no (sample)",
        "text": "A lunch club turned down two students because nobody had time to show them round. "
        "We now ask a group first what it needs to welcome somebody, and lend it a coordinator for "
        "the first day.",
    },
)

HEADS = ("Reference", "Organisation", "Title", "Summary", "Amount", "Award date", "District")
GROUPS = (
    (
        "Lunch Club",
        "A plan for three years",
        "Advice from an accountant, and a plan with a budget.",
    ),
    ("Youth Stage", "Earning more of our own", "A study of prices and of hiring out our hall."),
    ("Community Shed", "A board that fits", "Training for trustees, and a search for new ones."),
    ("Carers’ Circle", "From paper to screen", "Moving bookings and records to one system."),
    ("Food Share", "Joining with our neighbours", "Legal advice on merging with a group nearby."),
)
TOWNS = (
    ("Stour Meadow", District.ASHFORD), ("Westgate", District.CANTERBURY),
    ("Darent", District.DARTFORD), ("White Cliff", District.DOVER),
    ("Leas", District.FOLKESTONE_AND_HYTHE), ("Clock Tower", District.GRAVESHAM),
    ("Len Valley", District.MAIDSTONE), ("Holmesdale", District.SEVENOAKS),
    ("Creekside", District.SWALE), ("Viking Bay", District.THANET),
    ("Castle Lodge", District.TONBRIDGE_AND_MALLING), ("Pantiles", District.TUNBRIDGE_WELLS),
    ("All Kent", District.KENT_WIDE),
)  # fmt: skip
GRANTS = 40


def grants_csv():
    """The Foundation's invented list: forty grants, £303,406.80 in all, of what it kept."""
    lines = [csv_line(HEADS)]
    for number in range(1, GRANTS + 1):
        name, district = TOWNS[(number * 5) % len(TOWNS)]
        group, title, summary = GROUPS[number % len(GROUPS)]
        awarded = date(2022, 2 + number % 7, 1 + (number * 11) % 27)
        lines.append(
            csv_line(
                (
                    f"SRF-{number:04}",
                    f"{name} {group} (sample)",
                    title,
                    f"{summary} Invented for the demonstration.",
                    f"{pence_of(number) / 100:.2f}",
                    awarded.isoformat(),
                    district.label,
                )
            )
        )
    return "".join(lines).encode()


def pence_of(number):
    """An invented amount, from £4,000 to £11,500."""
    return 4_000_00 + (number * 2_370_00) % 7_500_00 + (number % 3) * 17
