"""What the database itself keeps: published texts never change, the pathway is walked forward."""

from strategy.states import DAYS, MOVES, PUBLISHED, UNPUBLISHED, VersionState


def _listed(states):
    return ", ".join(f"'{state.value}'" for state in states)


# What a published version may still be given: the next step of its pathway, with its dates;
# and where it stands, the dates of its steps corrected.
_DAYS = " ".join(f"- '{name}'" for name in DAYS.values())
_STEPS = f"- 'state' - 'decision_reference' {_DAYS}"
_FORWARD = " OR ".join(
    f"(OLD.state = '{state.value}' AND NEW.state IN ({_listed(following)}))"
    for state, following in MOVES[VersionState].items()
    if state in PUBLISHED and following
)

VERSION_IS_KEPT = f"""
    IF OLD.state IN ({_listed(UNPUBLISHED)}) THEN
        RETURN NEW;
    END IF;
    IF ({_FORWARD})
        AND (to_jsonb(NEW) {_STEPS}) = (to_jsonb(OLD) {_STEPS}) THEN
        RETURN NEW;
    END IF;
    IF (to_jsonb(NEW) {_DAYS}) = (to_jsonb(OLD) {_DAYS}) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A published version of a strategy is never changed.';
"""

# The lock makes a section or picture wait for whoever is publishing its version at this moment.
BELONGS_TO_A_DRAFT = f"""
    IF TG_OP <> 'INSERT' THEN
        SELECT state INTO version_state FROM strategy_version WHERE id = OLD.version_id FOR SHARE;
        IF version_state NOT IN ({_listed(UNPUBLISHED)}) THEN
            RAISE EXCEPTION 'The sections of a published version are never changed.';
        END IF;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        SELECT state INTO version_state FROM strategy_version WHERE id = NEW.version_id FOR SHARE;
        IF version_state NOT IN ({_listed(UNPUBLISHED)}) THEN
            RAISE EXCEPTION 'The sections of a published version are never changed.';
        END IF;
        RETURN NEW;
    END IF;
    RETURN OLD;
"""

# A picture of a summary or easy-read version goes with it: once that is out, nothing changes.
BELONGS_TO_AN_OPEN_RENDITION = """
    IF TG_OP <> 'INSERT' THEN
        SELECT published_at INTO published FROM strategy_rendition
        WHERE id = OLD.rendition_id FOR SHARE;
        IF published IS NOT NULL THEN
            RAISE EXCEPTION 'The pictures of a published text are never changed.';
        END IF;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    SELECT published_at INTO published FROM strategy_rendition
    WHERE id = NEW.rendition_id FOR SHARE;
    IF published IS NOT NULL THEN
        RAISE EXCEPTION 'The pictures of a published text are never changed.';
    END IF;
    RETURN NEW;
"""
