"""What the database itself refuses about decisions, whichever way somebody comes to it."""

# Only where it stands may move: the state, and by which decision it was superseded.
# A later version carries the date of effect and the delegation of the version it corrects.
DECISION_IS_KEPT = """
    IF TG_OP = 'DELETE' THEN
        IF OLD.state = 'draft' THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'A published decision is never deleted.';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.state = 'draft' THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'A decision begins as a draft, and is then published.';
    END IF;
    IF OLD.state = 'draft' THEN
        IF NEW.state NOT IN ('draft', 'published') THEN
            RAISE EXCEPTION 'A draft can only be published.';
        END IF;
        IF NEW.version <> OLD.version THEN
            RAISE EXCEPTION 'A version keeps its number.';
        END IF;
        IF NEW.version > 1 AND NEW.state = 'published' AND NOT EXISTS (
            SELECT 1 FROM decisions_decision earlier
            WHERE earlier.id = NEW.corrects_id
                AND earlier.reference = NEW.reference
                AND earlier.version = NEW.version - 1
                AND earlier.effective_from = NEW.effective_from
                AND earlier.is_key = NEW.is_key
                AND earlier.delegation_id IS NOT DISTINCT FROM NEW.delegation_id
        ) THEN
            RAISE EXCEPTION 'A correction keeps the date of effect, key test and delegation.';
        END IF;
        RETURN NEW;
    END IF;
    IF (to_jsonb(NEW) - 'state' - 'superseded_by_id')
        <> (to_jsonb(OLD) - 'state' - 'superseded_by_id') THEN
        RAISE EXCEPTION 'A published decision is never changed.';
    END IF;
    IF NEW.state = OLD.state AND NEW.superseded_by_id IS NOT DISTINCT FROM OLD.superseded_by_id
        OR OLD.state = 'published' AND NEW.state IN ('corrected', 'superseded')
        OR OLD.state = 'corrected' AND NEW.state = 'superseded' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A published decision is never changed.';
"""

# Two officers at once wait for each other on the delegation both draw on.
PUBLISHING_IS_COUNTED = """
    IF EXISTS (
        SELECT 1 FROM decisions_authority child
        JOIN decisions_authority parent ON parent.id = child.under_id
        JOIN decisions_decision given ON given.id = parent.decision_id
        WHERE child.decision_id = NEW.id AND (
            given.state NOT IN ('published', 'corrected')
            OR given.effective_from > NEW.taken_on
            OR EXISTS (
                SELECT 1 FROM decisions_callin stop WHERE stop.decision_id = given.id
                AND (stop.effective_from IS NULL OR stop.effective_from > NEW.taken_on)
            )
            OR parent.delegate_to = ''
            OR parent.purpose_id <> child.purpose_id
            OR parent.until < NEW.taken_on
            OR parent.until < COALESCE(child.until, 'infinity')
        )
    ) THEN
        RAISE EXCEPTION 'A decision draws on a delegation that does not cover it.';
    END IF;
    FOR drawn IN
        SELECT parent.id, parent.up_to_pence, SUM(child.up_to_pence) AS asked
        FROM decisions_authority child
        JOIN decisions_authority parent ON parent.id = child.under_id
        WHERE child.decision_id = NEW.id
        GROUP BY parent.id, parent.up_to_pence
        ORDER BY parent.id
    LOOP
        PERFORM 1 FROM decisions_authority WHERE id = drawn.id FOR UPDATE;
        SELECT COALESCE(SUM(other.up_to_pence), 0) INTO already
        FROM decisions_authority other
        JOIN decisions_decision decided ON decided.id = other.decision_id
        WHERE other.under_id = drawn.id
            AND decided.id <> NEW.id
            AND decided.state IN ('published', 'corrected');
        IF already + drawn.asked > drawn.up_to_pence THEN
            RAISE EXCEPTION 'More would be decided under a delegation than it allows.';
        END IF;
    END LOOP;
    RETURN NEW;
"""

# What belongs to a decision is frozen with it. The lock waits for whoever is publishing it.
BELONGS_TO_A_DRAFT = """
    IF TG_OP <> 'INSERT' THEN
        SELECT state INTO decision_state FROM decisions_decision
        WHERE id = OLD.decision_id FOR SHARE;
        IF decision_state <> 'draft' THEN
            RAISE EXCEPTION 'What belongs to a published decision is never changed.';
        END IF;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        SELECT state INTO decision_state FROM decisions_decision
        WHERE id = NEW.decision_id FOR SHARE;
        IF decision_state <> 'draft' THEN
            RAISE EXCEPTION 'What belongs to a published decision is never changed.';
        END IF;
        RETURN NEW;
    END IF;
    RETURN OLD;
"""

# As above; and money is decided in version 1 only, so that every version has the same.
MONEY_BELONGS_TO_VERSION_ONE = "\n".join(
    [
        """
    IF TG_OP <> 'DELETE' AND EXISTS (
        SELECT 1 FROM decisions_decision WHERE id = NEW.decision_id AND version <> 1
    ) THEN
        RAISE EXCEPTION 'A correction cannot change what may be spent.';
    END IF;
""",
        BELONGS_TO_A_DRAFT,
    ]
)

# A file may be taken away when it should never have been published; that it was there stays.
PAPER_IS_KEPT = "\n".join(
    [
        """
    IF TG_OP = 'UPDATE' AND OLD.withdrawn_on IS NULL AND NEW.withdrawn_on IS NOT NULL
        AND NEW.content IS NULL AND NEW.link = ''
        AND NEW.decision_id = OLD.decision_id AND NEW.title = OLD.title
        AND NEW.kind = OLD.kind AND NEW.exempt_reason = OLD.exempt_reason THEN
        RETURN NEW;
    END IF;
""",
        BELONGS_TO_A_DRAFT,
    ]
)
