"""The proof that the register says what the ledger says, award by award, and what differs."""

from typing import NamedTuple

from django.db import connection

from civilsociety.ui.words import pounds
from funding.models import Award

# One statement, one snapshot: what each award that runs or ran is by the ledger's commitments,
# beside its latest row. Only what differs comes back.
DIFFER = """
    WITH ledger AS (
        SELECT p.award_id, sum(c.outstanding_pence + c.paid_pence - c.returned_pence) AS pence
        FROM funding_awardcommitment p JOIN budget_commitment c ON c.id = p.commitment_id
        GROUP BY p.award_id
    ), both_sides AS (
        SELECT a.id, g.code || '-G' || lpad(a.id::text, 5, '0') AS number,
            coalesce(l.pence, 0) AS ledger, r.amount_pence AS register, r.id AS row,
            concat_ws(', ',
                CASE WHEN r.first_pence <> a.amount_pence THEN 'what was first awarded' END,
                CASE WHEN r.state <> a.state THEN 'where it stands' END,
                CASE WHEN r.title <> a.title THEN 'the title' END,
                CASE WHEN r.summary <> a.summary THEN 'the summary' END,
                CASE WHEN r.starts_on <> a.starts_on OR r.ends_on <> a.ends_on
                    THEN 'its dates' END,
                CASE WHEN r.districts <> a.districts AND a.districts <> '{}'
                    THEN 'where it takes place' END
            ) AS otherwise
        FROM funding_award a
        JOIN funding_programme g ON g.id = a.programme_id
        LEFT JOIN ledger l ON l.award_id = a.id
        LEFT JOIN funding_publishedaward r ON r.award_id = a.id AND r.is_latest
        WHERE a.state = ANY(%s) OR r.id IS NOT NULL
    )
    SELECT id, number, ledger, register, otherwise FROM both_sides
    WHERE row IS NULL OR ledger <> register OR otherwise <> ''
    ORDER BY id
"""


class Difference(NamedTuple):
    """An award of which register and ledger do not tell the same. Pence; None: not published."""

    award: int
    number: str
    ledger: int
    register: int | None
    otherwise: str = ""

    def __str__(self):
        if self.register is None:
            return f"{self.number} is not in the register. By the ledger it is {_p(self.ledger)}."
        said = []
        if self.register != self.ledger:
            said.append(f"the register says {_p(self.register)} and the ledger {_p(self.ledger)}")
        if self.otherwise:
            said.append(f"the register is older than the award: {self.otherwise}")
        return f"{self.number}: {'; '.join(said)}."


def _p(pence):
    return pounds(pence) or "£0"


def differences(states):
    """Every difference; awards in one of `states` have to be in the register."""
    with connection.cursor() as cursor:
        cursor.execute(DIFFER, [[str(state) for state in states]])
        return [Difference(*row) for row in cursor.fetchall()]


def compared(states):
    """How many awards there are to compare."""
    return Award.objects.filter(state__in=states).count()
