"""The rules of the ledger that the database itself holds, whoever writes to it.

An entry's own trigger moves the money, so no path (an action, a script, raw SQL, a fixture) can
write an entry without its effect, or an effect without its entry. The line is updated before
the entry is stored: its lock makes writers take turns, and its CHECK refuses what is not there.
Each refusal names a constraint; `rules` turns the names into sentences.
"""

import pgtrigger
from django.db.models import Q

from civilsociety.budget.states import EFFECTS, Kind

EFFECT_IS_ALLOWED = Q(kind=Kind.REVERSE)
for _kind, _effects in EFFECTS.items():
    for _from, _to in _effects:
        EFFECT_IS_ALLOWED |= Q(kind=_kind, from_bucket=_from, to_bucket=_to)
del _kind, _effects, _from, _to


def counters_are_kept(*columns):
    """Counters begin at nothing, and only the entries' trigger changes them."""
    changed = " OR ".join(f"OLD.{each} IS DISTINCT FROM NEW.{each}" for each in columns)
    begun = " OR ".join(f"COALESCE(NEW.{each}::text, '0') NOT IN ('0', 'held')" for each in columns)
    return (
        pgtrigger.Protect(
            name="counters_begin_at_nothing",
            operation=pgtrigger.Insert,
            condition=pgtrigger.Condition(f"pg_trigger_depth() = 0 AND ({begun})"),
        ),
        pgtrigger.Protect(
            name="counters_are_kept",
            operation=pgtrigger.Update,
            condition=pgtrigger.Condition(f"pg_trigger_depth() = 0 AND ({changed})"),
        ),
    )


def written_by_entries_only():
    """The whole table is the entries' doing."""
    return pgtrigger.Protect(
        name="written_by_entries_only",
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        condition=pgtrigger.Condition("pg_trigger_depth() = 0"),
    )


def _refuse(constraint, message):
    """SQL that refuses, and names the rule so that it can be told in words."""
    return (
        f"RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = '{constraint}', "
        f"MESSAGE = '{message}';"
    )


# Closing waits for whoever is writing to a line of the year, then looks.
YEAR_CLOSES_WHEN_SETTLED = f"""
IF OLD.state = 'open' AND NEW.state = 'closed' THEN
    PERFORM 1 FROM budget_line WHERE year_id = NEW.id ORDER BY id FOR UPDATE;
    IF EXISTS (SELECT 1 FROM budget_line
               WHERE year_id = NEW.id AND appropriated_pence <> paid_pence) THEN
        {_refuse("a_year_closes_when_settled", "an item of the year is still open")}
    END IF;
END IF;
RETURN NEW;
"""

LINE_STAYS_WHAT_IT_IS = f"""
IF (OLD.year_id, OLD.source_id, OLD.head_id, OLD.origin_id)
   IS DISTINCT FROM (NEW.year_id, NEW.source_id, NEW.head_id, NEW.origin_id) THEN
    {_refuse("a_line_stays_what_it_is", "a line keeps its year, source, head and origin")}
END IF;
RETURN NEW;
"""

# Shares the year's row, so that no line is added while the year is being closed.
LINE_BEGINS_IN_AN_OPEN_YEAR = f"""
PERFORM 1 FROM budget_year WHERE id = NEW.year_id AND state = 'open' FOR SHARE;
IF NOT FOUND THEN
    {_refuse("a_closed_year_takes_no_posting", "the year of the line is closed")}
END IF;
RETURN NEW;
"""

ENTRY_MOVES_THE_MONEY_DECLARES = [
    ("at_line", "record"),
    ("of_move", "record"),
    ("original", "record"),
    ("promised_under", "record"),
    ("effect", "text"),
    ("way", "integer"),
]

_LINE = f"""
UPDATE budget_line SET
    appropriated_pence = appropriated_pence + CASE
        WHEN NEW.from_bucket = 'outside' THEN NEW.pence
        WHEN NEW.to_bucket = 'outside' THEN -NEW.pence ELSE 0 END,
    reserved_pence = reserved_pence + CASE
        WHEN NEW.to_bucket = 'reserved' THEN NEW.pence
        WHEN NEW.from_bucket = 'reserved' THEN -NEW.pence ELSE 0 END,
    committed_pence = committed_pence + CASE
        WHEN NEW.to_bucket = 'committed' THEN NEW.pence
        WHEN NEW.from_bucket = 'committed' THEN -NEW.pence ELSE 0 END,
    paid_pence = paid_pence + CASE
        WHEN NEW.to_bucket = 'paid' THEN NEW.pence
        WHEN NEW.from_bucket = 'paid' THEN -NEW.pence ELSE 0 END
WHERE id = NEW.line_id
RETURNING year_id, source_id, head_id, origin_id INTO at_line;
IF NOT FOUND THEN
    {_refuse("an_entry_names_its_line", "there is no such line")}
END IF;
IF (SELECT state FROM budget_year WHERE id = at_line.year_id) <> 'open' THEN
    {_refuse("a_closed_year_takes_no_posting", "the year of the line is closed")}
END IF;
"""

