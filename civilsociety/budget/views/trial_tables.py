"""The outcome of a trial in tables: by year and source, as a file, beside another."""

from civilsociety.documents import Column, DataTable
from civilsociety.ui.words import pounds


def years_of(outcome, years):
    """For each year: the programmes the list draws on, each by source, and the sums by source."""
    heads = {each.award.head.pk for each in outcome.tried}
    shown = {each.award.year for each in outcome.tried} | set(years)
    for year in sorted(shown, key=lambda each: each.starts_on):
        places = [
            place
            for place in outcome.places
            if place.year == year and (place.head.pk in heads or not heads)
        ]
        places.sort(key=lambda p: (p.head.position, p.head.name, p.source.position))
        yield {
            "year": year,
            "heads": _by_head(places),
            "asked": any(place.asked for place in places),
            "available": sum(place.available for place in places),
            "sums": _by_source(places, year, outcome.unallocated),
        }


def _by_head(places):
    found = {}
    for place in places:
        found.setdefault(place.head, []).append(place)
    return list(found.items())


def _by_source(places, year, unallocated):
    found = {}
    for place in places:
        sums = found.setdefault(place.source, {"available": 0, "asked": 0, "after": 0})
        for name in sums:
            sums[name] += getattr(place, name)
    for (its_year, source), pence in unallocated.items():
        if its_year == year and source in found:
            found[source]["unallocated"] = pence
    return sorted(found.items(), key=lambda pair: pair[0].position)


def judged(tried):
    """Whether an award fits, in words."""
    if tried.fits:
        return "Fits" if tried.above else "Would fit"
    short = ", ".join(f"{pounds(pence)} of {source}" for source, pence in tried.short.items())
    return f"Short by {short}"


def table_of(trial, outcome):
    """A trial as a table that can be taken away."""
    sources = sorted({source for each in outcome.tried for source in each.legs}, key=_position)
    columns = [Column("Name"), Column("Rank", "number"), Column("Programme"), Column("Year")]
    columns += [Column("Amount", "money"), *(Column(str(each), "money") for each in sources)]
    columns += [Column("Above the line"), Column("Does it fit?")]
    rows = tuple(
        (
            each.award.payee_name,
            each.award.rank,
            str(each.award.head),
            each.award.year.label,
            each.award.pence,
            *(each.legs.get(source, 0) for source in sources),
            "Yes" if each.above else "No",
            judged(each),
        )
        for each in outcome.tried
    )
    note = "Nothing is held or promised by a trial."
    return DataTable(caption=trial.title, columns=tuple(columns), rows=rows, note=note)


def _position(source):
    return source.position


def compared(*pairs):
    """Two (trial, outcome): what each leaves by year and source, and where the lists differ."""
    return {
        "outcomes": [outcome for _, outcome in pairs],
        "leaves": _leaves([outcome for _, outcome in pairs]),
        "awards": _awards([outcome for _, outcome in pairs]),
    }


def _leaves(outcomes):
    """(year, head, source): available now, and after each."""
    found = {}
    for at, outcome in enumerate(outcomes):
        touched = {each.award.head.pk for each in outcome.tried}
        for place in outcome.places:
            if place.head.pk not in touched:
                continue
            row = found.setdefault(
                (place.year, place.head, place.source),
                {"available": place.available, "after": [place.available] * len(outcomes)},
            )
            row["after"][at] = place.after
    order = sorted(
        found.items(),
        key=lambda pair: (pair[0][0].starts_on, pair[0][1].position, pair[0][2].position),
    )
    return [{"year": y, "head": h, "source": s, **row} for (y, h, s), row in order]


def _awards(outcomes):
    """Each award of either list, with its rank and amount in both."""
    found = {}
    for at, outcome in enumerate(outcomes):
        for each in outcome.tried:
            award = each.award
            key = (award.payee_name.casefold(), award.head.pk, award.year.pk)
            row = found.setdefault(key, {"award": award, "in": [None] * len(outcomes)})
            row["in"][at] = each
    return [{**row, "says": _differs(*row["in"])} for row in found.values()]


def _differs(one, other):
    """In words: what the second list does differently with an award."""
    if one is None:
        return "Only in the second"
    if other is None:
        return "Only in the first"
    said = []
    if difference := other.award.pence - one.award.pence:
        said.append(f"{pounds(abs(difference))} {'more' if difference > 0 else 'less'}")
    if one.above != other.above:
        said.append("now above the line" if other.above else "now below the line")
    if one.award.rank != other.award.rank:
        said.append(f"from rank {one.award.rank} to {other.award.rank}")
    return ", ".join(said).capitalize() or "The same"
