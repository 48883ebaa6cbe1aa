"""Invented answers: the same ones every time, in the proportions that the record gives."""

import random
from pathlib import Path

import yaml

from consultations.questionnaire.conditions import shown
from consultations.questionnaire.kinds import TEXTS, Kind

HERE = Path(__file__).parent
VOICES = yaml.safe_load((HERE / "voices.yaml").read_text())

# Who answered, in all and in the second round: 54 of 78 are from the sector.
SECTOR = ("registered-charity", "community-group", "social-enterprise", "trustee-or-volunteer")
FIRST_ROUND = {
    "registered-charity": 18, "community-group": 10, "social-enterprise": 9,
    "trustee-or-volunteer": 10, "resident": 12, "public-body": 6, "business": 2, "other": 2,
}  # fmt: skip
SECOND_ROUND = {
    "registered-charity": 3, "community-group": 2, "social-enterprise": 1,
    "trustee-or-volunteer": 1, "resident": 1, "public-body": 1,
}  # fmt: skip
OPEN_NOW = {
    "registered-charity": 6, "community-group": 4, "social-enterprise": 2,
    "trustee-or-volunteer": 3, "resident": 1,
}  # fmt: skip

LIKELY = {
    "agreement": (24, 34, 14, 12, 8, 8),
    "fair-agree": (4, 16, 20, 30, 22, 8),
    "support-found": (22, 34, 26, 18),
    "small-first": (58, 14, 18, 10),
    "district": (9, 9, 5, 6, 7, 5, 11, 5, 8, 8, 5, 7, 3, 10, 2),
    "known": (45, 55),
    "group-known": (55, 45),
}
PICKED = {
    "support-needed": (0.62, 0.4, 0.3, 0.28, 0.2),
    "barriers": (0.7, 0.6, 0.35, 0.25),
}
OPENINGS = (
    "", "", "", "From where we stand: ", "To be plain: ", "One thing: ", "What we see: ",
    "Our committee talked about it. ", "I answer for a small group. ", "After last year: ",
)  # fmt: skip
CLOSINGS = (
    "", "", "", " We would be glad to help with that.", " Others say the same.",
    " It is not about more money.", " That is what our members tell us.",
    " It has been so for years.", " We have examples if you want them.",
)  # fmt: skip

NAMES = (
    "Riverbank Befriending", "Oast Lane Community Hall", "Marsh Young Carers", "Lantern Debt Help",
    "Green Gate Allotments", "Harbour Lights Choir", "Weald Wheels", "Second Shelf Pantry",
    "Chalk Hill Parents", "Open Door Deal", "Stour Valley Sports", "The Mending Shed",
    "Tideway Refugee Welcome", "Apple Tree Playgroup", "North Downs Walkers", "Cinque Carers",
    "Medlar House", "Swale Sound Radio", "Hop Field Arts", "Bright Quay Autism Group",
    "Kentish Lunch Club", "Orchard Street Mosque Kitchen", "Pilgrim Way Counselling",
    "Lighthouse Literacy", "Dane Valley Woodland", "Market Square Advice", "Saxon Shore Sailing",
    "Warm Rooms Thanet", "Hedgerow Therapy Farm", "Bell and Candle Trust", "Foreland Food Bank",
    "The Tuesday Table", "Sevenoaks Seniors Online", "Gravel Pit Nature Group", "Elham Repair Café",
    "Ashford Girls’ Football", "Tunbridge Tandem", "Bluebell Bereavement", "Maidstone Makers",
    "Dover Street Pastors", "Canterbury Community Cycle", "Ridge Road Residents",
)  # fmt: skip


class Crowd:
    """People who answer one questionnaire; `seed` makes them the same every time."""

    def __init__(self, questionnaire, seed):
        self.questionnaire = questionnaire
        self.chance = random.Random(seed)  # noqa: S311  sample data, no secret
        self.said = set()

    def values(self, respondent_type, organisation=None):
        """One person's answers: `(values by question, texts by question with their themes)`."""
        values, texts = {"responding-as": respondent_type}, {}
        if organisation:
            values["organisation"] = {"name": organisation.name, "known": organisation.pk}
        for section in self.questionnaire.sections:
            for question in section.questions:
                self._answer(section, question, values, texts)
        _, visible = shown(self.questionnaire, values)
        return (
            {key: value for key, value in values.items() if key in visible},
            {key: text for key, text in texts.items() if key in visible},
        )

    def _answer(self, section, question, values, texts):
        if question.kind in {Kind.RESPONDING_AS, Kind.ORGANISATION, Kind.INFORMATION}:
            return
        if question.kind in TEXTS:
            if self.chance.random() < 0.55:
                texts[question.key] = self._words(question.key)
                values[question.key] = texts[question.key][0]
        elif self.chance.random() < (0.6 if section.equality else 0.93):
            values[question.key] = self._choice(question)

    def _choice(self, question):
        options = [option.key for option in question.options]
        if question.kind == Kind.SEVERAL_CHOICES:
            likely = PICKED.get(question.key, (0.5,) * len(options))
            picked = [o for o, p in zip(options, likely, strict=True) if self.chance.random() < p]
            return picked or [options[0]]
        if question.kind == Kind.POSTCODE:
            return self.chance.choice(("ME141", "CT11D", "TN231", "ME101", "CT161", "TN119"))
        if question.kind == Kind.NUMBER:
            return self.chance.choice((2, 3, 3, 3, 4))
        likely = LIKELY.get(question.key) or LIKELY.get(question.kind.value)
        return self.chance.choices(options, likely or (1,) * len(options))[0]

    def _words(self, key):
        """Words nobody has used yet, and the themes they speak to."""
        themes = list(VOICES[key])
        for _ in range(20):
            spoken = self.chance.sample(themes, k=min(len(themes), self.chance.choice((1, 1, 2))))
            sentences = [self.chance.choice(VOICES[key][theme]) for theme in spoken]
            text = self.chance.choice(OPENINGS) + " ".join(sentences) + self.chance.choice(CLOSINGS)
            if text not in self.said:
                break
        self.said.add(text)
        return text, spoken
