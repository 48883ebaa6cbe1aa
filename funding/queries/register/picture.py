"""The map of tiles: how much money reaches each district, and its table."""

from dataclasses import dataclass

from civilsociety.organisations.models import District
from civilsociety.ui.words import pounds
from funding.queries.register import totals
from funding.queries.register.districts import PLACES
from funding.queries.register.totals import Total

SIDE, GAP, SHADES = 100, 6, 4
# The tile of the whole county is as wide as three.
WIDE = {District.KENT_WIDE: 3}


@dataclass(frozen=True)
class Tile:
    """A place on the map (x, y and width in units of the drawing) and in the table.

    `shade` is 0 for no money, 1 to 4 by quarters of the largest amount.
    """

    district: str
    name: str
    lines: tuple
    short: str
    total: Total
    shade: int
    x: int
    y: int
    width: int

    @property
    def middle(self):
        """Where its words are centred."""
        return self.x + self.width // 2

    @property
    def amount(self):
        """The amount as short as it can be read: £350k, £1.2m."""
        pence = self.total.pence
        if pence >= 1_000_000_00:
            return f"£{pence / 100_000_000:.1f}m"
        if pence >= 10_000_00:
            return f"£{(pence + 50_000) // 100_000:,}k"
        return pounds((pence + 50) // 100 * 100)


@dataclass(frozen=True)
class Picture:
    """The tiles that are drawn, and the rows of the table (places off the map too)."""

    tiles: tuple
    rows: tuple
    whole: Total
    width: int = 6 * SIDE
    height: int = 3 * SIDE

    @property
    def several(self):
        """Whether awards reach several places, so that the places add up to more."""
        return sum(row.total.awards for row in self.rows) > self.whole.awards


def drawn(*, programme="", year=None):
    """The picture of a programme, a year, or of everything."""
    by_district = totals.by_district(programme=programme, year=year)
    most = max((by_district[d].pence for d in by_district if PLACES[d].tile), default=0)
    tiles = {d: _tile(d, by_district.get(d, Total()), most) for d in District}
    rows = sorted(tiles.values(), key=lambda tile: (-tile.total.pence, tile.name))
    return Picture(
        tiles=tuple(tile for d, tile in tiles.items() if PLACES[d].tile),
        rows=tuple(rows),
        whole=totals.total_of(programme=programme, year=year),
    )


def _tile(district, total, most):
    place = PLACES[district]
    column, row = place.tile or (0, 0)
    shade = -(-SHADES * total.pence // most) if total.pence and most else 0
    return Tile(
        district=district.value,
        name=district.label,
        lines=_lines(district.label),
        short=place.short,
        total=total,
        shade=min(SHADES, shade),
        x=column * SIDE + GAP // 2,
        y=row * SIDE + GAP // 2,
        width=WIDE.get(district, 1) * SIDE - GAP,
    )


def _lines(name):
    """A name in one line or two."""
    first, _, second = name.partition(" & ")
    if second:
        return first, f"& {second}"
    return tuple(name.split()) if len(name) > 12 else (name,)
