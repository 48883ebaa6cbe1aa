"""What the sample groups say of themselves. Written for the demonstration."""

from datetime import date

STEERING = {
    "name": "VCSE Steering Group",
    "purpose": "The group speaks for the social sector in its conversation with the council. It "
    "reads drafts early, says what they would mean in practice, and tells the council "
    "what the sector worries about before it becomes urgent.\n\n"
    "It grew out of the recovery cell of 2020 and has met every month since January 2021.",
    "independence": "- The group has a Chair of its own, who is no employee of the council.\n"
    "- It writes its own agenda; the council may ask for an item, and is a guest.\n"
    "- Members speak for the sector, not for the organisation they come from.\n"
    "- What it says of a draft is answered, each comment, with the reason.",
    "terms_of_reference": "Two thirds of the seats are filled by the sector: nominated by "
    "organisations, or elected with one vote for each. Terms last two years; nobody serves more "
    "than two in a row. No more than four of the nine seats end in one year, so that "
    "knowledge stays.\n\nThe group decides with five members present. It costs nothing to belong "
    "to it: travel and care are paid.",
    "contact": "steering.group@sector.example (sample)",
    "quorum": 5,
    "rotation_percent": 45,
    "longest_terms": 2,
    "reads_drafts": True,
    "is_public": True,
    "founded_on": date(2021, 1, 15),
}

BOARD = {
    "name": "Strategic Partnership Board",
    "purpose": "Here the county council, the district councils, the NHS and the social sector "
    "meet. The board brings together the evidence on the measures of success, and reports to "
    "committee every six months.",
    "independence": "Each partner answers for itself. The Chair of the Steering Group sits on the "
    "board for the sector.",
    "contact": "partnership.board@council.example (sample)",
    "quorum": 3,
    "rotation_percent": 100,
    "is_public": True,
    "founded_on": date(2021, 3, 1),
}

# name, appointment, kind, district, term in months
SEATS = (
    ("Chair", "appointed", "", "", 36),
    ("Small groups, east Kent", "elected", "community_group", "", 24),
    ("Small groups, west Kent", "elected", "community_group", "", 24),
    ("Volunteering", "nominated", "", "", 24),
    ("Social enterprise", "nominated", "social_enterprise", "", 24),
    ("Health and wellbeing", "nominated", "registered_charity", "", 24),
    ("Young people", "appointed", "", "", 24),
    ("Faith and belief", "nominated", "faith_group", "", 24),
    ("Infrastructure organisations", "nominated", "registered_charity", "", 24),
)
BOARD_SEATS = (
    ("Chair: Cabinet Member", "Cabinet Member for Community Services"),
    ("District councils", "Chief executive named by the twelve districts"),
    ("NHS", "Director of partnerships, NHS Kent and Medway"),
    ("Social sector", "Chair of the VCSE Steering Group"),
)

# At which heading of the draft, what is said of it, in whose words, what the council answers.
# writer, section, piece, standing, text, suggestion, audience, who agrees, outcome, answer,
# (what was changed, why) where it led to a change.
COMMENTS = (
    (
        "josie", "steering-group", 1, "change",
        "“Advises” makes it sound as if we waited to be asked. The group wants members who are "
        "nominated or elected by the sector, and a Chair of its own.",
        "a rotating membership, nominated or elected by the sector, beside its Chair",
        "group", ("mina", "ravi"), "accepted",
        "We took over your words. How it works in practice we ask everybody in the consultation.",
        (
            "The group is described as one that represents the sector, with rotating members who "
            "are nominated or elected.",
            "The Steering Group asked for a membership that comes from the sector.",
        ),
    ),
    (
        "mina", "volunteering", 2, "missing",
        "Finding volunteers is one thing. Keeping them and looking after them is where small "
        "groups struggle.",
        "", "group", ("josie",), "accepted",
        "A promise of its own now: help to recruit volunteers, keep them, and look after them.",
        (
            "A promise to help organisations recruit volunteers, keep them, and look after them.",
            "A member of the Steering Group said that keeping volunteers is harder than finding "
            "them.",
        ),
    ),
    (
        "ravi", "commissioning", 1, "change",
        "This does not say what the problem is. Contracts that do not cover the full cost eat up "
        "what people gave us.",
        "Contracts that do not cover the full cost use up voluntary income",
        "group", ("josie", "mina"), "in_part",
        "The sentence on full cost is in. We cannot promise a form of contract before we have "
        "looked at it together; the final text says that we will.",
        (
            "The text names what contracts that do not cover their full cost do to an "
            "organisation.",
            "Members of the Steering Group asked for the problem to be named.",
        ),
    ),
    (
        "josie", "money", 1, "support",
        "It is right to say where the money comes from, and that each decision is published.",
        "", "group", (), "noted", "Thank you. It stays.", None,
    ),
    (
        "mina", "terminology", 1, "unclear",
        "Some of our trustees will not know why it is “social” and no longer “voluntary”.",
        "", "group", ("ravi",), "in_part",
        "We explain it in a sentence here and ask about it in the consultation. A fuller section "
        "can follow what people say.",
        None,
    ),
    (
        "ravi", "", None, "",
        "On the whole this is a draft that I can take to my members. It is honest about what the "
        "council does not do.",
        "", "officers", (), "noted", "Good to read. Nothing to change.", None,
    ),
)  # fmt: skip