_MOVE = f"""
SELECT kind, at, made_by_id, follows_id, reverses_id INTO of_move
    FROM budget_move WHERE id = NEW.move_id;
IF NOT FOUND OR of_move.kind <> NEW.kind THEN
    {_refuse("an_entry_belongs_to_its_move", "the entry is not of the kind of its move")}
END IF;
effect := NEW.kind;
way := 1;
IF NEW.kind = 'reverse' THEN
    SELECT * INTO original FROM budget_entry WHERE id = NEW.reverses_id;
    IF NOT FOUND OR original.kind = 'reverse'
       OR (original.move_id, original.line_id, original.pence,
           original.from_bucket, original.to_bucket,
           original.reservation_id, original.commitment_id)
       IS DISTINCT FROM (of_move.reverses_id, NEW.line_id, NEW.pence,
           NEW.to_bucket, NEW.from_bucket, NEW.reservation_id, NEW.commitment_id) THEN
        {_refuse("a_reversal_mirrors_its_original", "the entry does not mirror its original")}
    END IF;
    effect := original.kind;
    way := -1;
END IF;
"""

_CEILING = f"""
IF effect = 'appropriate' THEN
    UPDATE budget_ceiling SET appropriated_pence = appropriated_pence + way * NEW.pence
        WHERE year_id = at_line.year_id AND source_id = at_line.source_id
          AND at_line.origin_id = at_line.year_id
          AND at_line.head_id = (SELECT id FROM budget_head WHERE is_unallocated);
    IF NOT FOUND THEN
        {_refuse("money_enters_unallocated", "only what is unallocated is appropriated")}
    END IF;
END IF;
"""

_RESERVATION = f"""
IF NEW.reservation_id IS NOT NULL THEN
    IF NEW.to_bucket = 'reserved' THEN
        UPDATE budget_reservationleg SET held_pence = held_pence + NEW.pence
            WHERE reservation_id = NEW.reservation_id AND line_id = NEW.line_id;
        IF NOT FOUND THEN
            INSERT INTO budget_reservationleg (reservation_id, line_id, held_pence)
                VALUES (NEW.reservation_id, NEW.line_id, NEW.pence);
        END IF;
        UPDATE budget_reservation
            SET held_pence = held_pence + NEW.pence, state = 'held', resolved_by_id = NULL
            WHERE id = NEW.reservation_id;
    ELSE
        UPDATE budget_reservationleg SET held_pence = held_pence - NEW.pence
            WHERE reservation_id = NEW.reservation_id AND line_id = NEW.line_id;
        IF NOT FOUND THEN
            {_refuse("a_hold_is_not_negative", "nothing is held on this line")}
        END IF;
        UPDATE budget_reservation SET
            held_pence = held_pence - NEW.pence,
            state = CASE
                WHEN resolved_by_id IS NOT NULL THEN state
                WHEN effect = 'commit' THEN 'committed'
                WHEN of_move.made_by_id IS NULL THEN 'expired'
                ELSE 'released' END,
            resolved_by_id = COALESCE(resolved_by_id, NEW.move_id)
            WHERE id = NEW.reservation_id
              AND (resolved_by_id IS NULL
                   OR resolved_by_id IN (NEW.move_id, of_move.follows_id));
        IF NOT FOUND THEN
            {_refuse("a_reservation_resolves_once", "the reservation is resolved already")}
        END IF;
    END IF;
END IF;
"""

_COMMITMENT = """
IF NEW.commitment_id IS NOT NULL THEN
    UPDATE budget_commitmentleg SET
        outstanding_pence = outstanding_pence + CASE
            WHEN NEW.to_bucket = 'committed' THEN NEW.pence
            WHEN NEW.from_bucket = 'committed' THEN -NEW.pence ELSE 0 END,
        paid_pence = paid_pence + CASE WHEN effect = 'pay' THEN way * NEW.pence ELSE 0 END,
        returned_pence = returned_pence
            + CASE WHEN effect = 'return' THEN way * NEW.pence ELSE 0 END
        WHERE commitment_id = NEW.commitment_id AND line_id = NEW.line_id;
    IF NOT FOUND THEN
        INSERT INTO budget_commitmentleg
            (commitment_id, line_id, outstanding_pence, paid_pence, returned_pence)
            VALUES (NEW.commitment_id, NEW.line_id,
                CASE WHEN NEW.to_bucket = 'committed' THEN NEW.pence
                     WHEN NEW.from_bucket = 'committed' THEN -NEW.pence ELSE 0 END,
                CASE WHEN effect = 'pay' THEN way * NEW.pence ELSE 0 END,
                CASE WHEN effect = 'return' THEN way * NEW.pence ELSE 0 END);
    END IF;
    UPDATE budget_commitment SET
        outstanding_pence = outstanding_pence + CASE
            WHEN NEW.to_bucket = 'committed' THEN NEW.pence
            WHEN NEW.from_bucket = 'committed' THEN -NEW.pence ELSE 0 END,
        paid_pence = paid_pence + CASE WHEN effect = 'pay' THEN way * NEW.pence ELSE 0 END,
        returned_pence = returned_pence
            + CASE WHEN effect = 'return' THEN way * NEW.pence ELSE 0 END
        WHERE id = NEW.commitment_id;
END IF;
"""

