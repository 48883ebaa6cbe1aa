"""What the sample crowdfunding programme and its projects are called.

On the public record (Spacehive, 2023–24): the programme, £200,000 of the council’s and as much
of NHS Kent and Medway’s, £17,000 of Folkestone & Hythe’s, no capital items, no large events, no
project twice, and one partner’s limits: £5,000 or half of a target, 65% with all public pledges.
Which cap the council itself has is not known: £5,000 stands here as a sample. Every project,
organisation and pledge below is invented.
"""

from datetime import date

SLUG = "crowdfund-kent"
NHS, DISTRICT = "NHS Kent and Medway", "Folkestone & Hythe District Council"
PAPER = "Sample paper 2023/7"

PROGRAMME = {
    "code": "CFK",
    "name": "CrowdFund Kent",
    "objective": "The right conditions for small community organisations",
    "summary": "We pledge beside your neighbours to local projects that reach their target.",
    "about": "You raise money from many people on a crowdfunding platform, and we pledge a part "
    "of it. Your neighbours show with their own pounds what they want, and a small group can do "
    "what no single grant would pay for.\n\n"
    "A pledge is **all or nothing**. When your project reaches its target and we have made sure "
    "of it, our pledge becomes a grant. When it does not, nobody pays anything.\n\n"
    "The cap of £5,000 for one project is a sample: the council’s own is not published.",
    "who_can_apply": "- Community groups, charities and social enterprises that work in Kent\n"
    "- Parish and town councils together with a group of residents\n\n"
    "You need a bank account in the name of the group, and two people who answer for it.",
    "exclusions": "- Capital items: buildings, vehicles, equipment over £500\n"
    "- Large events\n"
    "- A project that we have supported before",
    "terms": "Spend the grant on the project as it stood on the platform. Tell us when it "
    "changes. Report in a few lines when it is done.",
    "what_next": "Put your project on the platform and ask for a pledge there. A panel meets in "
    "each round, and you hear within two weeks. What we pledge depends on your target and on "
    "what other public funders pledge: the rules stand on the page of projects.",
    "department": "Strategy, Policy, Relationships and Corporate Assurance",
    "contact_email": "crowdfund@council.example",
    "most_pence": 5_000_00,
    "most_percent": 50,
}
RULES = {
    "cap_pence": 5_000_00,
    "cap_percent": 50,
    "public_percent": 65,
    "excluded_kinds": ["capital", "large_event"],
    "no_repeat": True,
}

# Those whose pledges the ledger’s sample has promised already, by the title there.
GRANTED = (
    {
        "pledge": "Pledge: a kitchen for the whole street",
        "key": "kitchen",
        "title": "A kitchen for the whole street",
        "summary": "A shared kitchen in the church hall, open on two evenings a week, where "
        "neighbours cook together from what shops would throw away.",
        "districts": ["swale"],
        "target_pence": 8_000_00,
        "ends": date(2023, 6, 4),
        "partners": ((NHS, 1_500_00, True), ("Highstreet Bakery (sample)", 400_00, False)),
    },
    {
        "pledge": "Pledge: benches along the creek",
        "key": "benches",
        "title": "Benches along the creek",
        "organisation": "Creekside Residents (sample)",
        "summary": "Six benches made by residents, so that people who cannot walk far can reach "
        "the water, each with the name of somebody’s favourite bird.",
        "districts": ["swale"],
        "target_pence": 6_400_00,
        "ends": date(2023, 6, 25),
        "partners": ((NHS, 1_000_00, True),),
    },
    {
        "pledge": "Pledge: a library of tools",
        "key": "tools",
        "title": "A library of tools",
        "organisation": "Northfield Shed (sample)",
        "summary": "Tools to borrow instead of buy, with two afternoons a week on which members "
        "of the shed show how they are used and mended.",
        "districts": ["ashford"],
        "target_pence": 12_000_00,
        "ends": date(2023, 9, 10),
        "partners": ((NHS, 2_500_00, True), ("Northfield Traders (sample)", 600_00, False)),
    },
)
HELD = {
    "pledge": "Pledge: a stage for young people",
    "key": "stage",
    "title": "A stage for young people",
    "organisation": "Harbour Youth Stage (sample)",
    "summary": "A year of open rehearsals and four evenings on stage, planned, lit and hosted by "
    "people between 13 and 19.",
    "districts": ["folkestone_and_hythe"],
    "target_pence": 11_000_00,
    "raised_pence": 8_920_00,
    "partners": ((DISTRICT, 2_000_00, True), ("Harbour Arm Traders (sample)", 350_00, False)),
}
# The one that did not reach its target.
FAILED = {
    "key": "mural",
    "title": "A mural under the bridge",
    "organisation": "Bridge Street Painters (sample)",
    "summary": "Forty metres of wall, painted with the pupils of three schools.",
    "districts": ["dover"],
    "target_pence": 5_600_00,
    "raised_pence": 940_00,
    "ends": date(2023, 11, 12),
    "partners": ((NHS, 500_00, True),),
}
PROPOSED = (
    {
        "key": "garden",
        "title": "A garden for the ward",
        "organisation": "Friends of the Cottage Hospital (sample)",
        "summary": "Raised beds and a path without steps, for patients, visitors and whoever "
        "lives next door, looked after by volunteers.",
        "districts": ["thanet"],
        "target_pence": 10_000_00,
        "raised_pence": 4_260_00,
        "partners": ((NHS, 3_000_00, True),),
    },
    {
        "key": "choir",
        "title": "A choir that comes to you",
        "organisation": "Hythe Sings (sample)",
        "summary": "Thirty afternoons of singing in care homes and front rooms, for people who "
        "do not get out much.",
        "districts": ["folkestone_and_hythe"],
        "target_pence": 6_400_00,
        "raised_pence": 1_150_00,
        "partners": ((DISTRICT, 400_00, True),),
    },
    {
        "key": "minibus",
        "title": "A minibus for the valley",
        "organisation": "Valley Lifts (sample)",
        "summary": "A second-hand minibus with a lift, driven by volunteers.",
        "districts": ["maidstone"],
        "kinds": ["capital"],
        "target_pence": 18_000_00,
        "raised_pence": 2_300_00,
        "partners": (),
    },
    {
        "key": "more-tools",
        "title": "A larger library of tools",
        "organisation": "Northfield Shed (sample)",
        "summary": "More tools, and a third afternoon a week.",
        "districts": ["ashford"],
        "target_pence": 7_000_00,
        "raised_pence": 800_00,
        "same_as": "tools",
        "partners": (),
    },
)