MEETINGS = (
    (
        date(2021, 6, 10), "VCSE Steering Group, June 2021", "Online",
        (
            ("The draft strategy goes to the group", "discuss",
             "The group agreed to read the draft by 9 July and to comment paragraph by paragraph. "
             "Officers answer each comment.", "engagement",
             (("Comment on the draft", "volunteering", date(2021, 7, 9), True),)),
            ("Volunteering after the pandemic", "discuss",
             "Members told of volunteers who are tired. Keeping them matters more than finding "
             "new ones. The pilot with the Ashford Volunteer Centre was welcomed.",
             "volunteering", ()),
        ),
    ),
    (
        date(2022, 3, 10), "VCSE Steering Group, March 2022", "County Hall, Maidstone",
        (
            ("Review of the group", "decide",
             "The group agreed on seats for small groups that the sector elects, on terms of two "
             "years, and on publishing its members with their consent.", "steering-group",
             (("Prepare the first election", "officer", date(2022, 9, 1), True),)),
            ("Full cost recovery", "discuss",
             "Two members described contracts that end in a loss. Officers bring figures to the "
             "next meeting.", "commissioning",
             (("Bring figures on full cost", "officer", date(2022, 5, 31), True),)),
        ),
    ),
)  # fmt: skip

CONVERSATIONS = (
    {
        "title": "Forum of small groups in Swale (sample)",
        "on": date(2021, 5, 19), "channel": "forum", "place": "Sittingbourne", "district": "swale",
        "partner": "Swale community forum",
        "who": "People from small groups without paid staff", "people": 14,
        "summary": "What it takes to begin again after the pandemic.",
        "our_part": "Head of Community Engagement", "follow_up": "Bring it into the draft.",
        "points": (
            ("Small sums, quickly decided, would do more than a large fund with a long form.",
             "Small grants", "small-organisations"),
            ("Halls have opened again, but heating and insurance have become dearer.",
             "Shared places", "community-assets"),
        ),
    },
    {
        "title": "Volunteer managers’ network (sample)",
        "on": date(2021, 7, 6), "channel": "partner", "place": "Online", "district": "kent_wide",
        "partner": "Volunteer Centres in Kent",
        "who": "People who look after volunteers", "people": 22,
        "summary": "Recruiting and keeping volunteers.",
        "our_part": "Partnerships officer", "follow_up": "",
        "points": (
            ("Those who came in 2020 have gone back to work. Older volunteers have not come back.",
             "Keeping volunteers", "volunteering"),
        ),
    },
    {
        "title": "NHS and sector workshop in Thanet (sample)",
        "on": date(2022, 2, 3), "channel": "meeting", "place": "Margate", "district": "thanet",
        "partner": "NHS Kent and Medway",
        "who": "Charities that work in health, and NHS staff", "people": 18,
        "summary": "How to ask the same people once instead of three times.",
        "our_part": "Head of Community Engagement",
        "follow_up": "Share dates of consultations with the NHS.",
        "points": (
            ("Three bodies asked us the same question in one month.", "Asked too often",
             "collaboration"),
        ),
    },
)  # fmt: skip
