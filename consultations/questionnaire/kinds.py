"""The question types, and the choices that come with some of them."""

from django.db.models import TextChoices


class Kind(TextChoices):
    """What a question is, as an officer sees it in the builder."""

    INFORMATION = "information", "Information text (no answer)"
    SHORT_TEXT = "short_text", "Short text"
    LONG_TEXT = "long_text", "Long text"
    ONE_CHOICE = "one_choice", "One choice"
    SEVERAL_CHOICES = "several_choices", "Several choices"
    AGREEMENT = "agreement", "Agreement scale"
    NUMBER = "number", "Number"
    DATE = "date", "Date"
    POSTCODE = "postcode", "Postcode (first five characters are kept)"
    RESPONDING_AS = "responding_as", "Responding as"
    DISTRICT = "district", "District"
    ORGANISATION = "organisation", "Organisation"


# One option is picked; the value is the option's key.
PICK_ONE = {Kind.ONE_CHOICE, Kind.AGREEMENT, Kind.RESPONDING_AS, Kind.DISTRICT}
# The value counts into results; everything else is text or contact.
CHOICES = PICK_ONE | {Kind.SEVERAL_CHOICES}
TEXTS = {Kind.SHORT_TEXT, Kind.LONG_TEXT}
# The officer writes the options; the other choice types bring their own unless given.
OWN_OPTIONS = {Kind.ONE_CHOICE, Kind.SEVERAL_CHOICES}
# At most one of each in a questionnaire: they describe the respondent, not an opinion.
ONCE = {Kind.RESPONDING_AS, Kind.DISTRICT, Kind.POSTCODE, Kind.ORGANISATION}

AGREEMENT_OPTIONS = (
    ("strongly-agree", "Strongly agree"),
    ("agree", "Agree"),
    ("neither", "Neither agree nor disagree"),
    ("disagree", "Disagree"),
    ("strongly-disagree", "Strongly disagree"),
    ("dont-know", "Don’t know"),
)

RESPONDING_AS_OPTIONS = (
    ("registered-charity", "On behalf of a registered charity"),
    ("community-group", "On behalf of a community group"),
    ("social-enterprise", "On behalf of a social enterprise or CIC"),
    ("trustee-or-volunteer", "As a trustee or volunteer"),
    ("resident", "As a resident"),
    ("public-body", "On behalf of a council, the NHS or another public body"),
    ("business", "On behalf of a business"),
    ("other", "Something else"),
)

DISTRICT_OPTIONS = (
    ("ashford", "Ashford"),
    ("canterbury", "Canterbury"),
    ("dartford", "Dartford"),
    ("dover", "Dover"),
    ("folkestone-hythe", "Folkestone & Hythe"),
    ("gravesham", "Gravesham"),
    ("maidstone", "Maidstone"),
    ("sevenoaks", "Sevenoaks"),
    ("swale", "Swale"),
    ("thanet", "Thanet"),
    ("tonbridge-malling", "Tonbridge & Malling"),
    ("tunbridge-wells", "Tunbridge Wells"),
    ("medway", "Medway"),
    ("kent-wide", "All of Kent"),
    ("outside-kent", "Outside Kent"),
)

BUILT_IN_OPTIONS = {
    Kind.AGREEMENT: AGREEMENT_OPTIONS,
    Kind.RESPONDING_AS: RESPONDING_AS_OPTIONS,
    Kind.DISTRICT: DISTRICT_OPTIONS,
}
