"""Organisations, the names they go by, and the people in them."""

from civilsociety.organisations.models.choices import District, IncomeBand, Kind, Position
from civilsociety.organisations.models.names import match_key
from civilsociety.organisations.models.organisation import Alias, Organisation
from civilsociety.organisations.models.people import Contact, Membership

__all__ = [
    "Alias",
    "Contact",
    "District",
    "IncomeBand",
    "Kind",
    "Membership",
    "Organisation",
    "Position",
    "match_key",
]