_AUTHORITY = f"""
IF effect = 'commit' THEN
    SELECT authority.id, authority.up_to_pence, authority.until, authority.delegate_to,
           authority.purpose_id, decision.state, decision.effective_from INTO promised_under
        FROM budget_commitment promise
        JOIN decisions_authority authority ON authority.id = promise.authority_id
        JOIN decisions_decision decision ON decision.id = authority.decision_id
        WHERE promise.id = NEW.commitment_id;
    IF way = 1 AND (
        promised_under.state NOT IN ('published', 'corrected')
        OR promised_under.delegate_to <> ''
        OR promised_under.effective_from > (of_move.at AT TIME ZONE 'Europe/London')::date
        OR promised_under.until < (of_move.at AT TIME ZONE 'Europe/London')::date
        OR promised_under.purpose_id IS DISTINCT FROM
            (SELECT purpose_id FROM budget_head WHERE id = at_line.head_id)
    ) THEN
        {_refuse("a_commitment_stands_on_a_decision", "no decision in force covers this")}
    END IF;
    INSERT INTO budget_drawdown (authority_id, limit_pence, committed_pence)
        VALUES (promised_under.id, promised_under.up_to_pence, 0)
        ON CONFLICT (authority_id) DO NOTHING;
END IF;
IF effect = 'commit' OR (effect IN ('release', 'lapse') AND NEW.commitment_id IS NOT NULL) THEN
    UPDATE budget_drawdown
        SET committed_pence = committed_pence
            + CASE WHEN effect = 'commit' THEN way ELSE -way END * NEW.pence
        WHERE authority_id =
            (SELECT authority_id FROM budget_commitment WHERE id = NEW.commitment_id);
END IF;
"""

ENTRY_MOVES_THE_MONEY = (
    _LINE + _MOVE + _CEILING + _RESERVATION + _COMMITMENT + _AUTHORITY + "RETURN NEW;"
)

MOVE_HAS_ENTRIES = f"""
IF NOT EXISTS (SELECT 1 FROM budget_entry WHERE move_id = NEW.id) THEN
    {_refuse("a_move_has_entries", "the move has no entries")}
END IF;
RETURN NULL;
"""

LEGS_ADD_UP_DECLARES = [("of_move", "record"), ("sums", "record")]

# Run at the end of the transaction, over everything the move has by then.
LEGS_ADD_UP = f"""
SELECT kind, amount_pence, reverses_id INTO of_move FROM budget_move WHERE id = NEW.move_id;
SELECT sum(pence) AS all_legs,
       COALESCE(sum(pence) FILTER (WHERE to_bucket = 'outside'), 0) AS went_out,
       COALESCE(sum(pence) FILTER (WHERE from_bucket = 'outside'), 0) AS came_in,
       count(*) AS legs
    INTO sums FROM budget_entry WHERE move_id = NEW.move_id;
IF of_move.kind = 'reverse' THEN
    IF sums.legs <> (SELECT count(*) FROM budget_entry WHERE move_id = of_move.reverses_id) THEN
        {_refuse("legs_add_up", "a reversal reverses the whole of its original")}
    END IF;
ELSIF of_move.kind IN ('allocate', 'vire', 'carry_commitment', 'carry_balance') THEN
    IF sums.went_out <> of_move.amount_pence OR sums.came_in <> of_move.amount_pence OR EXISTS (
        SELECT 1 FROM budget_entry entry
            JOIN budget_line line ON line.id = entry.line_id
            JOIN budget_year year ON year.id = line.year_id
        WHERE entry.move_id = NEW.move_id
        GROUP BY line.source_id, line.origin_id,
            CASE WHEN of_move.kind IN ('allocate', 'vire') THEN year.starts_on
                 WHEN entry.to_bucket = 'outside' THEN (year.starts_on + interval '1 year')::date
                 ELSE year.starts_on END,
            CASE WHEN of_move.kind IN ('allocate', 'vire') THEN 0 ELSE line.head_id END
        HAVING sum(CASE WHEN entry.to_bucket = 'outside' THEN -pence ELSE pence END) <> 0
    ) THEN
        {_refuse("legs_add_up", "what leaves and what arrives differ for a source or an origin")}
    END IF;
ELSIF sums.all_legs <> of_move.amount_pence THEN
    {_refuse("legs_add_up", "the entries do not add up to the move")}
END IF;
RETURN NULL;
"""
