"""The rules of the ledger that the database itself holds, whoever writes to it.

An entry's own trigger moves the money, so no path (an action, a script, raw SQL, a fixture) can
write an entry without its effect, or an effect without its entry. It runs once the entry is
stored, because an insert may still be passed over before that (ON CONFLICT DO NOTHING). The
line's lock makes writers take turns, and its CHECK refuses what is not there.
Each refusal names a constraint; `rules` turns the names into sentences.

What no trigger can hold is held by `check_budget`: an owner of the tables may switch triggers
off or empty a table, and the nightly proof then says which sum is wrong, and by how much.
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


def stays_as_it_is(name, *columns):
    """Rows keep these columns as they were first written."""
    changed = " OR ".join(f"OLD.{each} IS DISTINCT FROM NEW.{each}" for each in columns)
    return pgtrigger.Protect(
        name=name, operation=pgtrigger.Update, condition=pgtrigger.Condition(changed)
    )


def _refuse(constraint, message):
    """SQL that refuses, and names the rule so that it can be told in words."""
    return (
        f"RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = '{constraint}', "
        f"MESSAGE = '{message}';"
    )


# Closing waits for whoever is writing to a line of the year, then looks. It writes the lines
# as they are: whoever began before and reads the year as it was then is refused by PostgreSQL.
YEAR_CLOSES_WHEN_SETTLED = f"""
IF OLD.state = 'open' AND NEW.state = 'closed' THEN
    PERFORM 1 FROM budget_line WHERE year_id = NEW.id ORDER BY id FOR UPDATE;
    UPDATE budget_line SET year_id = year_id WHERE year_id = NEW.id;
    IF EXISTS (SELECT 1 FROM budget_line
               WHERE year_id = NEW.id AND appropriated_pence <> paid_pence) THEN
        {_refuse("a_year_closes_when_settled", "an item of the year is still open")}
    END IF;
END IF;
RETURN NEW;
"""

# What a decision was for does not change under the money it has promised.
HEAD_KEEPS_ITS_PURPOSE = f"""
IF OLD.is_unallocated IS DISTINCT FROM NEW.is_unallocated
   OR (OLD.purpose_id IS DISTINCT FROM NEW.purpose_id
       AND EXISTS (SELECT 1 FROM budget_commitment WHERE head_id = OLD.id)) THEN
    {_refuse("a_head_keeps_its_purpose", "money is promised under this head")}
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
IF of_move.at > clock_timestamp() + interval '1 day' THEN
    {_refuse("a_move_is_written_down_today", "the move is dated in the future")}
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
        INSERT INTO budget_reservationleg AS leg (reservation_id, line_id, held_pence)
            VALUES (NEW.reservation_id, NEW.line_id, NEW.pence)
            ON CONFLICT (reservation_id, line_id)
            DO UPDATE SET held_pence = leg.held_pence + excluded.held_pence;
        UPDATE budget_reservation
            SET held_pence = held_pence + NEW.pence, state = 'held', resolved_by_id = NULL
            WHERE id = NEW.reservation_id
              AND year_id = at_line.year_id AND head_id = at_line.head_id;
        IF NOT FOUND THEN
            {_refuse("a_promise_keeps_to_its_head", "the line is not of the reservation")}
        END IF;
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
           authority.purpose_id, decision.state, decision.effective_from, decision.reference,
           promise.head_id, promise.reservation_id,
           (of_move.at AT TIME ZONE 'Europe/London')::date AS day
        INTO promised_under
        FROM budget_commitment promise
        JOIN decisions_authority authority ON authority.id = promise.authority_id
        JOIN decisions_decision decision ON decision.id = authority.decision_id
        WHERE promise.id = NEW.commitment_id;
    IF way = 1 AND (
        promised_under.state NOT IN ('published', 'corrected')
        OR promised_under.delegate_to <> ''
        OR promised_under.effective_from > promised_under.day
        OR promised_under.until < promised_under.day
        OR EXISTS (
            SELECT 1 FROM decisions_callin stop
                JOIN decisions_decision version ON version.id = stop.decision_id
            WHERE version.reference = promised_under.reference
              AND (stop.effective_from IS NULL OR stop.effective_from > promised_under.day))
        OR promised_under.purpose_id IS DISTINCT FROM
            (SELECT purpose_id FROM budget_head WHERE id = at_line.head_id)
    ) THEN
        {_refuse("a_commitment_stands_on_a_decision", "no decision in force covers this")}
    END IF;
    IF way = 1 AND (promised_under.head_id <> at_line.head_id
        OR (NEW.reservation_id IS NOT NULL
            AND promised_under.reservation_id IS DISTINCT FROM NEW.reservation_id)) THEN
        {_refuse("a_promise_keeps_to_its_head", "the line is not of the commitment")}
    END IF;
    IF NOT EXISTS (SELECT 1 FROM budget_drawdown WHERE authority_id = promised_under.id) THEN
        INSERT INTO budget_drawdown (authority_id, limit_pence, committed_pence)
            VALUES (promised_under.id, promised_under.up_to_pence, 0)
            ON CONFLICT (authority_id) DO NOTHING;
    END IF;
