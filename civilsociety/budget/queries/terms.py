"""What a proposal proposes: its terms as JSON, read into rows, and told in a sentence.

vire              {"from_line": id, "to_line": id, "pence": n}
carry_commitment  {"commitment": id, "year": id}
carry_balance     {"line": id, "pence": n}
lapse             {"line": id, "pence": n}  or  {"commitment": id, "year": id}
reverse           {"move": id}
reopen_year       {"year": id}
"""

from civilsociety.budget.models import Commitment, Line, Move, Year
from civilsociety.refusal import Refused
from civilsociety.ui.words import pounds

_LINES = Line.objects.select_related("year", "head", "source", "origin")
_ROWS = {
    "from_line": _LINES,
    "to_line": _LINES,
    "line": _LINES,
    "commitment": Commitment.objects.select_related("authority__decision"),
    "year": Year.objects,
    "move": Move.objects,
}
_TERMS = {
    "vire": [{"from_line", "to_line", "pence"}],
    "carry_commitment": [{"commitment", "year"}],
    "carry_balance": [{"line", "pence"}],
    "lapse": [{"line", "pence"}, {"commitment", "year"}],
    "reverse": [{"move"}],
    "reopen_year": [{"year"}],
}


def read_terms(act, terms):
    """The terms with rows in place of ids. Raises Refused when one is missing or unknown."""
    if set(terms) not in _TERMS[act]:
        raise Refused("Something is missing from the proposal. Make it again.")
    read = {}
    for name, value in terms.items():
        read[name] = value if name == "pence" else _ROWS[name].all().filter(pk=value).first()
        if read[name] is None:
            raise Refused(f"The {name.replace('_', ' ')} is not there any more. Choose another.")
    return read


def in_sentence(act, read):
    """(the proposal in one sentence without its full stop, pence or None)."""
    line, commitment, year = read.get("line"), read.get("commitment"), read.get("year")
    pence = read.get("pence")
    if commitment is not None:
        legs = commitment.legs.filter(line__year=year)
        pence = sum(leg.outstanding_pence for leg in legs)
    if act == "vire":
        return f"Move {pounds(pence)} from {read['from_line']} to {read['to_line'].head}", pence
    if act == "carry_balance":
        return f"Carry {pounds(pence)} of {line} forward to the next year", pence
    if act == "carry_commitment":
        return f"Carry {pounds(pence)} of {commitment} forward from {year}", pence
    if act == "lapse":
        return f"Let {pounds(pence)} of {line or commitment} lapse", pence
    if act == "reverse":
        move = read["move"]
        pence = move.amount_pence
        return f"Reverse {move}: {move.get_kind_display().lower()} {pounds(pence)}", pence
    return f"Reopen the year {year}", None


def years_of(read):
    """The ids of the years a proposal touches."""
    years = {line.year_id for name in ("from_line", "line") if (line := read.get(name))}
    if year := read.get("year"):
        years.add(year.pk)
    if move := read.get("move"):
        years.update(move.entries.values_list("line__year_id", flat=True))
    return sorted(years)
