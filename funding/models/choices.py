"""The kinds of things there are in funding."""

from django.db.models import TextChoices


class ProgrammeKind(TextChoices):
    """How a programme gives its money."""

    GRANT_ROUND = "grant_round", "Grant round: organisations apply to us"
    REGRANT = "regrant", "Regrant: a partner awards the grants"
    CROWDFUNDING = "crowdfunding", "Crowdfunding: we pledge to projects on a platform"
    PILOT = "pilot", "Commissioned pilot: a partner delivers, paid by milestones"


class QuestionKind(TextChoices):
    """How a question of an application form is answered."""

    TEXT = "text", "One line"
    LONG_TEXT = "long_text", "Text, with a word limit"
    NUMBER = "number", "Whole number"
    MONEY = "money", "Amount in pounds"
    DATE = "date", "Date"
    YES_NO = "yes_no", "Yes or no"
    CHOICE = "choice", "One of several answers"
    CHOICES = "choices", "Several answers"
    FILE = "file", "A file"


class ProjectKind(TextChoices):
    """What a crowdfunded project spends its money on; a programme may exclude some."""

    ACTIVITY = "activity", "Activities and running costs"
    CAPITAL = "capital", "Capital items: buildings, vehicles, equipment over £500"
    LARGE_EVENT = "large_event", "A large event"
    INDIVIDUAL = "individual", "Benefit of one person or family"
    POLITICAL = "political", "Political campaigning"
    RELIGIOUS = "religious", "Promoting a religion"


class DocumentKind(TextChoices):
    """Documents that an organisation gives once."""

    GOVERNING = "governing", "Governing document (constitution, rules, articles)"
    ACCOUNTS = "accounts", "Latest accounts, or income and spending for the last year"
    BANK_STATEMENT = "bank_statement", "Bank statement of the last three months"
    SAFEGUARDING = "safeguarding", "Safeguarding policy"
    EQUALITY = "equality", "Equality policy"
    INSURANCE = "insurance", "Public liability insurance"


class CheckKind(TextChoices):
    """What the gate asks of each bid: yes or no."""

    ELIGIBLE = "eligible", "The organisation and the project are within the published criteria"
    GOVERNING = "governing", "Governing document seen, and it allows the project"
    ACCOUNTS = "accounts", "Accounts seen, and the organisation is a going concern"
    REGISTER = "register", "Register entry agrees with what was given"
    SAFEGUARDING = "safeguarding", "Safeguarding policy seen where the project needs one"
    INSURANCE = "insurance", "Insurance seen where the project needs it"
    BANK = "bank", "Bank account is in the organisation’s name and verified"
    DUPLICATE = "duplicate", "The same project is not funded by us already"
    SUBSIDY = "subsidy", "Subsidy control: within the limit of minimal financial assistance"


class CheckOutcome(TextChoices):
    """What the gate said."""

    PENDING = "pending", "Not checked yet"
    YES = "yes", "Yes"
    NO = "no", "No"
    CONDITION = "condition", "Not yet: made a condition with a date"
    NOT_NEEDED = "not_needed", "Does not apply"


class Recommendation(TextChoices):
    """What a panel paper recommends, and what a panel decides, for one bid."""

    FUND = "fund", "Fund as asked"
    PART_FUND = "part_fund", "Fund in part"
    RESERVE = "reserve", "Put on the reserve list"
    REFUSE = "refuse", "Do not fund"


class ColleagueRole(TextChoices):
    """What a person does on one application."""

    LEAD = "lead", "Leads the application"
    WRITER = "writer", "Helps to write it"
    SIGNATORY = "signatory", "Signs it off as a trustee or director"


class ReasonUse(TextChoices):
    """What a reason is given for."""

    REFUSED = "refused", "Refusal after assessment"
    INELIGIBLE = "ineligible", "Not within the rules"
    PART = "part", "Funding in part"


class LetterKind(TextChoices):
    """What a letter says."""

    OFFER = "offer", "Offer of a grant"
    REFUSAL = "refusal", "Refusal"
    RESERVE = "reserve", "On the reserve list"
    INELIGIBLE = "ineligible", "Could not be considered"


class ReportKind(TextChoices):
    """What a grant holder tells us, and how much of it."""

    SHORT = "short", "A few lines at the end"
    INTERIM = "interim", "Half-way report"
    FINAL = "final", "Report at the end"
    QUARTERLY = "quarterly", "Quarterly indicators"


class ReminderKind(TextChoices):
    """When we remind, counted from the last day of a report."""

    AHEAD = "ahead", "Some weeks ahead"
    SOON = "soon", "A week ahead"
    LATE = "late", "When it is late"


class Side(TextChoices):
    """Whose side somebody is on."""

    COUNCIL = "council", "The council"
    HOLDER = "holder", "The grant holder"


class MoneyBackKind(TextChoices):
    """Why money comes back."""

    UNDERSPEND = "underspend", "Not needed for the project"
    CLAWBACK = "clawback", "Asked back: terms were not kept"


class IndicatorKind(TextChoices):
    """What an indicator counts."""

    OUTPUT = "output", "Output: what was done"
    OUTCOME = "outcome", "Outcome: what changed"


class RegrantType(TextChoices):
    """The 360Giving code list of regrants (version 1.4)."""

    COMMON = "FRG010", "Common regrant"
    INTERMEDIARY = "FRG020", "Transfer to intermediary"
    MATCH = "FRG030", "Match funding"
    COLLABORATION = "FRG040", "Funder collaboration"
    FISCAL_SPONSOR = "FRG050", "Fiscal sponsor"
    ENDOWMENT = "FRG060", "Endowment"
    MULTIPURPOSE = "FRG070", "Multipurpose"
