"""What kinds of organisation there are, where they work, how large they are."""

from django.db.models import TextChoices


class Kind(TextChoices):
    """What an organisation is, in the words of the sector."""

    REGISTERED_CHARITY = "registered_charity", "Registered charity"
    CIO = "cio", "Charitable incorporated organisation (CIO)"
    CIC = "cic", "Community interest company (CIC)"
    COMPANY_BY_GUARANTEE = "company_by_guarantee", "Company limited by guarantee"
    COMMUNITY_GROUP = "community_group", "Community group without registration"
    SOCIAL_ENTERPRISE = "social_enterprise", "Social enterprise"
    COOPERATIVE = "cooperative", "Co-operative or community benefit society"
    FAITH_GROUP = "faith_group", "Faith group"
    PARISH_OR_TOWN_COUNCIL = "parish_or_town_council", "Parish or town council"
    PUBLIC_BODY = "public_body", "Other public body"
    BUSINESS = "business", "Business"
    OTHER = "other", "Something else"


class District(TextChoices):
    """Where in Kent an organisation works: the twelve districts and what lies around them."""

    ASHFORD = "ashford", "Ashford"
    CANTERBURY = "canterbury", "Canterbury"
    DARTFORD = "dartford", "Dartford"
    DOVER = "dover", "Dover"
    FOLKESTONE_AND_HYTHE = "folkestone_and_hythe", "Folkestone & Hythe"
    GRAVESHAM = "gravesham", "Gravesham"
    MAIDSTONE = "maidstone", "Maidstone"
    SEVENOAKS = "sevenoaks", "Sevenoaks"
    SWALE = "swale", "Swale"
    THANET = "thanet", "Thanet"
    TONBRIDGE_AND_MALLING = "tonbridge_and_malling", "Tonbridge & Malling"
    TUNBRIDGE_WELLS = "tunbridge_wells", "Tunbridge Wells"
    KENT_WIDE = "kent_wide", "Across Kent"
    MEDWAY = "medway", "Medway"
    OUTSIDE_KENT = "outside_kent", "Outside Kent"


class IncomeBand(TextChoices):
    """Yearly income, in the bands the sector's own almanac uses."""

    MICRO = "under_10k", "Under £10,000 a year"
    SMALL = "10k_to_100k", "£10,000 to £99,999 a year"
    MEDIUM = "100k_to_1m", "£100,000 to £999,999 a year"
    LARGE = "1m_to_10m", "£1 million to £9,999,999 a year"
    MAJOR = "10m_and_over", "£10 million or more a year"


class Position(TextChoices):
    """What somebody is in their organisation."""

    TRUSTEE = "trustee", "Trustee or director"
    EMPLOYEE = "employee", "Employee"
    VOLUNTEER = "volunteer", "Volunteer"
    MEMBER = "member", "Member"
    OTHER = "other", "Something else"
