"""What the sample decisions say. Written for the demonstration; nobody decided these words."""

from datetime import date

MEMBER = "Cabinet Member for Community Services"
DIRECTOR = "Director of Strategy, Policy, Relationships and Corporate Assurance"
NONE_DECLARED = "None were declared."
LAST_DAY = date(2024, 3, 31)

PURPOSES = {
    "strategic-recovery-fund": "Strategic Recovery Fund",
    "volunteering-pilot": "Volunteering infrastructure pilot",
    "crowdfund-kent": "CrowdFund Kent",
    "steering-group": "VCSE Steering Group",
    "support-for-the-sector": "Support for the social sector",
}

VOLUNTEERING = {
    "reference": "SAMPLE/21/00001",
    "title": "Volunteering infrastructure pilot",
    "maker_kind": "cabinet_member",
    "maker_post": MEMBER,
    "taken_on": date(2021, 7, 1),
    "decision": "1. Fund a one-year pilot of volunteering infrastructure with £170,000.\n"
    "2. Run it with the Ashford Volunteer Centre, towards one place to go for volunteering in "
    "Kent.\n3. Evaluate it before the long-term arrangement is decided.",
    "reasons": "The pandemic showed what volunteers hold up, and how little holds up "
    "volunteering. The recovery work with the sector asked for a network that is coordinated "
    "and properly resourced. A pilot of one year lets the council learn before it commits "
    "itself for longer.",
    "alternatives": "- **Grants to each volunteer centre alone** were rejected: they would not "
    "have brought the centres together.\n- **Waiting for the strategy to be adopted** was "
    "rejected: volunteers are needed this year.",
    "conflicts": NONE_DECLARED,
    "is_key": False,
    "key_reason": "The amount is below £1,000,000 and the effect on any one division is small.",
    "divisions": ["Ashford Central", "Ashford East"],
}
VOLUNTEERING_NOTE = (
    "Version 1 named two divisions. The pilot serves the whole county, so all are affected."
)

RECOVERY = {
    "reference": "21/00074",
    "title": "Strategic Recovery Fund for the social sector",
    "maker_kind": "cabinet_member",
    "maker_post": MEMBER,
    "taken_on": date(2021, 10, 1),
    "decision": "1. Set up a Strategic Recovery Fund of £330,000 for 2021/22.\n"
    "2. Run it through Kent Community Foundation, which awards the money to organisations.\n"
    "3. Pay small grants from it, with which organisations adapt their business plan or model.",
    "reasons": "Organisations asked twice, in both consultations, for help with finance and "
    "governance. Most cannot pay for advice or spare the time to look for it. The Foundation "
    "knows the sector and can begin at once.",
    "alternatives": "- **Running the fund ourselves** was rejected: it would start months later "
    "and cost more.\n- **One large contract for business support** was rejected: organisations "
    "want to choose who advises them.",
    "conflicts": NONE_DECLARED,
    "is_key": False,
    "key_reason": "The amount is below £1,000,000. All divisions may benefit; in none is the "
    "effect significant.",
    "all_divisions": True,
}

STRATEGY_NOTICE = {
    "matter": "Adoption of the Civil Society Strategy",
    "summary": "Cabinet will be asked to adopt the strategy and the framework for the money "
    "that supports it over three years.",
    "maker_kind": "cabinet",
    "maker_post": "Cabinet",
    "due_from": date(2021, 12, 9),
    "documents": "Final draft of the Civil Society Strategy\nExecutive summary\n"
    "You said, we did: the consultation report",
    "contact": "Democratic Services (sample), democratic.services@council.example",
}
STRATEGY = {
    "reference": "21/00055",
    "title": "Civil Society Strategy and the framework of its money",
    "maker_kind": "cabinet",
    "maker_post": "Cabinet",
    "taken_on": date(2021, 12, 9),
    "decision": "1. Adopt the Civil Society Strategy for 2021 to 2024.\n"
    "2. Set aside £700,000 a year for support to the social sector, £2,100,000 over three "
    "years, half from the base budget and half from the Public Health budget.\n"
    "3. Allocate it by the framework in the strategy. £500,000 of it was decided before, for "
    "2021/22.\n4. Let the Cabinet Member decide what is spent of the rest, as set out below.",
    "reasons": "The council promised a strategy for civil society in 2019. Two consultations "
    "and the Steering Group shaped it. A framework over three years gives organisations the "
    "certainty that yearly decisions do not, and keeps each expense a decision of its own, "
    "published with its reasons.",
    "alternatives": "- **Keeping the policy of 2015** was rejected: it speaks of funded "
    "organisations only.\n- **Adopting the draft of 2020** was rejected: it was written before "
    "the pandemic.\n- **Deciding the money year by year** was rejected: organisations could not "
    "plan.",
    "conflicts": "No member of Cabinet declared one. In committee a member declared an interest "
    "as trustee of a funded body.",
    "is_key": True,
    "key_reason": "It commits more than £1,000,000 and concerns the whole county.",
    "all_divisions": True,
}
COMMITTEE = {
    "committee": "Policy and Resources Cabinet Committee",
    "on": date(2021, 11, 9),
    "said": "Members supported the strategy. They asked for the make-up of the Steering Group to "
    "be published, and for a glossary.",
    "answer": "Both will be done: the group’s members are published with how they are chosen, "
    "and a fuller section explains the terms.",
}

CROWDFUNDING = {
    "reference": "SAMPLE/23/00001",
    "title": "CrowdFund Kent in 2023/24",
    "maker_kind": "cabinet_member",
    "maker_post": MEMBER,
    "taken_on": date(2023, 4, 14),
    "decision": "1. Put £200,000 into CrowdFund Kent in 2023/24.\n2. Pledge it beside what "
    "people, businesses and partners pledge. A pledge becomes a grant only when the target is "
    "met and the project is verified.\n3. Pay for no capital items, no large events, and no "
    "project twice.",
    "reasons": "In the first consultation, grants for small groups were the top priority. "
    "Crowdfunding lets neighbours choose, and brings money that the council does not have.",
    "alternatives": "- **A grants programme of our own** was rejected for this year: the pilot "
    "is to be evaluated first.\n- **A smaller amount** was rejected: partners matched this one.",
    "conflicts": NONE_DECLARED,
    "is_key": False,
    "key_reason": "The amount is below £1,000,000 and no division is affected significantly.",
    "all_divisions": True,
}

MEETINGS = {
    "reference": "SAMPLE/22/00002",
    "title": "Costs of the Steering Group in 2022/23",
    "maker_kind": "officer",
    "maker_post": DIRECTOR,
    "taken_on": date(2022, 4, 4),
    "decision": "Pay up to £6,000 for the Steering Group’s meetings in 2022/23: rooms, travel, "
    "and what people need to take part.",
    "reasons": "The group is independent and unpaid. Nobody should be out of pocket for it.",
    "alternatives": "Meeting online only was rejected: the group asked to meet in person too.",
    "conflicts": NONE_DECLARED,
    "is_key": False,
    "key_reason": "The amount is small and no division is affected significantly.",
    "all_divisions": True,
    "can_be_called_in": False,
    "call_in_exempt_reason": "An officer’s decision that is not key cannot be called in.",
}

NEXT_NOTICE = {
    "matter": "Support for volunteering after the pilot (sample)",
    "summary": "What the evaluation of the pilot found, and which arrangement follows it.",
    "maker_kind": "cabinet_member",
    "maker_post": MEMBER,
    "documents": "Evaluation of the volunteering infrastructure pilot",
    "contact": "Democratic Services (sample), democratic.services@council.example",
}
