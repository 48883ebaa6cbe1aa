"""When findings may change and a report may be published."""

from civilsociety.refusal import Refused, allows
from consultations.queries.missing import missing
from consultations.states import ConsultationState


def check_can_edit_findings(consultation):
    """Findings are written once a consultation has been launched, and after publication too.

    What was issued stays as it was: a change shows only in the next issue.
    """
    if consultation.state == ConsultationState.DRAFT:
        raise Refused("Launch the consultation first: findings rest on its questionnaire.")
    if consultation.state == ConsultationState.CANCELLED:
        raise Refused("This consultation was cancelled. It has no findings.")


def can_edit_findings(consultation):
    """Whether findings may be written now."""
    return allows(check_can_edit_findings, consultation)


def check_same_revision(thing, revision):
    """Refuses a save made on a copy that somebody else has changed meanwhile."""
    if thing.revision != revision:
        raise Refused(
            "Somebody else has changed this since you opened it. Their text is shown beside "
            "yours: put the two together, then save again."
        )


def check_can_publish(report, *, note, now):
    """A report is published when nothing is missing; a correction says what it corrects.

    It has no pair that asks: the page lists what is missing, which says more than a no.
    """
    open_points = missing(report, now=now)
    if open_points:
        count = len(open_points)
        things = "One thing is" if count == 1 else f"{count} things are"
        raise Refused(f"{things} missing before this report can be published.")
    if report.issues.exists() and not note.strip():
        raise Refused("Write what this issue corrects. It is printed on the report.")


def check_no_build_under_way(report):
    """One build at a time: a second press of the button finds the first."""
    if report.builds.filter(state__in=["waiting", "running"], publish=True).exists():
        raise Refused("This report is being published at this moment. Wait until that has ended.")
