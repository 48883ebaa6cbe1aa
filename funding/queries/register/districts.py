"""The places awards reach: their codes by the Office for National Statistics, and their tiles."""

from typing import NamedTuple

from civilsociety.organisations.models import District


class Place(NamedTuple):
    """A place of the map: three letters, its code and kind of code, its tile (column, row)."""

    short: str
    code: str = ""
    code_type: str = ""
    tile: tuple | None = None


def _district(short, number, column, row):
    return Place(short, f"E07000{number}", "NMD", (column, row))


# Codes: Register of Geographic Codes, ONS. Tiles: each district beside its neighbours, as far
# as squares of one size can; a picture of where, not of how large.
PLACES = {
    District.DARTFORD: _district("DAR", 107, 0, 0),
    District.GRAVESHAM: _district("GRA", 109, 1, 0),
    District.MEDWAY: Place("MED", "E06000035", "UA", (2, 0)),
    District.SWALE: _district("SWA", 113, 3, 0),
    District.CANTERBURY: _district("CAN", 106, 4, 0),
    District.THANET: _district("THA", 114, 5, 0),
    District.SEVENOAKS: _district("SEV", 111, 0, 1),
    District.TONBRIDGE_AND_MALLING: _district("TON", 115, 1, 1),
    District.MAIDSTONE: _district("MAI", 110, 2, 1),
    District.ASHFORD: _district("ASH", 105, 3, 1),
    District.FOLKESTONE_AND_HYTHE: _district("FOL", 112, 4, 1),
    District.DOVER: _district("DOV", 108, 5, 1),
    District.TUNBRIDGE_WELLS: _district("TUN", 116, 1, 2),
    District.KENT_WIDE: Place("KENT", "E10000016", "CTY", (3, 2)),
    District.OUTSIDE_KENT: Place("OUT"),
}


def location(district):
    """A place as a Location of 360Giving 1.4."""
    place = PLACES[district]
    coded = {"geoCode": place.code, "geoCodeType": place.code_type} if place.code else {}
    return {"name": District(district).label, "countryCode": "GB", **coded}
