"""What of the record of decisions a reader may find by searching."""

from civilsociety.decisions.models import Decision
from civilsociety.decisions.models.decision import DECISION_WORDS
from civilsociety.ui.searching import Searchable
from civilsociety.ui.words import uk_date


def searched(user):
    """The latest published version of every record (Searchables)."""
    return [
        Searchable(
            kind="decisions",
            label="Decisions",
            one="Decision",
            rows=Decision.objects.latest_versions,
            words=DECISION_WORDS,
            by=(),
            text=("decision", "reasons"),
            note=lambda decision: f"{decision.maker}, {uk_date(decision.taken_on)}",
        )
    ]
