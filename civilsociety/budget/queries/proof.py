"""The proof of the sums: every counter derived again from the entries, and what differs.

One statement for each table that holds counters, in one snapshot; nothing here trusts a counter
or a trigger.
"""

from typing import NamedTuple

from django.db import connection, transaction

from civilsociety.ui.words import pounds


class Difference(NamedTuple):
    """A sum that does not agree: what it is, as stored, and as its entries add up (pence)."""

    what: str
    counter: str
    stored: int
    derived: int

    def __str__(self):
        more = self.stored - self.derived
        word = "too much" if more > 0 else "too little"
        return (
            f"{self.what}: {self.counter} is {pounds(self.stored)} and its entries come to "
            f"{pounds(self.derived)}, {pounds(abs(more))} {word}."
        )


_IN = "WHEN e.to_bucket = '{0}' THEN e.pence WHEN e.from_bucket = '{0}' THEN -e.pence"
_ENTRIES = """
    SELECT e.*, COALESCE(o.kind, e.kind) AS meant,
        CASE WHEN e.kind = 'reverse' THEN -e.pence ELSE e.pence END AS done
    FROM budget_entry e LEFT JOIN budget_entry o ON o.id = e.reverses_id
"""


def _sum(bucket):
    return f"COALESCE(sum(CASE {_IN.format(bucket)} END), 0)"


def _meant(kind):
    return f"COALESCE(sum(e.done) FILTER (WHERE e.meant = '{kind}'), 0)"


# As tables write a year: 2021/22.
_LABEL = "to_char(y.starts_on, 'YYYY/') || to_char(y.starts_on + interval '1 year', 'YY')"

# Each: the name of the thing, the names of its counters, and SQL that gives
# (id, label, stored..., derived...) of every row.
_PROOFS = [
    (
        ("appropriated", "reserved", "committed", "paid"),
        f"""
        SELECT l.id, concat_ws(', ', {_LABEL}, h.name, s.name,
                CASE WHEN o.id <> y.id THEN 'from ' || to_char(o.starts_on, 'YYYY') END),
            l.appropriated_pence, l.reserved_pence, l.committed_pence, l.paid_pence,
            -{_sum("outside")}, {_sum("reserved")}, {_sum("committed")}, {_sum("paid")}
        FROM budget_line l
            JOIN budget_year y ON y.id = l.year_id JOIN budget_head h ON h.id = l.head_id
            JOIN budget_source s ON s.id = l.source_id JOIN budget_year o ON o.id = l.origin_id
            LEFT JOIN budget_entry e ON e.line_id = l.id
        GROUP BY l.id, y.id, h.id, s.id, o.id
        """,
    ),
    (
        ("appropriated",),
        f"""
        SELECT c.id, 'Ceiling of ' || s.name || ' in ' || {_LABEL},
            c.appropriated_pence, {_meant("appropriate")}
        FROM budget_ceiling c
            JOIN budget_year y ON y.id = c.year_id JOIN budget_source s ON s.id = c.source_id
            LEFT JOIN budget_line l ON l.year_id = c.year_id AND l.source_id = c.source_id
            LEFT JOIN ({_ENTRIES}) e ON e.line_id = l.id
        GROUP BY c.id, y.id, s.id
        """,
    ),
    (
        ("held",),
        f"""
        SELECT r.id, 'R-' || lpad(r.id::text, 6, '0') || ' ' || r.title,
            r.held_pence, {_sum("reserved")}
        FROM budget_reservation r LEFT JOIN budget_entry e ON e.reservation_id = r.id
        GROUP BY r.id
        """,
    ),
    (
        ("held on a line",),
        f"""
        SELECT g.id, 'R-' || lpad(g.reservation_id::text, 6, '0') || ' on line ' || g.line_id,
            g.held_pence, {_sum("reserved")}
        FROM budget_reservationleg g
            LEFT JOIN budget_entry e
            ON e.reservation_id = g.reservation_id AND e.line_id = g.line_id
        GROUP BY g.id
        """,
    ),
    (
        ("left to pay", "paid", "returned"),
        f"""
        SELECT c.id, 'C-' || lpad(c.id::text, 6, '0') || ' ' || c.title,
            c.outstanding_pence, c.paid_pence, c.returned_pence,
            {_sum("committed")}, {_meant("pay")}, {_meant("return")}
        FROM budget_commitment c LEFT JOIN ({_ENTRIES}) e ON e.commitment_id = c.id
        GROUP BY c.id
        """,
    ),
    (
        ("left to pay on a line", "paid on a line", "returned on a line"),
        f"""
        SELECT g.id, 'C-' || lpad(g.commitment_id::text, 6, '0') || ' on line ' || g.line_id,
            g.outstanding_pence, g.paid_pence, g.returned_pence,
            {_sum("committed")}, {_meant("pay")}, {_meant("return")}
        FROM budget_commitmentleg g
            LEFT JOIN ({_ENTRIES}) e ON e.commitment_id = g.commitment_id AND e.line_id = g.line_id
        GROUP BY g.id
        """,
    ),
    (
        ("promised", "limit"),
        f"""
        SELECT d.id, 'Decision ' || n.reference, d.committed_pence, d.limit_pence,
            {_meant("commit")} - {_meant("release")} - {_meant("lapse")}, a.up_to_pence
        FROM budget_drawdown d
            JOIN decisions_authority a ON a.id = d.authority_id
            JOIN decisions_decision n ON n.id = a.decision_id
            LEFT JOIN budget_commitment c ON c.authority_id = a.id
            LEFT JOIN ({_ENTRIES}) e ON e.commitment_id = c.id
        GROUP BY d.id, a.id, n.id
        """,
    ),
    (
        ("amount",),
        """
        SELECT m.id, 'L-' || lpad(m.id::text, 6, '0'), m.amount_pence,
            CASE WHEN COALESCE(o.kind, m.kind) IN
                ('allocate', 'vire', 'carry_commitment', 'carry_balance')
            THEN COALESCE(sum(e.pence) FILTER (WHERE e.to_bucket = 'outside'), 0)
            ELSE COALESCE(sum(e.pence), 0) END
        FROM budget_move m LEFT JOIN budget_move o ON o.id = m.reverses_id
            LEFT JOIN budget_entry e ON e.move_id = m.id
        GROUP BY m.id, o.id
        """,
    ),
]


def differences():
    """Every sum that does not agree with its entries: [] when the ledger is right."""
    found = []
    outermost = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if outermost:
            # One picture for all statements, however much is moved meanwhile.
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        for counters, statement in _PROOFS:
            cursor.execute(statement)
            found += [each for row in cursor for each in _compared(row[1], counters, row[2:])]
    return found


def _compared(what, counters, sums):
    stored, derived = sums[: len(counters)], sums[len(counters) :]
    return [
        Difference(what, counter, one, int(other))
        for counter, one, other in zip(counters, stored, derived, strict=True)
        if one != other
    ]
