"""A second ledger, kept in plain Python for the state machine: it shares nothing with ours.

A line is (year, source, head, origin); a pound on it is free, held, owed or paid. Every act says
either `No`, or what it did as legs: (line, pence, from, to, reservation, commitment).
"""

from collections import defaultdict
from copy import deepcopy

BASE, HEALTH = "base", "health"
SOURCES = (BASE, HEALTH)
FREE, HELD, OWED, PAID, OUT = "free", "held", "owed", "paid", "out"


class No(Exception):
    """The act is against the rules."""


def halves(pence, sources, drawn, room):
    """Half each; the odd penny to the one that gave less; what one lacks, the other gives."""
    if len(sources) == 1:
        shares = {sources[0]: pence}
    else:
        one, two = sources
        shares = {one: pence // 2, two: pence // 2}
        if pence % 2:
            order = [(drawn[each], -room[each] + pence // 2, each) for each in (one, two)]
            shares[min(order, key=lambda each: each[:2])[2]] += 1
        for each, other in ((one, two), (two, one)):
            if (over := shares[each] - room[each]) > 0:
                shares[each] -= over
                shares[other] += over
    if any(share > room[each] for each, share in shares.items()):
        raise No
    return shares


def fill(pence, pots):
    """[(line, pence)] from the first pots on."""
    for line, most in pots:
        if given := min(pence, most):
            yield line, given
            pence -= given


class Ledger:
    """What there is: lines, reservations, commitments, decisions, years, and what was done."""

    def __init__(self, ceiling, heads, limits):
        self.ceiling = ceiling
        self.heads = heads  # {head: (sources, purpose)}
        self.limits = limits  # {authority: (purpose, pence)}
        self.years = {}  # {year: open?}
        self.lines = defaultdict(lambda: dict.fromkeys((FREE, HELD, OWED, PAID), 0))
        self.appropriated = defaultdict(int)
        self.held = {}  # {reservation: {"line": pence}}
        self.about = {}  # {reservation: (year, head)}
        self.commitments = {}  # {commitment: {line: [left, paid, back]}}
        self.under = {}  # {commitment: (authority, head)}
        self.promised = defaultdict(int)
        self.moves = []  # {"kind", "legs", "parts", "undone"}

    # -- What every act comes down to ---------------------------------------------------

    def do(self, kind, legs, parts=()):
        """Applies legs, or raises No and leaves everything as it was."""
        before = deepcopy({name: getattr(self, name) for name in self._STATE})
        try:
            for leg_kind, leg in [(kind, leg) for leg in legs] + [
                (part_kind, leg) for part_kind, part in parts for leg in part
            ]:
                self._apply(leg_kind, 1, *leg)
            self._check()
        except No:
            self.__dict__.update(before)
            raise
        self.moves.append({"kind": kind, "legs": legs, "parts": parts, "undone": False})

    _STATE = ("lines", "appropriated", "held", "commitments", "promised")

    def _apply(self, kind, way, line, pence, from_, to, reservation=None, commitment=None):
        if not self.years.get(line[0]):
            raise No
        for bucket, change in ((from_, -pence), (to, pence)):
            if bucket != OUT:
                self.lines[line][bucket] += change
                if self.lines[line][bucket] < 0:
                    raise No
            if bucket == HELD:
                legs = self.held[reservation]
                legs[line] = legs.get(line, 0) + change
                if legs[line] < 0:
                    raise No
        if commitment is not None:
            leg = self.commitments[commitment].setdefault(line, [0, 0, 0])
            leg[0] += pence * ((to == OWED) - (from_ == OWED))
            leg[1] += way * pence * (kind == "pay")
            leg[2] += way * pence * (kind == "return")
            sign = (kind == "commit") - (kind in ("release", "lapse"))
            self.promised[self.under[commitment][0]] += way * sign * pence
        if kind == "appropriate":
            self.appropriated[line[:2]] += way * pence

    def _check(self):
        for authority, pence in self.promised.items():
            if pence > self.limits[authority][1]:
                raise No
        for legs in self.commitments.values():
            gone = defaultdict(int)
            for (_, source, _, origin), (left, paid, back) in legs.items():
                gone[source, origin] += paid - back
                if min(left, paid, back) < 0:
                    raise No
            if any(pence < 0 for pence in gone.values()):
                raise No

    def open(self, year):
        if not self.years.get(year):
            raise No

    def of(self, year, head):
        """The head's lines in the year, by source, the oldest money first."""
        found = [line for line in self.lines if (line[0], line[2]) == (year, head)]
        return sorted(found, key=lambda line: (SOURCES.index(line[1]), line[3]))

    def sums(self, lines, amount):
        sums = dict.fromkeys(SOURCES, 0)
        for line in lines:
            sums[line[1]] += amount(line)
        return sums

    def given(self, lines):
        return self.sums(
            lines, lambda line: sum(self.lines[line].values()) - self.lines[line][FREE]
        )

    def spread(self, shares, pots):
        """[(line, pence)] of each source's share from its pots."""
        for source, share in shares.items():
            yield from fill(share, [(line, most) for line, most in pots if line[1] == source])

    # -- Acts -----------------------------------------------------------------------------

    def appropriate(self, year, source, pence):
        self.open(year)
        if self.appropriated[year, source] + pence > self.ceiling:
            raise No
        self.do("appropriate", [((year, source, None, year), pence, OUT, FREE)])

    def allocate(self, year, head, pence):
        self.open(year)
        sources, _ = self.heads[head]
        pool = self.of(year, None)
        has = self.sums(self.of(year, head), lambda line: sum(self.lines[line].values()))
        room = self.sums(pool, lambda line: self.lines[line][FREE])
        wanted = halves(pence, sources, has, dict.fromkeys(SOURCES, pence))
        if any(share > room[source] for source, share in wanted.items()):
            raise No
        legs = []
        for line, share in self.spread(wanted, [(each, self.lines[each][FREE]) for each in pool]):
            legs += [(line, share, FREE, OUT), ((year, line[1], head, line[3]), share, OUT, FREE)]
        self.do("allocate", legs)

    def taken(self, year, head, pence):
        """[(line, pence)] of what is free, by the head's rule."""
        self.open(year)
        sources, _ = self.heads[head]
        lines = self.of(year, head)
        room = self.sums(lines, lambda line: self.lines[line][FREE])
        shares = halves(pence, sources, self.given(lines), dict.fromkeys(SOURCES, pence))
        if any(share > room[source] for source, share in shares.items()):
            raise No
        return list(self.spread(shares, [(line, self.lines[line][FREE]) for line in lines]))

    def reserve(self, name, year, head, pence):
        taken = self.taken(year, head, pence)
        self.held[name], self.about[name] = {}, (year, head)
        self.do("reserve", [(line, share, FREE, HELD, name) for line, share in taken])

    def covered(self, authority, head, pence):
        purpose, limit = self.limits[authority]
        if purpose != self.heads[head][1] or self.promised[authority] + pence > limit:
            raise No

    def commit(self, name, year, head, authority, pence):
        self.covered(authority, head, pence)
        taken = self.taken(year, head, pence)
        self.commitments[name], self.under[name] = {}, (authority, head)
        self.do("commit", [(line, share, FREE, OWED, None, name) for line, share in taken])

    def commit_held(self, name, reservation, authority, pence):
        year, head = self.about[reservation]
        held = {line: most for line, most in self.held[reservation].items() if most}
        if pence > sum(held.values()):
            raise No
        self.open(year)
        self.covered(authority, head, pence)
        order = [line for line in self.of(year, head) if line in held]
        room = self.sums(order, held.get)
        given = self.given(self.of(year, head))
        given = {source: given[source] - room[source] for source in SOURCES}
        sources = [source for source in SOURCES if room[source]]
        taken = dict(self.spread(
            halves(pence, sources, given, room), [(line, held[line]) for line in order]
        ))  # fmt: skip
        self.commitments[name], self.under[name] = {}, (authority, head)
        over = [
            (line, held[line] - taken.get(line, 0), HELD, FREE, reservation)
            for line in order
            if held[line] > taken.get(line, 0)
        ]
        self.do(
            "commit",
            [(line, share, HELD, OWED, reservation, name) for line, share in taken.items()],
            [("release", over)] if over else (),
        )

    def release_held(self, reservation):
        held = {line: most for line, most in self.held[reservation].items() if most}
        if not held:
            raise No
        self.do("release", [(line, most, HELD, FREE, reservation) for line, most in held.items()])

    def legs_of(self, commitment):
        legs = self.commitments[commitment]
        return sorted(legs, key=lambda line: (SOURCES.index(line[1]), line[0], line[3]))

    def owing(self, commitment, pence, done):
        """[(line, pence)] of what is left in open years."""
        legs, lines = self.commitments[commitment], self.legs_of(commitment)
        most = {line: legs[line][0] if self.years[line[0]] else 0 for line in lines}
        if pence > sum(most.values()) or not pence:
            raise No
        room, so_far = self.sums(lines, most.get), self.sums(lines, lambda line: done(legs[line]))
        sources = [source for source in SOURCES if any(line[1] == source for line in lines)]
        shares = halves(pence, sources, so_far, room)
        return list(self.spread(shares, [(line, most[line]) for line in lines]))

    def pay(self, commitment, pence):
        drawn = self.owing(commitment, pence, lambda leg: leg[1])
        self.do("pay", [(line, share, OWED, PAID, None, commitment) for line, share in drawn])

    def release(self, commitment, pence):
        drawn = self.owing(commitment, pence, lambda leg: -leg[0])
        self.do("release", [(line, share, OWED, FREE, None, commitment) for line, share in drawn])

    def give_back(self, commitment, pence, day_year):
        legs, lines = self.commitments[commitment], self.legs_of(commitment)
        gone = {line: legs[line][1] - legs[line][2] for line in lines}
        if pence > sum(gone.values()):
            raise No
        open_years = sorted(year for year, is_open in self.years.items() if is_open)
        if not open_years:
            raise No
        into = day_year if self.years.get(day_year) else open_years[-1]
        sources = [source for source in SOURCES if any(line[1] == source for line in lines)]
        back = self.sums(lines, lambda line: legs[line][2])
        shares = halves(pence, sources, back, self.sums(lines, gone.get))
        done = []
        for source, share in shares.items():
            ours = [line for line in lines if line[1] == source]
            for origin in dict.fromkeys(line[3] for line in ours):
                theirs = [line for line in ours if line[3] == origin]
                part = min(share, sum(gone[line] for line in theirs))
                share -= part
                pots = [(each, max(gone[each], 0)) for each in theirs if self.years[each[0]]]
                for line, given in fill(part, pots):
                    part -= given
                    done.append((line, given, PAID, FREE, None, commitment))
                if part:
                    if into == origin:
                        raise No
                    late = (into, source, theirs[0][2], origin)
                    done.append((late, part, OUT, FREE, None, commitment))
        self.do("return", done)

    def next(self, year):
        self.open(year + 1)
        return year + 1

    def vire(self, line, to, pence):
        if line == to or (line[0], line[1], line[3]) != (to[0], to[1], to[3]):
            raise No
        self.do("vire", [(line, pence, FREE, OUT), (to, pence, OUT, FREE)])

    def carry_balance(self, line, pence):
        to = (self.next(line[0]), *line[1:])
        self.do("carry_balance", [(line, pence, FREE, OUT), (to, pence, OUT, FREE)])

    def lapse(self, line, pence):
        self.do("lapse", [(line, pence, FREE, OUT)])

    def left_in(self, commitment, year):
        self.open(year)
        legs = self.commitments[commitment]
        left = [(line, legs[line][0]) for line in self.legs_of(commitment) if line[0] == year]
        left = [(line, pence) for line, pence in left if pence]
        if not left:
            raise No
        return left

    def carry_commitment(self, commitment, year):
        left, after = self.left_in(commitment, year), self.next(year)
        legs = []
        for line, pence in left:
            legs += [
                (line, pence, OWED, OUT, None, commitment),
                ((after, *line[1:]), pence, OUT, OWED, None, commitment),
            ]
        self.do("carry_commitment", legs)

    def lapse_commitment(self, commitment, year):
        left = self.left_in(commitment, year)
        self.do("lapse", [(line, pence, OWED, OUT, None, commitment) for line, pence in left])

    def reverse(self, number):
        move = self.moves[number]
        if move["undone"] or move["kind"] == "reverse":
            raise No
        before = deepcopy({name: getattr(self, name) for name in self._STATE})
        try:
            for kind, legs in [*move["parts"], (move["kind"], move["legs"])]:
                for line, pence, from_, to, *named in legs:
                    self._apply(kind, -1, line, pence, to, from_, *named)
            self._check()
        except No:
            self.__dict__.update(before)
            raise
        move["undone"] = True
        self.moves.append({"kind": "reverse", "legs": [], "parts": (), "undone": False})

    def close(self, year):
        self.open(year)
        for line, buckets in self.lines.items():
            if line[0] == year and buckets[FREE] + buckets[HELD] + buckets[OWED]:
                raise No
        self.years[year] = False

    def reopen(self, year):
        if self.years[year]:
            raise No
        self.years[year] = True