END IF;
IF effect = 'commit' OR (effect IN ('release', 'lapse') AND NEW.commitment_id IS NOT NULL) THEN
    UPDATE budget_drawdown
        SET committed_pence = committed_pence
            + CASE WHEN effect = 'commit' THEN way ELSE -way END * NEW.pence
        WHERE authority_id =
            (SELECT authority_id FROM budget_commitment WHERE id = NEW.commitment_id);
END IF;
"""

# What comes back after its year has closed enters a line of an open year, as carried money.
_LATE_RETURN = f"""
IF NEW.kind = 'return' AND NEW.from_bucket = 'outside' AND NOT EXISTS (
    SELECT 1 FROM budget_commitmentleg leg
        JOIN budget_line paid ON paid.id = leg.line_id
        JOIN budget_year year ON year.id = paid.year_id
    WHERE leg.commitment_id = NEW.commitment_id AND leg.paid_pence > 0
      AND year.state = 'closed' AND paid.source_id = at_line.source_id
      AND paid.head_id = at_line.head_id AND paid.origin_id = at_line.origin_id
      AND at_line.origin_id <> at_line.year_id
) THEN
    {_refuse("a_return_goes_where_it_came_from", "nothing was paid from there in a closed year")}
END IF;
"""

ENTRY_MOVES_THE_MONEY = (
    _LINE
    + _MOVE
    + _CEILING
    + _RESERVATION
    + _COMMITMENT
    + _AUTHORITY
    + _LATE_RETURN
    + "RETURN NULL;"
)

MOVE_HAS_ENTRIES = f"""
IF NOT EXISTS (SELECT 1 FROM budget_entry WHERE move_id = NEW.id) THEN
    {_refuse("a_move_has_entries", "the move has no entries")}
END IF;
RETURN NULL;
"""

LEGS_ADD_UP_DECLARES = [("of_move", "record"), ("sums", "record"), ("times", "record")]

# A reservation is held, and a commitment promised, by one move over its whole amount.
_PROMISED_ONCE = "".join(
    f"""
IF of_move.kind = '{kind}' THEN
    SELECT count(*) AS ever, count(*) FILTER (WHERE move_id = NEW.move_id) AS here
        INTO times FROM budget_entry
        WHERE {promise}_id = NEW.{promise}_id AND kind = '{kind}';
    IF times.ever <> sums.legs OR times.here <> sums.legs OR of_move.amount_pence <>
        (SELECT amount_pence FROM budget_{promise} WHERE id = NEW.{promise}_id) THEN
        {_refuse("a_promise_is_made_once", "the move is not the one that makes the promise")}
    END IF;
END IF;
"""
    for kind, promise in (("reserve", "reservation"), ("commit", "commitment"))
)

_RETURNED_TO_ITS_SOURCE = f"""
IF of_move.kind IN ('return', 'reverse') AND EXISTS (
    SELECT 1 FROM budget_commitmentleg leg JOIN budget_line line ON line.id = leg.line_id
    WHERE leg.commitment_id = NEW.commitment_id
    GROUP BY line.source_id, line.origin_id
    HAVING sum(leg.returned_pence) > sum(leg.paid_pence)
) THEN
    {_refuse("a_return_goes_where_it_came_from", "more would come back than the source paid")}
END IF;
"""

# Run at the end of the transaction, over everything the move has by then.
LEGS_ADD_UP = (
    f"""
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
    IF EXISTS (
        SELECT 1 FROM budget_move part WHERE part.id = of_move.reverses_id
        AND part.follows_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM budget_move whole WHERE whole.reverses_id = part.follows_id)
    ) THEN
        {_refuse("a_part_is_reversed_with_its_whole", "the move is part of another")}
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
            CASE WHEN of_move.kind IN ('allocate', 'vire') THEN 0 ELSE line.head_id END,
            entry.commitment_id
        HAVING sum(CASE WHEN entry.to_bucket = 'outside' THEN -pence ELSE pence END) <> 0
    ) THEN
        {_refuse("legs_add_up", "what leaves and what arrives differ for a source or an origin")}
    END IF;
ELSIF sums.all_legs <> of_move.amount_pence THEN
    {_refuse("legs_add_up", "the entries do not add up to the move")}
END IF;
"""
    + _PROMISED_ONCE
    + _RETURNED_TO_ITS_SOURCE
    + "RETURN NULL;"
)
